"""Run drawings in processes of their own, with limits and without network, so that none can hurt the worker. Pure.

The processes are forked from a server that has the press warm and holds neither settings nor database (TRUST.md P8).
One that dies, falls silent or asks for too much ends alone: the caller gets a sentence for the person who waits.
"""

import ctypes
import functools
import gc
import multiprocessing
import os
import resource
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 600
SILENT_SECONDS = 180  # without a word of another page
LONGEST_SECONDS = 1500  # the queue gives a task half an hour
AT_ONCE = 2
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_DONE = 0  # said when there is a result; else the number of a page

_DIED = (
    "Việc tạo bản in phải dừng giữa chừng vì bản in quá nặng hoặc máy chủ có sự cố. Dữ liệu không mất. "
    "Hãy bấm tạo lại; nếu vẫn lỗi thì báo quản trị."
)
_ENDLESS = (
    "Tạo bản in quá lâu mà chưa xong nên máy chủ đã dừng. Dữ liệu không mất. "
    "Hãy bấm tạo lại khi máy chủ đỡ bận; nếu vẫn lỗi thì báo quản trị."
)


class DrawingFailed(RuntimeError):
    """Why a drawing came to nothing, in words for the person who asked for it."""


@dataclass(frozen=True)
class Call:
    """What a process is to do: `work`, a function of a module, gets `arguments` and at last what tells of a page."""

    work: Callable[..., bytes]
    arguments: tuple[Any, ...]


@dataclass
class _Running:
    """One drawing under way, and the pages it has told of."""

    place: int
    process: BaseProcess
    ear: Connection
    heard: float = field(default_factory=time.monotonic)
    pages: int = 0


def run(calls: Iterable[Call], tell: Callable[[int, int], object]) -> list[bytes]:
    """Do all calls, AT_ONCE at once, and return their results in order; `tell` hears (pages so far, calls done).

    A call is taken when it is its turn. Raises DrawingFailed if one fails; the others are then ended.
    """
    waiting = enumerate(calls)
    results: dict[int, bytes] = {}
    running: list[_Running] = []
    pages, end = 0, time.monotonic() + LONGEST_SECONDS
    try:
        while True:
            running += [_start(*following) for following in islice(waiting, AT_ONCE - len(running))]
            if not running:
                return [results[place] for place in sorted(results)]
            for one in _heard(running, end):
                said, result = _listen(one)
                if result is None:
                    pages, one.pages = pages + said - one.pages, said
                else:
                    results[one.place] = result
                    running.remove(one)
                    one.process.join()
                tell(pages, len(results))
    finally:
        _end(running)


def _heard(running: Iterable[_Running], end: float) -> list[_Running]:
    """Those that have something to say. Raises DrawingFailed when one has been silent for too long."""
    by_ear = {one.ear: one for one in running}
    oldest = min(one.heard for one in by_ear.values())
    patience = min(oldest + SILENT_SECONDS, end) - time.monotonic()
    said = [by_ear[ear] for ear in wait(list(by_ear), max(patience, 0))]  # type: ignore[index]
    if not said:
        raise DrawingFailed(_ENDLESS)
    for one in said:
        one.heard = time.monotonic()
    return said


def _listen(one: _Running) -> tuple[int, bytes | None]:
    """The page a drawing is at, or its result. Raises DrawingFailed where it has died."""
    try:
        said = one.ear.recv()
        return said, one.ear.recv_bytes() if said == _DONE else None
    except (EOFError, OSError):
        one.process.join(timeout=5)
        is_slow = one.process.exitcode == -signal.SIGXCPU
        raise DrawingFailed(_ENDLESS if is_slow else _DIED) from None


def _start(place: int, call: Call) -> _Running:
    context = _processes()
    ear, mouth = context.Pipe(duplex=False)
    process = context.Process(target=_draw, args=(call, mouth), daemon=True)
    process.start()
    mouth.close()
    return _Running(place, process, ear)


@functools.cache
def _processes() -> Any:
    """Processes forked from one that has the press warm; it starts with the first of them and ends with us."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["reports.warm_press"])
    return context


def _end(running: Iterable[_Running]) -> None:
    for one in running:
        one.process.kill()
        one.process.join()
        one.ear.close()


def _draw(call: Call, mouth: Connection) -> None:
    """All that the process does: an error of any kind ends it, and is read in the worker's log."""
    _limit()
    _leave_network()
    gc.disable()  # the process ends before it would pay
    result = call.work(*call.arguments, mouth.send)
    mouth.send(_DONE)
    mouth.send_bytes(result)


def _limit() -> None:
    """Bound memory and time; no file may be written but the answer's pipe."""
    for kind, wanted in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, most = resource.getrlimit(kind)
        allowed = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(kind, (allowed, allowed))


def _leave_network() -> None:
    """Go where there is no network, where this machine lets us; the press asks for none anyway."""
    with suppress(OSError):
        if ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
