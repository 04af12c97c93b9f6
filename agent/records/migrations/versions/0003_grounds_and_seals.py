"""What a mail was approved on, and the seal at the end of a chain"""

import sqlalchemy as sa
import sqlmodel
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    grounds = sa.Column("grounds", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False)
    op.add_column("outbox", grounds)
    op.alter_column("outbox", "grounds", server_default=None)
    seal = sa.Column("seal", sqlmodel.sql.sqltypes.AutoString(), server_default="", nullable=False)
    op.add_column("audit_chains", seal)
    op.alter_column("audit_chains", "seal", server_default=None)


def downgrade() -> None:
    op.drop_column("audit_chains", "seal")
    op.drop_column("outbox", "grounds")
