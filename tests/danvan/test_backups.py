"""Round trips through `backup` and `restore`, on the database that the suite runs on."""

import json
import os
import shutil
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.db import connection

from danvan import archives

FILE = "files/2026/Báo cáo quý I.txt"
JOURNAL = "orgs_journalentry"
CUT_THE_JOURNAL = """
from django.db import connection
from orgs.append_only import release
from orgs.models import JournalEntry
with connection.schema_editor() as editor:
    release(editor, "orgs_journalentry")
JournalEntry.objects.latest("id").delete()
"""


def without_journal(tables):
    return {name: figure for name, figure in tables.items() if name != JOURNAL}


def test_a_restored_installation_is_the_one_that_was_backed_up(sample_office, archive, new_office):
    before = sample_office.tables()
    other = new_office()

    words = other.manage("restore", str(archive))

    assert "Đã khôi phục" in words
    after = other.tables()
    assert without_journal(after) == without_journal(before)
    assert before["orgs_unit"][0] == 2
    assert after[JOURNAL][0] == before[JOURNAL][0] + 1, "the restore itself is told in the journal"
    assert (other.data / FILE).read_bytes() == (sample_office.data / FILE).read_bytes()
    assert sorted(path.name for path in other.data.iterdir() if "danvan.sqlite3" not in path.name) == ["files", "run"]


def test_a_restored_journal_is_still_append_only(archive, new_office):
    office = new_office()
    office.manage("restore", str(archive))

    with pytest.raises((sqlite3.Error, psycopg2.Error), match="append-only"):
        office.sql("UPDATE orgs_journalentry SET action = 'khác'")


def test_a_backup_tells_when_the_end_of_the_journal_is_gone(office, archive):
    assert "đã so với 1 dòng cuối" in office.manage("verify_journal", "--against", str(archive))

    office.manage("shell", "-v0", "-c", CUT_THE_JOURNAL)

    assert "Lịch sử nguyên vẹn" in office.manage("verify_journal")
    code, words = office.run("manage.py", "verify_journal", "--against", str(archive))
    assert code == 1
    assert "Không còn dòng" in words
    assert "Đảng ủy phường Ngô Mây" in words


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda manifest: manifest.pop("heads"), "không ghi dòng cuối"),
        (lambda manifest: manifest.update(format=99), "phiên bản khác"),
    ],
)
def test_a_backup_that_tells_nothing_of_the_journal_says_so(office, archive, tmp_path, change, words):
    forged = _rewritten(archive, tmp_path, change)

    code, said = office.run("manage.py", "verify_journal", "--against", str(forged))

    assert code == 1
    assert words in said


def test_restore_over_work_needs_to_be_asked_for(office, archive):
    before = office.tables()
    (office.data / FILE).write_text("mới hơn", encoding="utf-8")

    code, words = office.run("manage.py", "restore", str(archive))

    assert code == 1
    assert "--replace" in words
    assert office.tables() == before
    assert (office.data / FILE).read_text(encoding="utf-8") == "mới hơn"


def test_restore_replaces_when_asked_and_keeps_the_old_data(office, new_office, archive):
    before = office.tables()
    office.sql("UPDATE orgs_unit SET name = 'Sửa sau khi sao lưu'")
    (office.data / FILE).write_text("mới hơn", encoding="utf-8")

    words = office.manage("restore", str(archive), "--replace")

    assert without_journal(office.tables()) == without_journal(before)
    assert "42/42" in (office.data / FILE).read_text(encoding="utf-8")
    (kept,) = office.data.glob("replaced-*/" + FILE)
    assert kept.read_text(encoding="utf-8") == "mới hơn"
    (folder,) = office.data.glob("replaced-*")
    assert f"Dữ liệu cũ ({', '.join(sorted(path.name for path in folder.iterdir()))}) được giữ tại {folder}" in words
    assert names_kept_in(folder, new_office()) == {("Sửa sau khi sao lưu",)}


@pytest.mark.parametrize("cut", [0, 100])
def test_a_damaged_archive_changes_nothing(office, archive, tmp_path, cut):
    before = office.tables()
    whole = archive.read_bytes()
    middle = len(whole) // 2
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(whole[:middle] + bytes([whole[middle] ^ (not cut)]) + whole[middle + 1 : len(whole) - cut])

    code, words = office.run("manage.py", "restore", "--replace", str(damaged))

    assert code == 1
    assert "Bản sao lưu đã bị thay đổi, bị cắt" in words
    assert "Chưa thay đổi gì." in words
    assert "Traceback" not in words
    assert office.tables() == before
    assert (office.data / FILE).exists()


@pytest.mark.one_database
def test_a_missing_archive_is_said_in_words(office):
    code, words = office.run("manage.py", "restore", "/khong/co/tep.zip")

    assert code == 1
    assert "Không tìm thấy /khong/co/tep.zip" in words


def test_a_database_that_does_not_match_its_figures_changes_nothing(office, archive, tmp_path):
    before = office.tables()
    forged = _rewritten(archive, tmp_path, lambda manifest: manifest["tables"]["orgs_unit"].__setitem__(0, 3))

    code, words = office.run("manage.py", "restore", "--replace", str(forged))

    assert code == 1
    assert "Chưa thay đổi gì." in words
    assert office.tables() == before


def other_digest(manifest):
    """Found wrong only when the rows are there: their number is right."""
    manifest["tables"]["orgs_unit"][1] = "0" * 32


def test_rows_that_differ_from_their_digest_are_taken_out_again(office, archive, tmp_path):
    office.sql("UPDATE orgs_unit SET name = 'Sửa sau khi sao lưu'")
    (office.data / FILE).write_text("mới hơn", encoding="utf-8")
    before = office.tables()
    forged = _rewritten(archive, tmp_path, other_digest)

    code, words = office.run("manage.py", "restore", "--replace", str(forged))

    assert code == 1
    assert "không khớp bảng kê ở các bảng: orgs_unit. Chưa thay đổi gì." in words
    assert office.tables() == before
    assert (office.data / FILE).read_text(encoding="utf-8") == "mới hơn"
    assert not list(office.data.glob("replaced-*"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a SQLite file is compared before it is put in place")
def test_where_the_old_database_cannot_be_put_back_it_is_said_where_it_is_kept(office, new_office, archive, tmp_path):
    office.sql("UPDATE orgs_unit SET name = 'Sửa sau khi sao lưu'")
    forged = _rewritten(archive, tmp_path, other_digest)
    programs = psql_that_works_once(tmp_path)

    code, words = office.run("manage.py", "restore", "--replace", str(forged), PATH=f"{programs}:{os.environ['PATH']}")

    (folder,) = office.data.glob("replaced-*")
    assert code == 1
    assert "Chưa thay đổi gì" not in words
    assert f"Cơ sở dữ liệu cũ được giữ tại {folder / 'database.pgdump'}; các tệp chưa thay đổi." in words
    assert names_kept_in(folder, new_office()) == {("Sửa sau khi sao lưu",)}


def names_kept_in(folder, empty):
    """The names of units in the old database that a restore kept, brought back as the handbook says."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "danvan.sqlite3")) as kept:
            return set(kept.execute("SELECT name FROM orgs_unit"))
    address = urlsplit(empty.environment["DANVAN_DATABASE_URL"])._replace(scheme="postgresql").geturl()
    arguments = ["--clean", "--if-exists", "--no-owner", f"--dbname={address}", str(folder / "database.pgdump")]
    subprocess.run(["pg_restore", *arguments], check=True)
    return set(empty.sql("SELECT name FROM orgs_unit"))


def psql_that_works_once(folder):
    """A folder of programs in which psql is one whose server goes away after the first call."""
    programs = folder / "programs"
    programs.mkdir()
    psql = programs / "psql"
    psql.write_text(
        f'#!/bin/sh\n[ -e "{folder}/used" ] && {{ echo "server gone" >&2; exit 2; }}\n'
        f'touch "{folder}/used"\nexec {shutil.which("psql")} "$@"\n',
        encoding="utf-8",
    )
    psql.chmod(0o755)
    return programs


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda manifest: manifest["migrations"].append("orgs.9999_later"), "phiên bản mới hơn"),
        (lambda manifest: manifest.update(engine="oracle"), "Bản sao lưu là của oracle"),
    ],
    ids=["newer", "other engine"],
)
def test_a_foreign_backup_is_refused(office, archive, tmp_path, change, words):
    forged = _rewritten(archive, tmp_path, change)

    code, said = office.run("manage.py", "restore", "--replace", str(forged))

    assert code == 1
    assert words in said


@pytest.mark.one_database
def test_nothing_is_restored_under_a_running_program(office, archive):
    hold = (
        "from danvan import presence; presence.enter('web'); print('held', flush=True); import signal; signal.pause()"
    )
    with office.start("manage.py", "shell", "-v0", "-c", hold) as running:
        try:
            assert running.stdout.readline() == "held\n"
            code, words = office.run("manage.py", "restore", "--replace", str(archive))
        finally:
            running.kill()
    assert code == 1
    assert "đang chạy" in words


@pytest.mark.one_database
def test_backup_to_a_folder_that_cannot_be_written_is_said_in_words(sample_office):
    code, words = sample_office.run("manage.py", "backup", "--to", "/proc/khong-duoc")

    assert code == 1
    assert "Chưa sao lưu được." in words


def _rewritten(archive, folder, change):
    """A copy of the archive with a changed manifest under a right seal."""
    copy = folder / "forged.zip"
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(copy, "w") as target:
        target.comment = b"0" * archives.SEAL_BYTES
        for name in source.namelist():
            content = source.read(name)
            if name == archives.MANIFEST:
                manifest = json.loads(content)
                change(manifest)
                content = json.dumps(manifest).encode()
            target.writestr(name, content)
    archives._seal(copy)
    return copy
