"""A small world that many tests begin with: made by the services once, put back for each test as rows.

A test cannot tell: its rows, their journal and the objects in hand are those that the services made.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from orgs.models import Unit, User

OURS = ("orgs", "plans", "reports")


@dataclass(frozen=True)
class _Memory:
    """The objects, pickled so that no test sees another's changes; SQL and values of each table's rows."""

    objects: bytes
    rows: list[tuple[str, list[Any]]]


_memories: dict[Callable[[], Any], _Memory] = {}


def remembered(build: Callable[[], Any]) -> Any:
    """What `build` returns, its rows in the database; it is called only once, unless the test has begun otherwise."""
    if Unit.objects.exists() or User.objects.exists():
        return build()
    if build not in _memories:
        _memories[build] = _remember(build())
    else:
        _put_back(_memories[build])
    return pickle.loads(_memories[build].objects)


def _remember(objects: Any) -> _Memory:
    models = [model for app in OURS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return _Memory(pickle.dumps(objects), [insert for model in models if (insert := _rows(model._meta.db_table))])


def _rows(table: str) -> tuple[str, list[Any]] | None:
    """One INSERT of all that stands in the table, with its values; None where nothing stands."""
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {quoted(table)}")
        rows, columns = cursor.fetchall(), ", ".join(quoted(column[0]) for column in cursor.description)
    one = f"({', '.join(['%s'] * len(rows[0]))})" if rows else ""
    values = [value for row in rows for value in row]
    return (f"INSERT INTO {quoted(table)} ({columns}) VALUES {', '.join([one] * len(rows))}", values) if rows else None


@transaction.atomic
def _put_back(memory: _Memory) -> None:
    """In any order: foreign keys are looked at when the transaction ends."""
    with connection.cursor() as cursor:
        for insert, values in memory.rows:
            cursor.execute(insert, values)
