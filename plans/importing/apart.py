"""Read an uploaded file in a process of its own, so that no file can hurt the worker (TRUST.md P7, P8). Pure.

The child limits itself before it loads any reader of documents, reads the spooled file, and prints one JSON
object: {"text", "draft"} or {"code", "message"}. It stores nothing and knows no database.
"""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MEMORY_BYTES = 512 * 1024 * 1024
CPU_SECONDS = 20
WALL_SECONDS = 60
_LARGEST_OUTPUT = 64 * 1024 * 1024
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
    code: str = ""
    message: str = ""


def read_apart(path: Path, name: str) -> Reading:
    """Read the file at `path`, called `name` by the person who sent it. A killed or failed child is a refusal."""
    command = [sys.executable, "-m", "plans.importing.apart", str(path), name]
    try:
        child = subprocess.run(  # noqa: S603 -- our own interpreter and module; no shell
            command, cwd=_ROOT, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return Reading(code="E-HEAVY", message=_TOO_HEAVY)
    if child.returncode != 0:
        return Reading(code="E-HEAVY", message=_TOO_HEAVY)
    return Reading(**json.loads(child.stdout))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_OUTPUT, _LARGEST_OUTPUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, name: str) -> dict[str, Any]:
    """What the child prints."""
    from plans.importing import UnreadableFile, read_plan, read_source  # noqa: PLC0415 -- only after the limits

    try:
        source = read_source(Path(path).read_bytes(), name)
    except UnreadableFile as refusal:
        return {"code": refusal.code, "message": refusal.message}
    return {"text": source.text, "draft": read_plan(source).to_record()}


if __name__ == "__main__":
    _limit()
    json.dump(main(*sys.argv[1:]), sys.stdout)
