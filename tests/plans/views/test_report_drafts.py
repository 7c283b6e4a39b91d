"""A unit's report while it is typed: kept on the server, brought back, buttons that send nothing."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.urls import reverse

from plans.models import (
    Draft,
    ProgressUpdate,
    SubmissionRound,
)
from plans.services.progress import record_progress
from tests.factories.orgs import UserFactory
from tests.factories.plans import OccurrenceFactory, ReportingPeriodFactory
from tests.plans.reports import DONE, add_row, blanks_of, days, post, sends

pytestmark = pytest.mark.django_db


class TestKeeping:
    def draft(self, client, report, words=None, **more):
        return client.post(reverse("plans:submission_draft", args=[report.pk]), sends(report, words, **more))

    def test_what_is_typed_is_kept_and_counted(self, page, report, reporter):
        first, second = blanks_of(report)

        one = self.draft(page, report, {first.pk: {"outcome": "Đang gõ"}}).content.decode()
        both = self.draft(page, report, {first.pk: {"outcome": "Đang gõ"}, second.pk: {"said": "NOTHING_TO_REPORT"}})

        assert "Đã trả lời 1/2 mục" in one
        assert "Gửi báo cáo</button>" not in one
        assert "Gửi báo cáo</button>" in both.content.decode()
        kept = {draft.occurrence_id: draft.values for draft in Draft.objects.filter(user=reporter)}
        assert kept[first.pk]["outcome"] == "Đang gõ"
        assert kept[second.pk] == {"answer": "NOTHING_TO_REPORT"}
        assert not ProgressUpdate.objects.exists()

    def test_what_is_taken_back_is_forgotten(self, page, report):
        first = blanks_of(report)[0]
        self.draft(page, report, {first.pk: {"outcome": "Đang gõ"}})
        self.draft(page, report, {})

        assert not Draft.objects.exists()

    def test_what_the_page_of_the_row_kept_beside_stays(self, page, report, reporter):
        first = blanks_of(report)[0]
        Draft.objects.create(user=reporter, occurrence=first, values={"answer": "NOT_OURS", "reason": "Của khu phố 4"})

        self.draft(page, report, {first.pk: {"outcome": "Đang gõ"}})

        assert Draft.objects.get().values["reason"] == "Của khu phố 4"

    def test_nothing_is_kept_of_a_report_that_is_on_its_way(self, page, report):
        data = sends(report, {row.pk: {"outcome": "Có"} for row in blanks_of(report)})
        page.post(report.get_absolute_url(), data)
        page.post(reverse("plans:submission_draft", args=[report.pk]), data)

        assert not Draft.objects.exists()

    def test_too_much_is_refused_with_a_sentence(self, page, report):
        first = blanks_of(report)[0]

        answer = self.draft(page, report, {first.pk: {"outcome": "x" * 100_001}})

        assert (answer.status_code, "quá dài" in answer.content.decode()) == (413, True)

    def test_long_answers_are_kept_side_by_side(self, page, report):
        words = {row.pk: {"outcome": "x" * 60_000} for row in blanks_of(report)}

        assert self.draft(page, report, words).status_code == 200
        assert [len(draft.values["outcome"]) for draft in Draft.objects.all()] == [60_000] * len(words)

    def test_after_the_session_has_ended_everything_comes_back(self, client, report, reporter):
        from tests.factories.orgs import PASSWORD  # noqa: PLC0415 -- used here only

        client.post(reverse("orgs:login"), {"username": reporter.username, "password": PASSWORD})
        data = sends(report, {row.pk: {"outcome": "Gõ dở"} for row in blanks_of(report)}, note="Lời kèm")
        client.cookies.pop(settings.SESSION_COOKIE_NAME)

        turned_away = client.post(report.get_absolute_url(), data)
        assert turned_away.status_code == 302
        client.post(turned_away.url, {"username": reporter.username, "password": PASSWORD})
        shown = client.get(report.get_absolute_url()).content.decode()

        assert shown.count("Gõ dở</textarea>") == 2
        assert "Lời kèm</textarea>" in shown
        assert not SubmissionRound.objects.exists()


class TestButtons:
    def test_save_keeps_without_sending(self, page, report):
        first = blanks_of(report)[0]

        answer = post(page, report, {first.pk: {"outcome": "Đang gõ"}}, save="1")

        assert answer.url.startswith(report.get_absolute_url())
        assert Draft.objects.get().values["outcome"] == "Đang gõ"

    def test_the_rest_is_nothing_after_a_look(self, page, report):
        first, second = blanks_of(report)
        dated = add_row(report, due_on=days(3))
        answer = post(page, report, {first.pk: {"outcome": "Có"}}, nothing="1")

        look = page.get(answer.url).content.decode()
        assert second.assignment.item.text in look
        assert first.assignment.item.text not in look
        assert "Còn 1 việc có hạn" in look
        page.post(answer.url, {"rows": [second.pk, dated.pk]})
        assert not Draft.objects.filter(occurrence=dated).exists()
        page.post(answer.url, {"rows": [second.pk]})

        assert Draft.objects.get(occurrence=second).values == {"answer": "NOTHING_TO_REPORT"}
        assert "Đã trả lời 2/3 mục" in page.get(report.get_absolute_url()).content.decode()

    def test_last_periods_answer_is_taken_up_to_be_corrected(self, page, report):
        row = blanks_of(report)[0]
        earlier = ReportingPeriodFactory(
            plan=report.period.plan, starts_on=days(-200), ends_on=days(-61), opens_on=days(-200)
        )
        before = OccurrenceFactory(assignment=row.assignment, due_on=None, period=earlier)
        record_progress(
            occurrence=before, by=UserFactory(unit=report.unit), version=0, key=uuid4(), on=days(-70), **DONE
        )

        answer = post(page, report, reuse=str(row.pk))

        assert answer.url.endswith(f"#item-{row.pk}")
        assert f"{DONE['outcome']}</textarea>" in page.get(report.get_absolute_url()).content.decode()
        assert post(page, report, reuse="0").status_code == 302

    def test_htmx_is_sent_on_by_a_header(self, page, report):
        data = sends(report, {row.pk: {"outcome": "Có"} for row in blanks_of(report)})

        answer = page.post(report.get_absolute_url(), data, headers={"HX-Request": "true"})

        assert answer.headers["HX-Redirect"] == report.get_absolute_url()
