"""Run a command beside a throw-away PostgreSQL server, and end the server whatever happens.

    python .ci/postgresql.py pytest -n 1

The server comes from Debian's packages, lives in a temporary folder, listens on a free loopback port and
forgets everything at the end. Started as root, it runs as an ordinary user, since PostgreSQL refuses root.
Durability is switched off: only tests may do that (TRUST.md §0.3).
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql")
FAST = [
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
    "autovacuum=off", "jit=off", "max_connections=60", "shared_buffers=128MB",
]  # fmt: skip
START_SECONDS = 60


def programs() -> Path:
    """The folder of the newest installed server's programs."""
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        sys.exit("Thiếu PostgreSQL. Chạy: make test (tự cài), hoặc apt-get install postgresql")
    return found[-1].parent


def ordinary_user() -> str | None:
    """Whom the server runs as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def start(folder: Path, user: str | None, port: int) -> subprocess.Popen:
    """Make a cluster in `folder` and start it as our own child, deaf to the terminal's Ctrl-C."""
    data = folder / "data"
    as_user = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
    # C.UTF-8: a plain C database cannot even upper-case "ủ" (DEPENDENCIES.md §0.5).
    initdb = [programs() / "initdb", "-D", data, "-U", "danvan", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    made = subprocess.run(initdb, capture_output=True, text=True, cwd=folder, **as_user)
    if made.returncode:
        sys.exit(made.stderr)
    settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}", *FAST]
    command = [programs() / "postgres", "-D", data, *(part for value in settings for part in ("-c", value))]
    log = (folder / "log").open("wb")
    return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, start_new_session=True, **as_user)


def wait_until_ready(server: subprocess.Popen, folder: Path, port: int) -> None:
    asked = [programs() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    deadline = time.monotonic() + START_SECONDS
    while subprocess.run(asked).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            sys.exit("PostgreSQL không khởi động được:\n" + (folder / "log").read_text())
        time.sleep(0.1)


def stop(server: subprocess.Popen) -> None:
    """End the server and wait: a surviving backend would keep its folder in use."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(timeout=15)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
            server.wait(timeout=15)


def run(command: list[str]) -> int:
    user, port = ordinary_user(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="danvan-postgresql-"))
    server = None
    try:
        if user:
            shutil.chown(folder, user)
        server = start(folder, user, port)
        wait_until_ready(server, folder, port)
        address = f"postgres://danvan@127.0.0.1:{port}/postgres"
        return run_beside(command, {**os.environ, "DANVAN_DATABASE_URL": address})
    finally:
        if server:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def run_beside(command: list[str], environment: dict[str, str]) -> int:
    """Run the command to its end; on Ctrl-C, which it hears too, give it time to finish by itself."""
    child = subprocess.Popen(command, env=environment)
    try:
        return child.wait()
    except KeyboardInterrupt:
        return child.wait(timeout=30)
    finally:
        if child.poll() is None:
            child.terminate()
            child.wait()


def end(number: int, _: object) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)
    sys.exit(run(sys.argv[1:]))
