"""Windows and titles of reports, from days written by hand."""

from datetime import date

import pytest

from reports.timespans import likely, names_of, subject_of, timespans, title

TODAY = date(2026, 7, 5)
STAGE = (date(2021, 1, 1), date(2025, 12, 31))


def span(key, *, is_state=False):
    return next(one for one in timespans(TODAY, is_state=is_state, stages=[STAGE]) if one.key == key)


@pytest.mark.parametrize(
    ("key", "is_state", "start", "end", "this", "later"),
    [
        ("HALF-2026-6", False, date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026", "6 tháng cuối năm 2026"),
        ("HALF-2026-6", True, date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026", "6 tháng cuối năm 2026"),
        ("HALF-2025-12", False, date(2025, 7, 1), date(2025, 12, 31), "6 tháng cuối năm 2025", "6 tháng đầu năm 2026"),
        ("QUARTER-2025-12", False, date(2025, 10, 1), date(2025, 12, 31), "quý IV năm 2025", "quý I năm 2026"),
        ("YEAR-2025-12", True, date(2024, 12, 15), date(2025, 12, 14), "năm 2025", "năm 2026"),
        ("STAGE-2025-12", False, *STAGE, "giai đoạn 2021 - 2025", "thời gian tới"),
    ],
)
def test_a_window_has_its_days_and_names(key, is_state, start, end, this, later):
    found = span(key, is_state=is_state)

    assert (found.start, found.end, found.this, found.next) == (start, end, this, later)


def test_nothing_that_has_not_begun_is_offered():
    offered = timespans(TODAY, is_state=False)

    assert offered
    assert all(one.start <= TODAY for one in offered)


@pytest.mark.parametrize(
    ("period", "is_stage"),
    [
        ((date(2026, 11, 1), date(2027, 1, 31)), False),
        ((date(2026, 5, 5), date(2027, 5, 4)), False),
        ((date(2026, 1, 1), date(2026, 12, 31)), False),
        ((date(2026, 5, 5), date(2027, 12, 31)), True),
    ],
)
def test_only_more_than_a_year_is_a_stage(period, is_stage):
    assert any(one.span == "STAGE" for one in timespans(TODAY, is_state=False, stages=[period])) is is_stage


@pytest.mark.parametrize(
    ("kind", "today", "key"),
    [
        ("INTERIM", date(2026, 5, 20), "HALF-2026-6"),
        ("INTERIM", date(2026, 7, 5), "HALF-2026-6"),
        ("INTERIM", date(2026, 11, 21), "HALF-2026-12"),
        ("FINAL", date(2027, 1, 10), "YEAR-2026-12"),
    ],
)
def test_the_likeliest_window_ends_nearest(kind, today, key):
    assert likely(timespans(today, is_state=False), kind, today).key == key


@pytest.mark.parametrize(
    ("kind", "key", "abstracts", "said"),
    [
        (
            "INTERIM", "HALF-2026-6", ["Công tác dân vận năm 2026"],
            "kết quả công tác dân vận 6 tháng đầu năm, phương hướng, nhiệm vụ 6 tháng cuối năm 2026",
        ),
        (
            "INTERIM", "QUARTER-2026-6", ["về thực hiện Quy chế dân chủ năm 2026"],
            "kết quả thực hiện Quy chế dân chủ quý II, phương hướng, nhiệm vụ quý III năm 2026",
        ),
        (
            "FINAL", "YEAR-2025-12", ["Thực hiện công tác dân vận năm 2025"],
            "tổng kết công tác dân vận năm 2025, phương hướng, nhiệm vụ năm 2026",
        ),
        (
            "FINAL", "STAGE-2025-12", ["Thực hiện phong trào thi đua giai đoạn 2021 - 2025"],
            "tổng kết 05 năm thực hiện phong trào thi đua giai đoạn 2021 - 2025",
        ),
        ("THEMATIC", "YEAR-2025-12", ["Đối thoại với Nhân dân"], "kết quả đối thoại với Nhân dân năm 2025"),
    ],
)  # fmt: skip
def test_a_title_says_what_the_report_is_on(kind, key, abstracts, said):
    assert title(kind, span(key), abstracts) == said


@pytest.mark.parametrize("abstracts", [[], ["Một", "Hai"], ["năm 2026"]])
def test_several_plans_are_the_work_as_a_whole(abstracts):
    assert subject_of(abstracts) == "công tác dân vận"


def test_a_time_without_a_name_is_left_out_of_headings():
    assert names_of("OTHER", *STAGE) == ("", "thời gian tới")


@pytest.mark.parametrize(
    ("span", "start", "end", "this"),
    [
        ("YEAR", date(2026, 5, 5), date(2026, 12, 31), "năm 2026"),
        ("YEAR", date(2025, 12, 15), date(2026, 12, 14), "năm 2026"),
        ("YEAR", date(2026, 10, 26), date(2027, 1, 24), "từ ngày 26/10/2026 đến ngày 24/01/2027"),
        ("HALF", date(2026, 1, 1), date(2026, 5, 31), "6 tháng đầu năm 2026"),
        ("HALF", date(2026, 5, 1), date(2026, 9, 30), "từ ngày 01/5/2026 đến ngày 30/9/2026"),
        ("QUARTER", date(2026, 3, 15), date(2026, 6, 14), "quý II năm 2026"),
    ],
)
def test_days_that_a_person_changed_have_a_name_only_where_it_is_true(span, start, end, this):
    assert names_of(span, start, end)[0] == this
