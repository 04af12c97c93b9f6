"""No mail is lost and none is left without an owner: what came in is still here, in one state, in somebody's hands.

Stored and quarantined mails stand in a list of their own (the parser's, and people's); a mail that is worked or waits
belongs to a case that is open, one with an answer to a row of the outbox that has not left, an answered one to its case.
"""

from dataclasses import dataclass, field

from sqlalchemy import text
from sqlmodel import Session

COUNTED = text("""
SELECT stored.number, counted.state, counted.number, counted.unowned
FROM (SELECT count(*) AS number FROM audit_events WHERE kind = 'mail_stored') stored
LEFT JOIN (
  SELECT m.state, count(*) AS number, count(*) FILTER (WHERE NOT CASE
    WHEN m.state IN ('stored', 'quarantined', 'closed_no_reply', 'system_mail') THEN TRUE
    WHEN m.state IN ('triaged', 'drafting', 'auto_answered', 'replied') THEN m.case_id IS NOT NULL
    WHEN m.state IN ('waiting_specialist', 'escalated') THEN EXISTS (
      SELECT FROM cases c WHERE c.id = m.case_id AND c.status IN ('open', 'escalated'))
    WHEN m.state = 'in_outbox' THEN EXISTS (
      SELECT FROM outbox o WHERE o.case_id = m.case_id AND (o.inbound_id = m.id OR o.answers ? m.id::text)
      AND o.state NOT IN ('undone', 'cancelled', 'refused_perm', 'accepted', 'resolved_sent'))
    ELSE m.state = 'redelivery' AND m.redelivery_of IS NOT NULL
  END) AS unowned
  FROM messages m GROUP BY m.state
) counted ON TRUE
""")


@dataclass(frozen=True)
class Balance:
    """Numbers of mails. `came_in`: as the log tells; `states`: as they stand; `without_owner`: by state, 0 left out."""

    came_in: int
    states: dict[str, int] = field(default_factory=dict)
    without_owner: dict[str, int] = field(default_factory=dict)

    @property
    def kept(self) -> int:
        return sum(self.states.values())

    @property
    def lost(self) -> int:
        return max(0, self.came_in - self.kept)

    @property
    def even(self) -> bool:
        return not self.lost and not self.without_owner

    @property
    def trouble(self) -> str:
        """What does not add up, "" if all does."""
        unowned = ", ".join(f"{number} {state}" for state, number in sorted(self.without_owner.items()))
        said = [f"Mails that came in and are lost: {self.lost}."] if self.lost else []
        return " ".join([*said, *([f"Mails without an owner: {unowned}."] if unowned else [])])


def balance(session: Session) -> Balance:
    """In one statement, so that all is of one moment."""
    rows = session.execute(COUNTED).all()
    states = {state: number for _, state, number, _ in rows if state}
    return Balance(rows[0][0], states, {state: unowned for _, state, _, unowned in rows if unowned})
