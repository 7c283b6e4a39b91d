import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from danvan import doctor


def test_the_font_of_this_machine_has_every_vietnamese_letter():
    assert doctor.font().is_well


def test_a_machine_without_fonts_is_told_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")

    found = doctor.font()

    assert not found.is_well
    assert not found.is_optional
    assert "fonts-liberation2" in found.remedy


@pytest.mark.parametrize("look", [doctor.libre_office, doctor.ocr])
def test_optional_programs_are_found_or_named_as_optional(look, monkeypatch):
    monkeypatch.setenv("PATH", "")

    found = look()

    assert not found.is_well
    assert found.is_optional
    assert "apt-get install" in found.remedy


def test_ocr_needs_the_vietnamese_data(monkeypatch, tmp_path):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\necho eng\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not doctor.ocr().is_well

    program.write_text("#!/bin/sh\necho eng; echo vie\n")
    assert doctor.ocr().is_well


@pytest.mark.django_db
def test_a_step_not_yet_migrated_is_counted():
    assert doctor.migrations().is_well
    last = MigrationRecorder.Migration.objects.filter(app="orgs").order_by("id").last()
    MigrationRecorder(connection).record_unapplied("orgs", last.name)

    found = doctor.migrations()

    assert not found.is_well
    assert "còn 1 bước" in found.words


def test_collected_static_files_are_looked_for(tmp_path):
    assert not doctor.static_files(tmp_path).is_well

    (tmp_path / "staticfiles.json").write_text("{}")
    assert doctor.static_files(tmp_path).is_well


def test_a_mail_server_is_optional_and_one_that_does_not_answer_is_named(settings):
    assert doctor.mail_server().is_optional
    settings.SENDS_MAIL, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    found = doctor.mail_server()

    assert not found.is_well
    assert "127.0.0.1:1" in found.words


def test_a_mail_server_that_answers_is_told_of(settings):
    settings.SENDS_MAIL = True

    assert doctor.mail_server().is_well


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_nobody_serves_is_found_and_left_clean(monkeypatch, settings, tmp_path):
    settings.DATA_DIR = tmp_path  # where no worker of another test is alive
    monkeypatch.setattr(doctor, "SECONDS_FOR_AN_ANSWER", 0.1)

    found = doctor.worker()

    assert not found.is_well
    assert not doctor.DBTaskResult.objects.exists()
