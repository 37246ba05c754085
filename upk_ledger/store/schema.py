"""Making and upgrading the tables; the revision of a book against the one this program knows."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from upk_ledger import resources
from upk_ledger.store.guards import install_guards
from upk_ledger.store.region.roles import reinstall
from upk_ledger.store.revision import APPLICATION_ID, SCHEMA


def upgrade(connection: Connection) -> None:
    """Bring the tables of this connection's database to the newest revision and install the guards."""
    config = Config()
    config.set_main_option("script_location", str(resources.folder("migrations")))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    install_guards(connection)
    if connection.dialect.name == "postgresql":
        reinstall(connection)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
