"""Every cell of every table of a world of two years equals a count by hand (tests/worlds)."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
import time_machine
from django.db import transaction
from django.http import QueryDict
from django.test import Client

from plans.cells import Cells
from plans.filters.work import WorkFilter
from plans.models import CELLS, Occurrence, Progress, Submission
from plans.rollups import paragraphs_at_work
from reports import composing, figures, services
from reports.annex_kinds import AnnexKind
from reports.completeness import FIGURES, Completeness
from reports.filters import OwedFilter
from reports.layouts import PARTY_2026, STATE_2020
from reports.models import ReportKind
from reports.pdf import draw_pdf
from reports.views.overview import plans_seen_by
from tests.reports.laid_out import check_laid_out, words_of
from tests.worlds import counting
from tests.worlds.two_years import MERGED, QUARTERS, TODAY, build

pytestmark = pytest.mark.one_database

TABLES = ["kind", "unit", "plan", "month"]
WINDOW = {"start": "2026-05-15", "end": "2027-01-20"}
WINDOW_SQL = """(o.due_on IS NULL AND p.ends_on >= '2026-05-15' AND p.starts_on <= '2027-01-20')
             OR ({due} >= '2026-05-15' AND {due} <= '2027-01-20')"""
_LINK = re.compile(
    r'<a[^>]*href="(?P<page>/work/rows/|/overview/reports/)\?(?P<query>[^"]*)"[^>]*>(?P<words>.*?)</a>', re.S
)


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The world, built once; nothing here changes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def world(built, db):
    with time_machine.travel(datetime(TODAY.year, TODAY.month, TODAY.day, 3, tzinfo=UTC), tick=False):
        yield built


@pytest.fixture
def leader(world):
    client = Client()
    client.force_login(world.leader)
    return client


def cells_by_hand(by, **asked):
    """{key: Cells} from one SQL text a cell."""
    counts = {cell: counting.count_work(where, by, TODAY, **asked) for cell, where in counting.WORK.items()}
    keys = set().union(*counts.values())
    return {key: Cells(**{cell: counts[cell].get(key, 0) for cell in CELLS}) for key in keys}


def key_of(table, line):
    if table == "month":
        return f"{line.subject.start:%Y-%m}" if line.subject else None
    return line.subject.kind if table == "kind" else line.subject.pk


def rows_behind(world, page, query):
    request = SimpleNamespace(user=world.leader)
    if page == "/work/rows/":
        rows = Occurrence.objects.visible_to(world.leader).in_force(TODAY)
        return WorkFilter(QueryDict(query), queryset=rows, request=request, on=TODAY).qs.count()
    reports = Submission.objects.visible_to(world.leader)
    return OwedFilter(QueryDict(query), queryset=reports, plans=plans_seen_by(world.leader)).qs.count()


def links_with_numbers(html):
    """(page, query, number) of every link that shows a number: "12", "1.250", "3/5" (the second), "<b>8</b> việc"."""
    for found in _LINK.finditer(html):
        words = re.sub(r"<[^>]+>", " ", found["words"]).replace(".", "")
        numbers = re.findall(r"^\s*(\d+)(?:/(\d+))?(?:\s|$)", words)
        for first, second in numbers:
            yield found["page"], unescape(found["query"]), int(second or first)


def wrong_links(world, html):
    """Links whose list is longer or shorter than the number they stand under."""
    return [link for link in links_with_numbers(html) if rows_behind(world, *link[:2]) != link[2]]


@pytest.mark.parametrize("days", ["", "original"])
@pytest.mark.parametrize("table", TABLES)
def test_every_cell_of_the_tables_of_work_is_the_count_by_hand(leader, table, days):
    page = leader.get("/overview/", {"by": table if table != "kind" else "", "days": days})

    by_hand = cells_by_hand(table, by_original=bool(days))
    assert {key_of(table, line): line.cells for line in page.context["lines"]} == by_hand
    assert page.context["total"] == cells_by_hand("all", by_original=bool(days))[1] == sum(by_hand.values(), Cells())


@pytest.mark.parametrize("table", TABLES)
def test_a_window_and_a_plan_narrow_every_table_as_they_do_by_hand(world, leader, table):
    plan = world.plans[0].pk
    asked = {"by": table if table != "kind" else "", "plan": plan, **WINDOW}

    lines = leader.get("/overview/", asked).context["lines"]

    window = f"o.plan_id = {plan} AND ({WINDOW_SQL})"
    assert {key_of(table, line): line.cells for line in lines} == cells_by_hand(table, window=window)


@pytest.mark.parametrize(
    ("table", "asked"),
    [
        ("", {}),
        ("", {"days": "original"}),
        ("", {**WINDOW, "days": "original"}),
        ("unit", WINDOW),
        ("plan", {"changed_since": "2026-06-01"}),
        ("month", {"days": "original"}),
        ("month", WINDOW),
    ],
)
def test_every_number_of_the_overview_opens_as_many_rows(world, leader, table, asked):
    html = leader.get("/overview/", {**asked, "by": table}).content.decode()

    assert len(list(links_with_numbers(html))) > 40
    assert wrong_links(world, html) == []


def test_the_grid_of_recurring_duties_is_the_count_by_hand(world, leader):
    for year in (2026, 2027):
        page = leader.get("/overview/duties/", {"year": year})

        by_hand = {
            key: cells
            for key, cells in cells_by_hand("item and month").items()
            if key[1] and key[1].startswith(f"{year}-") and key[0] == world.items["quarterly"].pk
        }
        told = {
            (line.item.pk, f"{part.subject.start:%Y-%m}"): part.cells
            for line in page.context["lines"]
            for part in line.months
            if part.cells.all
        }
        assert told == by_hand
        assert {day.month for day in QUARTERS if day.year == year} <= {int(month[5:]) for _, month in told}
        wrong = [link for link in links_with_numbers(page.content.decode()) if rows_behind(world, *link[:2]) != link[2]]
        assert wrong == []


@pytest.mark.parametrize(("key", "context"), [("s.period_id", "period_lines"), ("s.unit_id", "unit_lines")])
def test_every_cell_of_completeness_is_the_count_by_hand(world, leader, key, context):
    page = leader.get("/overview/completeness/")

    counts = {figure: counting.count_owed(figure, key) for figure in counting.OWED}
    told = {line.subject.pk: line.figures for line in page.context[context]}
    assert told == {
        subject: Completeness(**{figure: counts[figure].get(subject, 0) for figure in FIGURES}) for subject in told
    }
    assert told.keys() == set().union(*counts.values())
    for found in told.values():
        assert (found.owed, found.sent) == (found.sent + found.blank, found.on_time + found.late)
        assert found.sent_share is None or found.share(found.on_time) <= found.sent_share <= 100
    if context == "period_lines":
        assert wrong_links(world, page.content.decode()) == []


def test_what_changed_is_the_count_by_hand(leader):
    page = leader.get("/overview/", {"changed_since": "2027-02-01"})

    since = {"since": "2027-01-31 17:00:00", "day": "2027-02-01"}
    by_hand = {
        change: counting.count_work(where, "all", TODAY, **since).get(1, 0)
        for change, where in counting.CHANGES.items()
    }
    told = {change: number for change, _, number in page.context["changes"]}
    assert told == {change: number for change, number in by_hand.items() if number}
    assert len(told) >= 5


def test_the_sheet_for_meetings_counts_every_overdue_row(leader):
    sheet = leader.get("/overview/briefing/").context["sheet"]

    late = counting.WORK["open_overdue"]
    by_hand = counting.count_work(late, "all", TODAY)[1]
    awaiting = counting.count_work(f"{late} AND o.progress = 'AWAITING'", "all", TODAY).get(1, 0)
    assert (sheet.total, sheet.awaiting) == (by_hand, awaiting)
    assert sheet.shown + sheet.left + sheet.awaiting == by_hand


def test_the_numbers_of_a_plans_page_add_up_and_open_as_many_rows(world, leader):
    for line in leader.get("/overview/", {"by": "plan"}).context["lines"]:
        told = sum((part.figures for part in paragraphs_at_work(line.subject, world.leader, TODAY)), Cells())

        assert told.shares == line.cells.shares
        assert wrong_links(world, leader.get(f"/plans/{line.subject.pk}/").content.decode()) == []


def test_the_spring_duty_is_what_its_courses_say(world):
    """Four units a course: five courses in time (one of them only by its later day), two late, two never; of those who
    sent and were not read, 25 alone was taken in, with its report for the half year."""
    rows = Occurrence.objects.filter(assignment__item=world.items["spring"])

    assert figures.total(rows, TODAY) == Cells(finished_on_time=21, finished_late=8, open_overdue=11)
    (by_original,) = figures.count_by(rows, TODAY, "plan", by_original=True)
    assert Cells.of(by_original) == Cells(finished_on_time=17, finished_late=12, open_overdue=11)


def test_the_first_period_is_what_its_courses_say(leader):
    """Five units a course: four in time, one late, one never; of the eighth, three in time and two excused."""
    lines = leader.get("/overview/completeness/").context["period_lines"]

    (first,) = [line for line in lines if line.subject.label == "6 tháng đầu năm 2026"]
    assert first.figures == Completeness(owed=38, sent=33, on_time=28, late=5, to_complete=5, blank=5, excused=2)


def test_units_that_merged_keep_what_they_did_and_have_nothing_open_but_what_was_over(world):
    merged = [world.units[place] for place in MERGED]
    rows = Occurrence.objects.filter(unit__in=merged)

    left = rows.exclude(progress__in=[Progress.FINISHED, Progress.AWAITING, Progress.STOPPED])
    assert {row.period.label for row in left} == {"6 tháng đầu năm 2026"}
    assert rows.filter(progress=Progress.FINISHED, due_on__isnull=False).count() == 1  # 38, by its later day
    owed = Submission.objects.filter(unit__in=merged, period__label="năm 2026")
    assert all(report.excused_reason for report in owed)
    assert owed.count() == len(MERGED)


def test_work_that_was_only_kept_for_the_record_is_in_no_figure(world):
    past = Occurrence.objects.filter(assignment__item=world.items["past"])

    assert past.count() == 20
    assert figures.total(past, date(2030, 1, 1)) == Cells()


@pytest.mark.parametrize("profile", [PARTY_2026, STATE_2020], ids=lambda profile: profile.code)
def test_the_report_of_a_year_is_printed_as_the_rule_and_the_golden_text_say(world, profile):
    report = services.create_report(
        by=world.office, issuer=world.plans[0].issuer, plans=world.plans, kind=ReportKind.FINAL,
        abstract="kết quả công tác dân vận năm 2026, phương hướng, nhiệm vụ năm 2027", starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31), signatory="Nguyễn Văn Mẫu", job_title="Bí thư", recipients=["Tỉnh ủy", "Lưu"],
        annexes=[kind.value for kind in AnnexKind],
    )  # fmt: skip
    paper = replace(composing.compose(report, on=TODAY), profile=profile)

    check_laid_out(draw_pdf(paper), paper)

    golden = Path(__file__).parent / "golden" / "two_years.txt"
    assert "\n".join(words_of(paper)) == golden.read_text(encoding="utf-8").rstrip("\n")
