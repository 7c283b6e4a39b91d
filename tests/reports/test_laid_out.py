"""The measuring itself: it finds what stands wrong."""

from dataclasses import replace

import pytest

from reports.layouts import PARTY_2018, PARTY_2026, STATE_2020, Margins
from reports.pdf import draw_pdf
from tests.reports.laid_out import check_laid_out
from tests.reports.paper_samples import party_paper, state_paper


@pytest.fixture(scope="module")
def drawn():
    """The paper that is measured by wrong profiles."""
    return draw_pdf(party_paper())


@pytest.mark.parametrize("paper", [party_paper(), state_paper(), party_paper(profile=PARTY_2018)])
def test_paper_stands_as_its_profile_says(paper):
    check_laid_out(draw_pdf(paper), paper)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(PARTY_2026, margins=Margins(top=20, right=15, bottom=20, left=32)),
        replace(PARTY_2026, header_cells=(75, 90)),
        replace(PARTY_2026, signature_cells=(75, 90)),
        replace(PARTY_2026, body=replace(PARTY_2026.body, size=13)),
        replace(PARTY_2026, body=replace(PARTY_2026.body, first_line_indent=12.7)),
        replace(PARTY_2026, issuer=replace(PARTY_2026.issuer, bold=False)),
        replace(PARTY_2026, place_date=replace(PARTY_2026.place_date, italic=False)),
        replace(PARTY_2026, annex_label=replace(PARTY_2026.annex_label, size=15)),
        STATE_2020,
    ],
)
def test_paper_that_stands_otherwise_is_found_out(drawn, wrong):
    with pytest.raises(AssertionError):
        check_laid_out(drawn, replace(party_paper(), profile=wrong))


def test_a_missing_word_is_found_out():
    paper = party_paper()

    with pytest.raises(AssertionError, match="should"):
        check_laid_out(draw_pdf(replace(paper, blocks=paper.blocks[1:])), paper)
