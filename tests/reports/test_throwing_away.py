"""A draft of a report thrown away: what goes, what stays, and who may."""

from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Role
from plans.models import ProgressUpdate
from reports import permissions, services
from reports.models import Report, ReportFile, ReportParagraph
from reports.tasks import draw_report
from tests.factories.orgs import UserFactory
from tests.reports.signed import TODAY, accepted, at_signature, draft_of, sign, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def update(item):
    return accepted(item)


@pytest.fixture
def report(item, officer, update):
    """A draft with a paragraph that came from a unit."""
    report = draft_of(item, officer)
    write(report.sections.get(item=item), "Lời đã viết", update)
    return report


@pytest.fixture
def office(client, officer):
    client.force_login(officer)
    return client


def address(report):
    return reverse("reports:report_delete", args=[report.pk])


def drawing_of(report, officer):
    drawn = ReportFile.objects.create(report=report, form="pdf", report_version=report.version, requested_by=officer)
    services.store_drawn_file(drawn=drawn, content=b"%PDF-1.7 nhap")
    return drawn


def test_the_page_says_what_is_lost_before_anything_is(office, report):
    section = report.sections.first()
    write(section, "")
    services.remove_paragraph(paragraph=write(section, "Đã bỏ"), by=report.created_by, version=0, at=timezone.now())

    page = office.get(address(report)).text

    assert f"Mất 1 đoạn đã viết, {len(report.annexes)} phụ lục" in page
    assert f'href="{address(report)}"' in office.get(report.get_absolute_url()).text
    assert Report.objects.exists()


def test_the_draft_goes_with_its_words_and_what_units_said_stays(office, officer, report, update):
    page = office.post(address(report), {"version": report.version}, follow=True)

    assert "Đã bỏ dự thảo báo cáo." in page.text
    assert not Report.objects.exists()
    assert not ReportParagraph.objects.exists()
    assert list(ProgressUpdate.objects.all()) == [update]
    told = JournalEntry.objects.get(action="bỏ dự thảo báo cáo")
    assert (told.actor, told.unit, told.before["abstract"]) == (officer, report.issuer, report.abstract)


def test_its_drawings_leave_the_disk_once_it_is_gone_for_good(officer, report, django_capture_on_commit_callbacks):
    path = Path(drawing_of(report, officer).file.path)

    with django_capture_on_commit_callbacks(execute=True):
        services.delete_report(report=report, by=officer, version=report.version)
        assert path.exists()

    assert not path.exists()
    assert not ReportFile.objects.exists()


def test_a_draft_drawn_anew_leaves_no_older_drawing_behind(officer, report, django_capture_on_commit_callbacks):
    drawn = drawing_of(report, officer)
    older = Path(drawn.file.path)

    with django_capture_on_commit_callbacks(execute=True):
        services.store_drawn_file(drawn=drawn, content=b"%PDF-1.7 moi hon")

    assert (older.exists(), Path(drawn.file.path).read_bytes()) == (False, b"%PDF-1.7 moi hon")


def test_a_drawing_asked_for_before_ends_quietly(officer, report):
    drawn = services.request_file(report=report, by=officer, form="docx")
    services.delete_report(report=report, by=officer, version=report.version)

    draw_report.func(file_id=drawn.pk, on=TODAY.isoformat())

    assert not ReportFile.objects.exists()


def test_what_was_being_drawn_meanwhile_is_not_kept(officer, report, settings):
    others = set(Path(settings.MEDIA_ROOT).rglob("*.docx"))
    drawn = services.request_file(report=report, by=officer, form="docx")
    services.delete_report(report=report, by=officer, version=report.version)

    assert services.store_drawn_file(drawn=drawn, content=b"PK")

    assert set(Path(settings.MEDIA_ROOT).rglob("*.docx")) == others


def test_a_replacement_begun_is_dropped_and_what_was_signed_stays(office, officer, item):
    signed = sign(at_signature(item, officer), officer)
    draft = services.replace_report(report=signed, by=officer)

    assert "vẫn giữ nguyên" in office.get(address(draft)).text
    office.post(address(draft), {"version": draft.version})

    assert list(Report.objects.all()) == [signed]
    assert services.replace_report(report=signed, by=officer).is_draft


def test_what_a_colleague_wrote_meanwhile_is_not_thrown_away_unseen(office, officer, report):
    seen = report.version
    services.add_paragraph(section=report.sections.first(), by=officer, text="Vừa viết thêm")

    page = office.post(address(report), {"version": seen}, follow=True)

    assert "vừa được người khác sửa" in page.text
    assert Report.objects.exists()


def test_what_is_at_signature_or_signed_is_not_thrown_away(office, officer, item):
    report = at_signature(item, officer)
    for _ in range(2):
        assert office.post(address(report), {"version": report.version}).status_code == 403
        with pytest.raises(StaleVersion):
            services.delete_report(report=report, by=officer, version=report.version)
        if report.signed_on is None:
            sign(report, officer)
            report.refresh_from_db()

    assert Report.objects.get().signed_on == TODAY


def test_a_leader_does_not_throw_away_what_the_office_writes(client, report):
    client.force_login(UserFactory(role=Role.LEADER, unit=report.issuer))

    assert client.post(address(report), {"version": report.version}).status_code == 403
    assert Report.objects.exists()


def test_of_two_presses_the_second_finds_it_done(officer, report):
    late = Report.objects.get(pk=report.pk)
    for press in (report, late):
        services.delete_report(report=press, by=officer, version=0)

    assert JournalEntry.objects.filter(action="bỏ dự thảo báo cáo").count() == 1


def writings(office, report):
    """Every way to write to a draft, by its name: what a page that is still open would send."""
    section = report.sections.get(item__isnull=False)
    paragraph = section.paragraphs.get()
    head = {
        "starts_on": "01/01/2026", "ends_on": "31/12/2026", "abstract": "kết quả", "version": report.head_version,
        "kind": "FINAL", "span": "YEAR", "plans": [plan.pk for plan in report.plans.all()],
    }  # fmt: skip
    return {
        "paragraph_edit": (paragraph.pk, {"text": "Gõ tiếp", "version": paragraph.version}),
        "paragraph_delete": (paragraph.pk, {"version": paragraph.version}),
        "section_edit": (section.pk, {"text": "Đoạn mới"}),
        "section_rename": (section.pk, {"heading": "Tên mới", "level": 1, "purpose": "TEXT", "version": 0}),
        "section_move": (section.pk, {"to": "up"}),
        "section_delete": (section.pk, {}),
        "section_create": (report.pk, {"heading": "Mục mới", "level": 1, "purpose": "TEXT"}),
        "report_annexes": (report.pk, {"kinds": report.annexes[:1]}),
        "report_edit": (report.pk, head),
        "report_submit": (report.pk, {"version": report.version, "confirmed": "1"}),
        "report_length": (report.pk, {}),
    }


@pytest.mark.parametrize(
    "name",
    [
        "paragraph_edit", "paragraph_delete", "section_edit", "section_rename", "section_move", "section_delete",
        "section_create", "report_annexes", "report_edit", "report_submit", "report_length",
    ],
)  # fmt: skip
def test_a_page_that_saves_while_the_draft_goes_is_told_so(office, report, monkeypatch, name):
    pk, data = writings(office, report)[name]
    rights = permissions.can_edit_report if name != "report_length" else permissions.can_print_report

    def thrown_away_meanwhile(user, seen):
        allowed = rights(user, seen)
        Report.objects.filter(pk=report.pk).delete()
        return allowed

    monkeypatch.setattr(permissions, rights.__name__, thrown_away_meanwhile)

    answer = office.post(reverse(f"reports:{name}", args=[pk]), data)

    assert answer.status_code == 410
    assert "Nội dung này vừa được bỏ" in answer.text


def test_typing_on_in_a_section_that_went_is_told_so(office, officer, report, monkeypatch):
    paragraph = ReportParagraph.objects.get()
    known = services.keep_paragraph

    def gone_meanwhile(**given):
        services.remove_section(section=given["paragraph"].section, by=officer)
        return known(**given)

    monkeypatch.setattr(services, "keep_paragraph", gone_meanwhile)

    answer = office.post(reverse("reports:paragraph_keep", args=[paragraph.pk]), {"text": "Gõ tiếp", "version": 0})

    assert answer.status_code == 410
