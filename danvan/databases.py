"""Copying the whole database out and in, on SQLite and on PostgreSQL, with figures to compare both by.

SQLite is copied through its own backup call, never as a file in use: that loses rows (TRUST.md §0.3).
PostgreSQL goes through pg_dump and psql, from one snapshot and in one transaction; its digests can only be compared
after that transaction, so the old database is dumped first and put back when they differ.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction

from danvan.archives import Figures

# What `migrate` itself fills: a database with nothing else holds nobody's work.
BOOKKEEPING = {"django_migrations", "django_content_type", "auth_permission"}
# The old PostgreSQL database, beside the other things that a restore replaced.
DUMP = "database.pgdump"


class DatabaseCopyFailed(RuntimeError):
    """Copying the database in or out failed, and nothing has changed; the message says in Vietnamese why."""


class DatabaseNotPutBack(RuntimeError):
    """A copy turned out wrong after it was loaded, and the old database is only in its dump; the message says where."""


def dump(target: Path) -> Figures:
    """Write a consistent copy of the database to `target`, a new file, and return its figures."""
    return _dump_sqlite(target) if connection.vendor == "sqlite" else _dump_postgresql(target)


def load(source: Path, expected: Figures, *, aside: Path) -> None:
    """Put the copy in the place of the database, all or nothing, and keep the old one in the folder `aside`.

    Raises DatabaseCopyFailed; then all is as it was. Raises DatabaseNotPutBack; then `aside` holds the old database.
    """
    if connection.vendor == "sqlite":
        _load_sqlite(source, expected, aside)
    else:
        _load_postgresql(source, expected, aside)


def is_empty() -> bool:
    """Whether the database holds nothing but what `migrate` puts there."""
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - BOOKKEEPING:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {_quoted(table)})")  # noqa: S608 -- names from the catalog
            if cursor.fetchone()[0]:
                return False
    return True


def _figure(rows: Iterable[Iterable[Any]]) -> list:
    """Return [number of rows, digest], the digest being the same in whatever order the rows come."""
    count = total = 0
    for row in rows:
        values = repr([bytes(value) if isinstance(value, memoryview) else value for value in row])
        total += int.from_bytes(hashlib.blake2b(values.encode(), digest_size=16).digest())
        count += 1
    return [count, f"{total % 2**128:032x}"]


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)


# -- SQLite ---------------------------------------------------------------------------------------


def _dump_sqlite(target: Path) -> Figures:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, no -wal beside it
        return _sqlite_figures(copy)


def _sqlite_figures(copy: sqlite3.Connection) -> Figures:
    answer = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if answer != "ok":
        raise DatabaseCopyFailed(f"Cơ sở dữ liệu bị hỏng: {answer}")
    names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()
    return {
        name: _figure(copy.execute(f"SELECT * FROM {_quoted(name)}"))  # noqa: S608 -- names from the catalog
        for (name,) in sorted(names)
    }


def _load_sqlite(source: Path, expected: Figures, aside: Path) -> None:
    try:
        with closing(sqlite3.connect(source)) as copy:
            found = _sqlite_figures(copy)
    except sqlite3.DatabaseError as error:
        raise DatabaseCopyFailed(f"Không đọc được cơ sở dữ liệu trong bản sao lưu: {error}") from error
    _compare(expected, found)
    connection.close()
    current = Path(connection.settings_dict["NAME"])
    for path in (Path(f"{current}{suffix}") for suffix in ("", "-wal", "-shm")):
        if path.exists():
            aside.mkdir(mode=0o750, exist_ok=True)
            path.rename(aside / path.name)
    source.replace(current)
    _sync_folder(current.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


# -- PostgreSQL -----------------------------------------------------------------------------------


def _dump_postgresql(target: Path) -> Figures:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        _run("pg_dump", "-Fc", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={target}")
        _run("pg_restore", f"--file={os.devnull}", str(target))  # reads and unpacks all of it
        return _postgresql_figures()


def _postgresql_figures() -> Figures:
    found = {}
    for table in sorted(connection.introspection.table_names()):
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608 -- names from the catalog
            found[table] = _figure(cursor)
    return found


def _load_postgresql(source: Path, expected: Figures, aside: Path) -> None:
    former = _dump_aside(aside)
    try:
        _exchange_tables(source, expected)
        try:
            with transaction.atomic():
                _compare(expected, _postgresql_figures())
        except (DatabaseCopyFailed, DatabaseError) as error:
            _put_back(former, error)
            raise DatabaseCopyFailed(str(error)) from error
    except DatabaseCopyFailed:
        former.unlink()
        aside.rmdir()
        raise


def _dump_aside(aside: Path) -> Path:
    """Write the database as it is into a file that only its owner may read."""
    aside.mkdir(mode=0o750, exist_ok=True)
    former = aside / DUMP
    former.touch(mode=0o600)
    _run("pg_dump", "-Fc", "--no-owner", "--no-privileges", f"--file={former}")
    return former


def _exchange_tables(source: Path, expected: Figures) -> None:
    """Drop what is there and load a dump, in one transaction that also counts the rows of the `expected` tables."""
    with tempfile.TemporaryDirectory(dir=source.parent) as scripts:
        script, counts = Path(scripts, "load.sql"), Path(scripts, "counts.sql")
        _run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        checks = [_count_check(table, rows) for table, (rows, _) in expected.items()]
        counts.write_text("".join(checks), encoding="utf-8")
        is_new = not connection.introspection.table_names()
        connection.close()
        clear = [] if is_new else ["-c", "DROP SCHEMA public CASCADE; CREATE SCHEMA public"]
        options = ["-X", "-q", "-o", os.devnull, "-v", "ON_ERROR_STOP=1", "--single-transaction"]
        _run("psql", *options, *clear, "-f", str(script), "-f", str(counts))


def _put_back(former: Path, error: Exception) -> None:
    try:
        _exchange_tables(former, {})
    except (DatabaseCopyFailed, DatabaseError) as second:
        raise DatabaseNotPutBack(
            f"{error} Cơ sở dữ liệu vừa nạp không đúng mà chưa đưa lại được bản cũ: {second} "
            f"Cơ sở dữ liệu cũ được giữ tại {former}; các tệp chưa thay đổi."
        ) from error


def _count_check(table: str, rows: int) -> str:
    """SQL that undoes the whole load when a table has not the number of rows it should have."""
    return (
        f"DO $$ BEGIN IF (SELECT count(*) FROM public.{_quoted(table)}) <> {int(rows)} "  # noqa: S608
        f"THEN RAISE EXCEPTION 'wrong number of rows'; END IF; END $$;\n"
    )


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on our database; the password goes by the environment."""
    found = shutil.which(program)
    if found is None:
        raise DatabaseCopyFailed(f"Thiếu chương trình {program}. Cài gói postgresql-client.")
    ended = subprocess.run(  # noqa: S603 -- a fixed program, arguments of our own
        [found, *arguments], env={**os.environ, **_address()}, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if ended.returncode:
        raise DatabaseCopyFailed(f"{program} báo lỗi: {ended.stderr.strip()}")


def _address() -> dict[str, str]:
    found = connection.settings_dict
    options = found.get("OPTIONS", {})
    address = {
        "PGHOST": found["HOST"],
        "PGPORT": found["PORT"],
        "PGUSER": found["USER"],
        "PGPASSWORD": found["PASSWORD"],
        "PGDATABASE": found["NAME"],
        "PGSSLMODE": options.get("sslmode"),
        "PGSSLROOTCERT": options.get("sslrootcert"),
    }
    return {name: str(value) for name, value in address.items() if value}


def _compare(expected: Figures, found: Figures) -> None:
    different = [table for table in sorted({*expected, *found}) if expected.get(table) != found.get(table)]
    if different:
        raise DatabaseCopyFailed(f"Số liệu không khớp bảng kê ở các bảng: {', '.join(different)}.")
