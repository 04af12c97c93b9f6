"""The books of the demo company: two clients, thirty customers, two hundred invoices, and their history."""

from datetime import date

from connectors.ports import (
    Books,
    ClientRecord,
    CompanyDocumentRecord,
    ContactRecord,
    CustomerRecord,
    DocumentRecord,
)
from duecourse.demo import history
from duecourse.demo.data import ClientEntry, CustomerEntry, company
from duecourse.demo.invoices import documents_of, entries, invoice_record


def books(today: date) -> Books:
    """The same on every call but for the dates, which count from `today`."""
    planned = entries()
    invoices = tuple(invoice_record(entry, today) for entry in planned)
    customers = tuple(customer_record(entry) for entry in company().customers)
    return Books(
        as_of=today,
        clients=tuple(client_record(entry) for entry in company().clients),
        customers=customers,
        invoices=invoices,
        documents=(
            *(document for entry in planned for document in documents_of(entry)),
            *(statement_of(customer) for customer in customers),
        ),
        company_documents=tuple(one for entry in company().clients for one in company_documents(entry)),
        payments=history.payments(invoices),
        promises=history.promises(today),
        credits=history.credits(invoices, today),
        deliveries=history.deliveries(invoices, planned, customers),
    )


def client_record(entry: ClientEntry) -> ClientRecord:
    return ClientRecord(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        mailbox=entry.mailbox,
        aliases=entry.aliases,
        phone=entry.phone,
        signature=entry.signature,
        bank_data=(entry.bank,),
    )


def customer_record(entry: CustomerEntry) -> CustomerRecord:
    return CustomerRecord(
        id=entry.id,
        client_id=entry.client,
        name=entry.name,
        country=entry.country,
        currency=company().client(entry.client).currency,
        language=entry.language,
        domain=entry.domain,
        payment_terms_days=entry.terms,
        contacts=contacts(entry),
        group=entry.group,
        statement_document_id=f"STMT-{entry.id}",
    )


def contacts(entry: CustomerEntry) -> tuple[ContactRecord, ...]:
    return tuple(
        ContactRecord(
            key=contact.key,
            name=contact.name,
            email=f"{contact.local}@{entry.domain}",
            role=contact.role,
            status=contact.status,
            may_receive=contact.may_receive,
        )
        for contact in entry.contacts
    )


def statement_of(customer: CustomerRecord) -> DocumentRecord:
    """A statement has no file in the archive: it is made when it is sent."""
    code = f"STMT-{customer.id}"
    return DocumentRecord(
        id=code, kind="statement", client_id=customer.client_id, customer_id=customer.id, filename=f"{code}.pdf"
    )


def company_documents(entry: ClientEntry) -> tuple[CompanyDocumentRecord, ...]:
    """A VAT certificate that anybody may have, and a letter about the bank that a person must release."""
    english = entry.language == "en"
    return (
        CompanyDocumentRecord(
            id=f"VAT-{entry.id}",
            client_id=entry.id,
            kind="tax_form",
            title="VAT registration certificate" if english else "Umsatzsteuer-Bescheinigung",
            auto_release=True,
            filename=f"VAT-{entry.id}.pdf",
        ),
        CompanyDocumentRecord(
            id=f"BANK-{entry.id}",
            client_id=entry.id,
            kind="bank_letter",
            title="Bank details letter" if english else "Bestätigung der Bankverbindung",
            filename=f"BANK-{entry.id}.pdf",
        ),
    )
