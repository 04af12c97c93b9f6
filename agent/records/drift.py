"""Rows that are not as the log says: mails, drafts and outgoing mails, compared with the last event about each.

What retention removed is told as "removed": as a shell without its bytes, or gone. Plain SQL over all of them at once, in one statement each, so that it reads rows and events of the same moment.
"""

from collections import defaultdict

from sqlalchemy import text
from sqlmodel import Session

STATES = text("""
WITH told AS (
  SELECT DISTINCT ON (chain, subject, subject_id) chain, subject, subject_id AS id, body->>'after' AS state
  FROM audit_events WHERE subject IN ('message', 'draft', 'outbox') AND body->>'after' IS NOT NULL
  ORDER BY chain, subject, subject_id, seq DESC
), present AS (
  SELECT chain, subject, id, CASE WHEN removed_at IS NULL THEN state ELSE 'removed' END AS state FROM (
    SELECT client_id::text AS chain, 'message' AS subject, id::text AS id, state, removed_at FROM messages
    UNION ALL SELECT client_id::text, 'draft', id::text, state, removed_at FROM drafts
    UNION ALL SELECT client_id::text, 'outbox', id::text, state, removed_at FROM outbox
  ) shells
)
SELECT chain, subject, id, present.state, told.state FROM present FULL JOIN told USING (chain, subject, id)
WHERE present.state IS DISTINCT FROM told.state AND NOT (present.state IS NULL AND told.state = 'removed') ORDER BY chain, subject, id
""")
BYTES = text("""
WITH made AS (
  SELECT DISTINCT ON (chain, subject_id) chain, subject_id AS id, body->>'sha256' AS sha256
  FROM audit_events WHERE subject = 'outbox' AND body->>'sha256' IS NOT NULL ORDER BY chain, subject_id, seq
)
SELECT o.client_id::text, o.id::text FROM outbox o
LEFT JOIN made ON made.chain = o.client_id::text AND made.id = o.id::text
WHERE o.sha256 IS DISTINCT FROM made.sha256
  OR CASE WHEN o.removed_at IS NULL THEN encode(sha256(o.mime), 'hex') <> o.sha256 ELSE o.mime <> '' END ORDER BY 1, 2
""")
NAMES = {"message": "mail", "draft": "draft", "outbox": "outgoing mail"}


def drift(session: Session) -> dict[str, list[str]]:
    """Sentences by chain."""
    found: dict[str, list[str]] = defaultdict(list)
    for chain, subject, row, present, told in session.execute(STATES):
        found[chain].append(f"{NAMES[subject]} {row} is {present or 'gone'}, but the log says {told or 'nothing'}")
    for chain, row in session.execute(BYTES):
        found[chain].append(f"{NAMES['outbox']} {row} does not hold the bytes that the log says")
    return dict(found)


def clients(session: Session) -> set[str]:
    """The chains that must be there."""
    return {name for (name,) in session.execute(text("SELECT id::text FROM clients"))}
