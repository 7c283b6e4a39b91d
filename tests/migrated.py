"""One migration a run: the worker that needs its database first migrates it, the others copy what it left."""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

SUFFIX = "migrated"  # of the copy that nobody works on
NAMED_IN = "database.name"


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """Give this process the test database that its settings name. `folder` is the same for all workers of the run."""
    creation, real_name = connection.creation, connection.settings_dict["NAME"]
    ready = folder / NAMED_IN
    with (folder / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if ready.exists():
            _copy(ready.read_text(), creation._get_test_db_name())
            _use(creation._get_test_db_name())
        else:
            creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            ready.write_text(_keep_aside(folder))
    yield
    creation.destroy_test_db(real_name, verbosity=0)


def copy_migrated(folder: Path, to: str) -> None:
    """Make one more database of what the run has migrated; `to` is a path on SQLite, a name on a server."""
    _copy((folder / NAMED_IN).read_text(), to)


def _keep_aside(folder: Path) -> str:
    """Copy the database just migrated to where nobody is connected to it, and return the name of the copy.

    On a server it stays until the next run: nobody knows which worker is the last to need it.
    """
    worked_on = connection.settings_dict["NAME"]
    connection.close()
    aside = str(folder / f"{SUFFIX}.sqlite3") if connection.vendor == "sqlite" else f"{worked_on}_{SUFFIX}"
    _copy(worked_on, aside)
    return aside


def _copy(name: str, to: str) -> None:
    if connection.vendor == "sqlite":
        shutil.copyfile(name, to)  # closed, it has no journal beside it
        return
    quoted = connection.ops.quote_name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(to)}")
        cursor.execute(f"CREATE DATABASE {quoted(to)} TEMPLATE {quoted(name)}")


def _use(name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()
