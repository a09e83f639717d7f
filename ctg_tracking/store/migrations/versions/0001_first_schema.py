"""first schema

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

THEMES = (
    ("petite-enfance", "Petite enfance"),
    ("enfance", "Enfance"),
    ("jeunesse", "Jeunesse"),
    ("parentalite", "Parentalité"),
    ("acces-aux-droits", "Accès aux droits"),
    ("inclusion-numerique", "Inclusion numérique"),
    ("animation-vie-sociale", "Animation de la vie sociale"),
    ("logement", "Logement"),
    ("handicap", "Handicap"),
    ("accompagnement-social", "Accompagnement social"),
)


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "caf",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caf")),
        sa.UniqueConstraint("name", name=op.f("uq_caf_name")),
    )
    op.create_table(
        "departement",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_departement")),
    )
    op.create_table(
        "store_info",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_store_info")),
    )
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("key", name=op.f("uq_theme_key")),
    )
    op.create_table(
        "caf_departement",
        sa.Column("caf_id", sa.Integer(), nullable=False),
        sa.Column("departement_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["caf_id"], ["caf.id"], name=op.f("fk_caf_departement_caf_id_caf")),
        sa.ForeignKeyConstraint(
            ["departement_code"],
            ["departement.code"],
            name=op.f("fk_caf_departement_departement_code_departement"),
        ),
        sa.PrimaryKeyConstraint("caf_id", "departement_code", name=op.f("pk_caf_departement")),
    )
    op.create_table(
        "territory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "commune",
                "epci",
                "syndicate",
                "group",
                name="territorykind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("departement", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=True),
        sa.Column("population", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.CheckConstraint("population IS NULL OR population >= 0", name=op.f("ck_territory_population")),
        sa.ForeignKeyConstraint(
            ["departement"], ["departement.code"], name=op.f("fk_territory_departement_departement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("code", name=op.f("uq_territory_code")),
    )
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_territory_departement_kind"), ["departement", "kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_territory_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "web_session",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_web_session_account_id_account")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_web_session")),
    )
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_web_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "organisation",
                name="actorkind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_actor_account_id_account")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_actor_territory_id_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor")),
        sa.UniqueConstraint("territory_id", "key", name=op.f("uq_actor_territory_id_key")),
    )
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_account_id"), ["account_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_actor_key"), ["key"], unique=False)

    op.create_table(
        "convention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("caf_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column(
            "signed_precision",
            sa.Enum("day", "month", "year", name="precision", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("term_years", sa.Integer(), nullable=True),
        sa.Column("adviser", sa.String(), nullable=True),
        sa.Column("level1_name", sa.String(), nullable=False),
        sa.Column("level2_name", sa.String(), nullable=False),
        sa.Column("level3_name", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("document", "simulated", name="origin", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("simulated_fields", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("ck_convention_ends_after_start")),
        sa.CheckConstraint("term_years BETWEEN 1 AND 5", name=op.f("ck_convention_term_years")),
        sa.ForeignKeyConstraint(["caf_id"], ["caf.id"], name=op.f("fk_convention_caf_id_caf")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_convention_territory_id_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention")),
        sa.UniqueConstraint("reference", name=op.f("uq_convention_reference")),
    )
    with op.batch_alter_table("convention", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_convention_ends_on"), ["ends_on"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_convention_territory_id_starts_on"), ["territory_id", "starts_on"], unique=False
        )

    op.create_table(
        "grant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reader",
                "pilot",
                "coordinator",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("territory_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_grant_account_id_account")),
        sa.ForeignKeyConstraint(["territory_id"], ["territory.id"], name=op.f("fk_grant_territory_id_territory")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grant")),
        sa.UniqueConstraint("account_id", "role", "territory_id", name=op.f("uq_grant_account_id_role_territory_id")),
    )
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.create_index(
            "ix_grant_everywhere",
            ["account_id", "role"],
            unique=True,
            sqlite_where=sa.text("territory_id IS NULL"),
            postgresql_where=sa.text("territory_id IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_grant_territory_id"), ["territory_id"], unique=False)

    op.create_table(
        "territory_member",
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["territory.id"], name=op.f("fk_territory_member_group_id_territory")),
        sa.ForeignKeyConstraint(["member_id"], ["territory.id"], name=op.f("fk_territory_member_member_id_territory")),
        sa.PrimaryKeyConstraint("group_id", "member_id", name=op.f("pk_territory_member")),
    )
    with op.batch_alter_table("territory_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_territory_member_member_id"), ["member_id"], unique=False)

    op.create_table(
        "actor_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_actor_alias_actor_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actor_alias")),
        sa.UniqueConstraint("actor_id", "key", name=op.f("uq_actor_alias_actor_id_key")),
    )
    with op.batch_alter_table("actor_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_actor_alias_key"), ["key"], unique=False)

    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("new_ends_on", sa.Date(), nullable=True),
        sa.Column("purpose", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_amendment_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("convention_id", "number", name=op.f("uq_amendment_convention_id_number")),
    )
    op.create_table(
        "committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "copil",
                "cotech",
                "theme_group",
                name="meetingkind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "prepared",
                "open",
                "closed",
                name="meetingstate",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("document", "simulated", name="origin", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_committee_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
    )
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_convention_id"), ["convention_id"], unique=False)

    op.create_table(
        "convention_commune",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint("until > since", name=op.f("ck_convention_commune_period")),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_convention_commune_convention_id_convention")
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_convention_commune_territory_id_territory")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_convention_commune")),
        sa.UniqueConstraint(
            "convention_id",
            "territory_id",
            "since",
            name=op.f("uq_convention_commune_convention_id_territory_id_since"),
        ),
    )
    with op.batch_alter_table("convention_commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_convention_commune_territory_id"), ["territory_id"], unique=False)

    op.create_table(
        "convention_predecessor",
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("predecessor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["convention_id"],
            ["convention.id"],
            name=op.f("fk_convention_predecessor_convention_id_convention"),
        ),
        sa.ForeignKeyConstraint(
            ["predecessor_id"],
            ["convention.id"],
            name=op.f("fk_convention_predecessor_predecessor_id_convention"),
        ),
        sa.PrimaryKeyConstraint("convention_id", "predecessor_id", name=op.f("pk_convention_predecessor")),
    )
    with op.batch_alter_table("convention_predecessor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_convention_predecessor_predecessor_id"), ["predecessor_id"], unique=False)

    op.create_table(
        "heading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("axe_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("document", "simulated", name="origin", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.CheckConstraint("(level = 1) = (axe_id IS NULL)", name=op.f("ck_heading_axe_above")),
        sa.CheckConstraint("(level = 1) = (parent_id IS NULL)", name=op.f("ck_heading_root_has_no_parent")),
        sa.CheckConstraint("level BETWEEN 1 AND 3", name=op.f("ck_heading_level")),
        sa.ForeignKeyConstraint(["axe_id"], ["heading.id"], name=op.f("fk_heading_axe_id_heading")),
        sa.ForeignKeyConstraint(["convention_id"], ["convention.id"], name=op.f("fk_heading_convention_id_convention")),
        sa.ForeignKeyConstraint(["parent_id"], ["heading.id"], name=op.f("fk_heading_parent_id_heading")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heading")),
    )
    with op.batch_alter_table("heading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_heading_axe_id"), ["axe_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_heading_convention_id_level"), ["convention_id", "level"], unique=False)
        batch_op.create_index(batch_op.f("ix_heading_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("read", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("missing", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_import_author_id_account")),
        sa.ForeignKeyConstraint(["convention_id"], ["convention.id"], name=op.f("fk_import_convention_id_convention")),
        sa.ForeignKeyConstraint(["undone_by_id"], ["account.id"], name=op.f("fk_import_undone_by_id_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_convention_id_at"), ["convention_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_import_sha256"), ["sha256"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_milestone_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("convention_id", "kind", name=op.f("uq_milestone_convention_id_kind")),
    )
    op.create_table(
        "signatory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "caf",
                "commune",
                "epci",
                "msa",
                "departement",
                "state",
                "other",
                name="signatorykind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_signatory_convention_id_convention")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
        sa.UniqueConstraint("convention_id", "name", name=op.f("uq_signatory_convention_id_name")),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("heading_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("calendar_text", sa.String(), nullable=True),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column(
            "priority",
            sa.Enum("high", "medium", "low", name="priority", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("budget_cents", sa.BigInteger(), nullable=True),
        sa.Column("budget_text", sa.String(), nullable=True),
        sa.Column("funding_text", sa.String(), nullable=True),
        sa.Column("elected_referent", sa.String(), nullable=True),
        sa.Column("coordinator", sa.String(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("document", "simulated", name="origin", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("budget_cents >= 0", name=op.f("ck_action_budget")),
        sa.CheckConstraint("length(title) BETWEEN 1 AND 500", name=op.f("ck_action_title")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_action_not_its_own_parent")),
        sa.ForeignKeyConstraint(["convention_id"], ["convention.id"], name=op.f("fk_action_convention_id_convention")),
        sa.ForeignKeyConstraint(["heading_id"], ["heading.id"], name=op.f("fk_action_heading_id_heading")),
        sa.ForeignKeyConstraint(["parent_id"], ["action.id"], name=op.f("fk_action_parent_id_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action")),
    )
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_action_convention_id_parent_id"), ["convention_id", "parent_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_action_heading_id"), ["heading_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_action_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "attendance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=True),
        sa.Column("present", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_attendance_committee_id_committee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attendance_committee_id"), ["committee_id"], unique=False)

    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=True),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("cell", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_change_author_id_account")),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_change_committee_id_committee")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_change_import_id_import")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_action_id_id"), ["action_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_convention_id_id"), ["convention_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_entity_entity_id"), ["entity", "entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_import_id"), ["import_id"], unique=False)

    op.create_table(
        "import_file",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_import_file_import_id_import")),
        sa.PrimaryKeyConstraint("import_id", name=op.f("pk_import_file")),
    )
    op.create_table(
        "action_commune",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_commune_action_id_action")),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_action_commune_territory_id_territory")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_commune")),
        sa.UniqueConstraint("action_id", "territory_id", name=op.f("uq_action_commune_action_id_territory_id")),
    )
    with op.batch_alter_table("action_commune", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_commune_territory_id"), ["territory_id"], unique=False)

    op.create_table(
        "action_due",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_until >= valid_from", name=op.f("ck_action_due_period")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_due_action_id_action")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_due")),
    )
    with op.batch_alter_table("action_due", schema=None) as batch_op:
        batch_op.create_index("ix_action_due_day", ["action_id", "valid_from", "valid_until", "due_on"], unique=False)
        batch_op.create_index(
            "ix_action_due_current",
            ["action_id"],
            unique=True,
            sqlite_where=sa.text("valid_until IS NULL"),
            postgresql_where=sa.text("valid_until IS NULL"),
        )

    op.create_table(
        "action_partner",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_partner_action_id_action")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_action_partner_actor_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_partner")),
        sa.UniqueConstraint("action_id", "actor_id", name=op.f("uq_action_partner_action_id_actor_id")),
    )
    with op.batch_alter_table("action_partner", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_partner_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "action_pilot",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_pilot_action_id_action")),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name=op.f("fk_action_pilot_actor_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_pilot")),
        sa.UniqueConstraint("action_id", "actor_id", name=op.f("uq_action_pilot_action_id_actor_id")),
    )
    with op.batch_alter_table("action_pilot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_pilot_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "action_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "done",
                "in_progress",
                "not_started",
                "postponed",
                "suspended",
                "dropped",
                "to_specify",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("last_report_on", sa.Date(), nullable=True),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_action_snapshot_percent")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_snapshot_action_id_action")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_action_snapshot_committee_id_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_snapshot")),
        sa.UniqueConstraint("committee_id", "action_id", name=op.f("uq_action_snapshot_committee_id_action_id")),
    )
    with op.batch_alter_table("action_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_snapshot_action_id"), ["action_id"], unique=False)

    op.create_table(
        "action_theme",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_action_theme_action_id_action")),
        sa.ForeignKeyConstraint(["theme_id"], ["theme.id"], name=op.f("fk_action_theme_theme_id_theme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_theme")),
        sa.UniqueConstraint("action_id", "theme_id", name=op.f("uq_action_theme_action_id_theme_id")),
    )
    with op.batch_alter_table("action_theme", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_action_theme_theme_id"), ["theme_id"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_agenda_item_action_id_action")),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_agenda_item_committee_id_committee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_committee_id"), ["committee_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("convention_id", sa.Integer(), nullable=False),
        sa.Column("heading_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column(
            "direction",
            sa.Enum("up", "down", "keep", name="direction", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column(
            "nature",
            sa.Enum(
                "means",
                "output",
                "result",
                name="nature",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("qualitative", sa.Boolean(), nullable=False),
        sa.Column("baseline", sa.Double(), nullable=True),
        sa.Column("baseline_on", sa.Date(), nullable=True),
        sa.Column("target", sa.Double(), nullable=True),
        sa.Column("target_text", sa.String(), nullable=True),
        sa.Column("target_on", sa.Date(), nullable=True),
        sa.Column(
            "periodicity",
            sa.Enum(
                "once",
                "yearly",
                "half_yearly",
                "quarterly",
                "monthly",
                name="periodicity",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("document", "simulated", name="origin", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "baseline IS NULL OR target IS NULL OR direction = 'keep' OR (direction = 'up' AND target >= baseline) OR (direction = 'down' AND target <= baseline)",
            name=op.f("ck_indicator_direction_agrees_with_target"),
        ),
        sa.CheckConstraint("heading_id IS NULL OR action_id IS NULL", name=op.f("ck_indicator_one_owner")),
        sa.CheckConstraint("length(name) BETWEEN 1 AND 500", name=op.f("ck_indicator_name")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_indicator_action_id_action")),
        sa.ForeignKeyConstraint(
            ["convention_id"], ["convention.id"], name=op.f("fk_indicator_convention_id_convention")
        ),
        sa.ForeignKeyConstraint(["heading_id"], ["heading.id"], name=op.f("fk_indicator_heading_id_heading")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_convention_id"), ["convention_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_heading_id"), ["heading_id"], unique=False)

    op.create_table(
        "progress_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "done",
                "in_progress",
                "not_started",
                "postponed",
                "suspended",
                "dropped",
                "to_specify",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column(
            "confidence",
            sa.Enum(
                "on_track",
                "reachable",
                "support",
                "compromised",
                name="confidence",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("done_text", sa.String(), nullable=True),
        sa.Column("next_text", sa.String(), nullable=True),
        sa.Column("blocking_text", sa.String(), nullable=True),
        sa.Column("decision_wanted", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("resumes_on", sa.Date(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("document", "simulated", name="origin", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_progress_report_percent")),
        sa.CheckConstraint("until >= effective_on", name=op.f("ck_progress_report_period")),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_progress_report_action_id_action")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_progress_report_author_id_account")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_progress_report_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_progress_report_import_id_import")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress_report")),
    )
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.create_index(
            "ix_progress_report_state",
            ["action_id", "effective_on", "until", "status"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_progress_report_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(
            "ix_progress_report_current",
            ["action_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_progress_report_import_id"), ["import_id"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("agenda_item_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "continue",
                "redirect",
                "postpone",
                "drop",
                "adjourn",
                name="outcome",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["action.id"], name=op.f("fk_decision_action_id_action")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"], ["agenda_item.id"], name=op.f("fk_decision_agenda_item_id_agenda_item")
        ),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_decision_committee_id_committee")),
        sa.ForeignKeyConstraint(["owner_id"], ["actor.id"], name=op.f("fk_decision_owner_id_actor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_action_id"), ["action_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_committee_id"), ["committee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decision_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "indicator_snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("value_on", sa.Date(), nullable=True),
        sa.Column("rate_raw", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_indicator_snapshot_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_snapshot_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_snapshot")),
        sa.UniqueConstraint(
            "committee_id", "indicator_id", name=op.f("uq_indicator_snapshot_committee_id_indicator_id")
        ),
    )
    with op.batch_alter_table("indicator_snapshot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_snapshot_indicator_id"), ["indicator_id"], unique=False)

    op.create_table(
        "indicator_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_target_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_target")),
        sa.UniqueConstraint("indicator_id", "on_date", name=op.f("uq_indicator_target_indicator_id_on_date")),
    )
    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("value", sa.Double(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum("document", "simulated", name="origin", native_enum=False, create_constraint=True, length=24),
            nullable=True,
        ),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("until >= on_date", name=op.f("ck_indicator_value_period")),
        sa.CheckConstraint("value IS NOT NULL OR text IS NOT NULL", name=op.f("ck_indicator_value_something")),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_indicator_value_author_id_account")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_indicator_value_import_id_import")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_value_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
    )
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.create_index(
            "ix_indicator_value_current",
            ["indicator_id"],
            unique=True,
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.create_index(batch_op.f("ix_indicator_value_import_id"), ["import_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_indicator_value_indicator_id_on_date"), ["indicator_id", "on_date"], unique=False
        )

    _national_themes()


def _national_themes() -> None:
    """The ten themes of a CTG, as they were named when this schema was made (caf.fr)."""
    theme = sa.table(
        "theme", sa.column("key", sa.String), sa.column("label", sa.String), sa.column("position", sa.Integer)
    )
    op.bulk_insert(
        theme, [{"key": key, "label": label, "position": rank} for rank, (key, label) in enumerate(THEMES, 1)]
    )


def downgrade() -> None:
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_value_indicator_id_on_date"))
        batch_op.drop_index(batch_op.f("ix_indicator_value_import_id"))
        batch_op.drop_index(
            "ix_indicator_value_current",
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )

    op.drop_table("indicator_value")
    op.drop_table("indicator_target")
    with op.batch_alter_table("indicator_snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_snapshot_indicator_id"))

    op.drop_table("indicator_snapshot")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_owner_id"))
        batch_op.drop_index(batch_op.f("ix_decision_committee_id"))
        batch_op.drop_index(batch_op.f("ix_decision_action_id"))

    op.drop_table("decision")
    with op.batch_alter_table("progress_report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_progress_report_import_id"))
        batch_op.drop_index(
            "ix_progress_report_current",
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_progress_report_committee_id"))
        batch_op.drop_index("ix_progress_report_state")

    op.drop_table("progress_report")
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_indicator_heading_id"))
        batch_op.drop_index(batch_op.f("ix_indicator_convention_id"))
        batch_op.drop_index(batch_op.f("ix_indicator_action_id"))

    op.drop_table("indicator")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_committee_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_action_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("action_theme", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_theme_theme_id"))

    op.drop_table("action_theme")
    with op.batch_alter_table("action_snapshot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_snapshot_action_id"))

    op.drop_table("action_snapshot")
    with op.batch_alter_table("action_pilot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_pilot_actor_id"))

    op.drop_table("action_pilot")
    with op.batch_alter_table("action_partner", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_partner_actor_id"))

    op.drop_table("action_partner")
    with op.batch_alter_table("action_due", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_action_due_current",
            sqlite_where=sa.text("valid_until IS NULL"),
            postgresql_where=sa.text("valid_until IS NULL"),
        )
        batch_op.drop_index("ix_action_due_day")

    op.drop_table("action_due")
    with op.batch_alter_table("action_commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_commune_territory_id"))

    op.drop_table("action_commune")
    op.drop_table("import_file")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_change_import_id"))
        batch_op.drop_index(batch_op.f("ix_change_entity_entity_id"))
        batch_op.drop_index(batch_op.f("ix_change_convention_id_id"))
        batch_op.drop_index(batch_op.f("ix_change_action_id_id"))

    op.drop_table("change")
    with op.batch_alter_table("attendance", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attendance_committee_id"))

    op.drop_table("attendance")
    with op.batch_alter_table("action", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_action_parent_id"))
        batch_op.drop_index(batch_op.f("ix_action_heading_id"))
        batch_op.drop_index(batch_op.f("ix_action_convention_id_parent_id"))

    op.drop_table("action")
    op.drop_table("signatory")
    op.drop_table("milestone")
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_sha256"))
        batch_op.drop_index(batch_op.f("ix_import_convention_id_at"))

    op.drop_table("import")
    with op.batch_alter_table("heading", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_heading_parent_id"))
        batch_op.drop_index(batch_op.f("ix_heading_convention_id_level"))
        batch_op.drop_index(batch_op.f("ix_heading_axe_id"))

    op.drop_table("heading")
    with op.batch_alter_table("convention_predecessor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_convention_predecessor_predecessor_id"))

    op.drop_table("convention_predecessor")
    with op.batch_alter_table("convention_commune", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_convention_commune_territory_id"))

    op.drop_table("convention_commune")
    with op.batch_alter_table("committee", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_committee_convention_id"))

    op.drop_table("committee")
    op.drop_table("amendment")
    with op.batch_alter_table("actor_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actor_alias_key"))

    op.drop_table("actor_alias")
    with op.batch_alter_table("territory_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_territory_member_member_id"))

    op.drop_table("territory_member")
    with op.batch_alter_table("grant", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_grant_territory_id"))
        batch_op.drop_index(
            "ix_grant_everywhere",
            sqlite_where=sa.text("territory_id IS NULL"),
            postgresql_where=sa.text("territory_id IS NULL"),
        )

    op.drop_table("grant")
    with op.batch_alter_table("convention", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_convention_territory_id_starts_on"))
        batch_op.drop_index(batch_op.f("ix_convention_ends_on"))

    op.drop_table("convention")
    with op.batch_alter_table("actor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_actor_key"))
        batch_op.drop_index(batch_op.f("ix_actor_account_id"))

    op.drop_table("actor")
    with op.batch_alter_table("web_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_web_session_account_id"))

    op.drop_table("web_session")
    with op.batch_alter_table("territory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_territory_sort_key"))
        batch_op.drop_index(batch_op.f("ix_territory_departement_kind"))

    op.drop_table("territory")
    op.drop_table("caf_departement")
    op.drop_table("theme")
    op.drop_table("store_info")
    op.drop_table("departement")
    op.drop_table("caf")
    op.drop_table("account")
