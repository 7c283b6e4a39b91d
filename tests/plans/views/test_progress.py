"""Answering on a page: with htmx and without, doubles, conflicts, errors, hostile input, files."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from orgs.models import JournalEntry, Role
from plans.models import Answer, Attachment, Draft, Occurrence, Progress, ProgressUpdate, Source
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.factories.plans import OccurrenceFactory, ProgressUpdateFactory

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TODAY = timezone.localdate()


@pytest.fixture
def row():
    return OccurrenceFactory(due_on=TODAY)


@pytest.fixture
def reporter(client, row):
    user = UserFactory(unit=row.unit, role=Role.REPORTER)
    client.force_login(user)
    return user


def officer_in(client, row):
    user = UserFactory(unit=row.plan.issuer, role=Role.OFFICER)
    client.force_login(user)
    return user


def url(name, row):
    return reverse(f"plans:{name}", args=[row.pk])


def words(row, **changed):
    said = {"version": row.version, "key": str(uuid4()), "progress": "FINISHED", "outcome": "Đã họp, 38/38 người dự."}
    return {**said, **changed}


class TestSending:
    def test_without_javascript_it_is_recorded_and_the_list_says_so(self, client, row, reporter):
        response = client.post(url("progress_create", row), words(row), follow=True)
        row.refresh_from_db()
        assert row.progress == Progress.AWAITING
        assert response.redirect_chain == [(reverse("plans:work_list"), 302)]
        assert "Đã gửi." in response.content.decode()

    @pytest.mark.parametrize("units", [1, 2])
    def test_the_card_sent_looks_as_it_did_and_the_counts_above_it_follow(self, client, row, reporter, units):
        if units == 2:
            MembershipFactory(user=reporter, role=Role.REPORTER)
        tag = f'<span class="badge badge-in-time">{row.unit}</span>'
        before = client.get(reverse("plans:work_list")).content.decode()

        html = client.post(url("progress_create", row), words(row), headers=HTMX).content.decode()

        assert (tag in before, tag in html) == (units == 2, units == 2)
        assert '<span id="work-counts">1 việc cần làm · 0 việc đã gửi' in before
        assert '<span id="work-counts" hx-swap-oob="true">0 việc cần làm · 1 việc đã gửi' in html

    def test_with_htmx_the_card_comes_back_in_its_new_state(self, client, row, reporter):
        html = client.post(url("progress_create", row), words(row), headers=HTMX).content.decode()
        assert html.lstrip().startswith(f'<article class="work-card" id="row-{row.pk}"')
        assert "Chờ tiếp nhận" in html
        assert "<form" not in html

    def test_htmx_opens_the_form_in_its_place(self, client, row, reporter):
        html = client.get(url("progress_create", row), headers=HTMX).content.decode()
        assert html.lstrip().startswith("<article")
        assert 'name="outcome"' in html

    def test_what_came_back_is_completed_and_not_typed_again(self, client, row, reporter):
        ProgressUpdateFactory(occurrence=row, by=reporter, outcome="Đã họp ngày 28/5.")
        Occurrence.objects.filter(pk=row.pk).update(progress=Progress.ASKED_FOR_MORE)

        page = client.get(url("progress_create", row)).content.decode()

        assert "Đã họp ngày 28/5.</textarea>" in page

    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_an_error_keeps_every_word_on_the_page_and_on_the_server(self, client, row, reporter, headers):
        data = words(row, progress="", outcome="Chữ đã gõ", difficulties="Thiếu kinh phí")
        response = client.post(url("progress_create", row), data, headers=headers)
        html = response.content.decode()
        assert response.status_code == 200
        assert "Hãy chọn: Chưa làm, Đang làm hay Đã xong." in html
        assert "Chữ đã gõ" in html
        assert "Thiếu kinh phí" in html
        assert Draft.objects.get().values == {"outcome": "Chữ đã gõ", "difficulties": "Thiếu kinh phí"}
        assert not row.updates.exists()

    def test_a_double_submit_is_one_answer(self, client, row, reporter):
        data = words(row)
        pages = [client.post(url("progress_create", row), data, headers=HTMX).content.decode() for _ in range(3)]
        assert row.updates.count() == 1
        assert JournalEntry.objects.about(row).count() == 1
        assert all("Đã gửi." in page for page in pages)

    def test_nothing_to_report_and_a_reason_are_understood(self, client, row, reporter):
        client.post(url("progress_create", row), words(row, answer="NOT_OURS", reason="Việc của Mặt trận", outcome=""))
        assert row.updates.get().answer == Answer.NOT_OURS
        assert row.updates.get().outcome == "Việc của Mặt trận"

    def test_a_reason_without_the_request_is_asked_about(self, client, row, reporter):
        html = client.post(url("progress_create", row), words(row, reason="Việc của Mặt trận")).content.decode()
        assert "hãy chọn “Đề nghị xem lại phân công”" in html
        assert not row.updates.exists()

    def test_a_post_costs_at_most_15_queries(self, client, row, reporter, django_assert_max_num_queries):
        with django_assert_max_num_queries(17):  # two of them open and close a savepoint of the test
            client.post(url("progress_create", row), words(row))
        assert row.updates.exists()


class TestConflict:
    def conflict(self, client, row, **kwargs):
        other = UserFactory(unit=row.unit, full_name="Đỗ Thị Lan")
        ProgressUpdateFactory(occurrence=row, by=other, progress="IN_PROGRESS", outcome="Bài của chị Lan")
        stale = words(row, outcome="Bài của tôi")
        Occurrence.objects.filter(pk=row.pk).update(version=5, progress="IN_PROGRESS")
        return stale, client.post(url("progress_create", row), stale, **kwargs)

    @pytest.mark.parametrize(("headers", "status"), [({}, 409), (HTMX, 200)])
    def test_both_texts_stand_side_by_side_with_three_acts(self, client, row, reporter, headers, status):
        _, response = self.conflict(client, row, headers=headers)
        html = response.content.decode()
        assert response.status_code == status
        assert "Nội dung đã được Đỗ Thị Lan sửa lúc" in html
        for text in ("Bài của chị Lan", "Bài của tôi", "Xem lại", "Ghi thêm phần của tôi", "Bỏ phần của tôi"):
            assert text in html
        assert row.updates.count() == 1
        assert Draft.objects.get().values["outcome"] == "Bài của tôi"

    def test_my_part_can_be_added_after_seeing_the_other(self, client, row, reporter):
        stale, response = self.conflict(client, row)
        assert 'name="version" value="5"' in response.content.decode()
        client.post(url("progress_create", row), {**stale, "version": 5})
        assert [update.outcome for update in row.updates.order_by("pk")] == ["Bài của chị Lan", "Bài của tôi"]
        assert not Draft.objects.exists()

    def test_my_part_can_be_thrown_away(self, client, row, reporter):
        self.conflict(client, row)
        assert client.post(url("draft_discard", row)).status_code == 302
        assert not Draft.objects.exists()


class TestHostileInput:
    @pytest.mark.parametrize(
        "changed",
        [
            {"percent": "1.000"}, {"percent": "１２"}, {"percent": "٣"}, {"percent": "-1"}, {"percent": "101"},
            {"percent": "8e1"}, {"version": "abc"}, {"version": "9" * 30}, {"version": "-1"}, {"key": "abc"},
            {"key": ""}, {"outcome": "a\0b"}, {"outcome": "a" * 1_000_000}, {"progress": "STOPPED"},
            {"answer": "DROP TABLE"}, {"answer": "OBJECTION"}, {"version": ""},
        ],
        ids=lambda changed: next(iter(changed.items()))[0] + ":" + next(iter(changed.values()))[:12],
    )  # fmt: skip
    @pytest.mark.parametrize("headers", [{}, HTMX])
    def test_it_is_refused_in_words_and_nothing_is_written(self, client, row, reporter, changed, headers):
        response = client.post(url("progress_create", row), words(row, **changed), headers=headers)
        assert response.status_code == 200
        assert "Chưa lưu. Cần sửa:" in response.content.decode()
        assert not ProgressUpdate.objects.exists()

    @pytest.mark.parametrize("percent", ["0", "80", "100", "80%", " 80 "])
    def test_percents_as_people_write_them(self, client, row, reporter, percent):
        client.post(url("progress_create", row), words(row, percent=percent))
        assert row.updates.get().percent == int(percent.strip(" %"))

    def test_fields_that_are_not_in_the_form_change_nothing(self, client, row, reporter):
        forged = {"by": 1, "sent_on": "2020-01-01", "source": "PAPER", "finished_on": "2020-01-01", "unit": 1}
        client.post(url("progress_create", row), words(row, **forged))
        update = row.updates.get()
        assert (update.by, update.sent_on, update.source) == (reporter, TODAY, "")

    def test_a_closed_plan_is_refused_also_by_direct_post(self, client):
        row = OccurrenceFactory(plan__closed=True)
        client.force_login(UserFactory(unit=row.unit))
        html = client.post(url("progress_create", row), words(row)).content.decode()
        assert "Kế hoạch đã kết thúc" in html
        assert not row.updates.exists()


class TestFiles:
    def test_files_are_kept_and_leave_only_as_downloads(self, client, row, reporter):
        files = [
            SimpleUploadedFile("Biên bản họp.txt", "Đã họp".encode()),
            SimpleUploadedFile("ảnh.png", b"\x89PNG\r\n\x1a\n0000"),
        ]
        client.post(url("progress_create", row), words(row, files=files, outcome=""))
        attachment = Attachment.objects.get(name="Biên bản họp.txt")
        response = client.get(reverse("plans:attachment_download", args=[attachment.pk]))
        assert b"".join(response.streaming_content).decode() == "Đã họp"
        assert response["Content-Disposition"].startswith("attachment;")
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"

    def test_a_refused_file_stores_nothing_and_keeps_the_words(self, client, row, reporter):
        macro = io.BytesIO()
        with zipfile.ZipFile(macro, "w") as archive:
            archive.writestr("word/document.xml", "<w/>")
            archive.writestr("word/vbaProject.bin", "x")
        before = sorted(settings.MEDIA_ROOT.rglob("*"))
        file = SimpleUploadedFile("bao-cao.docx", macro.getvalue())
        html = client.post(url("progress_create", row), words(row, files=[file])).content.decode()
        assert "bao-cao.docx: tệp có macro" in html
        assert "38/38 người dự" in html
        assert not ProgressUpdate.objects.exists()
        assert sorted(settings.MEDIA_ROOT.rglob("*")) == before

    def test_files_of_others_are_not_found(self, client, row, reporter):
        client.post(url("progress_create", row), words(row, files=[SimpleUploadedFile("a.txt", b"a")]))
        attachment = Attachment.objects.get()
        client.force_login(UserFactory(unit=UnitFactory()))
        assert client.get(reverse("plans:attachment_download", args=[attachment.pk])).status_code == 404

    def test_a_file_that_is_gone_is_not_found(self, client, row, reporter):
        client.post(url("progress_create", row), words(row, files=[SimpleUploadedFile("a.txt", b"a")]))
        attachment = Attachment.objects.get()
        (settings.MEDIA_ROOT / attachment.file.name).unlink()
        assert client.get(reverse("plans:attachment_download", args=[attachment.pk])).status_code == 404


class TestRights:
    @pytest.mark.parametrize(
        ("role", "name", "status"),
        [
            (Role.OFFICER, "progress_create", 403), (Role.LEADER, "progress_create", 403),
            (Role.LEADER, "progress_enter", 403), (Role.LEADER, "progress_object", 403),
            (Role.LEADER, "draft_save", 403), (Role.OFFICER, "progress_object", 403),
            (Role.ADMIN, "progress_create", 404), (Role.ADMIN, "progress_enter", 404),
        ],
    )  # fmt: skip
    def test_who_may_look_but_not_write_is_refused(self, client, row, role, name, status):
        client.force_login(UserFactory(unit=row.plan.issuer, role=role))
        assert client.post(url(name, row), words(row)).status_code == status
        assert not row.updates.exists()

    def test_the_unit_does_not_enter_for_itself_as_the_office(self, client, row, reporter):
        assert client.post(url("progress_enter", row), words(row)).status_code == 403

    @pytest.mark.parametrize("name", ["progress_create", "progress_enter", "progress_object", "draft_save"])
    def test_strangers_find_nothing(self, client, row, name):
        client.force_login(UserFactory(unit=UnitFactory()))
        assert client.post(url(name, row), words(row)).status_code == 404

    @pytest.mark.parametrize("name", ["draft_save", "draft_discard"])
    def test_drafts_are_never_written_by_a_link(self, client, row, reporter, name):
        assert client.get(url(name, row)).status_code == 405

    def test_who_is_signed_out_is_asked_to_sign_in(self, client, row):
        response = client.post(url("progress_create", row), words(row))
        assert response.status_code == 302
        assert response.url.startswith(reverse("orgs:login"))


class TestEnteringForAUnit:
    def test_it_is_recorded_taken_in_and_told_to_the_unit(self, client, row):
        officer_in(client, row)
        data = words(row, answer="RESULT", source="CALL", sent_on=TODAY.isoformat())
        client.post(url("progress_enter", row), data)
        row.refresh_from_db()
        assert (row.progress, row.updates.get().source) == (Progress.FINISHED, Source.CALL)
        client.force_login(UserFactory(unit=row.unit))
        assert "Văn phòng nhập thay từ điện thoại" in client.get(row.get_absolute_url()).content.decode()

    def test_the_unit_objects_on_a_page_of_its_own(self, client, row):
        officer_in(client, row)
        client.post(url("progress_enter", row), words(row, answer="RESULT", source="CALL", sent_on=TODAY.isoformat()))
        row.refresh_from_db()
        client.force_login(UserFactory(unit=row.unit))
        assert "38/38 người dự" in client.get(url("progress_object", row)).content.decode()
        client.post(url("progress_object", row), {"version": row.version, "key": uuid4(), "reason": "Là 36/38."})
        row.refresh_from_db()
        assert row.progress == Progress.AWAITING

    @pytest.mark.parametrize("wrong", [{"source": ""}, {"source": "X"}, {"sent_on": ""}, {"sent_on": "31/02/2026"},
                                       {"sent_on": "2150-01-01"}, {"answer": "NOT_OURS"}])  # fmt: skip
    def test_it_needs_a_source_and_a_real_day(self, client, row, wrong):
        officer_in(client, row)
        data = words(row, answer="RESULT", source="CALL", sent_on=TODAY.isoformat()) | wrong
        response = client.post(url("progress_enter", row), data)
        assert response.status_code == 200
        assert "38/38 người dự" in response.content.decode()
        assert not row.updates.exists()


class TestDrafts:
    def test_what_is_typed_is_kept_for_its_writer_alone(self, client, row, reporter):
        assert client.post(url("draft_save", row), {"outcome": "Đang gõ", "key": "abc"}).status_code == 204
        assert "Đang gõ" in client.get(url("progress_create", row)).content.decode()
        client.force_login(UserFactory(unit=row.unit))
        assert "Đang gõ" not in client.get(url("progress_create", row)).content.decode()

    def test_a_late_autosave_does_not_bring_back_what_was_sent(self, client, row, reporter):
        data = words(row)
        client.post(url("progress_create", row), data)
        client.post(url("draft_save", row), data)
        assert not Draft.objects.exists()

    def test_too_much_is_refused_in_words(self, client, row, reporter):
        response = client.post(url("draft_save", row), {"outcome": "a" * 100_001})
        assert response.status_code == 413
        assert "quá dài" in response.content.decode()
