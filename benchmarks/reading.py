"""Print how long reading takes per page for each format, how it grows from 10 to 200 pages, and the memory it needs.

    .venv/bin/python benchmarks/reading.py [--pictures]

Each file is read in a fresh process, as in the background worker (its start is told apart); a reference run (hashing
64 MB) is printed first: compare figures between machines by their ratio to it. Bounds: 20 pages of .docx or text in
1 s, growth no steeper than the pages'. `--pictures` reads scans too, which take seconds a page.
"""

import hashlib
import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
from weasyprint import HTML

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGES = (10, 20, 50, 100, 200)
SCANNED = (2, 4, 8)
LINES_A_PAGE = 7
WORDS = "Tiếp tục đổi mới nội dung, phương thức vận động, gần dân, sát cơ sở, lắng nghe ý kiến của Nhân dân. " * 4

READ = """
import resource, sys, time
from pathlib import Path
from plans.importing import read_plan, read_source
path = Path(sys.argv[1])
content = path.read_bytes()
start = time.perf_counter()
source = read_source(content, path.name)
between = time.perf_counter()
read_plan(source)
end = time.perf_counter()
print(between - start, end - between, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main() -> None:
    start = time.perf_counter()
    hashlib.sha256(bytes(64 * 1024 * 1024)).hexdigest()
    print(f"reference run: {time.perf_counter() - start:.3f} s\n")
    print(f"{'format':11}{'pages':>6}{'file → lines':>14}{'lines → draft':>15}{'ms a page':>11}{'growth':>8}{'MB':>6}")
    with tempfile.TemporaryDirectory() as folder:
        for suffix, make in FORMATS.items():
            measure(suffix, make, PAGES, Path(folder))
        if "--pictures" in sys.argv:
            measure("scan.pdf", scanned, SCANNED, Path(folder))


def measure(suffix: str, make: Callable[[list[str]], bytes], sizes: tuple[int, ...], folder: Path) -> None:
    """Print a line for each size; `growth` is time per page against the smallest size."""
    first = 0.0
    for pages in sizes:
        path = folder / f"plan.{suffix}"
        path.write_bytes(make(plan(pages)))
        printed = subprocess.run([sys.executable, "-c", READ, str(path)], cwd=ROOT, capture_output=True, check=True)
        lines, draft, memory = (float(word) for word in printed.stdout.split())
        each = (lines + draft) / pages
        first = first or each
        times = f"{lines:>12.2f} s{draft:>13.2f} s{1000 * each:>11.1f}"
        print(f"{suffix:11}{pages:>6}{times}{each / first:>8.2f}{memory:>6.0f}")
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"{'':11}largest process so far: {children} MB\n")


def plan(pages: int) -> list[str]:
    """The paragraphs of a plan of about so many printed pages, half of them work, half of them duties."""
    work = pages * LINES_A_PAGE // 2
    duty = f"Ủy ban nhân dân phường {WORDS[:300]} hoàn thành trước ngày 15/{{}}/2026."
    return [
        "KẾ HOẠCH",
        "công tác dân vận năm 2026",
        "Thực hiện Chương trình số 05-CTr/TU, Ban Thường vụ Đảng ủy ban hành kế hoạch như sau:",
        "I. NHIỆM VỤ",
        *[f"{number}. {WORDS}" for number in range(1, work + 1)],
        "II. TỔ CHỨC THỰC HIỆN",
        *[f"{number}. {duty.format(number % 12 + 1)}" for number in range(1, work + 1)],
    ]


def word(paragraphs: list[str]) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_table(paragraphs: list[str]) -> bytes:
    """The same duties as the rows of a table."""
    document = docx.Document()
    rows = [text.split(". ", 1) for text in paragraphs if text[0].isdigit()]
    for text in ("KẾ HOẠCH", "công tác dân vận năm 2026", "PHỤ LỤC"):
        document.add_paragraph(text)
    table = document.add_table(len(rows) + 1, 4)
    cells = table._cells
    made = [("TT", "Nội dung", "Chủ trì", "Thời gian")]
    made += [(number, text, "Ủy ban nhân dân phường", "Quý III/2026") for number, text in rows]
    for at, text in enumerate(text for row in made for text in row):
        cells[at].text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def printed(paragraphs: list[str]) -> bytes:
    style = (
        "@page{size:A4;margin:20mm 15mm 20mm 30mm;@top-center{content:counter(page)}}p{font:14pt 'Liberation Serif'}"
    )
    return HTML(string=f"<style>{style}</style>" + "".join(f"<p>{text}</p>" for text in paragraphs)).write_pdf()


def scanned(paragraphs: list[str]) -> bytes:
    with pypdfium2.PdfDocument(printed(paragraphs)) as document:
        first, *others = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in document]
    stream = io.BytesIO()
    first.save(stream, "PDF", save_all=True, append_images=others, resolution=200)
    return stream.getvalue()


def other_office(kind: str) -> Callable[[list[str]], bytes]:
    def make(paragraphs: list[str]) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "plan.docx")
            source.write_bytes(word([*paragraphs, ""]))
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind]
            for _ in range(2):  # a new profile asks to be started again
                subprocess.run([*command, "--outdir", folder, str(source)], capture_output=True, check=False)
            return Path(folder, f"plan.{kind}").read_bytes()

    return make


FORMATS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": lambda paragraphs: "\n\n".join(paragraphs).encode(),
    "docx": word,
    "table.docx": word_table,
    "pdf": printed,
    "doc": other_office("doc"),
    "odt": other_office("odt"),
    "rtf": other_office("rtf"),
}

if __name__ == "__main__":
    main()
