"""How numbers and descriptions meet the books, on the ledger of a small supplier."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from agent.domain.accounts import strange_company
from agent.domain.facts import (
    Amount,
    BooksFact,
    ClientFact,
    CustomerFact,
    DocumentAsk,
    DocumentFact,
    Facts,
    InvoiceFact,
    MailView,
    Reading,
    Span,
)
from agent.domain.matching import candidate_numbers, match
from agent.domain.numbers import learn_formats, normalise
from agent.domain.resolving import by_number
from agent.domain.vocabulary import DocumentKind, Intent

INVOICE, POD, PO = DocumentKind.INVOICE, DocumentKind.POD, DocumentKind.PO_COPY
SENT = datetime(2026, 11, 20, 9, tzinfo=UTC)
MAIL = MailView(message_id="<1@x>", sent_at=SENT)


def key(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


CLIENT = key("client")


def paper(code: str, kind: DocumentKind, customer: str | None, invoice: str | None = None) -> DocumentFact:
    owner = key(customer) if customer else None
    return DocumentFact(
        id=key(code),
        code=code,
        kind=kind,
        filename=f"{code}.pdf",
        client_id=CLIENT,
        customer_id=owner,
        invoice_number=invoice,
    )


def invoice(
    number: str,
    issued: str,
    amount: str,
    status: str = "open",
    po: str | None = None,
    *kinds: DocumentKind,
    open_: str = "",
) -> InvoiceFact:
    issue = date.fromisoformat(issued)
    left = Decimal(open_ or (amount if status != "paid" else "0"))
    documents = tuple(paper(f"{kind.value}-{number}", kind, "K1", number) for kind in (INVOICE, *kinds))
    return InvoiceFact(
        id=key(number), number=number, customer_id=key("K1"), issue_date=issue, due_date=issue.replace(month=issue.month + 1),
        currency="GBP", amount=Decimal(amount), open_amount=left, status=status, po_number=po, documents=documents,
        credit_note="CN/2041" if number.endswith("1180") else None,
    )  # fmt: skip


PAID = invoice("KO-26-1180", "2026-08-03", "1240.50", "paid", "HP-220", POD, PO, DocumentKind.CREDIT_NOTE)
OPEN = invoice("KO-26-1307", "2026-09-21", "2310.00", "open", "HP-231", POD, PO)
PARTLY = invoice("KO-26-1388", "2026-10-19", "615.75", "partly_paid", "HP-240", open_="300.00")
LATE = invoice("KO-26-2388", "2026-10-05", "99.00", "disputed", "HP-240")
STATEMENT = paper("STMT-K1", DocumentKind.STATEMENT, "K1")
VAT = paper("VAT-certificate", DocumentKind.TAX_FORM, None)
INSURANCE = paper("Insurance-certificate", DocumentKind.OTHER, None)
BANK = paper("BANK-letter", DocumentKind.BANK_LETTER, None)


def customer(code: str = "K1", invoices: tuple[InvoiceFact, ...] = (PAID, OPEN, PARTLY, LATE)) -> CustomerFact:
    papers = (STATEMENT,) if code == "K1" else (paper(f"STMT-{code}", DocumentKind.STATEMENT, code),)
    return CustomerFact(
        id=key(code), code=code, name=code, currency="GBP", language="en", invoices=invoices, documents=papers
    )


def books(*customers: CustomerFact, guessed: bool = False) -> BooksFact:
    formats = learn_formats(["KO-26-1180", "KO-26-1307", "KO-26-1388"])
    client = ClientFact(id=CLIENT, code="KES", name="Kestrel", number_formats=formats, documents=(VAT, BANK, INSURANCE))
    return BooksFact(as_of=SENT, client=client, customers=customers or (customer(),), guessed=guessed)


def reading(
    *asks: DocumentAsk,
    intents: tuple[Intent, ...] = (Intent.DOCUMENT_REQUEST,),
    said: tuple[str, ...] = (),
    amount: str = "",
) -> Reading:
    spans = tuple(Span(part="newest", start=0, end=len(one), quote=one) for one in said)
    amounts = (Amount(value=Decimal(amount), span=Span(part="newest", start=0, end=1, quote="1")),) if amount else ()
    facts = Facts(asks=asks, references=spans, amounts=amounts)
    return Reading(reader="test", version="1", language="en", intents=intents, confidence={}, facts=facts)


def ask(*references: str, kind: DocumentKind = INVOICE, scope: str | None = None, words: str = "") -> DocumentAsk:
    span = Span(part="newest", start=0, end=len(words), quote=words) if words else None
    return DocumentAsk(kind=kind, references=references, scope=scope, span=span)


FOUND = [
    ("the whole number", ask("KO-26-1307"), ["invoice-KO-26-1307"]),
    ("the number in another writing", ask("ko 26 1307"), ["invoice-KO-26-1307"]),
    ("its last digits", ask("1307"), ["invoice-KO-26-1307"]),
    ("its last digits behind a word", ask("INV1307"), ["invoice-KO-26-1307"]),
    ("an order number", ask("HP-231"), ["invoice-KO-26-1307"]),
    ("two numbers", ask("1180", "1307", kind=POD), ["pod-KO-26-1180", "pod-KO-26-1307"]),
    ("an order's copy by the invoice", ask("KO-26-1307", kind=PO), ["po_copy-KO-26-1307"]),
    ("a credit note by its own number", ask("CN 2041", kind=DocumentKind.CREDIT_NOTE), ["credit_note-KO-26-1180"]),
    ("the amount", ask(scope="amount:615.75"), ["invoice-KO-26-1388"]),
    ("what is open of it", ask(scope="amount:300.00"), ["invoice-KO-26-1388"]),
    ("the day of issue", ask(scope="date:2026-09-21"), ["invoice-KO-26-1307"]),
    ("the month", ask(scope="month:2026-09"), ["invoice-KO-26-1307"]),
    *(
        ("several of a month", ask(scope="month:2026-10", words=words), ["invoice-KO-26-2388", "invoice-KO-26-1388"])
        for words in (
            "invoices",
            "all invoice copies",
            "Oktober-Rechnungen",
            "las facturas",
            "toutes les factures",
            "facturen",
        )
    ),
    (
        "as many of a month as are said",
        ask(scope="month:2026-10", words="two invoices"),
        ["invoice-KO-26-2388", "invoice-KO-26-1388"],
    ),
    ("a range", ask(scope="range:2026-08-01..2026-09-30"), ["invoice-KO-26-1180", "invoice-KO-26-1307"]),
    ("all open ones", ask(scope="all_open"), ["invoice-KO-26-1307", "invoice-KO-26-2388", "invoice-KO-26-1388"]),
    ("those overdue", ask(scope="overdue"), ["invoice-KO-26-1307", "invoice-KO-26-2388", "invoice-KO-26-1388"]),
    ("the latest", ask(scope="latest"), ["invoice-KO-26-1388"]),
    ("the statement", ask(kind=DocumentKind.STATEMENT), ["STMT-K1"]),
    ("a tax form", ask(kind=DocumentKind.TAX_FORM, words="VAT certificate"), ["VAT-certificate"]),
    ("a paper of the company", ask(kind=DocumentKind.OTHER, words="Versicherungsnachweis"), ["Insurance-certificate"]),
    ("a bank letter, which the gate refuses", ask(kind=DocumentKind.BANK_LETTER), ["BANK-letter"]),
]


@pytest.mark.parametrize(("how", "asked", "codes"), FOUND, ids=[one[0] for one in FOUND])
def test_a_document_is_found_by(how: str, asked: DocumentAsk, codes: list[str]) -> None:
    result = match(reading(asked), MAIL, books())
    assert [one.code for one in result.documents] == codes
    assert not (result.asks[0].missing or result.asks[0].unknown or result.asks[0].ambiguous)


NOT_FOUND = [
    ("a paper that is not on file", ask("KO-26-1388", kind=POD), "missing", "pod of KO-26-1388"),
    ("a number of nobody", ask("KO-26-9999"), "unknown", "KO-26-9999"),
    ("two digits", ask("07"), "unknown", "07"),
    ("last digits of two invoices", ask("388"), "ambiguous", "388"),
    ("an order with two invoices", ask("HP-240"), "ambiguous", "HP-240"),
    ("the one invoice of a month with two", ask(scope="month:2026-10", words="invoice"), "ambiguous", "KO-26-2388"),
    *(
        ("one copy of a month with two", ask(scope="month:2026-10", words=words), "ambiguous", "KO-26-2388")
        for words in ("copy invoice", "Kopie der Rechnung", "la facture acquittée", "esa factura", "leverbon", "ticket")
    ),
    ("three of a month with two", ask(scope="month:2026-10", words="drei Rechnungen"), "ambiguous", "KO-26-2388"),
    ("an amount of nobody", ask(scope="amount:1.00"), "missing", "invoice amount:1.00"),
    ("no number at all", ask(), "ambiguous", "no number"),
    ("about so much", ask(scope="approximate"), "ambiguous", "approximate"),
    (
        "a statement of the past",
        ask(kind=DocumentKind.STATEMENT, scope="month:2026-02"),
        "missing",
        "statement for 2026-02",
    ),
    ("a tax form of another sort", ask(kind=DocumentKind.TAX_FORM, words="W-9"), "missing", "tax_form"),
    ("a paper that the books do not know", ask(kind=DocumentKind.OTHER, words="Angebot"), "missing", "other"),
]


def test_the_number_that_counts_up_is_enough_where_a_year_or_a_branch_follows_it() -> None:
    yearly = (invoice("HT.1262/26", "2026-08-12", "10.00"), invoice("HT.1288/26", "2026-09-12", "20.00"))
    branch = (invoice("2026/0491/B", "2026-10-12", "30.00"), invoice("2026/0517/B", "2026-10-20", "40.00"))
    numbers = {"1262": "HT.1262/26", "HT1288": None, "0491": "2026/0491/B", "2026": None, "491": None, "26": None}
    for number, whole in numbers.items():
        hit = by_number(number, (*yearly, *branch))
        assert (hit.invoices[0].number if hit else None) == whole, number


@pytest.mark.parametrize(("how", "asked", "field", "said"), NOT_FOUND, ids=[one[0] for one in NOT_FOUND])
def test_nothing_is_guessed_for(how: str, asked: DocumentAsk, field: str, said: str) -> None:
    result = match(reading(asked), MAIL, books())
    assert result.documents == ()
    assert getattr(result.asks[0], field)[0] == said


def test_one_of_two_papers_missing_is_told_beside_the_one_found() -> None:
    result = match(reading(ask("1307", "1388", kind=POD)), MAIL, books())
    assert [one.code for one in result.documents] == ["pod-KO-26-1307"]
    assert result.asks[0].missing == ("pod of KO-26-1388",)


def test_a_number_of_another_account_is_foreign_and_unknown() -> None:
    asked = reading(ask("KO-26-1402"), said=("KO-26-1402",))
    assert candidate_numbers(asked) == {"KO261402"}
    result = match(asked, MAIL, books(), elsewhere=frozenset({"KO261402"}))
    assert (result.documents, result.foreign, result.unknown) == ((), True, ("KO-26-1402",))


def test_a_number_of_our_shape_that_nobody_has_is_unknown_but_not_foreign() -> None:
    result = match(reading(ask("1307"), said=("1307", "KO-26-7777", "AP-Q-88")), MAIL, books())
    assert (result.unknown, result.foreign) == (("KO-26-7777",), False)


def test_a_guessed_sender_gets_no_document_and_only_whole_numbers_count() -> None:
    result = match(reading(ask("KO-26-1307"), said=("KO-26-1307", "1388")), MAIL, books(guessed=True))
    assert result.documents == ()
    assert [one.number for one in result.invoices] == ["KO-26-1307"]
    sets = match(reading(ask(scope="all_open")), MAIL, books(guessed=True))
    assert (sets.documents, sets.invoices) == ((), ())


def test_in_a_group_every_account_is_searched_and_a_statement_is_ambiguous() -> None:
    both = books(customer(), customer("K2", ()))
    assert [one.code for one in match(reading(ask("1307")), MAIL, both).documents] == ["invoice-KO-26-1307"]
    statement = match(reading(ask(kind=DocumentKind.STATEMENT)), MAIL, both)
    assert (statement.documents, statement.asks[0].ambiguous) == ((), ("STMT-K1", "STMT-K2"))


@pytest.mark.parametrize("intent", [Intent.DISPUTE, Intent.PROMISE, Intent.HARDSHIP])
def test_talk_of_money_without_a_number_means_the_only_open_invoice(intent: Intent) -> None:
    one_open = books(customer(invoices=(PAID, OPEN)))
    assert [one.number for one in match(reading(intents=(intent,)), MAIL, one_open).invoices] == ["KO-26-1307"]
    assert match(reading(intents=(intent,)), MAIL, books()).invoices == ()


def test_talk_of_money_without_a_number_means_the_invoice_of_that_amount() -> None:
    result = match(reading(intents=(Intent.PROMISE,), amount="300.00"), MAIL, books())
    assert [one.number for one in result.invoices] == ["KO-26-1388"]


def test_invoices_come_in_order_of_mention() -> None:
    result = match(reading(intents=(Intent.DISPUTE,), said=("1388/26", "KO-26-1388", "1180")), MAIL, books())
    assert [one.number for one in result.invoices] == ["KO-26-1388", "KO-26-1180"]


def test_numbers_of_the_quote_count_only_where_the_mail_names_none() -> None:
    quoted = Span(part="quote", start=0, end=10, quote="KO-26-1307")
    own = Span(part="subject", start=0, end=10, quote="KO-26-1180")
    for spans, number in (((quoted,), "KO-26-1307"), ((quoted, own), "KO-26-1180")):
        said = reading(intents=(Intent.DISPUTE,)).model_copy(update={"facts": Facts(references=spans)})
        assert [one.number for one in match(said, MAIL, books()).invoices] == [number]


def test_number_formats_are_learned_and_forgive_their_separators() -> None:
    import re

    formats = learn_formats(["BF/10211", "BF/10512", "KT26-0588", "2026700311", "2026700366", "2026700418"])
    for text in ("BF/10999", "bf 10999", "BF-110999", "KT26-0001", "KT 26/0001", "2026999999"):
        assert any(re.fullmatch(one, text, re.IGNORECASE) for one in formats), text
    for text in ("BF/1", "XY/10211", "1026700311", "KT6-0001"):
        assert not any(re.fullmatch(one, text, re.IGNORECASE) for one in formats), text
    assert normalise("bf / 10-467") == "BF10467"


def account(code: str, name: str, open_: str) -> CustomerFact:
    own = invoice(open_, "2026-10-05", "500.00").model_copy(update={"customer_id": key(code)})
    return customer(code, (own,)).model_copy(update={"name": name})


MILLS = account("M1", "Penrose Mills UK Ltd", "KO-26-3001")
DAIRIES = account("M2", "Penrose Dairies Ltd", "KO-26-3002")
ALL_OPEN = ask(scope="all_open")
MONTHLY = ask(scope="month:2026-10", words="invoices")
ONE_COMPANY = [
    ("Please send all open invoices for Penrose Mills UK Ltd.", ALL_OPEN, ["invoice-KO-26-3001"]),
    ("Please send all open invoices for Penrose Mills.", ALL_OPEN, ["invoice-KO-26-3001"]),
    ("all open invoices for PENROSE DAIRIES LTD please", ALL_OPEN, ["invoice-KO-26-3002"]),
    ("All open invoices for Dairies please, not for Penrose Mills.", ALL_OPEN, ["invoice-KO-26-3002"]),
    ("Bitte alle offenen Rechnungen der Penrose Dairies.", ALL_OPEN, ["invoice-KO-26-3002"]),
    ("Toutes les factures ouvertes de Penrose Mills, svp.", ALL_OPEN, ["invoice-KO-26-3001"]),
    ("Las facturas de octubre de Penrose Dairies, por favor.", MONTHLY, ["invoice-KO-26-3002"]),
    ("Graag alle openstaande facturen van Penrose Mills.", ALL_OPEN, ["invoice-KO-26-3001"]),
    ("All open ones for Penrose Mills and Penrose Dairies.", ALL_OPEN, ["invoice-KO-26-3001", "invoice-KO-26-3002"]),
    ("All open invoices of both companies please.", ALL_OPEN, ["invoice-KO-26-3001", "invoice-KO-26-3002"]),
]


@pytest.mark.parametrize(("text", "asked", "codes"), ONE_COMPANY)
def test_of_several_accounts_the_one_named_is_meant(text: str, asked: DocumentAsk, codes: list[str]) -> None:
    result = match(reading(asked), MAIL.model_copy(update={"newest": text}), books(MILLS, DAIRIES))
    assert [one.code for one in result.documents] == codes
    assert [f"invoice-{one.number}" for one in result.invoices] == codes


NO_COMPANY = [
    "Please send all open invoices.",
    "Please send all open invoices for Penrose.",
    "Please send all open invoices except those of Penrose Mills.",
    "Penrose Mills has paid. Please send the open invoices, Penrose Dairies wants them.",
    "Please send all open invoices for Penrose Bakeries Ltd.",
    "Please send all open invoices, the dairies are asking.",
    "Please send all open invoices.\n\nKind regards\nAnn Lee\nPenrose Mills UK Ltd",
]


@pytest.mark.parametrize("text", NO_COMPANY)
def test_of_several_accounts_a_set_is_ambiguous_where_none_is_clearly_named(text: str) -> None:
    mail = MAIL.model_copy(update={"newest": text})
    result = match(reading(ALL_OPEN), mail, books(MILLS, DAIRIES))
    assert (result.documents, result.asks[0].ambiguous) == ((), ("KO-26-3001", "KO-26-3002"))


def test_the_statement_of_the_company_named_in_text_or_subject_is_meant() -> None:
    asked = reading(ask(kind=DocumentKind.STATEMENT))
    for field in ("newest", "subject"):
        mail = MAIL.model_copy(update={field: "Statement for Penrose Dairies, please"})
        assert [one.code for one in match(asked, mail, books(MILLS, DAIRIES)).documents] == ["STMT-M2"]


@pytest.mark.parametrize(
    "text",
    [
        "Please send the statement for Penrose Mills and the one for Penrose Dairies.",
        "The statement of Penrose Mills and the statement of Penrose Dairies, please.",
        "Bitte den Kontoauszug der Penrose Mills und den der Penrose Dairies.",
        "Le relevé de compte de Penrose Mills et celui de Penrose Dairies, svp.",
        "El extracto de Penrose Mills y el de Penrose Dairies, por favor.",
        "Graag het rekeningoverzicht van Penrose Mills en dat van Penrose Dairies.",
    ],
)
def test_the_statements_of_two_companies_named_in_one_breath_are_both_meant(text: str) -> None:
    mail = MAIL.model_copy(update={"newest": text})
    three = books(MILLS, DAIRIES, account("M3", "Penrose Oats vzw", "KO-26-3003"))
    result = match(reading(ask(kind=DocumentKind.STATEMENT)), mail, three)
    assert [one.code for one in result.documents] == ["STMT-M1", "STMT-M2"]


def test_the_invoices_of_one_company_and_the_statement_of_another_are_left_to_a_person() -> None:
    mail = MAIL.model_copy(
        update={"newest": "The open invoices of Penrose Mills and the statement of Penrose Dairies."}
    )
    result = match(reading(ask(kind=DocumentKind.STATEMENT), ALL_OPEN), mail, books(MILLS, DAIRIES))
    assert result.documents == ()


def test_a_number_needs_no_company() -> None:
    mail = MAIL.model_copy(update={"newest": "Please send 3001 (Penrose Dairies)."})
    assert [one.code for one in match(reading(ask("3001")), mail, books(MILLS, DAIRIES)).documents] == [
        "invoice-KO-26-3001"
    ]


def test_two_sets_of_two_companies_are_left_to_a_person() -> None:
    """Nobody can tell which paper is meant for which."""
    mail = MAIL.model_copy(update={"newest": "Statement for Penrose Mills, Penrose Dairies and all open invoices."})
    three = books(MILLS, DAIRIES, account("M3", "Penrose Oats Ltd", "KO-26-3003"))
    result = match(reading(ask(kind=DocumentKind.STATEMENT), ALL_OPEN), mail, three)
    assert result.documents == ()


def test_numbers_that_name_nothing_leave_the_subject_its_say() -> None:
    spans = tuple(
        Span(part=part, start=0, end=4, quote=quote) for part, quote in (("newest", "9876"), ("subject", "1307"))
    )
    said = reading(intents=(Intent.DISPUTE,)).model_copy(update={"facts": Facts(references=spans)})
    assert [one.number for one in match(said, MAIL, books()).invoices] == ["KO-26-1307"]


NEAR = invoice("KO-26-1401", "2026-10-21", "77.00", "open", "HP-250")


def test_one_invoice_of_last_week_is_sent_only_where_there_is_just_one() -> None:
    ledger = books(customer(invoices=(PAID, OPEN, PARTLY, LATE, NEAR)))
    week, before = "range:2026-10-19..2026-10-25", "range:2026-10-05..2026-10-11"
    assert match(reading(ask(scope=week, words="invoice")), MAIL, ledger).asks[0].ambiguous
    both = match(reading(ask(scope=week, words="invoices")), MAIL, ledger)
    assert [one.code for one in both.documents] == ["invoice-KO-26-1388", "invoice-KO-26-1401"]
    alone = match(reading(ask(scope=before, words="Rechnung")), MAIL, ledger)
    assert [one.code for one in alone.documents] == ["invoice-KO-26-2388"]


def test_a_row_of_numbers_from_one_year_to_another_holds_all_between() -> None:
    older = invoice("KO-25-0991", "2025-10-05", "55.00")
    result = match(reading(ask("KO-25-0991..KO-26-1307")), MAIL, books(customer(invoices=(older, PAID, OPEN, PARTLY))))
    assert [one.invoice_number for one in result.documents] == ["KO-25-0991", "KO-26-1180", "KO-26-1307"]


@pytest.mark.parametrize(("row", "found"), [("1180..1307", True), ("1180..9999", False)])
def test_the_ends_of_a_row_may_be_told_in_short(row: str, found: bool) -> None:
    result = match(reading(ask(row)), MAIL, books(customer(invoices=(PAID, OPEN, PARTLY))))
    assert [one.invoice_number for one in result.documents] == (["KO-26-1180", "KO-26-1307"] if found else [])


@pytest.mark.parametrize(
    ("named", "strange"),
    [
        ("Halden Bakeries Ltd", "Halden Bakeries Ltd"),
        ("Velasco Foods Ltd", "Velasco Foods Ltd"),
        ("Orchard Lane Catering GmbH", "Orchard Lane Catering GmbH"),
        ("Halden Foods UK Ltd", ""),
        ("Halden Food Ltd", ""),
        ("Halden Ltd", ""),
        ("Kestrel Packaging Ltd", ""),
    ],
)
def test_a_company_whose_name_only_shares_a_word_with_ours_is_another(named: str, strange: str) -> None:
    mail = MailView(message_id="<1@x>", newest=f"Please send us the statement of account of {named}.", language="en")
    assert strange_company(mail, ("Halden Foods Ltd", "Kestrel Packaging Ltd")) == strange
