"""Whether a mailbox's server lets forged checks of senders through, as the mailbox tries on itself"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TIMES = ("probe_due_at", "probe_sent_at", "probe_back_at")


def upgrade() -> None:
    for name in TIMES:
        op.add_column("mailboxes", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("mailboxes", sa.Column("probe_survived", sa.Boolean(), nullable=True))
    op.execute("UPDATE mailboxes SET probe_due_at = now() WHERE smtp_host <> '' AND authserv_id <> ''")


def downgrade() -> None:
    for name in ("probe_survived", *TIMES):
        op.drop_column("mailboxes", name)
