"""The client's own bank data, and what was removed by retention"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEPT_AS_A_SHELL = ("messages", "drafts", "outbox")


def upgrade() -> None:
    bank_data = sa.Column("bank_data", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False)
    op.add_column("clients", bank_data)
    op.alter_column("clients", "bank_data", server_default=None)
    for table in KEPT_AS_A_SHELL:
        op.add_column(table, sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    for table in KEPT_AS_A_SHELL:
        op.drop_column(table, "removed_at")
    op.drop_column("clients", "bank_data")
