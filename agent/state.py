"""What the graph remembers of one message: ids and enums only, never a word of the mail."""

from typing import Literal, TypedDict
from uuid import UUID

from pydantic import BaseModel


class State(TypedDict, total=False):
    message_id: str
    draft_id: str
    verb: str
    decision_id: str


def beginning(message_id: UUID) -> State:
    """Every key with its first value: what a finished run of the same thread left behind must not steer the next."""
    return State(message_id=str(message_id), draft_id="", verb="", decision_id="")


class Resume(BaseModel):
    """What the waiting thread is told: a person's decision, or that the draft was superseded."""

    verb: Literal["approve", "edit", "redraft", "no_reply", "escalate", "superseded"]
    decision_id: UUID | None = None
