import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from types import FrameType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from orgs.models import User
from orgs.passwords import DEMO_ACCOUNTS, DEMO_PASSWORD

HOST = "127.0.0.1"
SECONDS_TO_START = 60
SECONDS_TO_STOP = 25


class Command(BaseCommand):
    help = "Chạy trang web và tiến trình nền trên máy này tới khi bấm Ctrl-C; bản dùng thử thì nạp dữ liệu mẫu trước."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int, **options: Any) -> None:
        _on_stop(_interrupt)  # said outright: a shell's background job is born deaf to Ctrl-C
        _refuse_taken(port)
        processes: dict[str, subprocess.Popen] = {}
        try:
            self.prepare()
            _start(processes, "web", ["-m", "gunicorn", "-c", "python:danvan.gunicorn", "-b", f"{HOST}:{port}"])
            _wait_for_answer(port, processes["web"])
            _start(processes, "worker", ["manage.py", "worker"])
            self.greet(port)
            _keep_alive(processes)
        except KeyboardInterrupt:
            self.stdout.write("\nĐang dừng…")
        finally:
            _stop(processes)
        self.stdout.write("Đã dừng. Dữ liệu được giữ nguyên.")

    def prepare(self) -> None:
        """Bring the database up to date; fill an empty one with the demo, if this is the demo."""
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO:
            if not User.objects.exists():
                self.stdout.write("Lần chạy đầu tiên: đang nạp dữ liệu mẫu…")
            call_command("load_demo", verbosity=0)

    def greet(self, port: int) -> None:
        self.stdout.write(f"\nDân Vận đang chạy tại http://{HOST}:{port}")
        self.stdout.write(f"Dữ liệu nằm trong {settings.DATA_DIR}")
        if settings.DEMO:
            self.stdout.write(f"Tài khoản dùng thử, mật khẩu chung là {DEMO_PASSWORD}:")
            for username, whose in DEMO_ACCOUNTS.items():
                self.stdout.write(f"  {username:<16}{whose}")
        self.stdout.write("Nhấn Ctrl-C để dừng.\n")
        self.stdout.flush()


def _on_stop(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, handler)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _refuse_taken(port: int) -> None:
    try:
        with closing(socket.create_server((HOST, port))):
            pass
    except OSError as error:
        raise CommandError(
            f"Cổng {port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác: make run PORT=8001"
        ) from error
    except OverflowError as error:
        raise CommandError(f"Không có cổng {port}. Chọn một số từ 1024 đến 65535.") from error


def _start(processes: dict[str, subprocess.Popen], name: str, arguments: list[str]) -> None:
    """Start a child in a session of its own, so that Ctrl-C reaches it through us, in order.

    A Ctrl-C meanwhile waits until the child stands in `processes`: one that is not there would be left behind.
    """
    stops: list[int] = []
    _on_stop(lambda number, _: stops.append(number))
    processes[name] = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, *arguments], cwd=settings.BASE_DIR, start_new_session=True
    )
    _on_stop(_interrupt)
    if stops:
        raise KeyboardInterrupt


def _wait_for_answer(port: int, web: subprocess.Popen) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while web.poll() is None and time.monotonic() < deadline:
        try:
            with closing(http.client.HTTPConnection(HOST, port, timeout=5)) as client:
                client.request("GET", "/healthz")
                client.getresponse()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise CommandError("Trang web không khởi động được; lý do ghi ở các dòng phía trên.")


def _keep_alive(processes: dict[str, subprocess.Popen]) -> None:
    """Watch until interrupted: a worker that dies is replaced, pages that die end the program."""
    while processes["web"].poll() is None:
        if processes["worker"].poll() is not None:
            _start(processes, "worker", ["manage.py", "worker"])
        time.sleep(1)
    raise CommandError("Trang web đã dừng bất thường; lý do ghi ở các dòng phía trên.")


def _stop(processes: dict[str, subprocess.Popen]) -> None:
    """End all children and wait for them; a second Ctrl-C must not leave one behind."""
    _on_stop(signal.SIG_IGN)
    for process in processes.values():
        process.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for process in processes.values():
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
