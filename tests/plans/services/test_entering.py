"""The header of a plan: begun once, corrected with the old values kept, thrown away, closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry
from plans.models import Document, Plan
from plans.services.duties import Wording, set_deadlines
from plans.services.entering import close_plan, create_plan, delete_plan, edit_plan
from tests.factories.plans import PlanFactory, PlanItemFactory

HEADER = {"number": "20-KH/ĐU", "abstract": "Tuyên truyền bầu cử", "issued_on": date(2026, 2, 1)}


def test_create_plan_writes_document_plan_and_journal(ward):
    plan = create_plan(issuer=ward.committee, by=ward.officer, **HEADER)

    assert (plan.document.number, plan.document.number_key, plan.issued_at) == ("20-KH/ĐU", "20 kh du", None)
    entry = JournalEntry.objects.get(plan_id=plan.pk)
    assert (entry.action, entry.after["number"]) == ("lập kế hoạch", "20-KH/ĐU")


def test_create_plan_sent_twice_makes_one(ward):
    plan = create_plan(issuer=ward.committee, by=ward.officer, **HEADER)

    assert create_plan(issuer=ward.committee, by=ward.officer, **HEADER) == plan
    assert Plan.objects.filter(document__number="20-KH/ĐU").count() == 1


def test_create_plan_refuses_a_period_that_ends_before_it_starts(ward):
    with pytest.raises(ValidationError):
        create_plan(
            issuer=ward.committee, by=ward.officer, **HEADER, starts_on=date(2026, 5, 1), ends_on=date(2026, 4, 1)
        )

    assert not Document.objects.filter(number="20-KH/ĐU").exists()


@pytest.mark.parametrize("known", [{}, {"issued_on": date(2026, 2, 1)}, {"starts_on": date(2026, 3, 1)}])
def test_a_plan_does_not_run_for_more_years_than_periods_are_cut_for(ward, known):
    with pytest.raises(ValidationError, match="không dài quá 30 năm"):
        create_plan(issuer=ward.committee, by=ward.officer, abstract="Đến mai sau", ends_on=date(2099, 12, 31), **known)

    with pytest.raises(ValidationError, match="không dài quá 30 năm"):
        edit_plan(plan=ward.plan, by=ward.officer, version=0, ends_on=date(2099, 12, 31))


def test_create_plan_knows_no_other_field(ward):
    with pytest.raises(TypeError):
        create_plan(issuer=ward.committee, by=ward.officer, **HEADER, issued_at="2026-01-01")


def test_edit_plan_keeps_old_and_new_values(ward):
    edit_plan(plan=ward.plan, by=ward.officer, version=0, number="16-KH/ĐU")

    entry = JournalEntry.objects.filter(plan_id=ward.plan.pk).first()
    assert (entry.action, entry.before, entry.after) == (
        "sửa thông tin chung", {"number": "15-KH/ĐU"}, {"number": "16-KH/ĐU"},
    )  # fmt: skip


def test_edit_plan_refuses_a_stale_version(ward):
    edit_plan(plan=ward.plan, by=ward.officer, version=0, number="16-KH/ĐU")

    with pytest.raises(StaleVersion):
        edit_plan(plan=Plan.objects.get(pk=ward.plan.pk), by=ward.officer, version=0, number="17-KH/ĐU")

    assert Document.objects.get(pk=ward.plan.document_id).number == "16-KH/ĐU"


def test_edit_plan_refuses_a_plan_that_was_handed_out(ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)

    with pytest.raises(StaleVersion):
        edit_plan(plan=plan, by=ward.officer, version=plan.version, number="17-KH/ĐU")


def test_edit_plan_reads_deadlines_again_for_the_new_period(ward):
    item = PlanItemFactory(plan=ward.plan)
    set_deadlines(item, [Wording("trước ngày 10/12 hằng năm")])

    edit_plan(plan=ward.plan, by=ward.officer, version=0, ends_on=date(2028, 12, 31))

    (row,) = item.deadlines.all()
    assert [day.year for day in row.deadline.dates] == [2026, 2027, 2028]


def test_delete_plan_takes_the_document_and_leaves_the_fact(ward):
    PlanItemFactory(plan=ward.plan)
    pk = ward.plan.pk

    delete_plan(plan=ward.plan, by=ward.officer, version=0)

    assert not Plan.objects.filter(pk=pk).exists()
    assert not Document.objects.filter(number="15-KH/ĐU").exists()
    assert JournalEntry.objects.filter(plan_id=pk).first().before["number"] == "15-KH/ĐU"


def test_close_plan_twice_is_written_once(ward):
    plan = PlanFactory(issuer=ward.committee, handed_out=True)

    close_plan(plan=plan, by=ward.officer, on=date(2026, 12, 20))
    close_plan(plan=plan, by=ward.officer, on=date(2026, 12, 25))

    plan.refresh_from_db()
    assert plan.closed_on == date(2026, 12, 20)
    assert JournalEntry.objects.filter(plan_id=plan.pk, action="kết thúc kế hoạch").count() == 1
