"""Print time and memory of the slow work and of a web worker, beside the bounds of the promise.

    .venv/bin/python benchmarks/limits.py

Reading and drawing run in a fresh process each, as in the background worker; the web worker is gunicorn's
own, serving the demo on a free port from a throw-away folder. A reference run (hashing 64 MB) is printed
first: compare figures between machines by their ratio to it.
"""

import hashlib
import http.cookiejar
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent
DOCUMENT_LINES = 140  # some twenty pages
PAGES_TO_VISIT = {
    "donvi": ["/", "/work/", "/plans/"],
    "vanphong": ["/", "/plans/", "/imports/new/", "/overview/", "/reports/", "/reports/new/"],
    "lanhdao": ["/", "/overview/", "/reports/"],
}
ENVIRONMENT = {**os.environ, "DANVAN_DEMO": "on", "DJANGO_SETTINGS_MODULE": "danvan.settings", "PYTHONPATH": str(ROOT)}

MAKE_DOCUMENT = """
import sys
from docx import Document
words = "Tiếp tục đổi mới nội dung, phương thức vận động, gần dân, sát cơ sở, lắng nghe ý kiến Nhân dân. " * 4
document = Document()
opening = "Ban Thường vụ Đảng ủy ban hành kế hoạch như sau:"
for line in ("KẾ HOẠCH", "công tác dân vận năm 2026", opening, "I. NHIỆM VỤ"):
    document.add_paragraph(line)
for number in range(1, 120):
    document.add_paragraph(f"{number}. {words}")
document.add_paragraph("II. TỔ CHỨC THỰC HIỆN")
for number in range(1, 20):
    document.add_paragraph(f"{number}. Ủy ban nhân dân phường {words} hoàn thành trước ngày 15/{number % 12 + 1}/2026.")
document.save(sys.argv[1])
"""
READ_DOCUMENT = """
import sys
from pathlib import Path
from plans.importing import read_plan, read_source
path = Path(sys.argv[1])
draft = read_plan(read_source(path.read_bytes(), path.name))
print(len(draft.to_json()["assignments"]))
"""
DRAW_REPORT = """
import io, sys
from datetime import date
import django
django.setup()
from pypdf import PdfReader
from reports.layouts import profile_for
from reports.blocks import Annex, Column, Heading, Paragraph, Table
from reports.paper import Paper
from reports.pdf import draw_pdf
words = "Các đơn vị đã tổ chức quán triệt, tuyên truyền bằng nhiều hình thức phù hợp với từng địa bàn dân cư. " * 5
sections = [(Heading(f"{n}.", "Kết quả thực hiện", 2), Paragraph(words), Paragraph(words)) for n in range(1, 43)]
blocks = [block for section in sections for block in section]
columns = (Column("TT", 0.5), Column("Đơn vị", 4), *[Column("Số", 1, "right")] * 5)
rows = tuple((str(n), f"Chi bộ Khu phố {n}", "12", "10", "1", "1", "0") for n in range(1, 43))
paper = Paper(profile_for("PARTY", date(2026, 11, 20)), "Đảng bộ tỉnh Gia Lai", "Đảng ủy phường Quy Nhơn", "", "BC",
              "ĐU", "Quy Nhơn", None, "Báo cáo", "kết quả công tác dân vận năm 2026",
              (*blocks, Annex("Tổng hợp theo đơn vị", (Table("", columns, rows),), landscape=True)),
              ("Lưu Văn phòng Đảng ủy",), "T/M Ban Thường vụ", "Phó Bí thư", "")
print(len(PdfReader(io.BytesIO(draw_pdf(paper))).pages), "pages")
"""


def main() -> None:
    print(f"reference: {reference():.2f} s to hash 64 MB four times")
    with tempfile.TemporaryDirectory(prefix="danvan-bench-") as folder:
        document = Path(folder) / "plan.docx"
        run_apart(MAKE_DOCUMENT, str(document))
        show("read a 20-page .docx", *run_apart(READ_DOCUMENT, str(document)), seconds=5, megabytes=300)
        show("draw a 20-page report", *run_apart(DRAW_REPORT), seconds=5, megabytes=300)
        show_web_worker(Path(folder) / "data")


def reference() -> float:
    block = b"\0" * 64_000_000
    start = time.perf_counter()
    for _ in range(4):
        hashlib.sha256(block).digest()
    return time.perf_counter() - start


def run_apart(program: str, *arguments: str) -> tuple[float, float, str]:
    """Run a program in a fresh process; seconds, peak MB, and what it printed."""
    start = time.perf_counter()
    wrapped = f"{program}\nimport resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    done = subprocess.run(
        [sys.executable, "-c", wrapped, *arguments],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    *words, peak = done.stdout.split("\n")[:-1]
    return time.perf_counter() - start, float(peak), " ".join(words)


def show(what: str, took: float, peak: float, words: str = "", *, seconds: float, megabytes: float) -> None:
    kept = "kept" if took <= seconds and peak <= megabytes else "BROKEN"
    print(f"{what}: {took:.2f} s (bound {seconds} s), {peak:.0f} MB (bound {megabytes} MB), {kept}. {words}")


def show_web_worker(data: Path) -> None:
    """Serve the demo, go through it as three people, and look at the workers' resident memory."""
    port = free_port()
    environment = {**ENVIRONMENT, "DANVAN_DATA": str(data)}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_up(port)
        for username, pages in PAGES_TO_VISIT.items():
            print(f"{username} opened {Visitor(port, username).look_around(pages)} pages")
        clerk = Visitor(port, "vanphong")
        print(f"vanphong sent in a document; its draft is a page of {send_in_a_document(clerk)} kB")
        print(f"vanphong had a report of {ask_for_paper(clerk)} kB drawn")
        workers = web_workers(server.pid)
        for pid in workers:
            megabytes = resident(pid)
            verdict = "kept" if megabytes <= 150 else "BROKEN"
            print(f"web worker after the story: {megabytes:.0f} MB (bound 150 MB), {verdict}")
    finally:
        server.terminate()
        server.wait(timeout=40)


class Visitor:
    """Somebody signed in, who opens pages and sends forms as a browser without JavaScript does."""

    def __init__(self, port: int, username: str):
        self.base = f"http://127.0.0.1:{port}"
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        self.send("/login/", username=username, password="danvan-demo")

    def open(self, address: str) -> tuple[str, str]:
        """Where the address led, and the page."""
        with self.browser.open(self.base + address) as answer:
            return answer.geturl().removeprefix(self.base), answer.read().decode("utf-8", "replace")

    def send(self, page: str, to: str = "", **values: str) -> tuple[str, str]:
        """Fill in the page's form that goes to `to` (else back to the page), send it, and say where it led."""
        forms = re.findall(r'(?s)<form[^>]*method="post".*?</form>', self.open(page)[1])
        form = next(form for form in forms if (f'action="{to}"' in form if to else "action=" not in form))
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        body = urllib.parse.urlencode({**hidden, **values}).encode()
        request = urllib.request.Request(self.base + (to or page), body, {"Referer": self.base + page})
        with self.browser.open(request) as answer:
            return answer.geturl().removeprefix(self.base), answer.read().decode("utf-8", "replace")

    def look_around(self, pages: list[str]) -> int:
        """Open each page and every page it links to inside the product, once; how many that were."""
        seen: set[str] = set()
        for page in pages:
            for link in re.findall(r'href="(/[^"#]*)"', self.open(page)[1])[:40]:
                if link not in seen and "static" not in link and "download" not in link:
                    seen.add(link)
                    self.open(link.replace("&amp;", "&"))
        return len(seen) + len(pages)


def send_in_a_document(clerk: Visitor) -> int:
    """Paste twenty pages, wait until they are read, and open the draft; its length in kB."""
    lines = ["KẾ HOẠCH", "công tác dân vận năm 2026", "Ban Thường vụ ban hành kế hoạch như sau:", "I. NHIỆM VỤ"]
    words = "Tiếp tục đổi mới nội dung, phương thức vận động, gần dân, sát cơ sở, lắng nghe ý kiến Nhân dân. " * 4
    lines += [f"{number}. {words}" for number in range(1, DOCUMENT_LINES)]
    where, _ = clerk.send("/imports/new/", text="\n\n".join(lines), is_not_secret="on")
    return len(wait_for(lambda: clerk.open(where), lambda answer: answer[0].endswith("/review/"))[1].encode()) // 1024


def ask_for_paper(clerk: Visitor) -> int:
    """Have the first report of the list drawn and fetch it; its length in kB."""
    report = re.search(r'href="(/reports/\d+/)"', clerk.open("/reports/")[1])[1]
    where, _ = clerk.send(report, f"{report}files/pdf/")
    _, page = wait_for(lambda: clerk.open(where), lambda answer: "/download/" in answer[1])
    return len(clerk.open(re.search(r'href="([^"]+/download/)"', page)[1])[1]) // 1024


def wait_for(ask: Callable[[], T], is_there: Callable[[T], bool]) -> T:
    for _ in range(240):
        answer = ask()
        if is_there(answer):
            return answer
        time.sleep(0.25)
    raise TimeoutError("the background worker did not finish")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_until_up(port: int) -> None:
    for _ in range(1200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.25)
    raise TimeoutError("the server did not come up")


def web_workers(server_pid: int) -> list[int]:
    """The gunicorn workers below the server: children of its children that run gunicorn."""
    workers = []
    for child in children_of(server_pid):
        if b"gunicorn" in Path(f"/proc/{child}/cmdline").read_bytes():
            workers += children_of(child)
    return workers


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024


if __name__ == "__main__":
    main()
