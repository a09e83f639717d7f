"""the history outlives the committees it names, so that one that never opened may be deleted

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_change_committee_id_committee"), type_="foreignkey")


def downgrade() -> None:
    op.execute("UPDATE change SET committee_id = NULL WHERE committee_id NOT IN (SELECT id FROM committee)")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_foreign_key(
            batch_op.f("fk_change_committee_id_committee"), "committee", ["committee_id"], ["id"]
        )
