"""What waits on somebody else: a new draft that was asked for, and a colleague who has the case open."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from agent.domain.vocabulary import Verb
from agent.records.cases import Decision, Draft

PRESENCE = timedelta(minutes=2)
PATIENCE = timedelta(minutes=2)
"""After this a new draft may be asked for again."""

DONE = {
    "redraft": "A new draft is being written. The case stays in the queue.",
    "no-reply": "Closed without reply.",
    "reopened": "Open again. The case waits for an answer.",
    "escalate": "Escalated to a manager, with the draft.",
    "assign": "Assigned.",
    "take": "The case is yours.",
    "close-task": "Task done.",
    "first": "Approved as the first of two. It leaves when a different person approves it (a manager, where the case is escalated).",
    "saved": "Saved as a new version. Nothing was sent.",
    "undone": "Undone. Nothing was sent; the draft is open again.",
    "sent_back": "Sent back to the specialists.",
    "closed": "Closed.",
    "reassigned": "Passed on.",
}


def redraft_pending(session: Session, draft: Draft, now: datetime) -> bool:
    """A new draft of exactly this version was asked for a short while ago."""
    query = select(Decision.id).where(
        Decision.draft_id == draft.id,
        Decision.version == draft.version,
        Decision.verb == Verb.REDRAFT,
        col(Decision.undone_at).is_(None),
        col(Decision.at) > now - PATIENCE,
    )
    return session.exec(query).first() is not None
