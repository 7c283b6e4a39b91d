"""A unit's report on its page: filled in, kept while typed, sent, sent again; read by others; shut."""

from uuid import uuid4

import pytest
from django.urls import reverse

from plans.models import (
    Answer,
    Draft,
    Indicator,
    IndicatorValue,
    Progress,
    ProgressUpdate,
    SubmissionRound,
    SubmissionState,
)
from plans.reporting import report_items
from plans.services.progress import record_progress
from plans.services.receiving import ask_to_complete, take_in_report
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, ReportingPeriodFactory
from tests.plans.reports import DONE, add_row, blanks_of, days, officer_of, owed_now, post, send, sends

pytestmark = pytest.mark.django_db


class TestWriting:
    def test_each_item_stands_under_its_sentence_with_last_periods_words_beside(self, page, report):
        row = blanks_of(report)[0]
        earlier = ReportingPeriodFactory(
            plan=report.period.plan, label="Kỳ trước", starts_on=days(-200), ends_on=days(-61), opens_on=days(-200)
        )
        before = OccurrenceFactory(assignment=row.assignment, due_on=None, period=earlier)
        record_progress(
            occurrence=before, by=UserFactory(unit=report.unit), version=0, key=uuid4(), on=days(-70), **DONE
        )

        shown = page.get(report.get_absolute_url()).content.decode()

        assert row.assignment.item.text in shown
        assert "Kỳ trước (Kỳ trước)" in shown
        assert DONE["outcome"] in shown
        assert "Đã trả lời 0/2 mục" in shown
        assert "Gửi báo cáo</button>" not in shown
        assert f"Gửi tới {report.collector}" in shown

    def test_sent_with_every_item_answered_it_waits_for_its_receiver(self, page, report, reporter):
        first, second = blanks_of(report)
        words = {first.pk: {"outcome": "Đã họp 02 buổi."}, second.pk: {"said": "NOTHING_TO_REPORT"}}

        answer = post(page, report, words, note="Gửi văn phòng")

        assert answer.status_code == 302
        report.refresh_from_db()
        sent = report.rounds.get()
        assert (report.state, sent.by, sent.note) == (SubmissionState.AWAITING, reporter, "Gửi văn phòng")
        said = {(one.occurrence_id, one.answer, one.progress, one.outcome) for one in sent.answers.all()}
        assert said == {
            (first.pk, Answer.RESULT, Progress.FINISHED, "Đã họp 02 buổi."),
            (second.pk, Answer.NOTHING_TO_REPORT, Progress.FINISHED, ""),
        }
        shown = page.get(report.get_absolute_url()).content.decode()
        assert f"Đến lượt {report.collector} tiếp nhận" in shown
        assert "Đã họp 02 buổi." in shown
        assert "Sửa, gửi lại" in shown

    def test_a_blank_item_keeps_it_from_going_and_everything_typed_comes_back(self, page, report):
        first, second = blanks_of(report)

        answer = post(page, report, {first.pk: {"outcome": "Đã họp 02 buổi."}})

        shown = answer.content.decode()
        assert answer.status_code == 200
        assert "Mục này còn để trống." in shown
        assert "Đã họp 02 buổi.</textarea>" in shown
        assert not SubmissionRound.objects.exists()
        assert Draft.objects.get().occurrence == first
        assert "Đã họp 02 buổi.</textarea>" in page.get(report.get_absolute_url()).content.decode()
        assert second.pk

    def test_dated_work_must_say_how_far_it_is(self, page, report):
        row = add_row(report, due_on=days(3))
        words = {one.pk: {"said": "NOTHING_TO_REPORT"} for one in blanks_of(report)}
        words[row.pk] = {"outcome": "Đang chuẩn bị"}

        assert "Chưa làm, Đang làm hay Đã xong" in post(page, report, words).content.decode()
        words[row.pk]["said"] = Progress.IN_PROGRESS
        assert post(page, report, words).status_code == 302
        assert row.updates.get().progress == Progress.IN_PROGRESS

    def test_what_was_recorded_in_the_period_is_filled_in_and_may_be_changed(self, page, report, reporter):
        first, second = blanks_of(report)
        record_progress(occurrence=first, by=reporter, version=0, key=uuid4(), on=days(-1), **DONE)
        recorded = {"said": Progress.FINISHED, "outcome": DONE["outcome"]}

        assert "Đã trả lời 1/2 mục" in page.get(report.get_absolute_url()).content.decode()
        post(page, report, {first.pk: recorded, second.pk: {"outcome": "Có"}})
        assert first.updates.count() == 1
        post(page, report, {first.pk: {**recorded, "outcome": "Đúng ra 03 buổi."}, second.pk: {"outcome": "Có"}})

        assert [one.outcome for one in first.updates.order_by("pk")] == [DONE["outcome"], "Đúng ra 03 buổi."]
        assert report.rounds.count() == 2

    def test_an_answer_cannot_be_emptied(self, page, report, reporter):
        first, second = blanks_of(report)
        record_progress(occurrence=first, by=reporter, version=0, key=uuid4(), on=days(-1), **DONE)

        answer = post(page, report, {second.pk: {"outcome": "Có"}})

        assert "không để trống được" in answer.content.decode()
        assert not SubmissionRound.objects.exists()

    def test_an_item_that_came_in_since_the_page_was_drawn_is_asked_for(self, page, report):
        data = sends(report, {row.pk: {"outcome": "Có"} for row in blanks_of(report)})
        late = add_row(report)

        answer = page.post(report.get_absolute_url(), data)

        assert "Mục này còn để trống." in answer.content.decode()
        assert not late.updates.exists()

    def test_a_second_press_makes_no_second_round(self, page, report):
        data = sends(report, {row.pk: {"outcome": "Có"} for row in blanks_of(report)})

        for _ in range(2):
            assert page.post(report.get_absolute_url(), data).status_code == 302

        assert (SubmissionRound.objects.count(), ProgressUpdate.objects.count()) == (1, 2)

    @pytest.mark.parametrize(
        "more", [{"version": "abc"}, {"version": ""}, {"key": "x"}, {"note": "x" * 5001}, {"note": "a\0b"}]
    )
    def test_a_crooked_page_is_answered_with_a_sentence(self, page, report, more):
        answer = post(page, report, {row.pk: {"outcome": "Có"} for row in blanks_of(report)}, **more)

        assert answer.status_code == 200
        assert "Chưa gửi." in answer.content.decode()
        assert not SubmissionRound.objects.exists()

    def test_words_too_long_are_refused_at_their_item(self, page, report):
        first, second = blanks_of(report)

        answer = post(page, report, {first.pk: {"outcome": "x" * 20_001}, second.pk: {"outcome": "Có"}})

        assert f'href="#item-{first.pk}"' in answer.content.decode()
        assert not ProgressUpdate.objects.exists()

    def test_figures_are_sent_with_it_and_blank_ones_keep_it(self, page, report):
        indicator = Indicator.objects.create(period=report.period, name="Số hộ", measure="hộ")
        words = {row.pk: {"outcome": "Có"} for row in blanks_of(report)}
        line = {f"note-{indicator.pk}": "", f"version-{indicator.pk}": "0"}

        assert "Biểu số liệu còn để trống: Số hộ" in post(page, report, words, **line).content.decode()
        assert post(page, report, words, **line, **{f"figure-{indicator.pk}": "1.250"}).status_code == 302

        assert IndicatorValue.objects.get().number == 1250
        assert report.rounds.get().figures[0]["name"] == "Số hộ"


class TestConflicts:
    def test_what_a_colleague_wrote_meanwhile_stands_above_ones_own_words(self, page, report):
        first, second = blanks_of(report)
        data = sends(report, {first.pk: {"outcome": "Bài của tôi"}, second.pk: {"outcome": "Có"}})
        colleague = UserFactory(unit=report.unit, full_name="Lê Văn Đồng Nghiệp")
        record_progress(occurrence=first, by=colleague, version=0, key=uuid4(), on=days(0), **DONE)

        answer = page.post(report.get_absolute_url(), data)

        shown = answer.content.decode()
        assert answer.status_code == 409
        assert DONE["outcome"] in shown
        assert "Lê Văn Đồng Nghiệp" in shown
        assert "Bài của tôi</textarea>" in shown
        first.refresh_from_db()
        again = {**data, f"r{first.pk}-version": first.version}
        assert page.post(report.get_absolute_url(), again).status_code == 302
        assert first.updates.count() == 2

    def test_who_wrote_the_same_is_not_bothered_with_it(self, page, report):
        first, second = blanks_of(report)
        same = {"said": Progress.FINISHED, "outcome": DONE["outcome"]}
        data = sends(report, {first.pk: same, second.pk: {"outcome": "Bài của tôi"}})
        for row in (first, second):
            record_progress(
                occurrence=row, by=UserFactory(unit=report.unit), version=0, key=uuid4(), on=days(0), **DONE
            )

        shown = page.post(report.get_absolute_url(), data).content.decode()

        assert shown.count("Mục này vừa được ghi ở nơi khác.") == 1

    def test_a_report_that_a_colleague_sent_is_told_and_nothing_is_lost(self, page, report):
        data = sends(report, {row.pk: {"outcome": "Bài của tôi"} for row in blanks_of(report)})
        send(report, by=UserFactory(unit=report.unit, full_name="Lê Văn Đồng Nghiệp"), on=days(0))

        answer = page.post(report.get_absolute_url(), data)

        shown = answer.content.decode()
        assert "Lê Văn Đồng Nghiệp đã gửi báo cáo này" in shown
        assert shown.count("Bài của tôi</textarea>") == 2
        assert SubmissionRound.objects.count() == 1


class TestAfterwards:
    def test_what_came_back_says_why_and_asks_for_that_item_only(self, page, report):
        sent = send(report, on=days(-1))
        report.refresh_from_db()
        first, second = [item.answer for item in report_items(report)]
        ask_to_complete(
            sent=sent, by=officer_of(report), version=report.version, reason="Thiếu số liệu",
            remarks={first.pk: "Bao nhiêu người dự?"},
        )  # fmt: skip

        shown = page.get(report.get_absolute_url()).content.decode()
        assert "Thiếu số liệu" in shown
        assert "Bao nhiêu người dự?" in shown
        assert "Đã trả lời 1/2 mục" in shown
        standing = {"said": Progress.FINISHED, "outcome": DONE["outcome"]}
        unchanged = {first.occurrence_id: standing, second.occurrence_id: standing}
        assert "Đề nghị bổ sung mục này." in post(page, report, unchanged).content.decode()
        changed = {**unchanged, first.occurrence_id: {**standing, "outcome": "38 người dự."}}
        assert post(page, report, changed).status_code == 302
        assert report.rounds.count() == 2

    def test_before_it_is_taken_in_it_may_be_corrected(self, page, report):
        send(report, on=days(0))

        assert "Sửa câu trả lời" in page.get(f"{report.get_absolute_url()}?edit=1").content.decode()

    def test_taken_in_it_is_read_only_and_says_so(self, page, report):
        sent = send(report, on=days(-1))
        report.refresh_from_db()
        take_in_report(sent=sent, by=officer_of(report), version=report.version)

        shown = page.get(f"{report.get_absolute_url()}?edit=1").content.decode()
        assert "Đã tiếp nhận." in shown
        assert "<textarea" not in shown
        standing = {"said": Progress.FINISHED, "outcome": DONE["outcome"]}
        answer = post(page, report, {item.row.pk: standing for item in report_items(report)})
        assert "Báo cáo đã được tiếp nhận" in answer.content.decode()

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"period__locks_on": -1}, "đã khóa sau ngày"),
            ({"excused_reason": "Mới thành lập"}, "không phải nộp báo cáo kỳ này"),
            ({"period__plan__closed": True}, "Kế hoạch đã kết thúc"),
        ],
    )
    def test_a_shut_report_says_why_and_refuses_a_direct_post(self, client, change, words):
        report = owed_now(
            **{name: days(value) if isinstance(value, int) and value < 0 else value for name, value in change.items()}
        )
        client.force_login(UserFactory(unit=report.unit))

        shown = client.get(report.get_absolute_url()).content.decode()
        assert words in shown
        assert "<textarea" not in shown
        assert ("Những mục phải trả lời" in shown) == ("không phải nộp" not in words)
        refused = post(client, report, {row.pk: {"outcome": "Gõ muộn"} for row in blanks_of(report)})
        assert words in refused.content.decode()
        assert "Gõ muộn</textarea>" in refused.content.decode()
        assert not SubmissionRound.objects.exists()


class TestOnPaper:
    def test_nothing_is_printed_before_something_stands(self, page, report):
        assert "In báo cáo" not in page.get(report.get_absolute_url()).content.decode()

        send(report, on=days(0))

        assert "In báo cáo" in page.get(report.get_absolute_url()).content.decode()


class TestOthers:
    def test_the_office_reads_it_and_goes_on_to_take_it_in(self, client, report):
        sent = send(report, on=days(0))
        client.force_login(officer_of(report))

        shown = client.get(report.get_absolute_url()).content.decode()

        assert DONE["outcome"] in shown
        assert reverse("plans:round_review", args=[sent.pk]) in shown
        assert "Sửa, gửi lại" not in shown

    def test_drafts_are_seen_by_nobody_else(self, client, page, report):
        post(page, report, {blanks_of(report)[0].pk: {"outcome": "Bí mật đang gõ"}}, save="1")
        for other in (officer_of(report), UserFactory(unit=report.unit)):
            client.force_login(other)
            assert "Bí mật đang gõ" not in client.get(report.get_absolute_url()).content.decode()

    def test_who_types_while_it_is_locked_is_told_at_once_and_still_sees_the_words(self, page, report):
        row = blanks_of(report)[0]
        report.period.locks_on = days(-1)
        report.period.save()
        data = sends(report, {row.pk: {"outcome": "Gõ khi kỳ vừa khóa"}})

        bar = page.post(reverse("plans:submission_draft", args=[report.pk]), data).content.decode()

        assert "đã khóa sau ngày" in bar
        assert "Phần đã gõ vẫn được giữ." in bar
        assert "Gõ khi kỳ vừa khóa" in page.get(report.get_absolute_url()).content.decode()

    def test_what_was_typed_to_complete_it_is_still_read_once_it_is_locked(self, page, report):
        row = blanks_of(report)[0]
        sent = send(report, on=days(0))
        report.refresh_from_db()
        ask_to_complete(sent=sent, by=officer_of(report), version=report.version, reason="Thiếu số liệu", remarks={})
        report.refresh_from_db()
        post(page, report, {row.pk: {"outcome": "Gõ thêm 12 hộ"}}, save="1")
        report.period.locks_on = days(-1)
        report.period.save()

        shown = page.get(report.get_absolute_url()).content.decode()

        assert "Thiếu số liệu" in shown
        assert "Gõ thêm 12 hộ" in shown
        assert "nhưng chưa gửi trước khi khóa kỳ" in shown

    def test_only_its_unit_writes(self, client, report):
        for other, status in ((officer_of(report), 403), (UserFactory(officer=True), 404)):
            client.force_login(other)
            assert post(client, report, {}).status_code == status
            assert client.post(reverse("plans:submission_draft", args=[report.pk]), {}).status_code == status
            assert client.get(reverse("plans:submission_nothing", args=[report.pk])).status_code == status


class TestQueries:
    @pytest.mark.parametrize("rows", [1, 8])
    def test_the_page_asks_a_constant_number(self, client, rows, django_assert_max_num_queries):
        report = owed_now(rows=rows)
        client.force_login(UserFactory(unit=report.unit))

        with django_assert_max_num_queries(10):
            client.get(report.get_absolute_url())
        with django_assert_max_num_queries(15):
            data = sends(report, {row.pk: {"outcome": "Có"} for row in blanks_of(report)})
        with django_assert_max_num_queries(15):
            client.post(reverse("plans:submission_draft", args=[report.pk]), data)

    @pytest.mark.parametrize("rows", [1, 8])
    def test_a_sent_report_is_read_in_a_constant_number(self, client, rows, django_assert_max_num_queries):
        report = owed_now(rows=rows)
        send(report, on=days(0))
        client.force_login(officer_of(report))

        with django_assert_max_num_queries(12):
            client.get(report.get_absolute_url())
