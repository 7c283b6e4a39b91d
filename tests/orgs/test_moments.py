from datetime import UTC, datetime

from orgs.moments import moment_in_words


def test_a_moment_is_told_by_the_clock_of_the_office():
    assert moment_in_words(datetime(2026, 11, 21, 10, 5, tzinfo=UTC)) == "17 giờ 05, ngày 21/11/2026"
