"""A table on a phone: each figure beside its name, rows of zeros and long lists folded."""

from reports.blocks import Column, Table
from reports.cards import FEW, cards_of, cells_of

COLUMNS = (
    Column("STT", 0.7, "center"), Column("Đơn vị", 4), Column("Việc có hạn", 1, "right"),
    Column("Quá hạn", 1, "right", group="Hoàn thành"), Column("Tỷ lệ", 1, "right"),
)  # fmt: skip


def table(*rows, totals=()):
    return Table("", COLUMNS, rows, totals)


def test_each_figure_is_called_by_its_column_and_the_group_above_it():
    (row,) = cards_of(table(("1", "Chi bộ 1", "7", "0", "0,0%")))

    assert [cell.title for cell in row.cells] == ["STT", "", "Việc có hạn", "Hoàn thành: Quá hạn", "Tỷ lệ"]
    assert [cell.is_zero for cell in row.cells] == [False, False, False, True, True]
    assert (row.is_idle, row.is_further) == (False, False)


def test_a_row_of_zeros_is_folded():
    idle, other = cards_of(table(("1", "Chi bộ 1", "0", "0", "0%"), ("2", "Chi bộ 10", "10", "0", "100%")))

    assert (idle.is_idle, idle.is_further) == (True, True)
    assert (other.is_idle, other.is_further) == (False, False)


def test_of_a_long_list_some_are_shown_at_once_whatever_rows_of_zeros_stand_between():
    rows = [(str(place), "Chi bộ", str(place % 2), "0", "") for place in range(1, 4 * FEW)]

    cards = cards_of(table(*rows))

    assert sum(not card.is_further for card in cards) == FEW
    assert not cards[0].is_further


def test_rows_of_words_are_no_rows_of_zeros():
    words = Table("", COLUMNS[:2], (("1", "0"),))

    assert not cards_of(words)[0].is_idle


def test_the_place_in_a_ranking_is_no_mere_number_of_a_row():
    ranking = Table("", (Column("Hạng", 1, "center"), COLUMNS[1]), (("1", "Chi bộ 1"),))

    assert [(cell.title, cell.is_place, cell.is_name) for cell in cards_of(ranking)[0].cells] == [
        ("Hạng", False, False), ("", False, True),
    ]  # fmt: skip


def test_totals_are_called_by_their_columns_too():
    made = table(totals=("", "Cộng", "7", "0", ""))

    cells = cells_of(made, made.totals)

    assert [cell.title for cell in cells if cell.text == "7"] == ["Việc có hạn"]
