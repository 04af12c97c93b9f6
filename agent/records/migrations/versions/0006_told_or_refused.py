"""No state without its event; each person's companies kept apart by the database"""

from alembic import op

from agent.records.database import make_inbox_role

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STATED = {"messages": "message", "drafts": "draft", "outbox": "outbox"}
"""Tables whose rows have a state, and what the log calls them."""
OF_A_CLIENT = (
    "cases", "contacts", "credits", "customers", "decisions", "deliveries", "disputes", "documents", "drafts", "escalations",
    "invoices", "messages", "model_uses", "outbox", "payments", "plans", "promises", "readings", "shadow_answers", "tasks", "verdicts",
)  # fmt: skip

TOLD_OR_REFUSED = """
CREATE FUNCTION told_or_refused() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE present text; told text;
BEGIN
  EXECUTE format('SELECT state FROM %I WHERE id = $1', TG_TABLE_NAME) INTO present USING NEW.id;
  SELECT body->>'after' INTO told FROM audit_events
  WHERE subject_id = NEW.id::text AND subject = TG_ARGV[0] AND chain = NEW.client_id::text AND body->>'after' IS NOT NULL
  ORDER BY seq DESC LIMIT 1;
  IF present IS DISTINCT FROM told AND present IS NOT NULL THEN
    RAISE EXCEPTION '% % is %, but the log says %', TG_ARGV[0], NEW.id, present, coalesce(told, 'nothing')
      USING ERRCODE = 'integrity_constraint_violation', HINT = 'record the event in the same transaction';
  END IF;
  RETURN NULL;
END $$
"""
OWN = "SELECT client_id FROM user_clients WHERE user_id = nullif(current_setting('duecourse.person', true), '')::uuid"


def upgrade() -> None:
    op.execute(TOLD_OR_REFUSED)
    for table, subject in STATED.items():
        op.execute(
            f"CREATE CONSTRAINT TRIGGER told_or_refused AFTER INSERT OR UPDATE OF state ON {table} "
            f"DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION told_or_refused('{subject}')"
        )
    keep_apart()


def keep_apart() -> None:
    make_inbox_role(op.get_bind())
    for what in ("TABLES", "SEQUENCES"):
        rights = "SELECT, INSERT, UPDATE, DELETE" if what == "TABLES" else "USAGE, SELECT"
        op.execute(f"GRANT {rights} ON ALL {what} IN SCHEMA public TO duecourse_inbox")
        op.execute(f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {rights} ON {what} TO duecourse_inbox")
    op.execute("GRANT USAGE ON SCHEMA public TO duecourse_inbox")
    op.execute("REVOKE UPDATE, DELETE ON audit_events FROM duecourse_inbox")
    for table in OF_A_CLIENT:
        protect(table, f"client_id IN ({OWN})")
    protect("draft_versions", "draft_id IN (SELECT id FROM drafts)")
    protect("raw_mails", "sha256 IN (SELECT sha256 FROM messages)")
    op.execute("ALTER TABLE audit_events ENABLE ROW LEVEL SECURITY")
    op.execute("CREATE POLICY append ON audit_events FOR INSERT TO duecourse_inbox WITH CHECK (true)")
    shown = f"chain = 'installation' OR chain IN (SELECT client_id::text FROM ({OWN}) own)"
    op.execute(f"CREATE POLICY own ON audit_events FOR SELECT TO duecourse_inbox USING ({shown})")


def protect(table: str, own: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own ON {table} TO duecourse_inbox USING ({own}) WITH CHECK ({own})")


def downgrade() -> None:
    for table in (*OF_A_CLIENT, "draft_versions", "raw_mails", "audit_events"):
        op.execute(f"DROP POLICY own ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute("DROP POLICY append ON audit_events")
    for table in STATED:
        op.execute(f"DROP TRIGGER told_or_refused ON {table}")
    op.execute("DROP FUNCTION told_or_refused")
