"""What holds for every test: no network but this machine, and tables that can be emptied afterwards."""

import gc
import ipaddress
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import Settings, settings
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import SimpleTestCase
from django.test.client import ClientHandler
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests.migrated import own_database

gc.disable()  # until the tests are collected: nothing of what is imported goes away

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "new_office", "sample_office"}


def _uses_database(item: pytest.Item) -> bool:
    is_django_case = isinstance(getattr(item, "cls", None), type) and issubclass(item.cls, SimpleTestCase)
    fixtures = set(getattr(item, "fixturenames", ()))
    return is_django_case or item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & fixtures)


class WholeFiles(LoadScopeScheduling):
    """Give each worker files as a whole, so that what a file builds for its tests is built once.

    All installations (tests/danvan) are copies of one, so they are given together. The access matrix, which is one long
    file, is given test by test.
    """

    def _split_scope(self, nodeid: str) -> str:
        folder = nodeid.split("/")[1]
        return {"access": nodeid, "danvan": folder}.get(folder, nodeid.split("::")[0])


FIRST, LAST = ["danvan", "browser"], ["access"]


def _place(item: pytest.Item) -> int:
    """What waits for browsers and programs begins, while others work; many short tests end, so that no worker idles."""
    folder = item.nodeid.split("/")[1]
    return FIRST.index(folder) - len(FIRST) if folder in FIRST else int(folder in LAST)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> WholeFiles:
    return WholeFiles(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out what touches no database: the run on SQLite has said all there is to say of it.

    So does, outside the full suite (-m ""), what is marked one_database: it is slow and was seen to say the same.
    """
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=_place)
    if connection.vendor != "postgresql":
        return
    is_full = not config.option.markexpr
    kept, left_out = [], []
    for item in items:
        is_kept = _uses_database(item) and (is_full or not item.get_closest_marker("one_database"))
        (kept if is_kept else left_out).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


def pytest_collection_finish() -> None:
    """Spare the collector what stays until the end: all that was imported. It takes a tenth off the suite."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of the run share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_blocker, django_db_modify_db_settings, run_folder
) -> Iterator[None]:
    """A database of the worker's own, with which the run begins."""
    with ExitStack() as database:
        with django_db_blocker.unblock():
            database.enter_context(own_database(run_folder))
        yield
        with django_db_blocker.unblock():
            database.close()


@pytest.fixture(autouse=True, scope="session")
def middleware_loaded_once(django_test_environment) -> Iterator[None]:
    """Let all clients share what stands before the views, but where a test has changed the settings.

    Each would else load it anew, six milliseconds a test: WhiteNoise looks for every static file.
    """
    load, first = BaseHandler.load_middleware, ClientHandler()
    load(first)
    loaded = {name: value for name, value in vars(first).items() if name.endswith(("_middleware", "_middleware_chain"))}

    def share(handler: ClientHandler, is_async: bool = False) -> None:
        if is_async or type(settings._wrapped) is not Settings:
            load(handler, is_async)
        else:
            vars(handler).update(loaded)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ClientHandler, "load_middleware", share)
        yield


def _is_this_machine(address: object) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket file
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def closed_network():
    """Fail a test that reaches for another machine; the product must work where there is none."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guard(plain):
        def only_here(self, address):
            if not _is_this_machine(address):
                raise AssertionError(f"a test tried to reach {address!r}")
            return plain(self, address)

        return only_here

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guard(connect))
        patch.setattr(socket.socket, "connect_ex", guard(connect_ex))
        yield


@pytest.fixture(autouse=True, scope="session")
def emptying_between_tests():
    """Let the emptying after a transactional test pass the triggers that guard the journal; nothing else may."""
    operations = type(connection.ops)  # the class: a test that drives a browser gets a connection of its own
    plain = operations.sql_flush

    def sql_flush(self, *args, **kwargs):
        statements = plain(self, *args, **kwargs)
        if connection.vendor == "postgresql":
            role = "SET LOCAL session_replication_role = "
            return [role + "replica", *statements, role + "origin"]
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        return [*(f"DROP TRIGGER {name}" for name, _ in triggers), *statements, *(sql for _, sql in triggers)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "sql_flush", sql_flush)
        yield
