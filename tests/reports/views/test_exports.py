"""Lists as workbooks: the rows of the page, in its order, of what this person may read; text stays text."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from orgs.models import Role, UnitKind
from plans.models import Progress
from reports.views import exports
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import AssignmentFactory, OccurrenceFactory, PlanFactory, PlanItemFactory
from tests.factories.reporting import SubmissionFactory

pytestmark = pytest.mark.django_db

EVIL = '=HYPERLINK("http://a.vn";1+1)'


@pytest.fixture
def item():
    return PlanItemFactory(plan=PlanFactory(handed_out=True, abstract="Kế hoạch thử"), text=EVIL)


@pytest.fixture
def officer(client, item):
    user = UserFactory(role=Role.OFFICER, unit=item.plan.issuer)
    client.force_login(user)
    return user


def row(item, name, **kwargs):
    unit = UnitFactory(parent=item.plan.issuer, name=name, kind=UnitKind.PARTY_CELL)
    return OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=unit), **kwargs)


def sheet(client, name, *args, **asked):
    answer = client.get(reverse(f"reports:{name}", args=args), asked)
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    return [list(line) for line in rows]


def body(lines):
    """What stands below the heads."""
    return lines[4:]


def test_the_work_table_says_whose_it_is_and_what_was_asked_for(client, item, officer):
    row(item, "Chi bộ Một", due_on=date(2026, 5, 31), progress=Progress.FINISHED, finished_on=date(2026, 5, 30))
    row(item, "Chi bộ Hai", due_on=date(2026, 6, 30))

    lines = sheet(client, "work_xlsx", cell="finished")

    assert lines[0][0] == "Danh sách việc"
    assert item.plan.issuer.name in lines[1][0]
    assert "Kết quả, thời hạn: có hạn, đã hoàn thành" in lines[1][0]
    (told,) = body(lines)
    assert told[2:4] == [EVIL, "Chi bộ Một"]
    assert (told[6].date(), told[9], told[11].date()) == (date(2026, 5, 31), "Hoàn thành", date(2026, 5, 30))


def test_a_list_that_is_too_long_is_refused_in_words(client, item, officer, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    row(item, "Chi bộ Một")
    row(item, "Chi bộ Hai")

    answer = client.get(reverse("reports:work_xlsx"), {"cell": "all"}, follow=True)

    assert answer.redirect_chain == [(f"{reverse('plans:work_table')}?cell=all", 302)]
    assert "Hãy lọc bớt rồi xuất lại." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("plans_xlsx", "plans:plan_list"), ("units_xlsx", "orgs:unit_list"),
        ("duties_xlsx", "reports:overview_duties"), ("owed_xlsx", "reports:overview_reports"),
    ],
)  # fmt: skip
def test_no_other_list_is_cut_without_a_word(client, item, officer, monkeypatch, name, page):
    monkeypatch.setattr(exports, "MOST_ROWS", 0)
    OccurrenceFactory(assignment=row(item, "Chi bộ Một", due_on=date(2026, 3, 25)).assignment, due_on=date(2026, 6, 25))
    SubmissionFactory(period__plan=item.plan)

    answer = client.get(reverse(f"reports:{name}"), {"year": 2026}, follow=True)

    assert answer.redirect_chain == [(f"{reverse(page)}?year=2026", 302)]
    assert "Hãy lọc bớt rồi xuất lại." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "args", "asked", "called"),
    [
        ("overview_xlsx", [], {"by": "month"}, "tinh-hinh-thuc-hien-theo-thang-2"),
        ("completeness_xlsx", ["period"], {}, "nop-bao-cao-theo-ky-bao-cao-2"),
        ("completeness_xlsx", ["unit"], {}, "nop-bao-cao-theo-don-vi-2"),
    ],
)
def test_a_workbook_is_called_by_its_title_and_day(client, item, officer, name, args, asked, called):
    answer = client.get(reverse(f"reports:{name}", args=args), asked)

    assert f'filename="{called}' in answer["Content-Disposition"]


@pytest.mark.parametrize(("by", "first"), [("", "Chi bộ Một"), ("unit", "Chi bộ Một"), ("month", "Tháng 5/2026")])
def test_the_tables_of_figures_end_with_their_sum(client, item, officer, by, first):
    row(item, "Chi bộ Một")

    lines = body(sheet(client, "overview_xlsx", by=by))

    assert lines[0][:2] == [first, 1]
    assert lines[-1][:2] == ["Cộng", 1]


def test_duties_stand_month_by_month(client, item, officer):
    first = row(item, "Chi bộ Một", due_on=date(2026, 3, 25), progress=Progress.FINISHED, finished_on=date(2026, 3, 1))
    OccurrenceFactory(assignment=first.assignment, due_on=date(2026, 6, 25))

    (line,) = body(sheet(client, "duties_xlsx", year=2026))

    assert line[6:8] == [1, 1]
    assert line[12:14] == [0, 1]
    assert line[8:10] == [None, None]


def test_reports_owed_are_listed_and_counted(client, item, officer):
    report = SubmissionFactory(period__plan=item.plan, first_sent_on=date(2026, 6, 29), state="ACCEPTED")
    SubmissionFactory(period=report.period, excused_reason="Mới thành lập")

    assert [line[5] for line in body(sheet(client, "owed_xlsx"))] == ["Đã tiếp nhận", "Miễn nộp"]
    assert [line[5] for line in body(sheet(client, "owed_xlsx", figure="sent"))] == ["Đã tiếp nhận"]
    for by in ("period", "unit"):
        assert body(sheet(client, "completeness_xlsx", by))[-1] == ["Cộng", 1, 1, 1, 0, 0, 0, 1, 100]
    assert client.get(reverse("reports:completeness_xlsx", args=["x"])).status_code == 404


def test_plans_and_units_are_those_of_the_list(client, item, officer):
    other = PlanFactory(handed_out=True, abstract="Của nơi khác")
    row(item, "Chi bộ Một")

    plans = [line[1] for line in body(sheet(client, "plans_xlsx"))]
    units = [line[0] for line in body(sheet(client, "units_xlsx", kind=UnitKind.PARTY_CELL))]

    assert plans == ["Kế hoạch thử"]
    assert other.document.abstract not in plans
    assert units == ["Chi bộ Một"]
    assert "Loại: chi bộ, đảng bộ trực thuộc" in sheet(client, "units_xlsx", kind=UnitKind.PARTY_CELL)[1][0]


def test_no_text_of_anybody_becomes_a_formula_or_a_link(client, item, officer):
    for name in ("+84 hộ", "@SUM(1)", "-1+1", "http://a.vn"):
        row(item, name)

    content = client.get(reverse("reports:work_xlsx")).content
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        written = packed.read("xl/worksheets/sheet1.xml").decode()

    assert {line[3] for line in body(sheet(client, "work_xlsx"))} == {"+84 hộ", "@SUM(1)", "-1+1", "http://a.vn"}
    assert "<f>" not in written
    assert "hyperlink" not in written
