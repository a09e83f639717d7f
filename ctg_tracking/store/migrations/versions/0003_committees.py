"""committees of several conventions: agenda, decisions and attendance told in full, and snapshots that stand alone

Committees opened before figures were frozen (none by a verb: there was none) go back to « prepared »: opening them
freezes the figures of their day, which can still be asked. Snapshots, which nothing wrote yet, are made anew.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_VOCABULARIES = {
    "territorykind": ("commune", "epci", "syndicate", "group"),
    "precision": ("day", "month", "year"),
    "origin": ("document", "simulated"),
    "status": ("done", "in_progress", "not_started", "postponed", "suspended", "dropped", "to_specify"),
    "confidence": ("on_track", "reachable", "support", "compromised"),
    "priority": ("high", "medium", "low"),
    "direction": ("up", "down", "keep"),
    "nature": ("means", "output", "result"),
    "agendareason": (
        "open_decision", "decision_wanted", "late", "blocked", "doubt", "moved", "never_reported", "milestone",
    ),
}  # fmt: skip


def _vocabulary(key: str, name: str | None = None) -> sa.Enum:
    return sa.Enum(*_VOCABULARIES[key], name=name or key, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    op.create_table(
        "committee_convention",
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_convention_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_committee_convention_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("committee_id", "convention_id", name=op.f("pk_committee_convention")),
    )
    op.create_index(op.f("ix_committee_convention_convention_id"), "committee_convention", ["convention_id"])
    op.execute("INSERT INTO committee_convention SELECT id, convention_id FROM committee")
    _widen_committees()
    _widen_decisions()
    _widen_agendas()
    op.drop_table("indicator_snapshot")
    op.drop_table("action_snapshot")
    _create_convention_snapshot()
    _create_action_snapshot()
    _create_indicator_snapshot()


def _widen_committees() -> None:
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.add_column(sa.Column("title", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("hour", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("frozen_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("stale_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("reopening_reason", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("touched_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        "UPDATE committee SET state = 'prepared', opened_at = NULL, closed_at = NULL, touched_at = CURRENT_TIMESTAMP"
    )
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.alter_column("touched_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        batch_op.create_check_constraint(
            op.f("ck_committee_frozen_once_opened"), "(state = 'prepared') = (frozen_on IS NULL)"
        )


def _widen_decisions() -> None:
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("convention_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("owner_name", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("subject", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("done_note", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("report_id", sa.Integer(), nullable=True))
    _take_the_convention_of_the_committee("decision")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.alter_column("convention_id", existing_type=sa.Integer(), nullable=False)
        for column in ("agenda_item_id", "convention_id", "report_id"):
            batch_op.create_index(batch_op.f(f"ix_decision_{column}"), [column])
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_convention_id_convention"), "convention", ["convention_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_decision_report_id_progress_report"), "progress_report", ["report_id"], ["id"]
        )


def _widen_agendas() -> None:
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(sa.Column("convention_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("indicator_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("decision_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("milestone", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("reason_code", _vocabulary("agendareason"), nullable=True))
        batch_op.add_column(sa.Column("minutes", sa.Integer(), nullable=True))
    _take_the_convention_of_the_committee("agenda_item")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.alter_column("convention_id", existing_type=sa.Integer(), nullable=False)
        for column, table in (("convention_id", "convention"), ("indicator_id", "indicator")):
            batch_op.create_foreign_key(batch_op.f(f"fk_agenda_item_{column}_{table}"), table, [column], ["id"])
        batch_op.create_foreign_key(
            batch_op.f("fk_agenda_item_decision_id_decision"), "decision", ["decision_id"], ["id"], use_alter=True
        )
        for column in ("convention_id", "decision_id", "indicator_id"):
            batch_op.create_index(batch_op.f(f"ix_agenda_item_{column}"), [column])
        batch_op.create_check_constraint(op.f("ck_agenda_item_title"), "length(title) BETWEEN 1 AND 500")
        batch_op.create_check_constraint(op.f("ck_agenda_item_minutes"), "minutes BETWEEN 1 AND 600")


def _take_the_convention_of_the_committee(table: str) -> None:
    op.execute(
        f"UPDATE {table} SET convention_id ="  # noqa: S608
        f" (SELECT convention_id FROM committee WHERE committee.id = {table}.committee_id)"
    )


def _create_convention_snapshot() -> None:
    op.create_table(
        "convention_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("level1_name", sa.String(), nullable=False),
        sa.Column("territory_code", sa.String(), nullable=False),
        sa.Column("territory", sa.String(), nullable=False),
        sa.Column("territory_kind", _vocabulary("territorykind"), nullable=False),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signed_precision", _vocabulary("precision"), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("term_years", sa.Integer(), nullable=True),
        sa.Column("elapsed", sa.Double(), nullable=True),
        sa.Column("months_left", sa.Integer(), nullable=True),
        sa.Column("band", sa.String(), nullable=True),
        sa.Column("renewed_by", sa.String(), nullable=True),
        sa.Column("origin", _vocabulary("origin"), nullable=True),
        sa.Column("simulated_fields", sa.JSON(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("communes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_convention_snapshot_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_convention_snapshot_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention_snapshot")),
        sa.UniqueConstraint(
            "committee_id", "convention_id", name=op.f("uq_convention_snapshot_committee_id_convention_id")
        ),
    )
    op.create_index(op.f("ix_convention_snapshot_convention_id"), "convention_snapshot", ["convention_id"])


def _create_action_snapshot() -> None:
    op.create_table(
        "action_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fiche", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("axe_id", sa.Integer(), nullable=True),
        sa.Column("axe", sa.String(), nullable=True),
        sa.Column("axe_label", sa.String(), nullable=True),
        sa.Column("objective", sa.String(), nullable=True),
        sa.Column("status", _vocabulary("status"), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("confidence", _vocabulary("confidence"), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("never_reported", sa.Boolean(), nullable=False),
        sa.Column("not_started_later", sa.Boolean(), nullable=False),
        sa.Column("last_report_on", sa.Date(), nullable=True),
        sa.Column("done_text", sa.String(), nullable=True),
        sa.Column("next_text", sa.String(), nullable=True),
        sa.Column("blocking_text", sa.String(), nullable=True),
        sa.Column("decision_wanted", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("resumes_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("calendar_text", sa.String(), nullable=True),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("priority", _vocabulary("priority"), nullable=True),
        sa.Column("origin", _vocabulary("origin"), nullable=True),
        sa.Column("report_origin", _vocabulary("origin", "report_origin"), nullable=True),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("communes", sa.JSON(), nullable=False),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_action_snapshot_percent")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.id"], name=op.f("fk_action_snapshot_action_id_action"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_action_snapshot_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_action_snapshot_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_snapshot")),
        sa.UniqueConstraint("committee_id", "action_id", name=op.f("uq_action_snapshot_committee_id_action_id")),
    )
    op.create_index(op.f("ix_action_snapshot_action_id"), "action_snapshot", ["action_id"])
    op.create_index(op.f("ix_action_snapshot_committee_id_position"), "action_snapshot", ["committee_id", "position"])


def _create_indicator_snapshot() -> None:
    op.create_table(
        "indicator_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("key", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("action", sa.Integer(), nullable=True),
        sa.Column("action_code", sa.String(), nullable=True),
        sa.Column("action_title", sa.String(), nullable=True),
        sa.Column("axe_id", sa.Integer(), nullable=True),
        sa.Column("axe", sa.String(), nullable=True),
        sa.Column("axe_label", sa.String(), nullable=True),
        sa.Column("heading", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("direction", _vocabulary("direction"), nullable=False),
        sa.Column("nature", _vocabulary("nature"), nullable=True),
        sa.Column("qualitative", sa.Boolean(), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("target_text", sa.String(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column("origin", _vocabulary("origin"), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("value_on", sa.Date(), nullable=True),
        sa.Column("value_source", sa.String(), nullable=True),
        sa.Column("value_comment", sa.String(), nullable=True),
        sa.Column("value_origin", _vocabulary("origin", "value_origin"), nullable=True),
        sa.Column("rate", sa.Double(), nullable=True),
        sa.Column("rate_raw", sa.Double(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("curve", sa.JSON(), nullable=False),
        sa.Column("targets", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_indicator_snapshot_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_indicator_snapshot_convention_id_convention")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_indicator_snapshot_indicator_id_indicator"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_snapshot")),
        sa.UniqueConstraint(
            "committee_id", "indicator_id", name=op.f("uq_indicator_snapshot_committee_id_indicator_id")
        ),
    )
    op.create_index(
        op.f("ix_indicator_snapshot_committee_id_position"), "indicator_snapshot", ["committee_id", "position"]
    )
    op.create_index(op.f("ix_indicator_snapshot_indicator_id"), "indicator_snapshot", ["indicator_id"])


def downgrade() -> None:
    for table in ("indicator_snapshot", "action_snapshot", "convention_snapshot"):
        op.drop_table(table)
    _create_former_snapshots()
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        for column, table in (
            ("convention_id", "convention"),
            ("indicator_id", "indicator"),
            ("decision_id", "decision"),
        ):
            batch_op.drop_constraint(batch_op.f(f"fk_agenda_item_{column}_{table}"), type_="foreignkey")
            batch_op.drop_index(batch_op.f(f"ix_agenda_item_{column}"))
        for name in ("title", "minutes", "agendareason"):
            batch_op.drop_constraint(op.f(f"ck_agenda_item_{name}"), type_="check")
        for column in ("minutes", "reason_code", "milestone", "decision_id", "indicator_id", "convention_id"):
            batch_op.drop_column(column)
    with op.batch_alter_table("decision", schema=None) as batch_op:
        for column, table in (("convention_id", "convention"), ("report_id", "progress_report")):
            batch_op.drop_constraint(batch_op.f(f"fk_decision_{column}_{table}"), type_="foreignkey")
        for column in ("agenda_item_id", "convention_id", "report_id"):
            batch_op.drop_index(batch_op.f(f"ix_decision_{column}"))
        for column in ("report_id", "done_note", "subject", "owner_name", "convention_id"):
            batch_op.drop_column(column)
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.drop_constraint(op.f("ck_committee_frozen_once_opened"), type_="check")
        for column in (
            "touched_at", "reopening_reason", "reopened_at", "stale_days", "frozen_on", "hour", "title",
        ):  # fmt: skip
            batch_op.drop_column(column)
    op.drop_table("committee_convention")


def _create_former_snapshots() -> None:
    """Empty, as they were: the first schema had no place for what these now hold."""
    for owner, columns in (
        (
            "action",
            (
                sa.Column("status", _vocabulary("status"), nullable=False),
                sa.Column("percent", sa.Integer(), nullable=True),
                sa.Column("due_on", sa.Date(), nullable=True),
                sa.Column("late", sa.Boolean(), nullable=False),
                sa.Column("stale", sa.Boolean(), nullable=False),
                sa.Column("last_report_on", sa.Date(), nullable=True),
                sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_action_snapshot_percent")),
            ),
        ),
        (
            "indicator",
            (
                sa.Column("value", sa.Double(), nullable=True),
                sa.Column("text", sa.String(), nullable=True),
                sa.Column("value_on", sa.Date(), nullable=True),
                sa.Column("rate_raw", sa.Double(), nullable=True),
            ),
        ),
    ):
        table, key = f"{owner}_snapshot", f"{owner}_id"
        op.create_table(
            table,
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("committee_id", sa.Integer(), nullable=False),
            sa.Column(key, sa.Integer(), nullable=False),
            *columns,
            sa.ForeignKeyConstraint(
                ["committee_id"], ["committee.id"], name=op.f(f"fk_{table}_committee_id_committee")
            ),
            sa.ForeignKeyConstraint([key], [f"{owner}.id"], name=op.f(f"fk_{table}_{key}_{owner}")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint("committee_id", key, name=op.f(f"uq_{table}_committee_id_{key}")),
        )
        op.create_index(op.f(f"ix_{table}_{key}"), table, [key])
