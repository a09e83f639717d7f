"""Alembic environment: always on a connection given by ctg_tracking.store.migration."""

from alembic import context

from ctg_tracking.model import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
