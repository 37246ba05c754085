"""Alembic runs here on the connection that the program hands over; there is no alembic.ini."""

from alembic import context

from upk_ledger.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
