"""An answer for the outbox, or a draft for a person. Which of the two is the gate's word alone."""

import logging
from collections.abc import Callable
from functools import partial
from uuid import UUID

from sqlmodel import Session, select

from agent.domain.vocabulary import DraftState, MessageState
from agent.parts import Parts
from agent.records import audit, mail, transaction
from agent.records.cases import Draft
from agent.records.mail import Message
from agent.state import State
from agent.steps.answer import answer, shadow
from agent.steps.draft import draft, redraft
from agent.steps.file import Filed, filed, verdict_of
from agent.steps.gate import judge_again
from connectors.ports import ConnectorError

log = logging.getLogger(__name__)

UNANSWERED = (MessageState.TRIAGED, MessageState.DRAFTING)


def compose(parts: Parts, message_id: UUID, decision_id: UUID | None = None) -> State:
    """State with the draft that waits, or without one where nothing waits."""
    if decision_id is not None:
        return waiting(redraft(parts, message_id, decision_id))
    with transaction(parts.engine) as session:
        session.get_one(Message, message_id, with_for_update=True)  # another worker may have the same job
        file = filed(session, message_id)
        if file.message.state not in UNANSWERED:
            return waiting(own_open_draft(session, file))
        verdict = verdict_of(session, message_id)
        if verdict.auto and file.message.state == MessageState.TRIAGED:
            file, verdict = judge_again(parts, session, message_id)
            if verdict.auto and attempted(parts, session, file, answer):
                return waiting(None)
        keep_shadow(parts, session, file, [reason.code for reason in verdict.reasons])
        if file.message.state != MessageState.DRAFTING:
            mail.move(session, file.message, MessageState.DRAFTING)
    return waiting(draft(parts, message_id))


def keep_shadow(parts: Parts, session: Session, file: Filed, codes: list[str]) -> None:
    because = next((code for code in codes if code.startswith("shadow_")), None)
    if because:
        attempted(parts, session, file, partial(shadow, because=because))


def attempted(parts: Parts, session: Session, file: Filed, make: Callable[[Parts, Session, Filed], None]) -> bool:
    """Make the automatic answer. If it cannot be built (a file is gone), a person answers: the mail must not get stuck."""
    try:
        make(parts, session, file)
    except (ConnectorError, LookupError, ValueError) as trouble:
        log.warning("no automatic answer to %s: %s", file.message.id, type(trouble).__name__)
        code = trouble.code if isinstance(trouble, ConnectorError) else type(trouble).__name__
        audit.record(session, file.client.id, "auto_answer_failed", "message", file.message.id, code=code)
        return False
    return True


def own_open_draft(session: Session, file: Filed) -> UUID | None:
    query = select(Draft.id).where(Draft.message_id == file.message.id, Draft.state == DraftState.OPEN)
    return session.exec(query).first()


def waiting(draft_id: UUID | None) -> State:
    return {"draft_id": str(draft_id) if draft_id else "", "decision_id": ""}
