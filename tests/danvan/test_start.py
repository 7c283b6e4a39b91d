"""Starting and stopping as from the outside: gunicorn's entry point, `worker`, `serve`, `doctor`."""

import http.client
import os
import re
import signal
import socket
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.danvan.conftest import Office
from tests.migrated import copy_migrated

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="starting does not depend on the database")
HOLD = (
    "from danvan import presence; presence.enter('restore'); print('held', flush=True); import signal; signal.pause()"
)
LOSE_A_TASK = """
from danvan import presence
from danvan.tasks import answer
from django_tasks_db.models import DBTaskResult
DBTaskResult.objects.get(pk=answer.enqueue().id).claim(f"worker-{presence.host()}-dead")
"""
IMPORT_WSGI = ("-c", "import danvan.wsgi; print('started')")


@pytest.fixture(scope="module")
def small_office(tmp_path_factory, run_folder, django_db_setup):
    """An installation without people. The run has migrated its database, and `migrate` finds nothing left to do."""
    data = tmp_path_factory.mktemp("small") / "data"
    data.mkdir()
    office = Office(data, f"sqlite:///{data}/danvan.sqlite3")
    copy_migrated(run_folder, office.database_name)
    assert "No migrations to apply." in office.manage("migrate", "--skip-checks")
    return office


def test_the_pages_start_when_all_is_right(small_office):
    assert small_office.run(*IMPORT_WSGI) == (0, "started\n")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"DANVAN_DEBUG": "on"}, "Đang bật chế độ gỡ lỗi."),
        ({"DANVAN_SECRET_KEY": ""}, "Chưa đặt DANVAN_SECRET_KEY"),
        ({"DANVAN_SECRET_KEY": "ngan"}, "Khóa bí mật quá ngắn"),
        ({"DANVAN_ALLOWED_HOSTS": ""}, "Chưa ghi tên máy chủ."),
    ],
    ids=["debug", "no key", "short key", "no hosts"],
)
def test_the_pages_refuse_to_start_with_one_thing_wrong(small_office, wrong, words):
    code, said = small_office.run(*IMPORT_WSGI, **wrong)

    assert code == 1
    assert words in said
    assert "started" not in said


def test_the_worker_refuses_to_start_as_the_pages_do(small_office):
    code, said = small_office.run("manage.py", "worker", "--batch", DANVAN_ALLOWED_HOSTS="")

    assert code == 1
    assert "Chưa ghi tên máy chủ." in said
    assert small_office.run("manage.py", "worker", "--batch")[0] == 0


def test_the_worker_says_what_it_took_up_again(small_office):
    small_office.manage("shell", "-v0", "-c", LOSE_A_TASK)

    code, said = small_office.run("manage.py", "worker", "--batch")

    assert code == 0
    assert said.splitlines()[0] == "Việc bị bỏ dở: xếp lại 1; đã thử nhiều lần nên thôi 0."


def test_the_pages_do_not_start_during_a_restore(small_office):
    with small_office.start("manage.py", "shell", "-v0", "-c", HOLD) as restoring:
        try:
            assert restoring.stdout.readline() == "held\n"
            code, said = small_office.run(*IMPORT_WSGI)
        finally:
            restoring.kill()
    assert code == 1
    assert "Đang khôi phục dữ liệu" in said


def test_doctor_finds_the_worker_or_says_that_it_is_missing(small_office):
    code, said = small_office.run("manage.py", "doctor")
    assert code == 1
    assert "[thiếu] Tiến trình nền: không chạy" in said

    with small_office.start("manage.py", "worker") as worker:
        try:
            code, said = small_office.run("manage.py", "doctor")
        finally:
            worker.send_signal(signal.SIGTERM)
    assert (code, "Tiến trình nền: đang chạy." in said) == (0, True), said
    assert worker.returncode == 0


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
def test_serve_runs_pages_and_worker_and_leaves_no_process_behind(small_office, stop):
    port = free_port()
    with small_office.start("manage.py", "serve", f"--port={port}") as serving:
        try:
            said = read_until(serving, "Nhấn Ctrl-C để dừng.")
            assert f"http://127.0.0.1:{port}" in said
            assert "danvan-demo" not in said, "demo accounts are named in the demo only"
            assert health(port) == 200
            family = descendants(serving.pid)
            assert len(family) >= 4, "gunicorn, two web workers, the worker"
        finally:
            serving.send_signal(stop)
            time.sleep(0.3)
            serving.send_signal(signal.SIGINT)  # the impatient second one
            rest, _ = serving.communicate(timeout=60)
    assert serving.returncode == 0
    assert "Đã dừng. Dữ liệu được giữ nguyên." in rest
    assert not [pid for pid in family if Path(f"/proc/{pid}").exists()]


def test_serve_replaces_a_killed_worker(small_office):
    with small_office.start("manage.py", "serve", f"--port={free_port()}") as serving:
        try:
            read_until(serving, "Nhấn Ctrl-C để dừng.")
            first = worker_of(serving.pid)
            os.kill(first, signal.SIGKILL)
            assert worker_of(serving.pid, other_than=first)
        finally:
            serving.send_signal(signal.SIGINT)
            serving.communicate(timeout=60)


def test_serve_says_that_its_port_is_taken(small_office):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said = small_office.run("manage.py", "serve", f"--port={port}")

    assert code == 1
    assert f"Cổng {port} đang có chương trình khác dùng." in said
    assert "Traceback" not in said


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def health(port):
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    client.request("GET", "/healthz")
    status = client.getresponse().status
    client.close()
    return status


def read_until(process, words):
    said = ""
    while words not in said:
        line = process.stdout.readline()
        assert line, said
        said += line
    return said


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def descendants(pid):
    return [found for child in children(pid) for found in (child, *descendants(child))]


def worker_of(pid, other_than=None):
    """The process number of the running worker, waiting up to 20 s for it."""
    for _ in range(200):
        for child in children(pid):
            command = Path(f"/proc/{child}/cmdline").read_bytes()
            if child != other_than and re.search(rb"manage\.py\0worker", command):
                return child
        time.sleep(0.1)
    return None
