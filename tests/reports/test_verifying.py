"""`verify_reports`: what it compares, what it says, how it ends."""

from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from danvan import doctor
from danvan.daily import run_day
from orgs.append_only import release
from orgs.models import JournalEntry
from reports import renderer, services
from reports.freezing import thaw
from reports.models import Report, ReportCheck, SignedCopy
from reports.services.verifying import verify_reports
from reports.tasks import draw_report
from tests.reports.signed import TODAY, accepted, archive, at_signature, item_of_a_plan, officer_of, sign_with_copy

pytestmark = pytest.mark.django_db
JOURNAL = "orgs_journalentry"


@pytest.fixture
def report():
    item = item_of_a_plan()
    officer = officer_of(item)
    accepted(item)
    return sign_with_copy(at_signature(item, officer), officer)


def draw(report):
    draw_report.func(file_id=report.files.get(form="pdf").pk, on=TODAY.isoformat())
    return report.files.get(form="pdf")


def verdicts(**kwargs):
    return {one.report.pk: one for one in verify_reports(at=timezone.now(), **kwargs)}


def test_a_drawn_report_is_drawn_again_to_the_same_bytes(report, capsys):
    draw(report)

    call_command("verify_reports")

    assert "Nguyên vẹn: 1 báo cáo đã ký." in capsys.readouterr().out
    assert verdicts(redraw=True)[report.pk].notes == []
    assert ReportCheck.objects.get().damage == []


def test_a_drawing_that_comes_out_otherwise_is_damage(report):
    archive(report, b"%PDF-1.7 khac")

    assert verdicts()[report.pk].damage == []
    assert verdicts(redraw=True)[report.pk].damage == ["vẽ lại không ra đúng bản lưu PDF"]


def test_another_font_is_another_renderer_and_no_damage(report, monkeypatch):
    draw(report)
    monkeypatch.setattr(renderer, "FONT_STYLES", (":family=DejaVu Sans",))
    monkeypatch.setattr(renderer, "fingerprint", renderer.fingerprint.__wrapped__)

    found = verdicts(redraw=True)[report.pk]

    assert found.damage == []
    assert "đã đổi phiên bản" in found.notes[0]


def test_a_copy_not_drawn_yet_is_worth_a_word_and_no_damage(report):
    found = verdicts()[report.pk]

    assert (found.damage, found.notes) == ([], ["chưa có bản lưu PDF"])


def test_a_report_signed_before_there_were_seals_is_compared_by_its_files(report):
    drawn = archive(report)
    thaw(None, SimpleNamespace(connection=connection, execute=lambda statement, params: sql(statement)))
    Report.objects.update(seal="")
    release(SimpleNamespace(connection=connection, execute=lambda statement, params: sql(statement)), JOURNAL)
    JournalEntry.objects.all().delete()

    found = verdicts()[report.pk]
    assert (found.damage, found.notes) == ([], ["ký trước khi có niêm phong, chỉ kiểm tra được tệp"])
    Path(drawn.file.path).write_bytes(b"%PDF-1.7 khac")
    assert verdicts()[report.pk].damage == ["bản lưu pdf không còn đúng mã SHA-256"]


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"%PDF-1.7 khac")])
def test_a_signed_copy_changed_on_the_disk_is_found(report, harm):
    harm(Path(SignedCopy.objects.get().file.path))

    assert verdicts()[report.pk].damage == ["bản đã ký “ky.pdf” không còn như lúc đính kèm"]


def test_the_command_counts_every_fault_that_it_names(report, capsys):
    drawn = archive(report)
    Path(drawn.file.path).unlink()
    Path(SignedCopy.objects.get().file.path).unlink()

    with pytest.raises(CommandError, match="2 chỗ sai, 0 báo cáo nguyên vẹn"):
        call_command("verify_reports", "--quick")

    assert capsys.readouterr().err.count("[sai]") == 2


def test_damage_is_said_by_the_command_the_day_the_doctor_and_the_page(report, client, capsys):
    drawn = archive(report)
    assert doctor.signed_reports().is_well
    assert run_day(timezone.now()).damaged == 0
    Path(drawn.file.path).unlink()

    with pytest.raises(CommandError, match="1 chỗ sai, 0 báo cáo nguyên vẹn"):
        call_command("verify_reports", "--quick")
    assert "bản lưu pdf không còn đúng mã SHA-256" in capsys.readouterr().err
    assert run_day(timezone.now()).damaged == 1
    assert not doctor.signed_reports().is_well
    client.force_login(report.created_by)
    assert "không còn như lúc ký" in client.get(report.get_absolute_url()).content.decode()


def test_the_page_tells_when_it_was_last_compared(report, client):
    client.force_login(report.created_by)
    assert "Đang tạo bản lưu" in client.get(report.get_absolute_url()).content.decode()
    archive(report)
    verdicts()

    page = client.get(report.get_absolute_url()).content.decode()

    assert f"Đã kiểm tra ngày {timezone.localdate():%d/%m/%Y}" in page
    assert Report.objects.get().seal


def test_a_file_attached_twice_with_different_words_is_told_twice(report):
    copy = report.signed_copies.get()
    file = ContentFile(Path(copy.file.path).read_bytes(), name=copy.name)

    services.add_signed_copy(report=report, by=report.created_by, key=uuid4(), file=file, differs=True)

    assert verdicts()[report.pk].damage == []
