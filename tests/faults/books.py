"""The rig's own company: accounts, contacts, invoices, and PDFs that say in plain bytes whose they are."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

CLIENT = "RIG"
MAILBOX = "receivables@rig-office.example"
AUTHSERV = "mx.rig-office.example"


@dataclass(frozen=True)
class Account:
    """One customer. `numbers`: of its invoices."""

    code: str
    numbers: tuple[str, ...]

    @property
    def domain(self) -> str:
        return f"{self.code.lower()}.example"

    @property
    def address(self) -> str:
        return f"accounts@{self.domain}"

    @property
    def canary(self) -> str:
        """Stands in every paper of this account, and in no other's."""
        return f"CANARY-{self.code}-END"


def accounts(customers: int, invoices: int) -> list[Account]:
    """`invoices` for each of so many customers; numbers are unique over all."""
    return [
        Account(f"CUST{one:04d}", tuple(f"RG-26-{10000 + one * invoices + number}" for number in range(invoices)))
        for one in range(customers)
    ]


def write_books(folder: Path, all_accounts: list[Account]) -> tuple[Path, Path]:
    """The ledger as a file to be imported, and the archive of PDFs."""
    archive = folder / "archive"
    archive.mkdir(parents=True)
    for account in all_accounts:
        for number in account.numbers:
            (archive / f"{number}.pdf").write_bytes(paper(account, number))
    books = folder / "ledger.json"
    books.write_text(json.dumps(ledger(all_accounts)), encoding="utf-8")
    return books, archive


def ledger(all_accounts: list[Account]) -> dict[str, object]:
    today = datetime.now(UTC).date()
    client = {"id": CLIENT, "name": "Rig Office Ltd", "country": "GB", "mailbox": MAILBOX, "aliases": []}
    return {
        "as_of": str(today),
        "clients": [client],
        "customers": [customer(one) for one in all_accounts],
        "invoices": [
            invoice(one, number, str(today - timedelta(days=40)), str(today - timedelta(days=10)))
            for one in all_accounts
            for number in one.numbers
        ],
        "documents": [document(one, number) for one in all_accounts for number in one.numbers],
        "company_documents": [],
        "payments": [],
        "promises": [],
    }


def customer(account: Account) -> dict[str, object]:
    contact = {"key": "acc", "name": "Accounts", "email": account.address, "role": "accounts", "status": "active"}
    return {
        "id": account.code, "client_id": CLIENT, "name": f"Customer {account.code} Ltd", "country": "GB",
        "currency": "GBP", "language": "en", "domain": account.domain, "payment_terms_days": 30,
        "contacts": [contact], "group": None, "statement_document_id": None,
    }  # fmt: skip


def invoice(account: Account, number: str, issued: str, due: str) -> dict[str, object]:
    return {
        "number": number, "client_id": CLIENT, "customer_id": account.code, "issue_date": issued, "due_date": due,
        "currency": "GBP", "amount": 310.0, "open_amount": 310.0, "status": "open", "po_number": None,
        "credit_note": None, "documents": {"invoice": number},
    }  # fmt: skip


def document(account: Account, number: str) -> dict[str, object]:
    return {
        "id": number, "kind": "invoice", "invoice": number, "customer_id": account.code, "client_id": CLIENT,
        "filename": f"{number}.pdf",
    }  # fmt: skip


def paper(account: Account, number: str) -> bytes:
    """A PDF whose text is not compressed, so that anybody can look for the canary in its bytes."""
    text = f"BT /F1 12 Tf 60 780 Td ({account.canary} invoice {number}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for index, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (index, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(content))
    return content + head + table + end
