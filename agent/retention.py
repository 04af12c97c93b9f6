"""Once a day: remove what has been kept long enough. Every removal is told in the log, by counts and ids alone."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session, col, select

from agent.domain.limits import Limits
from agent.parts import Parts
from agent.records import audit, transaction
from agent.records import retention as rows
from agent.records.audit import AuditEvent
from agent.records.cases import Draft
from agent.records.mail import Message
from agent.records.retention import REMOVED
from connectors.ports import BlobStore

log = logging.getLogger(__name__)

DONE = "retention_done"
RESTED = timedelta(days=1)
"""So long after a case is over its threads stay: a job of it may still be at work."""


class Place(Protocol):
    """Where things are kept: an installation, or the parts of a worker."""

    @property
    def engine(self) -> Engine | Connection: ...
    @property
    def blobs(self) -> BlobStore: ...
    @property
    def limits(self) -> Limits: ...


@dataclass(frozen=True)
class Removal:
    """Numbers of what was removed, or would be. `cases`: numbers of cases whose mails go."""

    cases: tuple[int, ...] = ()
    mails_without_case: int = 0
    unsent_drafts: int = 0
    model_uses: int = 0
    jobs: int = 0
    threads: int = 0


def due(session: Session, place: Place, now: datetime) -> Removal:
    """What would go now; nothing is changed."""
    keep, ago = place.limits.retention, ago_of(now)
    return Removal(
        cases=tuple(row[1] for row in session.execute(rows.CASES, {"before": ago(keep.mail_days)})),
        mails_without_case=len(rows.ids(session, rows.LOOSE_MAILS, before=ago(keep.mail_days))),
        unsent_drafts=len(rows.ids(session, rows.UNSENT, written=ago(keep.draft_days))),
        model_uses=rows.count(session, rows.MODEL_USES, ago(keep.model_days)),
        jobs=rows.count(session, rows.JOBS, ago(keep.job_days)),
        threads=len(
            session.execute(text(f"SELECT DISTINCT thread_id FROM {rows.THREADS}"), {"before": now - RESTED}).all()
        ),
    )


def ago_of(now: datetime) -> Callable[[int], datetime]:
    return lambda days: now - timedelta(days=days)


def daily(parts: Parts) -> None:
    """To be called often: works once in a day, whichever worker comes first. Two at once do no harm."""
    now = parts.now()
    with transaction(parts.engine) as session:
        query = select(AuditEvent.id).where(
            AuditEvent.chain == audit.INSTALLATION,
            AuditEvent.kind == DONE,
            col(AuditEvent.at) > now - timedelta(days=1),
        )
        if session.exec(query).first() is not None:
            return
    remove(parts, now)


def remove(place: Place, now: datetime) -> Removal:
    """Each case in a transaction of its own, so that nobody waits and a crash loses nothing but time."""
    keep, ago = place.limits.retention, ago_of(now)
    with transaction(place.engine) as session:
        cases = session.execute(rows.CASES, {"before": ago(keep.mail_days)}).all()
    gone = tuple(number for case_id, number in cases if remove_case(place, case_id, now, ago(keep.mail_days)))
    with transaction(place.engine) as session:
        done = Removal(
            cases=gone,
            mails_without_case=remove_loose(session, now, ago(keep.mail_days)),
            unsent_drafts=remove_drafts(place, session, now, ago(keep.draft_days)),
            model_uses=rows.delete(session, rows.MODEL_USES, ago(keep.model_days)),
            jobs=rows.delete(session, rows.JOBS, ago(keep.job_days)),
            threads=rows.forget_threads(session, now - RESTED),
        )
        audit.record(session, None, DONE, "retention", f"{now:%Y-%m-%d}", at=now, **counts(done))
    return done


def counts(removal: Removal) -> dict[str, int]:
    return {**asdict(removal), "cases": len(removal.cases)}


# --- one by one ---------------------------------------------------------------------------------------------------


def remove_case(place: Place, case_id: UUID, now: datetime, before: datetime) -> bool:
    """The words and bytes of its mails, ours and theirs. False where something of it waits by now."""
    try:
        with transaction(place.engine) as session:
            client_id = session.execute(rows.STILL_OVER, {"case": case_id, "before": before}).scalar()
            if client_id is None:
                return False
            empty_case(place, session, client_id, case_id, now)
    except Exception:  # one case ends here, the others go on
        log.exception("retention: case %s stays for now", case_id)
        return False
    return True


def empty_case(place: Place, session: Session, client_id: UUID, case_id: UUID, now: datetime) -> None:
    values = {"case": case_id, "now": now}
    found = {kind: rows.ids(session, text(query), **values) for kind, query in rows.OF_CASE.items()}
    uploads = rows.uploads_of(session, found["draft"])
    for query in rows.WORDS_OF_CASE:
        session.execute(text(query), {"case": case_id})
    session.execute(rows.EMPTIED, {"ids": found["message"]})
    for kind, several in found.items():
        tell(session, client_id, kind, several, now)
    numbers = {"mails": len(found["message"]), "drafts": len(found["draft"]), "answers_of_ours": len(found["outbox"])}
    audit.record(session, client_id, "case_removed", "case", case_id, at=now, **numbers)
    forget_files(place, rows.unused(session, uploads))


def tell(session: Session, client_id: UUID, kind: str, several: Sequence[UUID], now: datetime) -> None:
    for one in several:
        audit.record(session, client_id, f"{kind}_removed", kind, one, at=now, after=REMOVED)


def forget_files(place: Place, hashes: Sequence[str]) -> None:
    """Before the commit: if that fails, the next day finds the same drafts, and files that are gone do no harm."""
    for one in hashes:
        place.blobs.forget(one)


def remove_loose(session: Session, now: datetime, before: datetime) -> int:
    """Machines' mails, dismissed ones, and copies of mails that are gone: they belong to no case."""
    found = rows.ids(session, rows.LOOSE_MAILS, before=before)
    for message in session.exec(select(Message).where(col(Message.id).in_(found))):
        session.execute(text(rows.LOOSE_SHELL), {"id": message.id, "now": now})
        tell(session, message.client_id, "message", [message.id], now)
    session.execute(rows.EMPTIED, {"ids": found})
    return len(found)


def remove_drafts(place: Place, session: Session, now: datetime, written: datetime) -> int:
    """Texts that nobody sent."""
    found = rows.ids(session, rows.UNSENT, written=written)
    uploads = rows.uploads_of(session, found)
    session.execute(text("DELETE FROM draft_versions WHERE draft_id = ANY(:ids)"), {"ids": found})
    for draft in session.exec(select(Draft).where(col(Draft.id).in_(found))):
        draft.removed_at = now
        session.add(draft)
        tell(session, draft.client_id, "draft", [draft.id], now)
    forget_files(place, rows.unused(session, uploads))
    return len(found)
