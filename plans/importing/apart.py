"""Read an uploaded file in a process of its own, so that no file can hurt the worker (TRUST.md P7, P8). Pure.

The child limits itself before it loads any reader of documents, reads the spooled file, and prints JSON, a line each:
{"page", "pages"} for every page it has read, at last {"text", "draft"} or {"code", "message"}; of a filled-in report
sheet {"sheet"}; of a file only searched for secrecy marks {"is_from_picture"}. It stores nothing and knows no database.
Whatever it and the programs that it starts write goes to a folder that the caller erases.
"""

import json
import os
import resource
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, Literal

from plans.importing.source import Tell, unheard

MEMORY_BYTES = 512 * 1024 * 1024
PROGRAM_BYTES = 3200 * 1024 * 1024  # for LibreOffice, which only reserves most of it
CPU_SECONDS = 20
PAGE_SECONDS = 5  # what each page that is read adds
MOST_SECONDS = 900
SILENT_SECONDS = 200  # without a word; one page of a scan may take that long on a slow machine
LONGEST_SECONDS = 1500
As = Literal["plan", "sheet", "evidence"]  # what a file is read as
_LARGEST_OUTPUT = 64 * 1024 * 1024
_CHUNK = 1024 * 1024
_ROOT = Path(__file__).resolve().parents[2]

_TOO_HEAVY = (
    "Tệp quá nặng hoặc bị lỗi nên việc đọc phải dừng giữa chừng. Chưa lưu gì. "
    "Hãy mở tệp, lưu lại thành .docx rồi tải lên lại, hoặc dán nội dung kế hoạch vào ô."
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a file: its text and the record of a draft, or a sentence saying why not."""

    text: str = ""
    draft: dict[str, Any] | None = None
    is_from_picture: bool = False
    code: str = ""
    message: str = ""
    sheet: dict[str, Any] | None = None


def read_apart(
    path: Path, name: str, *, folder: Path | None = None, tell: Tell = unheard, read_as: As = "plan"
) -> Reading:
    """Read the file at `path`, called `name` by the person who sent it. A killed or failed child is a refusal.

    `folder` is for what is written on the way, and the caller's to erase (one of our own by default); `tell` hears of
    every page. `read_as`: a plan; a report sheet that somebody filled in; or a file that is kept as it is when no
    page of it bears a secrecy mark.
    """
    if folder is None:
        with TemporaryDirectory() as own:
            return read_apart(path, name, folder=Path(own), tell=tell, read_as=read_as)
    command = [sys.executable, "-m", "plans.importing.apart", str(path), name, str(folder), read_as]
    with subprocess.Popen(  # noqa: S603 -- our own interpreter and module; no shell
        command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:  # fmt: skip
        try:
            last = _listen(child, tell)
        finally:
            _end(child)
    return Reading(**last) if last else Reading(code="E-HEAVY", message=_TOO_HEAVY)


def _listen(child: subprocess.Popen[bytes], tell: Tell) -> dict[str, Any] | None:
    """Pass on what the child says of its pages; return its last word, None if it died or fell silent before."""
    assert child.stdout is not None  # noqa: S101 -- for the type checker; we asked for a pipe
    for line in _lines(child.stdout):
        said = json.loads(line)
        if "page" not in said:
            return said
        tell(said["page"], said["pages"])
    return None


def _lines(output: IO[bytes]) -> Iterator[bytes]:
    """Yield whole lines until the output ends, or nothing has come for too long."""
    end = time.monotonic() + LONGEST_SECONDS
    heard, size = [b""], 0
    with selectors.DefaultSelector() as waiting:
        waiting.register(output, selectors.EVENT_READ)
        while waiting.select(min(SILENT_SECONDS, end - time.monotonic())):
            chunk = os.read(output.fileno(), _CHUNK)
            size += len(chunk)
            if not chunk or size > _LARGEST_OUTPUT:
                return
            *whole, rest = chunk.split(b"\n")
            for part in whole:
                yield b"".join(heard) + part
                heard = []
            heard.append(rest)


def _end(child: subprocess.Popen[bytes]) -> None:
    """End the child and all that it started, whether they are done or not."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, PROGRAM_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_OUTPUT, _LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say_page(page: int, pages: int) -> None:
    """Tell the parent of a page, which has earned the rest some time."""
    allowed, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(allowed + PAGE_SECONDS, most), most))
    _say({"page": page, "pages": pages})


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(path: str, name: str, folder: str, read_as: str) -> dict[str, Any]:
    """The last word of the child."""
    if read_as == "sheet":
        return _read_sheet(path, name, folder)
    from plans.importing import UnreadableFile, read_plan, read_source  # noqa: PLC0415 -- only after the limits

    content = Path(path).read_bytes()
    most = {"most_bytes": len(content)} if read_as == "evidence" else {}  # it was measured when it came in
    try:
        source = read_source(content, name, folder=Path(folder), tell=_say_page, **most)
    except UnreadableFile as refusal:
        return {"code": refusal.code, "message": refusal.message}
    if read_as == "evidence":
        return {"is_from_picture": source.is_from_picture}
    return {"text": source.text, "draft": read_plan(source).to_record(), "is_from_picture": source.is_from_picture}


def _read_sheet(path: str, name: str, folder: str) -> dict[str, Any]:
    from plans.importing.read import guarded  # noqa: PLC0415 -- only after the limits
    from plans.importing.sheets import read_sheet  # noqa: PLC0415 -- only after the limits
    from plans.importing.source import UnreadableFile  # noqa: PLC0415 -- only after the limits

    try:
        sheet = guarded(read_sheet, Path(path).read_bytes(), name, Path(folder))
    except UnreadableFile as refusal:
        return {"code": refusal.code, "message": refusal.message}
    return {"sheet": sheet.to_record()}


if __name__ == "__main__":
    _limit()
    _say(main(*sys.argv[1:]))
