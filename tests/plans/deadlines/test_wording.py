"""A deadline in words, and back."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings

from plans.deadlines import Deadline, DeadlineKind, Series, describe, read_deadlines, write_deadline
from tests.plans.deadlines.strategies import PLAN, deadlines


@given(deadlines)
@settings(max_examples=400, deadline=None)
@example(Deadline(DeadlineKind.FIXED, "", dates=(date(2026, 6, 30),), window=(date(2026, 4, 1), date(2026, 6, 30))))
def test_what_is_written_reads_back_as_the_same_deadline(deadline):
    wording = write_deadline(deadline)

    assert read_deadlines(wording, **PLAN) == [replace(deadline, wording=wording)]


@given(deadlines)
@settings(max_examples=100, deadline=None)
def test_a_record_keeps_everything(deadline):
    assert Deadline.from_record(deadline.to_record()) == deadline


@given(deadlines)
@settings(max_examples=100, deadline=None)
def test_every_deadline_can_be_described(deadline):
    assert describe(deadline).strip()


@pytest.mark.parametrize(
    ("wording", "canonical"),
    [
        ("Hoàn thành trong tháng 05 năm 2026", "trong tháng 5/2026"),
        ("Thời gian hoàn thành trong quí II năm 2019", "trong quý II/2019"),
        ("TRƯỚC NGÀY 10 THÁNG 12 HÀNG NĂM", "trước ngày 10/12 hằng năm"),
        ("20 của tháng cuối quý", "ngày 20 của tháng cuối quý"),
        ("định kỳ 06 tháng, một năm", "định kỳ 06 tháng, 01 năm"),
        ("trước 7h00 sáng ngày 01/7/2025", "trước 07 giờ 00 ngày 01/7/2025"),
        ("trước 30-2-2026", "trước 30-2-2026"),
    ],
)
def test_canonical_wording_is_that_of_documents(wording, canonical):
    [deadline] = read_deadlines(wording, **PLAN)

    assert write_deadline(deadline) == canonical


@pytest.mark.parametrize(
    ("wording", "understood"),
    [
        (
            "trước ngày 10 tháng 12 hằng năm",
            "trước ngày 10/12 hằng năm → 4 hạn: 10/12/2025, 10/12/2026, 10/12/2027, 10/12/2028",
        ),
        (
            "ngày 25 hằng tháng",
            "ngày 25 hằng tháng → 48 hạn: 25/01/2025, 25/02/2025, 25/3/2025, 25/4/2025, 25/5/2025, …, 25/12/2028",
        ),
        ("thường xuyên", "thường xuyên: không có hạn, trả lời mỗi kỳ báo cáo"),
        ("định kỳ 06 tháng", "định kỳ 06 tháng: chưa có ngày hạn, trả lời mỗi kỳ báo cáo"),
        ("giai đoạn 2017 - 2020", "từ ngày 01/01/2017 đến ngày 31/12/2020: khoảng thời gian, chưa có ngày hạn"),
        ("ngay sau kỳ nghỉ Tết", "tính theo một việc chưa rõ ngày, đề nghị ghi rõ ngày"),
        ("trước ngày 31/2/2026", "chưa hiểu thời hạn này, đề nghị ghi rõ ngày"),
        ("cuối tháng 3-2020", "dự kiến ngày 31/3/2020 → 1 hạn: 31/3/2020 (đề nghị kiểm tra lại ngày này)"),
    ],
)
def test_what_was_understood_is_said_in_words(wording, understood):
    [deadline] = read_deadlines(wording, **PLAN)

    assert describe(deadline) == understood


def test_recurring_days_of_an_unknown_plan_are_said_to_be_unknown():
    [deadline] = read_deadlines("trước ngày 10/12 hằng năm", issued_on=None, start=None, end=None)

    assert deadline.series == (Series.YEAR,)
    assert describe(deadline) == (
        "trước ngày 10/12 hằng năm: chưa rõ thời gian của kế hoạch nên chưa tính được ngày hạn"
    )


def test_a_rule_gives_the_days_of_another_period():
    [deadline] = read_deadlines("trước ngày 10/12 hằng năm", **PLAN)

    assert deadline.within(date(2030, 1, 1), date(2031, 12, 31)).dates == (date(2030, 12, 10), date(2031, 12, 10))
