"""What the model cost"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = sqlmodel.sql.sqltypes.AutoString()
    op.create_table(
        "model_uses",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=True),
        sa.Column("message_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", words, nullable=False),
        sa.Column("model", words, nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("cost", sa.Numeric(precision=16, scale=6), nullable=True),
        sa.Column("currency", words, nullable=True),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("code", words, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_model_uses_at"), "model_uses", ["at"])
    op.create_index(op.f("ix_model_uses_message_id"), "model_uses", ["message_id"])


def downgrade() -> None:
    op.drop_table("model_uses")
