"""Installations of their own, worked on from outside as an administrator does."""

import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from danvan.databases import _figure
from tests.migrated import copy_migrated

DATA = """
from orgs.services.units import create_unit
root = create_unit(name="Đảng ủy phường Ngô Mây", is_committee=True)
create_unit(name="Chi bộ 2", parent=root)
"""
UTF8 = "ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"


class Office:
    """One installation: a data folder, a database, and its commands."""

    def __init__(self, data: Path, database_url: str):
        self.data = data
        self.environment = {
            **os.environ,
            "DANVAN_DATA": str(data),
            "DANVAN_DATABASE_URL": database_url,
            "DANVAN_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
            "DANVAN_ALLOWED_HOSTS": "127.0.0.1",
            "DANVAN_HTTPS": "off",
            "DANVAN_STATIC_PLAIN": "on",
            "DJANGO_SETTINGS_MODULE": "danvan.settings",
            "PYTHONWARNINGS": "error",
        }

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen:
        """Begin `python <arguments>` in the project's folder."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, **environment: str) -> tuple[int, str]:
        """Run to the end; return the exit code and all that was said."""
        process = self.start(*arguments, **environment)
        words, _ = process.communicate(timeout=120)
        return process.returncode, words

    def manage(self, *arguments: str, **environment: str) -> str:
        """Run a command that must succeed, and return what it said."""
        code, words = self.run("manage.py", *arguments, **environment)
        assert code == 0, words
        return words

    def sql(self, statement: str) -> list[tuple]:
        """Run one statement on the database itself, below the program."""
        with closing(self._connect()) as outside, outside:
            cursor = outside.cursor()
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def tables(self) -> dict[str, list]:
        """Rows and digest of each table."""
        catalog = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        }[connection.vendor]
        return {name: _figure(self.sql(f'SELECT * FROM "{name}"')) for (name,) in self.sql(catalog)}

    @property
    def database_name(self) -> str:
        """A path on SQLite, a name on a server."""
        path = urlsplit(self.environment["DANVAN_DATABASE_URL"]).path
        return path if connection.vendor == "sqlite" else path[1:]

    def _connect(self) -> Any:
        url = self.environment["DANVAN_DATABASE_URL"]
        return sqlite3.connect(urlsplit(url).path) if url.startswith("sqlite") else psycopg2.connect(url)


class Offices:
    """Make installations on the database server that the suite runs on; take them away at the end."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.databases: list[str] = []

    def new(self, like: Office | None = None) -> Office:
        """An empty installation, or a copy of another one."""
        name = f"danvan_office_{secrets.token_hex(4)}"
        data = self.folder / name
        if like:
            shutil.copytree(like.data, data)
        if connection.vendor == "sqlite":
            return Office(data, f"sqlite:///{data}/danvan.sqlite3")
        template = like.database_name if like else "template0"
        _on_server(f"CREATE DATABASE {name} TEMPLATE {template} {UTF8}")
        self.databases.append(name)
        server = connection.settings_dict
        address = f"{server['USER']}:{server['PASSWORD']}@{server['HOST']}:{server['PORT']}"
        return Office(data, f"postgres://{address}/{name}")

    def close(self) -> None:
        for name in self.databases:
            _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sample_office(
    tmp_path_factory: pytest.TempPathFactory, run_folder: Path, django_db_setup, django_db_blocker
) -> Iterator[Office]:
    """An installation with two units and one file, only to be copied; its database is one that the run has migrated."""
    offices = Offices(tmp_path_factory.mktemp("sample"))
    office = offices.new()
    evidence = office.data / "files" / "2026" / "Báo cáo quý I.txt"
    evidence.parent.mkdir(parents=True)
    evidence.write_text("Đã quán triệt 42/42 tổ chức đảng.", encoding="utf-8")
    with django_db_blocker.unblock():
        copy_migrated(run_folder, office.database_name)
    office.manage("shell", "-v0", "-c", DATA)
    yield office
    offices.close()


@pytest.fixture(scope="session")
def archive(sample_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the sample."""
    folder = tmp_path_factory.mktemp("backups")
    sample_office.manage("backup", "--to", str(folder))
    (made,) = folder.iterdir()
    return made


@pytest.fixture
def new_office(tmp_path: Path) -> Iterator[Callable[..., Office]]:
    offices = Offices(tmp_path)
    yield offices.new
    offices.close()


@pytest.fixture
def office(new_office: Callable[..., Office], sample_office: Office) -> Office:
    """An installation of the test's own, like the sample."""
    return new_office(like=sample_office)


def _on_server(statement: str) -> None:
    server = connection.settings_dict
    outside = psycopg2.connect(
        host=server["HOST"], port=server["PORT"], user=server["USER"], password=server["PASSWORD"], dbname="postgres"
    )
    try:
        outside.autocommit = True
        outside.cursor().execute(statement)
    finally:
        outside.close()
