"""The demo: loaded once for all these tests, then taken back."""

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from danvan.demo.plans import items_by_path
from danvan.demo.timeline import Timeline, clock_at, friday_before, moment, monday_after
from orgs import journal
from orgs.models import JournalEntry, Unit, User
from orgs.passwords import DEMO_ACCOUNTS, DEMO_PASSWORD
from plans.chains import chain_of
from plans.models import (
    Attachment,
    Decision,
    Document,
    Extension,
    Occurrence,
    Plan,
    Progress,
    ProgressUpdate,
    Review,
    RoundReview,
    Submission,
    SubmissionRound,
    SubmissionState,
    Verdict,
)
from reports import composing, drafting
from reports.duties import recurring_items
from reports.models import Report, UrgingLetter
from reports.pdf import draw_pdf
from tests.reports.laid_out import check_laid_out

pytestmark = pytest.mark.one_database
FORBIDDEN_RUN = 20  # words in a row that a document may not share with a real plan
FIXTURES = settings.BASE_DIR / "fixtures"


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(settings, "DEMO", True)
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo, db) -> None:
    """The demo, and a transaction of the test's own on top of it."""


def plan(number: str) -> Plan:
    return Plan.objects.get(document__number=number)


def shape(plan: Plan, *kinds: str) -> list[str]:
    return [path for path, item in items_by_path(plan).items() if item.kind in kinds]


def days(plan: Plan) -> set[date]:
    return set(plan.occurrences.filter(due_on__isnull=False).values_list("due_on", flat=True))


def named(plan: Plan, path: str) -> set[str]:
    return {str(row.unit or row.group or row.text) for row in items_by_path(plan)[path].assignees.all()}


def test_outside_the_demo_nothing_is_loaded(db):
    with pytest.raises(CommandError, match="chế độ dùng thử"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_a_database_with_real_work_is_refused(db, settings):
    settings.DEMO = True
    User.objects.create(username="thật", full_name="Người thật")
    with pytest.raises(CommandError, match="đã có dữ liệu"):
        call_command("load_demo")
    assert not Unit.objects.exists()


def test_the_chain_leads_from_the_ward_to_the_central_committee(loaded):
    officer = User.objects.get(username="vanphong")
    chain = chain_of(plan("76-KH/ĐU").document, officer)

    assert [link.document.number for link in chain.above] == ["65-KH/TU", "43-KL/TW", "25-NQ/TW"]
    assert [link.document.number for link in chain.below] == ["128-KH/ĐU"]


def test_only_one_document_is_cited_in_contradiction_in_the_ward(loaded):
    found = Document.objects.filter(keeper__name="Đảng ủy phường Quy Nhơn", has_conflict=True)

    assert [document.number for document in found] == ["25-NQ/TW"]


def test_a_second_load_changes_nothing(loaded, settings, capsys):
    settings.DEMO = True
    before = JournalEntry.objects.count(), ProgressUpdate.objects.count(), Plan.objects.count()
    call_command("load_demo")
    assert "đã có sẵn" in capsys.readouterr().out
    assert before == (JournalEntry.objects.count(), ProgressUpdate.objects.count(), Plan.objects.count())


@pytest.mark.parametrize("username", DEMO_ACCOUNTS)
def test_every_account_signs_in_and_finds_something_to_do(loaded, settings, username: str):
    settings.DEMO = True
    page = Client().post("/login/", {"username": username, "password": DEMO_PASSWORD}, follow=True)
    assert page.status_code == 200
    assert page.wsgi_request.user.username == username
    assert not User.objects.get(username=username).must_change_password
    assert re.search(r'href="/(occurrences|updates|units|work/rows)/', page.content.decode())


def test_nobody_else_can_sign_in(loaded):
    others = User.objects.exclude(username__in=DEMO_ACCOUNTS)
    assert others.count() > 50
    assert not [person for person in others if person.has_usable_password()]


def test_the_party_cell_has_work_sent_back_and_work_due_soon(loaded):
    today = timezone.localdate()
    rows = Occurrence.objects.of_reporter(User.objects.get(username="donvi")).with_timeliness(today)
    assert rows.filter(progress=Progress.ASKED_FOR_MORE, due_on__lt=today).exists()
    assert rows.filter(timeliness="due_soon", progress=Progress.NOT_STARTED).exists()
    assert rows.filter(progress=Progress.FINISHED).exists()


def test_every_kind_of_progress_can_be_seen(loaded):
    assert set(Occurrence.objects.values_list("progress", flat=True)) == set(Progress.values)
    assert set(Review.objects.values_list("verdict", flat=True)) >= {
        Verdict.ACCEPTED, Verdict.ASKED_FOR_MORE, Verdict.RELEASED,
    }  # fmt: skip
    assert ProgressUpdate.objects.exclude(source="").exists()
    assert Attachment.objects.exists()
    assert Decision.objects.exists()
    assert {report.state for report in Report.objects.all()} == {"Dự thảo", "Trình ký", "Đã ký"}


def test_what_was_handed_up_or_signed_has_a_signer_and_words_under_every_heading(loaded):
    for report in Report.objects.exclude(submitted_at=None):
        sections = composing.sections_of(report)
        sentences = composing.opening_sentences(report, sections, timezone.localdate())
        standing = [(one.level, str(one), bool(one.paragraphs.all() or one.pk in sentences)) for one in sections]
        assert report.signatory
        assert not [name for name in drafting.still_empty(standing) if name.startswith(("I", "V"))]


def test_reports_of_every_state_can_be_seen_and_none_is_forgotten(loaded):
    assert set(Submission.objects.values_list("state", flat=True)) == set(SubmissionState.values)
    assert RoundReview.objects.filter(verdict=Verdict.ASKED_FOR_MORE).exists()
    assert SubmissionRound.objects.filter(number=2).exists()
    month_ago = timezone.now() - timedelta(days=30)
    assert not Submission.objects.filter(state=SubmissionState.AWAITING, turn_since__lt=month_ago).exists()


def test_a_letter_urged_late_units_and_some_answered_after_it(loaded):
    letter = UrgingLetter.objects.for_list().get()
    assert (letter.number, letter.issued_on) == ("48", date(2026, 6, 10))
    assert 0 < letter.answered_count < letter.line_count


def test_more_time_was_asked_for_once_granted_and_once_not_answered_yet(loaded):
    waiting, granted = Extension.objects.order_by("verdict", "pk")
    assert (waiting.verdict, granted.verdict) == ("", "GRANTED")
    assert granted.occurrence.due_on == granted.wanted_on
    assert list(Extension.objects.to_decide(User.objects.get(username="lanhdao"))) == [waiting]


def test_a_recurring_duty_fills_the_table_of_months(loaded):
    rows = Occurrence.objects.visible_to(User.objects.get(username="lanhdao"))
    assert {str(item) for item in recurring_items(rows)} == {
        "Tuần tra đêm cùng tổ tự quản khu phố, báo tình hình về Văn phòng Đảng ủy (trước ngày 15 hằng tháng)."
    }


def test_a_report_in_between_is_under_way(loaded):
    request = plan("212-CV/ĐU")
    assert request.is_request
    assert request.periods.get().submissions.count() == 5


def test_everybody_can_be_called_at_a_number_that_nobody_has(loaded):
    phones = list(User.objects.values_list("phone", flat=True))
    assert all(phone.startswith("0100 000 ") for phone in phones)
    assert len(set(phones)) == len(phones)


def test_no_officer_took_in_his_own_words(loaded):
    assert not Review.objects.filter(is_own_words=True).exists()


def test_what_happened_stands_in_the_journal_in_its_order(loaded):
    assert list(journal.broken_links()) == []
    chain = JournalEntry.objects.filter(chain__name="Đảng ủy phường Quy Nhơn").order_by("sequence")
    moments = list(chain.values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] <= timezone.now()


def test_plan_000_is_told(loaded):
    told = plan("76-KH/ĐU")
    assert told.citations.count() == 12
    assert len(told.recipients) == 7
    assert shape(told, "heading") == ["1", "2", "3", *(f"3.{n}" for n in range(1, 6))]
    assert shape(told, "task")[:6] == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6"]
    assert [items_by_path(told)[f"2.{n}"].children.count() for n in range(1, 7)] == [2, 4, 4, 2, 1, 0]
    assert days(told) == {date(2026, 5, 31)}
    assert told.occurrences.filter(due_on__isnull=False).count() == 42
    assert named(told, "3.5.1") == {"Ban Xây dựng Đảng", "các cơ quan liên quan"}


def test_plan_001_is_told(loaded):
    told = plan("41-KH/ĐU")
    assert (told.starts_on, told.ends_on) == (date(2025, 1, 1), date(2025, 12, 31))
    assert told.citations.count() == 10
    assert [item.label for item in told.items.filter(kind="heading", parent=None)] == ["I", "I", "III"]
    items = items_by_path(told)
    assert [items[f"2.1.{n}"].targets.count() for n in range(1, 7)] == [1, 1, 3, 1, 2, 1]
    assert [items[f"2.2.{n}"].children.count() for n in range(1, 5)] == [4, 4, 2, 8]
    assert named(told, "3.3") == {"Khối Dân vận Đảng ủy"}
    assert told.signatory_title == "PHÓ BÍ THƯ"


def test_plan_002_is_told(loaded):
    told = plan("208-KH/TU")
    assert (told.citations.count(), len(told.recipients)) == (7, 12)
    assert shape(told, "task") == [*(f"2.{n}" for n in range(1, 8)), "3.1", "3.2"]
    assert [items_by_path(told)[f"2.{n}"].children.count() for n in (3, 4)] == [2, 1]
    assert days(told) == {date(2019, 6, 30)}
    assert "Tỉnh đoàn Tuyên Quang" in named(told, "3.1")
    assert not told.occurrences.filter(is_counted=True).exists()


def test_plan_003_is_told(loaded):
    told = plan("462/KH-UBND")
    assert (told.citations.count(), len(told.recipients)) == (12, 13)
    assert shape(told, "footnote") == ["2.6.1", "2.7.1"]
    target = items_by_path(told)["2.7"].targets.get()
    assert (target.comparison, target.value, target.measure) == ("at_least", 2, "mô hình")
    assert days(told) == {date(2024, 5, 10), date(2024, 10, 30)}
    assert {row.via.name for row in items_by_path(told)["3.3.2"].assignees.all()} == {"Sở Nội vụ"}
    assert told.occurrences.filter(unit__name="Sở Thông tin và Truyền thông").exists()
    assert not told.occurrences.filter(unit__name="Sở Nông nghiệp và Môi trường").exists()


def test_plan_004_is_told(loaded):
    told = plan("52-KH/TU")
    assert (told.starts_on, told.ends_on) == (date(2017, 1, 1), date(2020, 12, 31))
    assert (told.citations.count(), len(told.recipients)) == (4, 5)
    assert days(told) == {date(year, 12, 10) for year in range(2017, 2021)}
    assert shape(told, "task") == [
        "2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "3.1", "3.2", "3.3", "3.4", "3.5",
    ]  # fmt: skip
    assert not told.occurrences.filter(finished_on__isnull=True, due_on__isnull=False).exists()


def test_the_invented_plan_stands_around_today(loaded):
    today = timezone.localdate()
    due = days(plan("128-KH/ĐU"))
    assert min(due) < today < max(due)
    assert any(0 < (day - today).days <= 7 for day in due)


def test_acts_come_in_order_and_none_from_the_future():
    now = moment(date(2026, 6, 1), timezone.datetime.min.time())
    timeline, done = Timeline(now), []
    timeline.at(timeline.moment("today+1 08:00"), lambda: done.append("tomorrow"))
    timeline.at(timeline.moment("2026-05-20 08:00"), lambda: done.append("second"))
    timeline.at(timeline.moment("today-30 08:00"), lambda: done.append("first"))
    timeline.play()
    assert done == ["first", "second"]


def test_the_clock_is_set_only_inside():
    then = moment(date(2024, 1, 8), timezone.datetime.min.time())
    with clock_at(then):
        assert timezone.now() == then
    assert timezone.now() > then


def test_offices_rest_on_weekends():
    saturday = date(2026, 11, 21)
    assert friday_before(saturday) == date(2026, 11, 20)
    assert monday_after(saturday) == date(2026, 11, 23)
    assert friday_before(date(2026, 11, 18)) == monday_after(date(2026, 11, 18)) == date(2026, 11, 18)


def test_the_documents_are_in_our_own_words():
    folder = os.environ.get("DANVAN_SEEDS")
    if not folder:
        pytest.skip("DANVAN_SEEDS is not set: no real plans to compare with")
    seeds = [_words(path) for path in sorted(Path(folder).glob("*.txt"))]
    assert seeds
    runs = {tuple(words[at : at + FORBIDDEN_RUN]) for words in seeds for at in range(len(words))}
    for path in sorted([*FIXTURES.rglob("*.txt"), *FIXTURES.rglob("*.json"), *FIXTURES.rglob("*.md")]):
        words = _words(path)
        for at in range(len(words) - FORBIDDEN_RUN + 1):
            assert tuple(words[at : at + FORBIDDEN_RUN]) not in runs, path


def _words(path: Path) -> list[str]:
    return re.findall(r"\w+", path.read_text(encoding="utf-8").casefold())


def test_reports_of_both_regimes_are_printed_as_their_rules_say(loaded):
    regimes = set()
    for report in Report.objects.select_related("issuer"):
        paper = composing.compose(report, on=timezone.localdate())
        check_laid_out(draw_pdf(paper), paper)
        regimes.add(paper.profile.regime)

    assert regimes == {"PARTY", "STATE"}
