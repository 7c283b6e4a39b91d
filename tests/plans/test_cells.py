"""Counts of disjoint cells add up, and so do the days that stand beside them."""

from dataclasses import fields
from datetime import date

from plans.cells import Cells
from plans.models import CELLS
from plans.rollups import Figures


def test_cells_are_named_as_the_database_counts_them():
    assert [field.name for field in fields(Cells)] == list(CELLS)


def test_cells_add_up_to_the_rows_counted():
    cells = Cells(1, 2, 3, 4, 5, 6) + Cells(1, 1, 1, 1, 1, 1)

    assert cells == Cells(2, 3, 4, 5, 6, 7)
    assert (cells.finished, cells.open, cells.dated, cells.undated, cells.all) == (5, 9, 14, 13, 27)


def test_shares_are_of_the_dated_rows_only():
    assert Cells(finished_on_time=3, open_overdue=1, unanswered=9).shares == {
        "finished_on_time": 75.0, "finished_late": 0.0, "open_in_time": 0.0, "open_overdue": 25.0,
    }  # fmt: skip
    assert Cells(unanswered=9).finished_share is None


def test_figures_of_two_paragraphs_keep_the_earliest_days():
    one = Figures(open_overdue=1, awaiting=2, oldest_due=date(2026, 5, 1))
    other = Figures(open_overdue=2, awaiting=1, oldest_due=date(2026, 4, 1), next_due=date(2026, 6, 1))

    assert one + other == Figures(open_overdue=3, awaiting=3, oldest_due=date(2026, 4, 1), next_due=date(2026, 6, 1))
