"""Print how long annexes of 100, 1,000 and 4,000 rows take on paper, how much memory, and what a short letter costs.

    .venv/bin/python benchmarks/printing.py [rows ...]

Every run is a fresh process; runs of the ways alternate, and the least time of each counts. *Plain* is one call of
WeasyPrint with the same markup and the sheet as one would write it: automatic column widths, lines that cells share,
ready to break a word in any cell, parsed in the call; the same variant. *Ours* is what the worker does, in one process
and in two; the file is the same, tagged and archival. Seconds are of the wall clock and of the processor (all processes
together); memory is the peak of the largest process. Other work on the machine shows in the wall clock first. Bounds:
linear; ≥ 1.8 times as fast from 1,000 rows; above ≤ 300 MB a process and ≥ 3 times as fast with two processes; a letter
≤ 2 times what WeasyPrint itself takes in a process that is warm.
"""

# ruff: noqa: PLC0415 -- every drawing process imports this file, and must find it light
import io
import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
SIZES = (100, 1000, 4000)
TRIES = 2
LETTERS = 20
WORDS = (
    "Rà soát, nắm tình hình Nhân dân ở khu dân cư, nhất là vùng giải tỏa; tổ chức đối thoại giữa người đứng đầu với "
    "Nhân dân, kịp thời giải quyết kiến nghị chính đáng và báo cáo kết quả về Ban Thường vụ theo từng kỳ. "
)
STATES = ("Đang thực hiện", "Chưa thực hiện", "Hoàn thành")
TIMES = ("Quá hạn", "Trong hạn", "Sắp đến hạn", "Hoàn thành đúng hạn")
UNITS = ("Chi bộ Khu phố 1", "Đảng bộ Ủy ban nhân dân phường", "Chi bộ Trường Tiểu học Hải Cảng", "Chi bộ Trạm Y tế")


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    print(f"{'rows':>6}  {'way':24}{'wall s':>9}{'cpu s':>9}{'MB':>7}{'pages':>7}{'wall ×':>8}{'cpu ×':>8}")
    for rows in sizes:
        for name, times in best(rows).items():
            print(f"{rows:>6}  {name:24}{times['wall']:>9.2f}{times['cpu']:>9.2f}{times['mb']:>7}{times['pages']:>7}"
                  f"{times['wall ×']:>8.2f}{times['cpu ×']:>8.2f}")  # fmt: skip
    floor, ours = in_fresh_process("letters", 0)["pair"]
    print(f"\na letter in a warm process: WeasyPrint alone {floor * 1000:.0f} ms, ours {ours * 1000:.0f} ms, "
          f"{ours / floor:.2f} times")  # fmt: skip


def best(rows: int) -> dict[str, dict[str, Any]]:
    """The least times of each way, and how many times as fast it is as the plain call."""
    runs: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
    for _ in range(TRIES if rows < 4000 else 1):
        for way in WAYS:
            runs[way].append(in_fresh_process(way, rows))
    found = {way: min(tries, key=lambda times: times["wall"]) for way, tries in runs.items()}
    for times in found.values():
        times |= {f"{kind} ×": found["plain"][kind] / times[kind] for kind in ("wall", "cpu")}
    return found


def in_fresh_process(way: str, rows: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--way", way, str(rows)]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def measured(way: str, rows: int) -> dict[str, Any]:
    """Draw an annex of so many rows in one way; every import has been done before."""
    draw = WAYS[way]
    paper = annexed(rows)
    draw(annexed(1))
    began, spent = time.perf_counter(), cpu()
    pdf, mb = draw(paper)
    wall = time.perf_counter() - began
    return {"wall": wall, "cpu": cpu() - spent, "mb": mb, "pages": pages_of(pdf)}


def plain(paper: Any) -> tuple[bytes, int]:
    from weasyprint import CSS, HTML

    from reports.pdf import whole_job
    from reports.press import TAGGED

    job = whole_job(paper)
    sheets = [CSS(string=untuned(sheet)) for sheet in job.sheets]
    return HTML(string=job.markup).write_pdf(stylesheets=sheets, pdf_variant=TAGGED), own_peak()


def untuned(sheet: str) -> str:
    for tuned, usual in (
        (r"table-layout: fixed;", ""),
        (r"overflow-wrap: normal;", ""),
        (r"border-collapse: separate;\s+border-spacing: 0;", "border-collapse: collapse;"),
        (r"border: 0\.25pt solid", "border: 0.5pt solid"),
        (r"\.width-\d+ \{.*?\}", ""),
    ):
        sheet = re.sub(tuned, usual, sheet)
    return sheet


def ours(paper: Any, *, at_once: int) -> tuple[bytes, int]:
    """As the worker does it."""
    from reports import apart, drawing

    apart.AT_ONCE = at_once
    with Watch() as watch:
        pdf = drawing.draw_paper(paper, "pdf", lambda *_: None)
    return pdf, watch.peak


WAYS: dict[str, Callable[[Any], tuple[bytes, int]]] = {
    "plain": plain,
    "ours, one process": partial(ours, at_once=1),
    "ours, two processes": partial(ours, at_once=2),
}


class Watch(threading.Thread):
    """Sees the largest of the drawing processes while they are at work."""

    peak = 0

    def __enter__(self) -> "Watch":
        self.is_over = threading.Event()
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.is_over.set()
        self.join()

    def run(self) -> None:
        while not self.is_over.wait(0.25):
            server = forkserver._forkserver._forkserver_pid
            children = Path(f"/proc/{server}/task/{server}/children")
            for pid in children.read_text().split() if children.exists() else ():
                with suppress(OSError):
                    status = Path(f"/proc/{pid}/status").read_text()
                    line = next((line for line in status.splitlines() if line.startswith("VmHWM")), "VmHWM: 0 kB")
                    self.peak = max(self.peak, int(line.split()[1]) // 1024)


def own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def cpu() -> float:
    """Seconds of the processor, of this process and of the drawing processes that have ended."""
    server = forkserver._forkserver._forkserver_pid
    ended = 0.0
    if server is not None:
        numbers = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()
        ended = (int(numbers[13]) + int(numbers[14])) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + ended


def letters() -> tuple[float, float]:
    """Least seconds of a letter of one page: WeasyPrint alone with its sheets parsed, and ours; taken in turn."""
    from weasyprint import CSS, HTML

    from reports import drawing
    from reports.pdf import whole_job

    letter = annexed(0)
    job = whole_job(letter)
    sheets = [CSS(string=sheet) for sheet in job.sheets]
    pairs = []
    for _ in range(LETTERS):
        began = time.perf_counter()
        HTML(string=job.markup).write_pdf(stylesheets=sheets, pdf_variant=job.variant)
        between = time.perf_counter()
        drawing.draw_paper(letter, "pdf", lambda *_: None)
        pairs.append((between - began, time.perf_counter() - between))
    return min(floor for floor, _ in pairs), min(ours for _, ours in pairs)


def annexed(rows: int) -> Any:
    """A letter of one page, with the full list of so many rows (none for 0), a group of a dozen for each unit."""
    from reports.blocks import Annex, Paragraph, Table
    from reports.layouts import PARTY_2026
    from reports.paper import Paper
    from reports.row_lists import COLUMNS

    cells = tuple(
        (str(n), WORDS[: 90 + n * 7 % 100].strip(), f"{n % 9 + 1:02d}-KH/ĐU", f"II.{n % 30}",
         f"{n % 28 + 1:02d}/07/2026", STATES[n % 3], TIMES[n % 4], "")
        for n in range(1, rows + 1)
    )  # fmt: skip
    bands = tuple((place, f"{UNITS[place % 4]} số {place}") for place in range(0, rows, 12))
    annex = [Annex("Danh sách đầy đủ", (Table("", COLUMNS, cells, bands=bands),), landscape=True)] if rows else []
    return Paper(
        profile=PARTY_2026, superior="Đảng bộ tỉnh Gia Lai", issuer="Đảng ủy phường Quy Nhơn", number="",
        type_code="CV", symbol="ĐU", place="Quy Nhơn", issued_on=None, type_name="Công văn",
        abstract="V/v đôn đốc thực hiện nhiệm vụ",
        blocks=(Paragraph(WORDS * 3), Paragraph(WORDS * 2), *annex), recipients=("Như trên", "Lưu Văn phòng"),
        authority="T/M Ban Thường vụ", job_title="Phó Bí thư", signatory="Nguyễn Văn An", year=2026,
        addressees=("Các tổ chức đảng trực thuộc",),
    )  # fmt: skip


def pages_of(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--way"]:
        import django

        django.setup()
        way, rows = sys.argv[2], int(sys.argv[3])
        print(json.dumps({"pair": letters()} if way == "letters" else measured(way, rows)))
    else:
        main()
