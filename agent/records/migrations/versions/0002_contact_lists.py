"""Which list a contact came from"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contacts", sa.Column("listed_in", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.execute("UPDATE contacts SET listed_in = 'books'")


def downgrade() -> None:
    op.drop_column("contacts", "listed_in")
