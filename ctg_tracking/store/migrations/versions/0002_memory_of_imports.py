"""memory of imports: mappings by shape of file, cells of created records, conventions that an undo removes

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_mapping",
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["account.id"], name=op.f("fk_import_mapping_author_id_account")),
        sa.ForeignKeyConstraint(
            ["territory_id"], ["territory.id"], name=op.f("fk_import_mapping_territory_id_territory")
        ),
        sa.PrimaryKeyConstraint("territory_id", "shape", name=op.f("pk_import_mapping")),
    )
    op.add_column("change", sa.Column("cells", sa.JSON(none_as_null=True), nullable=True))
    _widen_imports()


def _widen_imports() -> None:
    """An import knows its territory by itself, so that it may outlive its convention."""
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.add_column(sa.Column("territory_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("created_convention", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("former_reference", sa.String(), nullable=True))
    op.execute(
        'UPDATE "import" SET territory_id ='
        ' (SELECT territory_id FROM convention WHERE convention.id = "import".convention_id)'
    )
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.alter_column("territory_id", existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column("convention_id", existing_type=sa.Integer(), nullable=True)
        batch_op.alter_column("created_convention", existing_type=sa.Boolean(), server_default=None)
        batch_op.create_foreign_key(
            batch_op.f("fk_import_territory_id_territory"), "territory", ["territory_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_import_territory_id"), ["territory_id"], unique=False)


def downgrade() -> None:
    _forget_imports_without_convention()
    with op.batch_alter_table("import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_territory_id"))
        batch_op.drop_constraint(batch_op.f("fk_import_territory_id_territory"), type_="foreignkey")
        batch_op.alter_column("convention_id", existing_type=sa.Integer(), nullable=False)
        batch_op.drop_column("former_reference")
        batch_op.drop_column("created_convention")
        batch_op.drop_column("territory_id")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_column("cells")
    op.drop_table("import_mapping")


def _forget_imports_without_convention() -> None:
    """The first schema has no place for an import whose convention was removed: its history keeps all but its number."""
    gone = 'SELECT id FROM "import" WHERE convention_id IS NULL'
    op.execute(f"UPDATE change SET import_id = NULL WHERE import_id IN ({gone})")  # noqa: S608
    op.execute(f"DELETE FROM import_file WHERE import_id IN ({gone})")  # noqa: S608
    op.execute('DELETE FROM "import" WHERE convention_id IS NULL')
