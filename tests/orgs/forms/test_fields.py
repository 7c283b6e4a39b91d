"""Fields that every app's forms share."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.forms.fields import DayField, LinesField


@pytest.mark.parametrize("typed", ["20/11/2026", "20-11-2026", "20.11.2026", "2026-11-20"])
def test_a_day_is_read_as_offices_write_it(typed):
    assert DayField().clean(typed) == date(2026, 11, 20)


@pytest.mark.parametrize("typed", ["20/11/1026", "31/12/1929", "1/1/2200", "11/20/2026"])
def test_a_day_that_is_a_slip_of_the_hand_is_refused(typed):
    with pytest.raises(ValidationError):
        DayField().clean(typed)


def test_lines_are_cleaned_of_blanks_doubles_and_marks():
    field = LinesField(marks="-–;,.")

    assert field.clean("- Ban Thường vụ Tỉnh ủy;\r\n\r\n–  Lưu   VP.\r\n- Lưu VP") == [
        "Ban Thường vụ Tỉnh ủy",
        "Lưu VP",
    ]


def test_the_line_ends_that_browsers_send_are_no_change():
    field = LinesField(required=False)

    assert not field.has_changed(["Một", "Hai"], "Một\r\nHai\r\n")
    assert field.has_changed(["Một", "Hai"], "Một\r\nBa")
    assert not field.has_changed([], "")


@pytest.mark.parametrize("typed", ["\n".join(map(str, range(4))), "x" * 11])
def test_too_many_lines_or_too_long_a_line_is_refused(typed):
    with pytest.raises(ValidationError):
        LinesField(max_lines=3, max_length_of_line=10).clean(typed)
