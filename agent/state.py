"""What the graph remembers of one message: ids and enums only, never a word of the mail."""

from typing import Literal, TypedDict
from uuid import UUID

from pydantic import BaseModel


class State(TypedDict, total=False):
    message_id: str
    route: str
    draft_id: str
    round: int
    verb: str
    decision_id: str


class Resume(BaseModel):
    """What the waiting thread is told: a person's decision, or that the draft was superseded."""

    verb: Literal["approve", "edit", "redraft", "no_reply", "escalate", "superseded"]
    decision_id: UUID | None = None
