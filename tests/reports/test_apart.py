"""Processes that draw: limits, no network, and a sentence when one comes to nothing (TRUST.md P8)."""

import socket
import subprocess
import time

import pytest

from reports import apart, drawing
from reports.apart import Call, DrawingFailed
from reports.docx import build_docx
from reports.pdf import draw_pdf
from tests.reports import deeds
from tests.reports.paper_samples import state_paper

WELL = Call(deeds.answer, (b"%PDF", 2))


def run(*calls: Call) -> list[bytes]:
    return apart.run(calls, lambda *_: None)


def test_results_come_in_the_order_of_the_calls_and_pages_are_told():
    told = []
    calls = [Call(deeds.answer, (b"one", 3)), Call(deeds.answer, (b"two", 1)), Call(deeds.answer, (b"three", 2))]

    assert apart.run(calls, lambda pages, done: told.append((pages, done))) == [b"one", b"two", b"three"]
    assert told[-1] == (6, 3)
    assert told == sorted(told)


def test_a_large_result_comes_whole():
    (drawn,) = run(Call(deeds.answer, (b"x" * 20_000_000, 0)))

    assert len(drawn) == 20_000_000


@pytest.mark.parametrize("deed", [deeds.greed, deeds.depth, deeds.error, deeds.death], ids=lambda deed: deed.__name__)
def test_a_drawing_that_dies_is_told_in_words_and_harms_no_other(deed):
    with pytest.raises(DrawingFailed, match=r"dừng giữa chừng.*Dữ liệu không mất"):
        run(Call(deed, ()))

    assert run(WELL) == [b"%PDF"]


def test_an_endless_drawing_is_ended_and_so_are_those_beside_it(monkeypatch):
    monkeypatch.setattr(apart, "SILENT_SECONDS", 1)
    began = time.monotonic()

    with pytest.raises(DrawingFailed, match="quá lâu"):
        run(Call(deeds.silence, ()), Call(deeds.silence, ()))

    assert time.monotonic() - began < 30
    assert run(WELL) == [b"%PDF"]


def test_a_drawing_that_speaks_but_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(apart, "LONGEST_SECONDS", 1)

    with pytest.raises(DrawingFailed, match="quá lâu"):
        run(Call(deeds.silence, ()))


def test_a_drawing_writes_no_file(tmp_path):
    path = tmp_path / "x"

    assert b"File too large" in run(Call(deeds.write_file, (str(path),)))[0]
    assert not path.exists() or path.stat().st_size == 0


def may_leave_network() -> bool:
    """Whether this machine lets an ordinary process give up its network."""
    return subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True).returncode == 0


def test_a_drawing_reaches_no_server():
    if not may_leave_network():
        pytest.skip("this machine does not let a process give up its network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert run(Call(deeds.call_out, (port,))) == [b"OSError"]
        with socket.create_connection(("127.0.0.1", port), timeout=2):
            pass  # which we can


def test_drawings_start_warm_without_settings_and_database():
    assert run(Call(deeds.surroundings, ())) == [b"weasyprint"]


def test_both_forms_are_drawn_apart_as_they_are_here():
    paper, told = state_paper(), []

    assert drawing.draw_paper(paper, "pdf", lambda *said: told.append(said)) == draw_pdf(paper)
    assert told[-1] == (1, 1, 1)
    assert drawing.draw_paper(paper, "docx", lambda *_: None)[:2] == build_docx(paper)[:2] == b"PK"
