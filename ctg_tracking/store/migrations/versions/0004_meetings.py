"""what a committee shows, what is said on each point, and the links by which its minutes are read

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CHOSEN = ("results", "shown_actions", "shown_indicators")
_RECORDED = ("progress_report", "indicator_value")


def upgrade() -> None:
    for column in _CHOSEN:
        op.add_column("committee", sa.Column(column, sa.JSON(none_as_null=True), nullable=True))
    op.add_column("agenda_item", sa.Column("said", sa.String(), nullable=True))
    op.create_table(
        "committee_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_share_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name=op.f("fk_committee_share_created_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_share")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_committee_share_token_hash")),
    )
    op.create_index(op.f("ix_committee_share_committee_id"), "committee_share", ["committee_id"])
    for table in _RECORDED:
        op.create_index(op.f(f"ix_{table}_recorded_at"), table, ["recorded_at"])


def downgrade() -> None:
    for table in _RECORDED:
        op.drop_index(op.f(f"ix_{table}_recorded_at"), table_name=table)
    op.drop_table("committee_share")
    op.drop_column("agenda_item", "said")
    for column in _CHOSEN:
        op.drop_column("committee", column)
