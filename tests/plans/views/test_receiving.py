"""Reports as the office works them off: one by one with remarks, several at once, entered from paper."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from orgs.models import Role, User
from plans.models import (
    Draft,
    Progress,
    ReportingPeriod,
    RoundReview,
    Submission,
    SubmissionRound,
    SubmissionState,
    Verdict,
)
from plans.services.progress import record_progress
from plans.services.submitting import send_report
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, PlanFactory, PlanItemFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory

TODAY = timezone.localdate()


@pytest.fixture
def period(ward):
    """Two items that all three cells answer; nobody has sent anything."""
    plan = PlanFactory(handed_out=True, issuer=ward.committee)
    period = ReportingPeriodFactory(plan=plan, opened_at=timezone.now())
    items = PlanItemFactory.create_batch(2, plan=plan)
    for cell in ward.cells:
        for item in items:
            OccurrenceFactory(period=period, item=item, unit=cell, due_on=None)
        SubmissionFactory(period=period, unit=cell)
    return period


def rows_of(report):
    return report.unit.occurrences.filter(period=report.period).order_by("pk")


def send(report, words="Đã làm", by=None):
    report.refresh_from_db()
    by = by or UserFactory(unit=report.unit)
    answers = {row.pk: {"progress": "FINISHED", "outcome": words} for row in rows_of(report)}
    return send_report(submission=report, by=by, version=report.version, key=uuid4(), on=TODAY, answers=answers)


@pytest.fixture
def sent(ward, period):
    return send(Submission.objects.get(period=period, unit=ward.cells[0]))


def address(name, thing):
    return reverse(f"plans:{name}", args=[thing.pk])


def test_a_report_that_came_in_stands_on_the_desk_once_and_leaves_it_when_taken_in(office, sent):
    desk = office.get(reverse("plans:desk"))
    assert [one.pk for one in desk.context["reports"]] == [sent.submission_id]
    assert desk.context["cards"] == []

    page = office.post(address("round_review", sent), {"version": 1, "verdict": Verdict.ACCEPTED}, follow=True)

    assert "Đã tiếp nhận báo cáo" in page.content.decode()
    desk = office.get(reverse("plans:desk"))
    assert (desk.context["cards"], list(desk.context["reports"])) == ([], [])
    assert {row.progress for row in rows_of(sent.submission)} == {Progress.FINISHED}


def test_remarks_and_one_reason_go_to_the_unit_together(office, sent):
    first, second = sent.answers.order_by("pk")

    office.post(
        address("round_review", sent),
        {
            "version": 1,
            "verdict": Verdict.ASKED_FOR_MORE,
            "reason": "Thiếu số liệu",
            f"remark_{first.pk}": "Ghi số buổi",
        },
    )

    sent.submission.refresh_from_db()
    assert sent.submission.state == SubmissionState.ASKED_FOR_MORE
    assert RoundReview.objects.get(round=sent).reason == "Thiếu số liệu"
    first.refresh_from_db()
    assert first.review.reason == "Ghi số buổi"
    assert not hasattr(second, "review")
    assert [row.progress for row in rows_of(sent.submission)] == [Progress.ASKED_FOR_MORE, Progress.AWAITING]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"verdict": Verdict.ASKED_FOR_MORE}, "Hãy ghi lý do"),
        ({"verdict": Verdict.ACCEPTED, "remark": "Ghi số buổi"}, "xóa nhận xét để tiếp nhận"),
        ({}, "Hãy bấm một trong hai nút"),
        ({"verdict": "x"}, "Hãy chọn"),
    ],
)
def test_a_judgment_that_is_not_whole_is_told_and_keeps_what_was_typed(office, sent, words, sentence):
    answer = sent.answers.order_by("pk").first()
    remark = words.get("remark", "Ghi rõ")

    page = office.post(
        address("round_review", sent), {"version": 1, "reason": "", **words, f"remark_{answer.pk}": remark}
    )

    assert sentence in page.content.decode() or page.context["form"].errors
    assert page.context["form"][f"remark_{answer.pk}"].value() == remark
    sent.submission.refresh_from_db()
    assert sent.submission.state == SubmissionState.AWAITING


def test_a_report_sent_again_meanwhile_is_not_judged(office, sent):
    Submission.objects.filter(pk=sent.submission_id).update(version=9)

    page = office.post(address("round_review", sent), {"version": 1, "verdict": Verdict.ACCEPTED})

    assert "vừa có thay đổi" in page.content.decode()
    assert not RoundReview.objects.exists()


def test_a_reason_typed_while_a_colleague_took_it_in_is_shown_again(office, sent):
    office.post(address("round_review", sent), {"version": 1, "verdict": Verdict.ACCEPTED})

    late = {"version": 1, "verdict": Verdict.ASKED_FOR_MORE, "reason": "Thiếu số hộ nghèo"}
    page = office.post(address("round_review", sent), late).content.decode()

    assert "Lần nộp này không còn chờ tiếp nhận." in page
    assert "Lời đã gõ, chưa ghi: Thiếu số hộ nghèo" in page
    assert RoundReview.objects.get().verdict == Verdict.ACCEPTED


def test_both_sendings_stand_side_by_side(office, sent):
    answer = sent.answers.order_by("pk").first()
    asked = {"version": 1, "verdict": Verdict.ASKED_FOR_MORE, "reason": "Thiếu", f"remark_{answer.pk}": "Ghi số buổi"}
    office.post(address("round_review", sent), asked)
    report = Submission.objects.get(pk=sent.submission_id)
    again = send_report(
        submission=report, by=sent.by, version=report.version, key=uuid4(), on=TODAY,
        answers={answer.occurrence_id: {"progress": "FINISHED", "outcome": "Đã làm 03 buổi"}},
    )  # fmt: skip

    page = office.get(address("round_review", again))

    items = {item.row.pk: item for item, *_ in page.context["items"]}
    told = [(number, one.outcome) for number, one in items[answer.occurrence_id].differing()]
    assert told == [(1, "Đã làm"), (2, "Đã làm 03 buổi")]
    assert [one.number for one in page.context["rounds"]] == [1, 2]
    assert "Ghi số buổi" in page.content.decode()


def test_an_officer_does_not_take_in_what_he_entered_where_another_could(client, ward, period):
    sent = send(Submission.objects.get(period=period, unit=ward.cells[0]), by=ward.officer)
    client.force_login(ward.officer)
    words = {"version": 1, "verdict": Verdict.ACCEPTED}

    assert "cán bộ khác của văn phòng tiếp nhận" in client.get(address("round_review", sent)).content.decode()
    assert client.post(address("round_review", sent), words).status_code == 403
    User.objects.filter(memberships__role=Role.OFFICER).exclude(pk=ward.officer.pk).update(is_active=False)
    client.post(address("round_review", sent), words)

    assert RoundReview.objects.get().is_own_words


def test_after_one_report_the_next_of_the_pile_opens(office, ward, period, sent):
    later = send(Submission.objects.get(period=period, unit=ward.cells[1]))

    answer = office.post(address("round_review", sent), {"version": 1, "verdict": Verdict.ACCEPTED})

    assert answer.url == address("round_review", later)


def test_several_reports_are_looked_at_and_taken_in_at_once(office, ward, period, sent):
    later = send(Submission.objects.get(period=period, unit=ward.cells[1]))
    Submission.objects.filter(pk=later.submission_id).update(version=7)
    ticked = {"chosen": [f"{sent.pk}:1", f"{later.pk}:1", "99999:1"]}

    look = office.get(address("report_accept_many", period), ticked)
    assert [one.pk for one, *_ in look.context["chosen"]] == [sent.pk, later.pk]
    assert look.context["left"] == 1
    page = office.post(address("report_accept_many", period), ticked, follow=True)

    assert "Đã tiếp nhận 1 báo cáo." in page.content.decode()
    assert f"Chưa tiếp nhận {ward.cells[1]}: đã có người xử lý, hoặc đơn vị vừa gửi bản mới.<" in page.content.decode()
    assert [one.round_id for one in RoundReview.objects.all()] == [sent.pk]


@pytest.mark.parametrize("chosen", [[], ["x"], ["1:2:3"], [f"{n}:0" for n in range(60)]])
def test_a_hostile_choice_is_a_sentence(office, period, chosen):
    page = office.post(address("report_accept_many", period), {"chosen": chosen}, follow=True)

    assert page.status_code == 200
    assert "is-error" in page.content.decode()


def words_for(report, **changes):
    said = {"said": "FINISHED", "outcome": "Có biên bản", "difficulties": "", "proposals": ""}
    words = {f"r{row.pk}-{name}": text for row in rows_of(report) for name, text in said.items()}
    words |= {f"r{row.pk}-version": row.version for row in rows_of(report)}
    fixed = {"version": report.version, "key": str(uuid4()), "source": "PAPER", "sent_on": f"{TODAY:%d/%m/%Y}"}
    return fixed | words | changes


def test_a_report_on_paper_is_entered_whole_and_counts_as_taken_in(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    words = words_for(report)

    office.post(address("report_enter", report), words)
    office.post(address("report_enter", report), words)

    report.refresh_from_db()
    sent = report.rounds.get()
    assert (report.state, sent.by, sent.source) == (SubmissionState.ACCEPTED, ward.officer, "PAPER")
    assert {row.progress for row in rows_of(report)} == {Progress.FINISHED}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"source": ""}, "bắt buộc"),
        ({"sent_on": "1/1/2199"}, "không thể sau hôm nay"),
        ({"said": "", "outcome": ""}, "còn để trống"),
        ({"outcome": ""}, "Hãy ghi kết quả"),
        ({"version": "5"}, "vừa có thay đổi"),
    ],
)
def test_a_report_entered_wrong_is_told_and_keeps_every_word(office, ward, period, wrong, sentence):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    first, second = rows_of(report)
    named = {f"r{first.pk}-{name}" if name in {"said", "outcome"} else name: text for name, text in wrong.items()}

    page = office.post(address("report_enter", report), words_for(report, **named))

    assert sentence in page.content.decode()
    assert page.context["page"].form.items[1]["outcome"].value() == "Có biên bản"
    assert Draft.objects.get(user=ward.officer, occurrence=second).values["outcome"] == "Có biên bản"
    assert not SubmissionRound.objects.exists()


def test_a_long_report_on_paper_is_entered_as_well(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    texts = ("outcome", "difficulties", "proposals")
    long = {f"r{row.pk}-{name}": "a" * 20_000 for row in rows_of(report) for name in texts}

    assert office.post(address("report_enter", report), words_for(report, **long)).status_code == 302
    assert report.rounds.get().source == "PAPER"


def test_what_the_office_types_is_kept_for_itself_alone(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    row = rows_of(report).first()

    answer = office.post(address("report_enter_draft", report), words_for(report, **{f"r{row.pk}-outcome": "Đang gõ"}))

    assert answer.status_code == 204
    assert office.get(address("report_enter", report)).context["page"].form.items[0]["outcome"].value() == "Đang gõ"
    assert not SubmissionRound.objects.exists()


def test_a_row_answered_meanwhile_is_shown_above_what_was_typed(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    words = words_for(report)
    row = rows_of(report).first()
    record_progress(
        occurrence=row, by=UserFactory(unit=row.unit), version=0, key=uuid4(), on=TODAY, progress="IN_PROGRESS",
        outcome="Đơn vị vừa ghi",
    )  # fmt: skip

    page = office.post(address("report_enter", report), words)

    assert page.status_code == 409
    assert page.context["behind"] == {row.pk}
    assert "Đơn vị vừa ghi" in page.content.decode()
    again = words | {f"r{row.pk}-version": 1, "key": str(uuid4())}
    assert office.post(address("report_enter", report), again).status_code == 302


def test_a_locked_period_takes_nothing_by_direct_post(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    ReportingPeriod.objects.update(locks_on="2026-07-01")

    page = office.post(address("report_enter", report), words_for(report))

    assert "đã khóa" in page.content.decode()
    assert not SubmissionRound.objects.exists()


def test_paper_may_be_kept_whole_and_split_later(office, ward, period):
    report = Submission.objects.get(period=period, unit=ward.cells[2])
    paper = {
        "paper": "1", "paper-version": 0, "paper-key": str(uuid4()), "paper-source": "PAPER",
        "paper-sent_on": f"{TODAY:%d/%m/%Y}", "paper-note": "",
    }  # fmt: skip

    nothing = office.post(address("report_enter", report), paper)
    assert "Hãy chọn đúng một tệp" in nothing.content.decode()
    office.post(address("report_enter", report), paper | {"paper-file": SimpleUploadedFile("bc.txt", b"Bao cao")})

    report.refresh_from_db()
    assert (report.state, report.rounds.get().file_name) == (SubmissionState.AWAITING, "bc.txt")
    assert "chưa tách" in office.get(address("period_detail", period)).content.decode()


@pytest.mark.one_database
@pytest.mark.parametrize("count", [1, 12])
def test_a_long_report_asks_the_database_as_often(office, ward, count, django_assert_max_num_queries):
    plan = PlanFactory(handed_out=True, issuer=ward.committee)
    period = ReportingPeriodFactory(plan=plan, opened_at=timezone.now())
    for item in PlanItemFactory.create_batch(count, plan=plan):
        OccurrenceFactory(period=period, item=item, unit=ward.cells[0], due_on=None)
    report = SubmissionFactory(period=period, unit=ward.cells[0])
    with django_assert_max_num_queries(20):
        office.get(address("report_enter", report))
    sent = send(report)

    with django_assert_max_num_queries(20):
        office.get(address("round_review", sent))
    with django_assert_max_num_queries(20):
        office.get(reverse("plans:desk"))
