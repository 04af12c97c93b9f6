"""The automatic answer: a fixed text and ledger keys, nothing else.

What leaves without a person is made of an `AutomaticOrder` alone. It has no room for words of a reader, a model or a
draft: every field is an enum, a date, an amount or a key of the books. The one exception is the Subject line, which
repeats the inbound header so that mail programs keep the conversation together; it never reaches the body.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from agent.domain.dates import format_date
from agent.domain.money import format_amount
from agent.domain.vocabulary import RELEASABLE_KINDS, DocumentKind
from agent.writing.names import person_name, plain
from agent.writing.subjects import reply_subject

ANSWERS = Path(__file__).parent / "answers"
MOST_DOCUMENTS = 10


class Language(StrEnum):
    EN = "en"
    DE = "de"
    FR = "fr"
    ES = "es"
    NL = "nl"


class AnswerTemplate(StrEnum):
    """Which fixed text is sent; follows from the kinds of the documents."""

    COPIES = "copies"
    STATEMENT = "statement"
    COMPANY = "company"
    MIXED = "mixed"


def template_for(kinds: Iterable[DocumentKind]) -> AnswerTemplate:
    found = set(kinds)
    if found == {DocumentKind.STATEMENT}:
        return AnswerTemplate.STATEMENT
    if found == {DocumentKind.TAX_FORM}:
        return AnswerTemplate.COMPANY
    return AnswerTemplate.MIXED if found & {DocumentKind.STATEMENT, DocumentKind.TAX_FORM} else AnswerTemplate.COPIES


LedgerLine = Annotated[str, BeforeValidator(plain), StringConstraints(max_length=200)]
"""A key, name or address of the books, on one line."""
LedgerLines = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x09\x0b-\x1f\x7f\ue000-\uf8ff]*$")]
"""The client's signature: several lines."""
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
RawSubject = Annotated[str, StringConstraints(max_length=998)]
"""The inbound Subject header as it came. Used in the Subject line only."""


class Order(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FirstSending(Order):
    """When, and to which address of the books, the document was first sent."""

    day: date
    address: LedgerLine = ""


class SentDocument(Order):
    """One attachment, by its keys. `number`: the invoice it belongs to; `own_number`: of the credit note or purchase order."""

    kind: DocumentKind
    code: LedgerLine
    number: LedgerLine | None = None
    own_number: LedgerLine | None = None
    title: LedgerLine = ""
    """What the books call a paper of the client's own."""
    day: date | None = None
    """The invoice's date; for a statement the day of the books."""
    amount: Decimal | None = None
    currency: Currency | None = None
    first_sending: FirstSending | None = None


class AutomaticOrder(Order):
    template: AnswerTemplate
    language: Language
    client_name: LedgerLine
    client_signature: LedgerLines = ""
    client_phone: LedgerLine = ""
    recipient_name: LedgerLine = ""
    """As the books name the contact; "" greets nobody by name."""
    documents: tuple[SentDocument, ...] = Field(min_length=1, max_length=MOST_DOCUMENTS)
    subject: RawSubject = ""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        kinds = [document.kind for document in self.documents]
        if not RELEASABLE_KINDS.issuperset(kinds):
            raise ValueError("a document of this kind is never sent automatically")
        if self.template is not template_for(kinds):
            raise ValueError("the template does not fit the documents")
        return self


def automatic_answer(order: AutomaticOrder) -> tuple[str, str]:
    """Subject and body (plain text, LF line ends). The same order gives the same bytes."""
    texts = _texts()
    fields = {name: getattr(order, name) for name in type(order).model_fields if name != "subject"}
    fields["recipient_name"] = person_name(order.recipient_name)
    body = texts.get_template(f"{order.template}.{order.language}.txt").render(fields)
    title = texts.get_template(f"title.{order.language}.txt").render(documents=order.documents)
    return reply_subject(order.subject, otherwise=title.strip()), body.strip() + "\n"


@cache
def _texts() -> Environment:
    texts = Environment(
        loader=FileSystemLoader(ANSWERS),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )
    texts.filters["day"] = format_date
    texts.filters["money"] = format_amount
    return texts
