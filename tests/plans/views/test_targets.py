"""Targets: on the plan's page, in a list, each with its rows; how they are judged is the office's to correct."""

import io

import openpyxl
import pytest
from django.urls import reverse

from orgs.models import JournalEntry
from plans.models import Plan, Target, TargetScope
from tests.factories.figures import IndicatorFactory, give
from tests.factories.plans import PlanFactory, PlanItemFactory, ReportingPeriodFactory, TargetFactory
from tests.factories.reporting import SubmissionFactory


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def plan(ward):
    return PlanFactory(issuer=ward.committee, handed_out=True)


@pytest.fixture
def target(ward, plan):
    """Asked of three cells: one has it, one has not, one has not answered."""
    item = PlanItemFactory(plan=plan)
    target = TargetFactory(item=item, value=1, measure="mô hình", scope=TargetScope.PER_UNIT)
    period = ReportingPeriodFactory(plan=plan)
    asked = IndicatorFactory(period=period, target=target)
    for cell, number in zip(ward.cells, [1, 0, None], strict=True):
        report = SubmissionFactory(period=period, unit=cell)
        if number is not None:
            give(report, {asked: number})
    return target


def test_the_list_says_how_far_and_names_who_is_missing(office, ward, plan, target):
    page = words(office.get(url("target_list", plan.pk)))

    assert "1/3 đơn vị" in page
    assert f"1 chưa đạt</a>: {ward.cells[1]}" in page
    assert f"1 chưa trả lời</a>: {ward.cells[2]}" in page


@pytest.mark.parametrize(("state", "which"), [("met", [0]), ("unmet", [1]), ("unanswered", [2]), ("x", [0, 1, 2])])
def test_every_number_opens_its_rows(office, ward, target, state, which):
    lines = office.get(url("target_detail", target.pk), {"state": state}).context["lines"]

    assert [line.unit for line, _ in lines] == [ward.cells[n] for n in which]


def test_the_plans_page_shows_it_beside_the_paragraph(office, plan, target):
    page = words(office.get(plan.get_absolute_url()))
    piece = words(office.get(url("target_beside", plan.pk)))

    assert f'hx-get="{url("target_beside", plan.pk)}"' in page
    assert f'<div id="targets-{target.item_id}"><p><a class="soft" href="{url("target_list", plan.pk)}">' in page
    assert f'<div id="targets-{target.item_id}" hx-swap-oob="true">' in piece
    assert "1/3 đơn vị" in piece


def test_a_plan_without_targets_says_so(office, plan):
    assert "không đặt chỉ tiêu nào" in words(office.get(url("target_list", plan.pk)))
    assert "target_beside" not in words(office.get(plan.get_absolute_url()))


def sent(target, **more):
    version = Plan.objects.get(pk=target.item.plan_id).version
    return {"version": version, "kind": "count", "scope": "total", "comparison": "at_least", "value": "1",
            "measure": "mô hình", **more}  # fmt: skip


class TestCorrecting:
    def test_how_it_is_judged_is_corrected_and_answers_stay(self, office, target):
        office.post(url("target_edit", target.pk), sent(target, value="1.000", scope="total"))
        target.refresh_from_db()

        assert (target.value, target.scope) == (1000, TargetScope.TOTAL)
        assert "1/1.000 mô hình" in words(office.get(url("target_detail", target.pk)))
        assert JournalEntry.objects.latest("pk").action == "sửa cách tính chỉ tiêu"

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({"value": "1.5"}, "1,5 hay 15?"),
            ({"value": ""}, "Hãy ghi số phải đạt"),
            ({"value": "-1"}, "Giá trị phải từ 0"),
            ({"kind": "x"}, "Loại chỉ tiêu"),
        ],
    )
    def test_nonsense_is_answered_in_words(self, office, target, more, said):
        page = office.post(url("target_edit", target.pk), sent(target, **more))

        assert said in words(page)
        assert Target.objects.get(pk=target.pk).value == 1

    def test_somebody_was_faster(self, office, target):
        page = office.post(url("target_edit", target.pk), sent(target, version="88", value="7"))

        assert page.status_code == 409
        assert 'value="7"' in words(page)

    def test_a_leader_reads_and_does_not_correct(self, client, ward, target):
        client.force_login(ward.leader)

        assert client.get(url("target_detail", target.pk)).status_code == 200
        assert client.post(url("target_edit", target.pk), sent(target)).status_code == 403


def test_in_the_editor_a_thousand_is_a_thousand(office, ward):
    """The form of a paragraph takes the numbers of targets as offices write them."""
    item = PlanItemFactory(plan=ward.plan)
    empty = {f"{name}-{field}": "0" for name in ("who", "when") for field in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data = {
        "version": ward.plan.version, "text": "Việc", "kind": "task", "label_text": "1.", **empty,
        "target-TOTAL_FORMS": "1", "target-INITIAL_FORMS": "0", "target-0-text": "Ít nhất 1.000 người",
        "target-0-kind": "count", "target-0-comparison": "at_least", "target-0-value": "1.000",
        "target-0-scope": "total", "target-0-measure": "người",
    }  # fmt: skip
    office.post(url("item_edit", item.pk), data)

    assert item.targets.get().value == 1000


def test_targets_are_exported(office, ward, plan, target):
    response = office.get(reverse("reports:targets_xlsx", args=[plan.pk]))
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).active.iter_rows(min_row=5, values_only=True))

    assert rows[0][4:12] == (1, "mô hình", 1, 3, 2, 1, 1, "chưa đạt")
    assert rows[0][13:] == (ward.cells[1].name, ward.cells[2].name)
