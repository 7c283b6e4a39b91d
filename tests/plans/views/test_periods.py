"""The office's pages of a period: who owes a report, who sent it, opening, locking, exceptions."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role
from plans.models import Plan, ReportingPeriod, ReportingRule, Submission, SubmissionState
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import OccurrenceFactory, PlanFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory

TODAY = timezone.localdate()


@pytest.fixture
def period(ward):
    """A period at work that has opened; the first cell sent late, the second was asked for more, the third nothing."""
    plan = PlanFactory(handed_out=True, issuer=ward.committee)
    period = ReportingPeriodFactory(plan=plan, due_on=TODAY - timedelta(days=5), opened_at=timezone.now())
    states = [SubmissionState.AWAITING, SubmissionState.ASKED_FOR_MORE, SubmissionState.NOT_SENT]
    for cell, state in zip(ward.cells, states, strict=True):
        sent_on = None if state == SubmissionState.NOT_SENT else TODAY
        OccurrenceFactory(period=period, item__plan=plan, unit=cell, due_on=None)
        SubmissionFactory(period=period, unit=cell, state=state, first_sent_on=sent_on, turn_since=timezone.now())
    return period


def address(name, thing):
    return reverse(f"plans:{name}", args=[thing.pk])


def units_shown(page):
    return [line.report.unit for line in page.context["lines"]]


def test_the_page_says_who_owes_who_sent_and_whose_turn_it_is(office, ward, period):
    page = office.get(address("period_detail", period))

    assert units_shown(page) == ward.cells
    words = page.content.decode()
    assert "Đến lượt văn phòng:" in words
    assert "Chưa nộp, quá hạn 5 ngày" in words
    assert {name: number for name, _, number in page.context["figures"]} == {
        "owed": 3, "blank": 1, "awaiting": 1, "to_complete": 1, "accepted": 0, "on_time": 0, "late": 2, "excused": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "cells"), [("blank", [2]), ("late", [0, 1]), ("accepted", []), ("nonsense", [0, 1, 2])]
)
def test_every_figure_opens_its_reports(office, ward, period, figure, cells):
    page = office.get(address("period_detail", period), {"figure": figure})

    assert units_shown(page) == [ward.cells[number] for number in cells]


def test_a_unit_sees_its_own_report_alone(client, ward, period):
    client.force_login(ward.reporter)

    assert units_shown(client.get(address("period_detail", period))) == [ward.cells[0]]


@pytest.mark.one_database
@pytest.mark.parametrize("count", [1, 45])
def test_the_list_asks_the_database_as_often_for_many_units(office, ward, period, count, django_assert_max_num_queries):
    SubmissionFactory.create_batch(count, period=period)

    with django_assert_max_num_queries(11):
        page = office.get(address("period_detail", period))
    assert len(page.context["lines"]) == 3 + count


def test_a_period_is_added_to_a_plan_at_work(office, period):
    days = {"label": "Năm 2027", "starts_on": "1/1/2027", "ends_on": "31/12/2027", "due_on": "10/12/2027"}
    plan = period.plan

    page = office.post(address("period_create", plan), days | {"version": plan.version}, follow=True)

    made = ReportingPeriod.objects.get(label="Năm 2027")
    assert "Đã thêm kỳ Năm 2027." in page.content.decode()
    assert (f"{made.opens_on:%d/%m/%Y}", made.opened_at) == ("01/01/2027", None)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "1/1/2020"}, "phải kết thúc sau khi bắt đầu"),
        ({"label": "cũ"}, "mang tên này"),
        ({"starts_on": "x"}, "Ghi ngày dạng"),
    ],
)
def test_a_wrong_period_is_told_and_not_added(office, period, wrong, sentence):
    ReportingPeriod.objects.filter(pk=period.pk).update(label="cũ")
    days = {"label": "Năm 2027", "starts_on": "1/1/2027", "ends_on": "31/12/2027"} | wrong

    page = office.post(address("period_create", period.plan), days | {"version": period.plan.version})

    assert sentence in page.content.decode()
    assert ReportingPeriod.objects.count() == 1


def test_an_open_period_offers_no_day_that_cannot_move(office, period):
    assert set(office.get(address("period_edit", period)).context["form"].fields) == {
        "version", "label", "due_on", "locks_on",
    }  # fmt: skip


def test_opening_shows_the_units_first_and_freezes_them_then(office, ward):
    plan = PlanFactory(handed_out=True, issuer=ward.committee)
    later = ReportingPeriodFactory(plan=plan, opens_on=TODAY + timedelta(days=9), starts_on=TODAY,
                                   ends_on=TODAY + timedelta(days=90), due_on=None)  # fmt: skip
    OccurrenceFactory(period=later, item__plan=plan, unit=ward.cells[0], due_on=None)

    look = office.get(address("period_open", later))
    assert list(look.context["units"]) == [ward.cells[0]]
    assert not Submission.objects.exists()
    page = office.post(address("period_open", later), {"version": plan.version}, follow=True)

    assert "1 đơn vị phải nộp báo cáo" in page.content.decode()
    assert [one.unit for one in Submission.objects.all()] == [ward.cells[0]]


def test_the_turn_names_those_who_never_sent_and_those_who_must_complete(office, period):
    period.submissions.filter(state="AWAITING").update(state="ASKED_FOR_MORE")
    words = office.get(address("period_detail", period)).content.decode()
    assert "Đến lượt 1 đơn vị</strong> chưa nộp, quá hạn 5 ngày; 2 đơn vị bổ sung." in words


def test_opening_names_the_units_that_nobody_reports_for(office, ward):
    plan = PlanFactory(handed_out=True, issuer=ward.committee)
    later = ReportingPeriodFactory(plan=plan)
    UserFactory(role=Role.REPORTER, unit=ward.cells[1], is_active=False)
    for cell in ward.cells[:2]:
        OccurrenceFactory(period=later, item__plan=plan, unit=cell, due_on=None)

    look = office.get(address("period_open", later))

    assert list(look.context["silent"]) == [ward.cells[1]]
    assert "2 đơn vị, trong đó 1 chưa có người báo cáo:" in look.content.decode()


def test_a_period_is_locked_after_a_word_on_who_has_not_sent(office, period):
    assert (
        "Còn 1 đơn vị chưa nộp và 1 đơn vị đang bổ sung" in office.get(address("period_lock", period)).content.decode()
    )

    office.post(address("period_lock", period), {"version": period.plan.version})

    period.refresh_from_db()
    assert period.locks_on == TODAY - timedelta(days=1)


@pytest.mark.parametrize("name", ["period_open", "period_lock"])
def test_what_was_changed_meanwhile_is_looked_at_again(office, ward, name):
    plan = PlanFactory(handed_out=True, issuer=ward.committee)
    period = ReportingPeriodFactory(plan=plan, opens_on=TODAY + timedelta(days=9))
    Plan.objects.filter(pk=plan.pk).update(version=4)

    page = office.post(address(name, period), {"version": 0}, follow=True)

    assert "vừa được người khác sửa" in page.content.decode()
    period.refresh_from_db()
    assert (period.locks_on, period.opened_at) == (None, None)


def test_a_unit_is_excused_with_a_reason_and_owes_again(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])

    assert "bắt buộc" in office.post(address("report_excuse", report), {"version": 0}).content.decode()
    office.post(address("report_excuse", report), {"version": 0, "reason": "Mới thành lập"})
    page = office.get(address("period_detail", period), {"figure": "excused"})
    assert units_shown(page) == [ward.cells[2]]
    assert "Mới thành lập" in page.content.decode()
    office.post(address("report_excuse", report), {"version": 1})

    report.refresh_from_db()
    assert report.excused_reason == ""


def test_a_locked_period_is_opened_again_for_one_unit(office, ward, period):
    ReportingPeriod.objects.update(locks_on=TODAY - timedelta(days=1))
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    words = {"version": 0, "until": f"{TODAY + timedelta(days=2):%d/%m/%Y}", "reason": "Mất điện"}

    page = office.post(address("report_reopen", report), words, follow=True)

    assert f"Đã mở lại cho {report.unit}" in page.content.decode()
    report.refresh_from_db()
    assert report.reopened_until == TODAY + timedelta(days=2)


def test_two_officers_at_once_do_not_write_over_each_other(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    Submission.objects.filter(pk=report.pk).update(version=3)

    page = office.post(address("report_excuse", report), {"version": 0, "reason": "Mới thành lập"})

    assert "vừa có thay đổi" in page.content.decode()
    assert page.context["form"]["reason"].value() == "Mới thành lập"
    report.refresh_from_db()
    assert report.excused_reason == ""


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("reporter", 403), ("stranger", 404)])
@pytest.mark.parametrize("name", ["period_open", "period_lock", "report_reopen", "report_excuse", "report_enter"])
def test_these_acts_are_for_the_office(client, ward, period, who, status, name):
    client.force_login(getattr(ward, who))
    thing = period if name.startswith("period") else Submission.objects.get(period=period, unit=ward.cells[0])

    assert (client.get(address(name, thing)).status_code, client.post(address(name, thing), {}).status_code) == (
        status, status,
    )  # fmt: skip


def test_the_rule_is_set_by_the_office_and_by_administrators(client, ward):
    words = {"calendar": "QUARTERS", "due_after": "5", "locks_after": "", "version": 0}
    client.force_login(UserFactory(role=Role.ADMIN, unit=ward.committee))

    page = client.post(address("rule_edit", ward.committee), words, follow=True)

    assert "Các kỳ báo cáo đã có giữ nguyên ngày." in page.content.decode()
    rule = ReportingRule.objects.get(committee=ward.committee)
    assert (rule.calendar, rule.due_after, rule.locks_after) == ("QUARTERS", 5, None)


def test_a_rule_changed_meanwhile_is_shown_beside_what_was_typed(office, ward):
    words = {"calendar": "QUARTERS", "due_after": "5", "locks_after": "", "version": 0}
    office.post(address("rule_edit", ward.committee), words)

    page = office.post(address("rule_edit", ward.committee), words | {"due_after": "9"})

    assert page.status_code == 409
    assert [(d.theirs, d.mine) for d in page.context["conflict"].differences] == [("5", "9")]


@pytest.mark.parametrize("wrong", [{"due_after": "-1"}, {"due_after": "400"}, {"calendar": "x"}, {"locks_after": "a"}])
def test_a_wrong_rule_is_told(office, ward, wrong):
    words = {"calendar": "QUARTERS", "due_after": "5", "locks_after": "", "version": 0} | wrong

    assert office.post(address("rule_edit", ward.committee), words).status_code == 200
    assert not ReportingRule.objects.exists()


def test_the_rule_offers_no_choice_without_a_name(office, ward):
    assert "---" not in office.get(address("rule_edit", ward.committee)).content.decode()


def test_a_body_that_is_no_committee_has_no_rule(office, ward):
    assert office.get(address("rule_edit", UnitFactory(parent=ward.committee))).status_code == 404
