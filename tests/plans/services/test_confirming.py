"""A checked draft becomes a plan: once, whole, with the header as corrected."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs import candidates as directory
from orgs.models import JournalEntry
from plans.deadlines import DeadlineKind
from plans.forms.imports import header_of, names_in
from plans.importing import read_plan, source_from_text
from plans.models import Assignee, AssignmentRole, ItemKind, Plan, PlanDeadline
from plans.services.confirming import confirm_import
from tests.factories.orgs import UnitFactory, UnitGroupFactory
from tests.factories.plans import PlanImportFactory
from tests.plans.importing.samples import PARTY_PLAN

DAYS = {"issued_on": date(2026, 2, 9), "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}


@pytest.fixture
def plan_import(ward):
    UnitFactory(parent=ward.committee, name="Ủy ban nhân dân xã", is_committee=True)
    UnitFactory(parent=ward.committee, name="Văn phòng Đảng ủy")
    UnitGroupFactory(owner=ward.committee, name="Các chi bộ trực thuộc", units=ward.cells)
    source = source_from_text(PARTY_PLAN)
    return PlanImportFactory(
        issuer=ward.committee, uploaded_by=ward.officer, source_text=source.text, sha256="0" * 64,
        draft=read_plan(source).to_record(),
    )  # fmt: skip


@pytest.fixture
def confirm(plan_import, ward):
    draft = read_plan(source_from_text(PARTY_PLAN))
    matches = directory.match(names_in(draft), ward.committee, date(2026, 2, 9))
    header = header_of(draft, matches) | {"recipients": list(draft.recipients)} | DAYS

    def confirm(**changes):
        return confirm_import(plan_import=plan_import, by=ward.officer, header=header | changes, matches=matches)

    return confirm


def test_confirm_import_writes_the_whole_plan(confirm, plan_import):
    plan = confirm()

    assert (plan.document.number, plan.document.issued_on, plan.signatory_title) == (
        "14-KH/ĐU", date(2026, 2, 9), "PHÓ BÍ THƯ",
    )  # fmt: skip
    assert len(plan.recipients) == 3
    assert [citation.number for citation in plan.citations.all()] == ["05-CTr/TU", "02-NQ/ĐU"]
    assert plan.versions.get().source_text == plan_import.source_text
    sections = plan.items.filter(depth=0, kind=ItemKind.HEADING).order_by("position")
    assert [item.label for item in sections] == ["I", "II", "III", "IV"]
    assert plan.items.filter(targets__isnull=False).exists()


def test_confirm_import_hangs_every_item_under_its_parent(confirm):
    plan = confirm()

    for item in plan.items.select_related("parent"):
        assert item.depth == (item.parent.depth + 1 if item.parent else 0)
    positions = list(plan.items.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def test_confirm_import_matches_only_what_is_certain(confirm):
    plan = confirm()

    rows = {row.text: row for row in Assignee.objects.filter(item__plan=plan)}
    assert rows["Ủy ban nhân dân xã"].unit.name == "Ủy ban nhân dân xã"
    assert rows["Các chi bộ trực thuộc"].group.name == "Các chi bộ trực thuộc"
    assert not rows["Khối Dân vận"].is_matched
    assert rows["Khối Dân vận"].role == AssignmentRole.LEAD


def test_confirm_import_reads_deadlines_with_the_corrected_dates(confirm):
    plan = confirm(ends_on=date(2027, 12, 31))

    days = {
        row.wording: row.deadline.dates
        for row in PlanDeadline.objects.filter(item__plan=plan)
        if row.deadline.kind in {DeadlineKind.FIXED, DeadlineKind.RECURRING}
    }
    quarterly = next(dates for wording, dates in days.items() if "cuối quý" in wording)
    assert len(quarterly) == 8


def test_confirm_import_twice_makes_one_plan(confirm, plan_import):
    assert confirm() == confirm()

    assert Plan.objects.filter(source_import=plan_import).count() == 1
    assert JournalEntry.objects.filter(action="tạo kế hoạch từ tài liệu").count() == 1


def test_confirm_import_refused_leaves_nothing(confirm, plan_import):
    with pytest.raises(ValidationError):
        confirm(abstract="")

    plan_import.refresh_from_db()
    assert plan_import.plan is None
    assert not Plan.objects.filter(document__number="14-KH/ĐU").exists()
