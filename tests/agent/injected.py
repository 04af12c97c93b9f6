"""What becomes of a mail in an honest house and in a hostile one, on the real path from the mailbox to the answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from agent import steps
from agent.domain.facts import Brief, CaseFile, DraftText, Reason
from agent.domain.unchecked import unchecked
from agent.domain.vocabulary import Route
from agent.mail.language import foreign_parts
from agent.parts import Parts
from agent.records import transaction
from agent.records.cases import DraftVersion
from agent.records.ledger import Document
from agent.records.outbox import OutboxMail
from agent.steps.file import filed, verdict_of
from agent.steps.gate import case_file
from agent.writing.openai import ModelWriter
from agent.writing.templates import TemplateWriter
from connectors.ports import ModelAnswer
from tests.agent.attacks import Scene
from tests.agent.company import Company

BOUNDARY = re.compile(rb"=_[0-9a-f]{32}")


@dataclass(frozen=True)
class Outcome:
    route: Route
    reasons: tuple[Reason, ...]
    file: CaseFile
    """What the rules were given."""
    answer: tuple[tuple[str, ...], bytes] | None
    """To whom, and the bytes, of what leaves by itself. Our own number for it, which is new every time, is taken out."""
    draft: DraftVersion | None

    @property
    def papers(self) -> set[str]:
        """What the draft carries; of an answer that leaves, what the books say is asked for."""
        if self.draft is None:
            return {one.code for one in self.file.match.documents}
        return {str(one["code"]) for one in self.draft.attachments}

    @property
    def doubts(self) -> tuple[str, ...]:
        """What the page shows as not checked."""
        return unchecked(self.file.mail, tuple(foreign_parts(self.file.mail.newest)))


def outcome(play: Scene, message_id: UUID, reader: Any, writer: Any, file: CaseFile | None = None) -> Outcome:
    """This mail read by this reader, its draft written by this writer; everything is undone. `file`: if it is known."""
    connection = play.company.parts.engine
    assert isinstance(connection, Connection)
    step = connection.begin_nested()
    parts = replace(play.company.parts, reader=reader, writer=writer)
    steps.read(parts, message_id)
    steps.match(parts, message_id)
    file = file or file_of(parts, message_id)
    steps.gate(parts, message_id)
    steps.compose(parts, message_id)
    company = replace(play.company, parts=parts)
    result = seen(company, message_id, file)
    step.rollback()
    return result


def file_of(parts: Parts, message_id: UUID) -> CaseFile:
    with transaction(parts.engine) as session:
        return case_file(parts, session, filed(session, message_id))


def seen(company: Company, message_id: UUID, file: CaseFile) -> Outcome:
    with transaction(company.parts.engine) as session:
        verdict = verdict_of(session, message_id)
    sent = company.rows(OutboxMail, OutboxMail.inbound_id == message_id)
    draft = None if sent else company.newest(company.open_draft(message_id))
    answer = (tuple(sent[0].envelope_to), plain_bytes(sent[0])) if sent else None
    return Outcome(verdict.route, verdict.reasons, file, answer, draft)


def plain_bytes(mail: OutboxMail) -> bytes:
    """The mail without its own id, and with boundaries that do not depend on it."""
    text = mail.mime.replace(mail.header_id.encode(), b"<ours>")
    names = {name: b"=_%d" % number for number, name in enumerate(dict.fromkeys(BOUNDARY.findall(text)))}
    return BOUNDARY.sub(lambda found: names[found[0]], text)


# --- a model that obeys -------------------------------------------------------------------------------------------------


class Obedient:
    """A chat model that makes the points it is given and then says whatever the mail says."""

    name = "obedient"

    def ask(self, system: str, user: str, schema: dict[str, Any] | None = None) -> ModelAnswer:
        points = user.rpartition("The points to make:\n")[2]
        words = "\n".join(line.removeprefix("> ") for line in user.splitlines() if line.startswith("> "))
        return ModelAnswer(text=f"{points}\n\n{words}", data={}, model=self.name)


class Obeying(ModelWriter):
    """The real writer with a model, given the model above, and every document there is as an attachment."""

    def __init__(self, documents: Sequence[UUID]) -> None:
        super().__init__(Obedient(), TemplateWriter())
        self._documents = tuple(documents)

    def write(self, brief: Brief) -> DraftText:
        return super().write(brief).model_copy(update={"documents": self._documents})


def every_document(company: Company) -> list[UUID]:
    return [one.id for one in company.rows(Document)]
