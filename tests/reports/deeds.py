"""Drawings that misbehave, for the tests of processes that draw; a process finds them here by name."""

import os
import signal
import socket
import time
from pathlib import Path


def answer(words: bytes, pages: int, tell) -> bytes:
    for page in range(1, pages + 1):
        tell(page)
    return words


def greed(tell) -> bytes:
    return bytes(8 * 1024 * 1024 * 1024)


def depth(tell) -> bytes:
    return depth(tell)


def error(tell) -> bytes:
    raise ValueError("this paper cannot be drawn")


def death(tell) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def silence(tell) -> bytes:
    tell(1)
    time.sleep(600)
    return b""


def write_file(path: str, tell) -> bytes:
    try:
        Path(path).write_bytes(b"x")
    except OSError as refusal:
        return str(refusal).encode()
    return b"written"


def call_out(port: int, tell) -> bytes:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            return b"reached"
    except OSError as refusal:
        return type(refusal).__name__.encode()


def surroundings(tell) -> bytes:
    import sys  # noqa: PLC0415

    return ",".join(name for name in ("django", "reports.models", "weasyprint") if name in sys.modules).encode()
