"""The rows of the queue and the figures in the navigation: one statement each, paged by key and never by offset."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

PAGE = 50
LONGEST_GREETING = 5
"""Words."""
VIEWS = {
    "review": "Needs review",
    "mine": "Mine",
    "escalated": "Escalated",
    "waiting": "Waiting for customers",
    "done": "Done",
    "all": "All",
}
WHERE = {
    "review": "c.status = 'open'",
    "mine": "c.status IN ('open', 'escalated') AND c.owner_id = :me",
    "escalated": "c.status = 'escalated'",
    "waiting": "c.status = 'waiting'",
    "done": "c.status = 'closed'",
    "all": "TRUE",
}
URGENT = frozenset({"review", "mine", "escalated"})

COLUMNS = """
SELECT c.id, c.number, c.subject, c.status, c.reply_by, c.updated_at, cl.code AS client, cu.name AS customer,
       ow.name AS owner, CASE WHEN c.viewed_at > now() - interval '2 minutes' THEN vw.name END AS viewer,
       m.from_name, m.from_address, m.received_at, m.state, left(m.view->>'newest', 240) AS words,
       r.reading->'intents' AS intents, CASE WHEN f.id IS NULL THEN coalesce(d.risk, v.risk) ELSE 'two_people' END AS risk, v.route, s.stake, s.currency, s.due,
       d.version, d.first_approver IS NOT NULL AS half_approved,
       coalesce(c.reply_by, '9999-01-01Z') AS k1,
       CASE WHEN r.reading->'intents' ?| ARRAY['dispute', 'promise'] THEN 0
            WHEN r.reading->'intents' ? 'hardship' THEN 1 WHEN r.reading->'intents' ? 'document_request' THEN 3
            ELSE 2 END AS k2,
       -coalesce(s.stake, 0) AS k3, coalesce(m.received_at, c.created_at) AS k4
FROM cases c
JOIN clients cl ON cl.id = c.client_id
LEFT JOIN customers cu ON cu.id = c.customer_id
LEFT JOIN users ow ON ow.id = c.owner_id
LEFT JOIN users vw ON vw.id = c.viewed_by AND vw.id <> :me
LEFT JOIN LATERAL (SELECT * FROM messages WHERE case_id = c.id ORDER BY received_at DESC, uid DESC LIMIT 1) m ON TRUE
LEFT JOIN readings r ON r.message_id = m.id
LEFT JOIN verdicts v ON v.message_id = m.id
LEFT JOIN drafts d ON d.case_id = c.id AND d.state = 'open'
LEFT JOIN LATERAL (SELECT id FROM escalations WHERE case_id = c.id AND state = 'open' AND queue = 'fraud' LIMIT 1) f ON TRUE
LEFT JOIN LATERAL (
    SELECT sum(i.open_amount) AS stake, min(i.currency) AS currency, min(i.due_date) AS due
    FROM jsonb_array_elements(coalesce(r.match->'invoices', '[]')) named
    JOIN invoices i ON i.customer_id = c.customer_id AND i.number = named->>'number'
) s ON TRUE
"""
SEARCH = """ AND (
    c.subject ILIKE :like OR cu.name ILIKE :like OR c.number::text = :plain
    OR EXISTS (SELECT 1 FROM messages f WHERE f.case_id = c.id
               AND (f.subject ILIKE :like OR f.from_name ILIKE :like OR f.from_address ILIKE :like))
    OR EXISTS (SELECT 1 FROM messages f JOIN readings fr ON fr.message_id = f.id
               CROSS JOIN LATERAL jsonb_array_elements(coalesce(fr.match->'invoices', '[]')) n
               WHERE f.case_id = c.id AND n->>'number' ILIKE :like))"""


@dataclass(frozen=True)
class Row:
    id: UUID
    number: int
    subject: str
    status: str
    reply_by: datetime | None
    updated_at: datetime
    client: str
    customer: str | None
    owner: str | None
    viewer: str | None
    from_name: str | None
    from_address: str | None
    received_at: datetime | None
    state: str | None
    words: str | None
    intents: list[str] | None
    risk: str | None
    route: str | None
    stake: Decimal | None
    currency: str | None
    due: date | None
    version: int | None
    half_approved: bool

    @property
    def name(self) -> str:
        return self.customer or self.from_name or self.from_address or "Unknown sender"

    @property
    def first_words(self) -> str:
        """What they want, in their words, after "Dear Sir or Madam"."""
        greeting, _, rest = (self.words or "").strip().partition("\n\n")
        asks = rest.strip() if rest.strip() and len(greeting.split()) <= LONGEST_GREETING else greeting + " " + rest
        line = " ".join(asks.split())
        return line if len(line) <= 150 else line[:148].rsplit(" ", 1)[0] + " …"


@dataclass(frozen=True)
class Page:
    rows: tuple[Row, ...]
    after: str | None
    """Cursor of the next page."""


def page(
    session: Session, me: UUID, clients: frozenset[UUID], view: str = "review", words: str = "", after: str = ""
) -> Page:
    urgent = view in URGENT
    values: dict[str, Any] = {"me": me, "clients": list(clients), "limit": PAGE + 1}
    where = f"c.client_id = ANY(:clients) AND {WHERE[view]}"
    if words:
        where += SEARCH
        values |= {"like": like(words), "plain": words.removeprefix("#")}
    query = f"SELECT * FROM ({COLUMNS} WHERE {where}) q"
    if key := decoded(after):
        query += " WHERE " + resume(urgent, key, values)
    order = "k1, k2, k3, k4, id" if urgent else "updated_at DESC, id DESC"
    found = session.execute(text(f"{query} ORDER BY {order} LIMIT :limit"), values).mappings().all()
    shown = found[:PAGE]
    more = cursor(dict(shown[-1]), urgent) if len(found) > PAGE else None
    return Page(tuple(Row(**{k: row[k] for k in Row.__dataclass_fields__}) for row in shown), more)


def like(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def resume(urgent: bool, key: Sequence[str], values: dict[str, Any]) -> str:
    """The condition that goes on behind the last row of the page before."""
    casts = ("timestamptz", "int", "numeric", "timestamptz", "uuid") if urgent else ("timestamptz", "uuid")
    if len(key) != len(casts):
        return "TRUE"
    values |= {f"a{n}": one for n, one in enumerate(key)}
    bound = ", ".join(f"CAST(:a{n} AS {cast})" for n, cast in enumerate(casts))
    return f"(k1, k2, k3, k4, id) > ({bound})" if urgent else f"(updated_at, id) < ({bound})"


def cursor(row: dict[str, Any], urgent: bool) -> str:
    names = ("k1", "k2", "k3", "k4", "id") if urgent else ("updated_at", "id")
    return base64.urlsafe_b64encode(json.dumps([str(row[name]) for name in names]).encode()).decode().rstrip("=")


def decoded(after: str) -> list[str]:
    """The key in a cursor; an unreadable one starts at the beginning."""
    try:
        found = json.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
        return [str(one) for one in found] if isinstance(found, list) and fits(found) else []
    except (ValueError, binascii.Error):
        return []


def fits(key: Sequence[Any]) -> bool:
    if len(key) not in (2, 5):
        return False
    UUID(str(key[-1]))
    datetime.fromisoformat(str(key[0]))
    if len(key) == 5:
        int(key[1])
        float(key[2])
        datetime.fromisoformat(str(key[3]))
    return True


COUNTS = text("""
SELECT count(*) FILTER (WHERE status = 'open') AS review,
       count(*) FILTER (WHERE owner_id = :me) AS mine,
       count(*) FILTER (WHERE status = 'escalated') AS escalated,
       (SELECT count(*) FROM outbox o LEFT JOIN drafts d ON d.id = o.draft_id
        WHERE o.client_id = ANY(:clients) AND (o.state IN ('held', 'ambiguous') OR (o.state = 'refused_perm'
          AND (d.id IS NULL OR d.state = 'approved')
          AND NOT EXISTS (SELECT 1 FROM outbox n WHERE n.case_id = o.case_id AND n.created_at > o.created_at))
       )) AS attention,
       (SELECT count(*) FROM outbox WHERE client_id = ANY(:clients)
          AND state IN ('approved', 'queued', 'claimed', 'transmitting', 'refused_temp', 'commit_pending',
                        'resolved_resend')) AS leaving,
       (SELECT count(*) FROM messages WHERE client_id = ANY(:clients) AND state = 'quarantined') AS quarantined
FROM cases WHERE client_id = ANY(:clients) AND status IN ('open', 'escalated')
""")


def counts(session: Session, me: UUID, clients: frozenset[UUID]) -> dict[str, int]:
    return dict(session.execute(COUNTS, {"me": me, "clients": list(clients)}).mappings().one())
