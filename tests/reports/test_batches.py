"""Letters of one act are printed together: every letter once, in order, and again as they stand."""

import io

from pypdf import PdfReader

from reports.joining import bind
from reports.pdf import draw_pdf
from tests.reports.paper_samples import party_paper


def pages_of(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def test_papers_are_bound_one_after_the_other_with_their_bookmarks():
    paper = draw_pdf(party_paper())

    bound = PdfReader(io.BytesIO(bind([paper, paper])))

    alone = PdfReader(io.BytesIO(paper))
    assert len(bound.pages) == 2 * len(alone.pages)
    assert len(bound.outline) == 2 * len(alone.outline)


def test_on_both_sides_every_paper_starts_on_a_front_side():
    paper = draw_pdf(party_paper())
    count = len(pages_of(paper))

    assert len(pages_of(bind([paper, paper], is_duplex=True))) == 2 * count + count % 2
