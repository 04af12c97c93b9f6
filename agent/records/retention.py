"""What has been kept long enough, as queries; and how the words and bytes of one case are removed.

A case is over when nothing of it waits: no mail, draft, escalation, task, promise, dispute or plan, no outgoing mail whose
outcome is open, and its customer is not on hold. Rows stay as shells (ids, states, hashes, times): the log tells of
them, and the fetcher knows by them what it has read.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlmodel import Session

REMOVED = "removed"
"""The last state that the log tells of a row whose content was removed."""
CLOSED_AT = """greatest(c.updated_at,
  (SELECT max(greatest(m.state_at, m.received_at)) FROM messages m WHERE m.case_id = c.id AND m.removed_at IS NULL),
  (SELECT max(coalesce(o.accepted_at, o.created_at)) FROM outbox o WHERE o.case_id = c.id),
  (SELECT max(e.closed_at) FROM escalations e WHERE e.case_id = c.id),
  (SELECT max(t.done_at) FROM tasks t WHERE t.case_id = c.id),
  (SELECT max(d.closed_at) FROM disputes d WHERE d.case_id = c.id))"""
NOTHING_WAITS = """c.status IN ('waiting', 'closed')
  AND NOT EXISTS (SELECT FROM messages m WHERE m.case_id = c.id AND m.state IN
    ('stored', 'triaged', 'drafting', 'waiting_specialist', 'escalated', 'in_outbox', 'quarantined'))
  AND NOT EXISTS (SELECT FROM drafts d WHERE d.case_id = c.id AND d.state = 'open')
  AND NOT EXISTS (SELECT FROM outbox o WHERE o.case_id = c.id
    AND o.state NOT IN ('undone', 'cancelled', 'refused_perm', 'accepted', 'resolved_sent'))
  AND NOT EXISTS (SELECT FROM escalations e WHERE e.case_id = c.id AND e.state = 'open')
  AND NOT EXISTS (SELECT FROM tasks t WHERE t.case_id = c.id AND t.done_at IS NULL)
  AND NOT EXISTS (SELECT FROM promises p WHERE p.case_id = c.id AND p.state IN ('proposed', 'open'))
  AND NOT EXISTS (SELECT FROM disputes d WHERE d.case_id = c.id AND d.state IN ('proposed', 'open'))
  AND NOT EXISTS (SELECT FROM plans p WHERE p.case_id = c.id AND p.state IN ('proposed', 'open'))
  AND NOT EXISTS (SELECT FROM customers k WHERE k.id = c.customer_id AND k.held IS NOT NULL)"""
OVER = f"{NOTHING_WAITS} AND {CLOSED_AT} < :before"
LOOSE = """m.removed_at IS NULL AND ((m.case_id IS NULL AND m.state_at < :before
    AND m.state IN ('system_mail', 'closed_no_reply', 'redelivery') AND (m.redelivery_of IS NULL OR original.id IS NULL))
  OR (m.state = 'redelivery' AND original.removed_at IS NOT NULL))"""

CASES = text(f"""SELECT c.id, c.number FROM cases c WHERE {OVER} AND (
  EXISTS (SELECT FROM messages m WHERE m.case_id = c.id AND m.removed_at IS NULL)
  OR EXISTS (SELECT FROM outbox o WHERE o.case_id = c.id AND o.removed_at IS NULL)) ORDER BY c.number""")
STILL_OVER = text(f"SELECT c.client_id FROM cases c WHERE c.id = :case AND {OVER} FOR UPDATE SKIP LOCKED")
LOOSE_MAILS = text(f"""SELECT m.id FROM messages m LEFT JOIN messages original ON original.id = m.redelivery_of
  WHERE {LOOSE} ORDER BY m.stored_at""")
UNSENT = text(f"""SELECT d.id FROM drafts d JOIN cases c ON c.id = d.case_id WHERE d.state = 'withdrawn' AND d.removed_at IS NULL
  AND coalesce((SELECT max(v.created_at) FROM draft_versions v WHERE v.draft_id = d.id), d.created_at) < :written
  AND {NOTHING_WAITS} ORDER BY d.created_at""")
MODEL_USES = f"""model_uses u WHERE u.at < :before AND NOT EXISTS (
  SELECT FROM messages m JOIN cases c ON c.id = m.case_id WHERE m.id = u.message_id AND NOT ({NOTHING_WAITS}))"""
JOBS = """procrastinate_jobs j WHERE j.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
  AND coalesce((SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id), j.scheduled_at) < :before"""
THREADS = f"""checkpoints WHERE thread_id IN (SELECT 'message-' || m.id FROM messages m JOIN cases c ON c.id = m.case_id
  WHERE {OVER})"""

MAIL_SHELL = """UPDATE messages SET removed_at = :now, view = NULL, sender = NULL, machine = NULL, from_address = '',
  from_name = '', subject = '', dkim_signature = NULL, trouble = NULL, flags = '[]' WHERE removed_at IS NULL AND"""
LOOSE_SHELL = f"{MAIL_SHELL} id = :id"
OF_CASE = {
    "message": f"{MAIL_SHELL} case_id = :case RETURNING id",
    "draft": "UPDATE drafts SET removed_at = :now WHERE removed_at IS NULL AND case_id = :case RETURNING id",
    "outbox": """UPDATE outbox SET removed_at = :now, mime = '', subject = '', envelope_to = '[]', server_reply = '', grounds = '{}'
      WHERE removed_at IS NULL AND case_id = :case RETURNING id""",
}
"""Each makes shells of one kind of row, and says of which. What the log compares stays: state and hash."""
WORDS_OF_CASE = (
    "DELETE FROM readings WHERE message_id IN (SELECT id FROM messages WHERE case_id = :case)",
    "DELETE FROM verdicts WHERE message_id IN (SELECT id FROM messages WHERE case_id = :case)",
    "DELETE FROM shadow_answers WHERE case_id = :case",
    "DELETE FROM draft_versions WHERE draft_id IN (SELECT id FROM drafts WHERE case_id = :case)",
    "UPDATE escalations SET words = '', outcome = '' WHERE case_id = :case",
    "UPDATE decisions SET note = '', snapshot = snapshot - 'recipients' WHERE case_id = :case",
    "UPDATE tasks SET text = 'Removed by retention' WHERE case_id = :case",
    "UPDATE promises SET quote = '' WHERE case_id = :case",
    "UPDATE disputes SET quote = '' WHERE case_id = :case",
    "UPDATE plans SET quote = '' WHERE case_id = :case",
    "UPDATE cases SET subject = 'Removed by retention' WHERE id = :case",
)
EMPTIED = text("""UPDATE raw_mails r SET content = '' WHERE r.content <> ''
  AND r.sha256 IN (SELECT sha256 FROM messages WHERE id = ANY(:ids))
  AND NOT EXISTS (SELECT FROM messages m WHERE m.sha256 = r.sha256 AND m.removed_at IS NULL)""")
UPLOADS = text("""SELECT DISTINCT file->>'sha256' FROM draft_versions v JOIN drafts d ON d.id = v.draft_id,
  jsonb_array_elements(v.attachments) file
  WHERE d.id = ANY(:ids) AND file->>'document_id' IS NULL AND file->>'sha256' IS NOT NULL""")
IN_USE = text("""SELECT EXISTS (SELECT FROM documents WHERE sha256 = :sha256)
  OR EXISTS (SELECT FROM draft_versions WHERE attachments @> jsonb_build_array(jsonb_build_object('sha256', CAST(:sha256 AS text))))""")


def ids(session: Session, query: TextClause, **values: Any) -> list[UUID]:
    return [row[0] for row in session.execute(query, values)]


def count(session: Session, rows: str, before: datetime) -> int:
    number: int = session.execute(text(f"SELECT count(*) FROM {rows}"), {"before": before}).scalar_one()
    return number


def delete(session: Session, rows: str, before: datetime) -> int:
    result: Any = session.execute(text(f"DELETE FROM {rows}"), {"before": before})
    return int(result.rowcount)


def forget_threads(session: Session, before: datetime) -> int:
    """The graph's bookmarks of cases that are over. Returns how many threads went."""
    found = text(f"SELECT DISTINCT thread_id FROM {THREADS}")
    threads = [row[0] for row in session.execute(found, {"before": before})]
    for table in ("checkpoint_writes", "checkpoint_blobs", "checkpoints"):
        session.execute(text(f"DELETE FROM {table} WHERE thread_id = ANY(:threads)"), {"threads": threads})
    return len(threads)


def uploads_of(session: Session, drafts: Sequence[UUID]) -> list[str]:
    """Hashes of the files that people attached to these drafts by hand."""
    return [row[0] for row in session.execute(UPLOADS, {"ids": list(drafts)})]


def unused(session: Session, hashes: Sequence[str]) -> list[str]:
    """Those that neither the books nor another draft need."""
    return [one for one in hashes if not session.execute(IN_USE, {"sha256": one}).scalar_one()]
