"""How a mail's words meet the books: which invoices it speaks of, which documents it asks for.

Nothing here trusts a number: it must be the account's own, and say which document beyond doubt.
"""

import re
from collections.abc import Iterable
from datetime import date

from agent.domain.accounts import accounts_meant
from agent.domain.document_words import sorts
from agent.domain.facts import (
    AskMatch,
    BooksFact,
    CustomerFact,
    DocumentAsk,
    DocumentFact,
    InvoiceFact,
    MailView,
    Match,
    Reading,
)
from agent.domain.folding import fold
from agent.domain.numbers import count_of, normalise
from agent.domain.resolving import SETS, by_number, by_scope, invoices_of, is_open
from agent.domain.vocabulary import DocumentKind, Intent

COMPANY_KINDS = (DocumentKind.TAX_FORM, DocumentKind.BANK_LETTER, DocumentKind.OTHER)
SEVERAL = re.compile(
    r"(?:invoices|bills|ones|copies|notes|slips|tickets|pods|receipts|papers|documents|rechnungen|belege|scheine|quittungen|gutschriften|kopien|posten|papiere|unterlagen"
    r"|factures|bons|bls|recus|avoirs|pieces|documents|facturas|fras|copias|albaranes|recibos|abonos|notas|documentos|facturen|rekeningen|bonnen|kopieen|nota's|kwitanties|stukken"
    r"|\b(?:everything|all|alles?|alle[rn]?|tout|toutes|tous|todo|todas|todos))\b"
)


def candidate_numbers(reading: Reading) -> frozenset[str]:
    """What may be a number of ours, normalised: to be looked up in other accounts."""
    asked = {number for ask in reading.facts.asks for number in ask.references}
    said = {span.quote for span in reading.facts.references if span.part != "quote"}
    return frozenset(normalise(one) for one in asked | said) - {""}


def match(reading: Reading, view: MailView, books: BooksFact, elsewhere: frozenset[str] = frozenset()) -> Match:
    """What the mail asks for and speaks of, resolved within the sender's own accounts.

    `elsewhere`: those of `candidate_numbers` that are another account's. A sender who is only guessed gets no
    document, and only invoices named by their whole number.
    """
    invoices = invoices_of(books.customers)
    today = books_day(books, view)
    meant = accounts_said(reading, view, books)
    asks = tuple(match_ask(ask, books, invoices, meant, today) for ask in reading.facts.asks)
    unknown = unknown_numbers(reading, books, invoices)
    found = spoken_of(reading, books, invoices, asks, described(asks, invoices_of(meant or books.customers), today))
    foreign = any(one in elsewhere for one in candidate_numbers(reading) if by_number(one, invoices, True) is None)
    return Match(invoices=found, asks=asks, unknown=unknown, foreign=foreign)


def accounts_said(reading: Reading, view: MailView, books: BooksFact) -> tuple[CustomerFact, ...]:
    """The accounts that papers without a number are asked of; none where that is left open.

    Of several accounts and several such asks nobody can tell which is meant for which.
    """
    meant = accounts_meant(view, books.customers)
    unnumbered = [one for one in reading.facts.asks if not one.references and one.kind not in COMPANY_KINDS]
    return () if len(unnumbered) > 1 and 1 < len(meant) < len(books.customers) else meant


def books_day(books: BooksFact, view: MailView) -> date:
    """Overdue counts from the day the mail was sent; the books' own day where that is unknown."""
    return view.sent_at.date() if view.sent_at else books.as_of.date()


# --- one ask --------------------------------------------------------------------------------------------------------


def match_ask(
    ask: DocumentAsk,
    books: BooksFact,
    invoices: tuple[InvoiceFact, ...],
    meant: tuple[CustomerFact, ...],
    today: date,
) -> AskMatch:
    if books.guessed:
        return guessed_ask(ask, invoices)
    if ask.kind in COMPANY_KINDS:
        return company_ask(ask, books)
    if ask.kind is DocumentKind.STATEMENT:
        return statement_ask(ask, books.customers, meant)
    if ask.scope:
        return described_ask(ask, invoices_of(meant or books.customers), bool(meant), today)
    return numbered_ask(ask, books, invoices)


def guessed_ask(ask: DocumentAsk, invoices: tuple[InvoiceFact, ...]) -> AskMatch:
    unknown = tuple(one for one in ask.references if by_number(one, invoices, exact_only=True) is None)
    return AskMatch(ask=ask, unknown=unknown, missing=() if unknown else (ask.kind.value,))


def company_ask(ask: DocumentAsk, books: BooksFact) -> AskMatch:
    own = [one for one in books.client.documents if one.kind is ask.kind]
    if ask.kind is not DocumentKind.BANK_LETTER:
        own = of_sort(own, ask)
    if not own:
        return AskMatch(ask=ask, missing=(ask.kind.value,))
    if len(own) > 1 and ask.kind is not DocumentKind.BANK_LETTER:
        return AskMatch(ask=ask, ambiguous=tuple(one.code for one in own))
    return AskMatch(ask=ask, documents=(own[0],))


def of_sort(documents: list[DocumentFact], ask: DocumentAsk) -> list[DocumentFact]:
    """Those of the sort asked for, by what their names tell; where the words name no sort, all."""
    wanted = sorts(ask.kind, fold(ask.span.quote if ask.span else ""))
    if not wanted:
        return documents
    names = {one.id: fold(f"{one.filename} {one.code} {one.title}".replace("_", " ")) for one in documents}
    return [one for one in documents if sorts(ask.kind, names[one.id]) & wanted]


def statement_ask(ask: DocumentAsk, customers: tuple[CustomerFact, ...], meant: tuple[CustomerFact, ...]) -> AskMatch:
    """One of each account meant."""
    if ask.scope and ask.scope not in ("all_open", "latest"):
        return AskMatch(ask=ask, missing=(f"statement for {ask.scope.partition(':')[2]}",))
    own = {one.id: statements(one) for one in meant or customers}
    every = tuple(one for papers_of in own.values() for one in papers_of)
    if not meant or any(len(papers_of) > 1 for papers_of in own.values()):
        return AskMatch(ask=ask, ambiguous=tuple(one.code for one in every) or ("statement",))
    missing = tuple("statement" for papers_of in own.values() if not papers_of)
    return AskMatch(ask=ask, documents=every, missing=missing)


def statements(customer: CustomerFact) -> list[DocumentFact]:
    return [one for one in customer.documents if one.kind is DocumentKind.STATEMENT]


def described_ask(ask: DocumentAsk, invoices: tuple[InvoiceFact, ...], said: bool, today: date) -> AskMatch:
    """`said`: the mail names the accounts; else a set that spans several of them could mean any one."""
    scope = ask.scope or ""
    found = by_scope(scope, invoices, today)
    if found and not said and len({one.customer_id for one in found}) > 1:
        return AskMatch(ask=ask, ambiguous=tuple(one.number for one in found))
    if ask.kind is DocumentKind.CREDIT_NOTE and found:
        found = tuple(one for one in found if one.document(ask.kind))
    if not found:
        return (
            AskMatch(ask=ask, ambiguous=(scope,))
            if found is None
            else AskMatch(ask=ask, missing=(f"{ask.kind.value} {scope}",))
        )
    if (len(found) > 1 and (scope.partition(":")[0] not in SETS or names_one(ask))) or other_count(ask, len(found)):
        return AskMatch(ask=ask, ambiguous=tuple(one.number for one in found))
    return papers(ask, found)


def other_count(ask: DocumentAsk, found: int) -> bool:
    """The mail counts them, and the books hold more or fewer: "the two September invoices"."""
    count = count_of(fold(ask.span.quote)) if ask.span else None
    return count is not None and count != found


def names_one(ask: DocumentAsk) -> bool:
    """One is meant by "the October invoice" and "last week's invoice", several by "everything from October" and "the invoices"."""
    if ask.span is None or (not (ask.scope or "").startswith("month:") and days_of(ask.scope or "") > FEW_DAYS):
        return False
    return not SEVERAL.search(fold(ask.span.quote))


FEW_DAYS = 14
"""The days of a week, or of two: of more, several invoices are hardly called one."""


def days_of(scope: str) -> int:
    """How many days a range spans; of any other description more than a few."""
    first, joint, last = scope.removeprefix("range:").partition("..")
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1 if joint else FEW_DAYS + 1


def numbered_ask(ask: DocumentAsk, books: BooksFact, invoices: tuple[InvoiceFact, ...]) -> AskMatch:
    if not ask.references:
        return AskMatch(ask=ask, ambiguous=("no number",))
    unknown: list[str] = []
    ambiguous: list[str] = []
    found: list[InvoiceFact] = []
    for number in ask.references:
        hit = by_number(number, invoices)
        if hit is None:
            unknown.append(number)
        elif len(hit.invoices) > 1 and hit.by != "between" and not one_paper(ask.kind, hit.invoices):
            ambiguous.append(number)
        else:
            found += [one for one in hit.invoices if one not in found]
    paper = papers(ask, tuple(found))
    loose = loose_documents(ask, books, unknown)
    unknown = [one for one in unknown if one not in {number for number, _ in loose}]
    documents = (*paper.documents, *(document for _, document in loose))
    return AskMatch(
        ask=ask, documents=documents, missing=paper.missing, unknown=tuple(unknown), ambiguous=tuple(ambiguous)
    )


def one_paper(kind: DocumentKind, invoices: tuple[InvoiceFact, ...]) -> bool:
    """Several invoices of one order share its copy."""
    papers_of = [one.document(kind) for one in invoices]
    return (
        kind is DocumentKind.PO_COPY and papers_of[0] is not None and len({p.id if p else None for p in papers_of}) == 1
    )


def loose_documents(ask: DocumentAsk, books: BooksFact, unknown: list[str]) -> list[tuple[str, DocumentFact]]:
    """Papers that hang on no invoice and bear the number themselves, such as a credit note."""
    papers_of = [one for customer in books.customers for one in customer.documents if one.kind is ask.kind]
    return [
        (number, one)
        for number in unknown
        for one in papers_of
        if normalise(number) and normalise(one.code).endswith(normalise(number))
    ]


def papers(ask: DocumentAsk, invoices: tuple[InvoiceFact, ...]) -> AskMatch:
    pairs = [(invoice, invoice.document(ask.kind)) for invoice in invoices]
    missing = tuple(
        f"{ask.kind.value} of {invoice.number}" for invoice, paper in pairs if paper is None or not paper.available
    )
    documents = {paper.id: paper for _, paper in pairs if paper is not None and paper.available}
    return AskMatch(ask=ask, documents=tuple(documents.values()), missing=missing)


# --- all that is spoken of ---------------------------------------------------------------------------------------------


def spoken_of(
    reading: Reading,
    books: BooksFact,
    invoices: tuple[InvoiceFact, ...],
    asks: tuple[AskMatch, ...],
    described: list[InvoiceFact],
) -> tuple[InvoiceFact, ...]:
    found = mentioned(reading, invoices, exact_only=books.guessed)
    if not books.guessed:
        papers_of = [one for ask in asks for one in owners(ask.documents, invoices)]
        found += [*described, *papers_of] if not found or Intent.DOCUMENT_REQUEST in reading.intents else []
        found = found or list(alone_or_by_amount(reading, invoices))
    return tuple({one.id: one for one in found}.values())


def mentioned(reading: Reading, invoices: tuple[InvoiceFact, ...], exact_only: bool) -> list[InvoiceFact]:
    """Those named in the new text and in the asks; in subject, attachment or quote only where these name none."""
    facts = reading.facts
    asked = [number for ask in facts.asks for number in ask.references]
    for part in ("newest", "subject", "attachment", "quote"):
        here = [span.quote for span in facts.references if span.part.partition(":")[0] == part]
        if here and (found := resolved([*here, *asked], invoices, exact_only)):
            return found
    return resolved(asked, invoices, exact_only)


def resolved(numbers: list[str], invoices: tuple[InvoiceFact, ...], exact_only: bool) -> list[InvoiceFact]:
    hits = (by_number(one, invoices, exact_only) for one in numbers)
    return [one for hit in hits if hit and (len(hit.invoices) == 1 or hit.by != "short") for one in hit.invoices]


def described(asks: tuple[AskMatch, ...], invoices: tuple[InvoiceFact, ...], today: date) -> list[InvoiceFact]:
    found: list[InvoiceFact] = []
    for one in asks:
        if one.ask.scope and one.ask.kind is not DocumentKind.STATEMENT and not one.ambiguous:
            found += by_scope(one.ask.scope, invoices, today) or ()
    return found


def owners(documents: Iterable[DocumentFact], invoices: tuple[InvoiceFact, ...]) -> list[InvoiceFact]:
    numbers = {one.invoice_number for one in documents}
    return [one for one in invoices if one.number in numbers]


def alone_or_by_amount(reading: Reading, invoices: tuple[InvoiceFact, ...]) -> Iterable[InvoiceFact]:
    """Talk of money without a number: the one whose amount is stated, else the only open one."""
    if not {Intent.DISPUTE, Intent.PROMISE, Intent.HARDSHIP} & set(reading.intents):
        return ()
    open_now = [one for one in invoices if is_open(one)]
    stated = {abs(amount.value) for amount in reading.facts.amounts}
    fitting = [one for one in open_now if one.open_amount in stated or one.amount in stated]
    if len(fitting) == 1:
        return fitting
    return open_now if len(open_now) == 1 else ()


# --- numbers that are not the account's ----------------------------------------------------------------------------------


def unknown_numbers(reading: Reading, books: BooksFact, invoices: tuple[InvoiceFact, ...]) -> tuple[str, ...]:
    """Numbers in the client's own shape that these accounts do not hold, whether or not somebody else does."""
    shapes = [re.compile(one, re.IGNORECASE) for one in books.client.number_formats]
    loose = {normalise(one.code) for customer in books.customers for one in customer.documents}
    found: list[str] = []
    for span in reading.facts.references:
        ours = any(shape.fullmatch(span.quote.strip()) for shape in shapes)
        if (
            span.part != "quote"
            and ours
            and by_number(span.quote, invoices) is None
            and normalise(span.quote) not in loose
        ):
            found.append(span.quote)
    return tuple(dict.fromkeys(found))
