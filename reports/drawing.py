"""From a paper to the file that is handed out: in one piece or joined of several, each drawn apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reports import apart, pieces
from reports.apart import AT_ONCE
from reports.paper import Paper
from reports.pdf import piece_job, sheets_of, whole_job
from reports.press import print_pdf

Tell = Callable[[int, int, int], object]


def draw_paper(paper: Paper, form: str, tell: Tell) -> bytes:
    """The bytes of a paper as "pdf" or "docx"; `tell` hears (pages drawn, pieces done, pieces).

    Raises DrawingFailed with a sentence for whoever asked.
    """
    return _draw_docx(paper, tell) if form == "docx" else _draw_pdf(paper, tell)


def draw_papers(papers: Sequence[Paper], tell: Tell) -> bytes:
    """Several papers in one PDF to print, one after the other, each with page numbers of its own.

    `tell` and failures as for `draw_paper`.
    """
    jobs = (replace(whole_job(paper), name=f"{place}-") for place, paper in enumerate(papers))
    calls = (apart.Call(print_pdf, (job,)) for job in jobs)
    drawn = apart.run(calls, lambda pages, done: tell(pages, done, len(papers)))
    from reports.joining import bind  # noqa: PLC0415 -- slow import

    is_duplex = any(paper.profile.is_duplex for paper in papers)
    (bound,) = apart.run([apart.Call(bind, (drawn, is_duplex))], lambda *_: None)
    return bound


def _draw_docx(paper: Paper, tell: Tell) -> bytes:
    from reports.docx import print_docx  # noqa: PLC0415 -- slow import

    (drawn,) = apart.run([apart.Call(print_docx, (paper,))], lambda pages, done: tell(pages, done, 1))
    return drawn


def _draw_pdf(paper: Paper, tell: Tell) -> bytes:
    parts = pieces.cut(paper)
    if len(parts) == 1:
        (drawn,) = apart.run([apart.Call(print_pdf, (whole_job(paper),))], lambda pages, done: tell(pages, done, 1))
        return drawn
    sheets = sheets_of(paper)
    jobs = (piece_job(paper, part, sheets, f"{place}-") for place, part in enumerate(parts))
    calls = (apart.Call(print_pdf, (job,)) for job in jobs)
    drawn_parts = apart.run(calls, lambda pages, done: tell(pages, done, len(parts)))
    return _joined(drawn_parts, sheets, is_duplex=paper.profile.is_duplex)


def _joined(drawn: list[bytes], sheets: tuple[str, ...], *, is_duplex: bool) -> bytes:
    from reports.joining import join, print_numbers  # noqa: PLC0415 -- slow import

    shares = [apart.Call(print_numbers, (drawn, sheets, is_duplex, share, AT_ONCE)) for share in range(AT_ONCE)]
    numbers = apart.run(shares, lambda *_: None)
    (joined,) = apart.run([apart.Call(join, (drawn, numbers, is_duplex))], lambda *_: None)
    return joined
