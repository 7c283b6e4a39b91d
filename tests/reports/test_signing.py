"""Trình ký, trả về, đã ký: what is entered, what is refused, what is kept."""

import hashlib
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from orgs.conflicts import StaleVersion
from orgs.models import JournalEntry, Regime
from reports import composing, services
from reports.models import Report, SignedCopy
from reports.paper import number_line
from reports.sealing import seal_of
from reports.services.signing import next_number
from tests.reports.signed import (
    SCAN,
    TODAY,
    accepted,
    at_signature,
    draft_of,
    item_of_a_plan,
    officer_of,
    sign,
    sign_with_copy,
)

pytestmark = pytest.mark.django_db


def scan(content=SCAN, name="ky.pdf"):
    return ContentFile(content, name=name)


def test_a_report_goes_back_with_a_reason_that_its_draft_shows(item, officer):
    report = at_signature(item, officer)

    services.take_back_report(report=report, by=officer, version=report.version, reason=" Thiếu số liệu mục II.2 ")

    report.refresh_from_db()
    assert (report.is_draft, report.returned_reason) == (True, "Thiếu số liệu mục II.2")
    assert JournalEntry.objects.about(report).first().after["returned_reason"] == "Thiếu số liệu mục II.2"
    services.submit_report(report=report, by=officer, version=report.version)
    report.refresh_from_db()
    assert report.returned_reason == ""


def test_number_and_day_are_printed_once_they_are_given(item, officer):
    report = at_signature(item, officer)
    before = number_line(composing.compose(report, on=TODAY))

    report = sign(report, officer, number="7", job_title="Phó Bí thư", authority="T/M Ban Thường vụ")

    paper = composing.compose(report, on=TODAY)
    assert "7" not in before
    assert (number_line(paper), paper.issued_on) == (f"Số 07-BC/{paper.symbol}", TODAY)
    assert (paper.job_title, paper.authority) == ("Phó Bí thư", "T/M Ban Thường vụ")


def test_a_signed_report_bears_the_seal_of_what_was_frozen(item, officer):
    accepted(item)
    report = sign(at_signature(item, officer), officer)

    stored = Report.objects.get(pk=report.pk)
    assert stored.seal == seal_of(stored)
    assert JournalEntry.objects.about(report).get(action="đã ký").after["seal"] == stored.seal
    assert JournalEntry.objects.about(report).get(action="đã ký").after["state"] == "đã ký"


@pytest.mark.parametrize("again", ["12", "012"])
def test_a_number_is_given_once_in_its_series(item, officer, again):
    sign(at_signature(item, officer), officer)
    second = at_signature(item, officer)

    with pytest.raises(ValidationError, match="đã dùng"):
        sign(second, officer, number=again)
    assert Report.objects.signed().count() == 1


def test_gaps_are_normal_and_other_forms_of_a_number_are_other_numbers(item, officer):
    for number in ("12", "12a", "40", "3"):
        sign(at_signature(item, officer), officer, number=number)

    assert next_number(at_signature(item, officer), TODAY) == 41


def test_the_state_begins_at_one_every_year_and_the_party_does_not():
    last_year, item = TODAY - timedelta(days=365), item_of_a_plan(issued_on=date(2025, 1, 15))
    officer = officer_of(item)
    window = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
    sign(at_signature(item, officer, **window), officer, signed_on=last_year)
    with pytest.raises(ValidationError):
        sign(at_signature(item, officer), officer)

    state = item_of_a_plan(issuer__regime=Regime.STATE, issued_on=date(2025, 1, 15))
    clerk = officer_of(state)
    sign(at_signature(state, clerk, **window), clerk, signed_on=last_year)
    sign(at_signature(state, clerk), clerk)


def test_a_term_entered_later_changes_no_number_that_was_given(item, officer):
    sign(at_signature(item, officer), officer)
    issuer = item.plan.issuer
    issuer.term_from = date(2025, 6, 20)
    issuer.save()

    with pytest.raises(ValidationError):
        sign(at_signature(item, officer), officer)


def test_the_database_itself_refuses_a_number_twice(item, officer):
    first = sign(at_signature(item, officer), officer)
    second = at_signature(item, officer)
    stolen = {"signed_on": TODAY, "number": "12", "number_key": "12", "series": first.series}

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=second.pk).update(**stolen, paper=first.paper, figures=first.figures)


def test_of_two_who_sign_one_report_the_second_is_told(item, officer):
    report = at_signature(item, officer)
    version = report.version
    sign(report, officer)

    with pytest.raises(StaleVersion):
        services.sign_report(
            report=report, by=officer, version=version, number="13", signed_on=TODAY, signatory="A", on=TODAY
        )


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"signed_on": TODAY + timedelta(days=1)}, "sau hôm nay"),
        ({"signed_on": date(1999, 1, 1)}, "trước ngày ban hành"),
        ({"differs": True}, "phải đính kèm"),
        ({"signed_copy": scan(b"MZ", "ky.exe")}, "không nhận"),
        ({"signed_copy": scan(b"khong phai pdf")}, "không đúng định dạng"),
        ({"signed_copy": scan("MẬT\nBáo cáo".encode(), "ky.txt")}, "độ mật"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_signed(item, officer, wrong, words):
    report = at_signature(item, officer)

    with pytest.raises(ValidationError, match=words):
        sign(report, officer, **wrong)

    report.refresh_from_db()
    assert report.signed_on is None
    assert not SignedCopy.objects.exists()


def test_a_report_is_not_signed_before_the_plans_it_speaks_of(officer, item):
    document = item.plan.document
    document.issued_on = date(2026, 3, 15)
    document.save()
    report = at_signature(item, officer)

    with pytest.raises(ValidationError, match=r"trước ngày ban hành .*\(15/03/2026\)"):
        sign(report, officer, signed_on=date(2026, 3, 14))
    report.refresh_from_db()
    assert sign(report, officer, signed_on=date(2026, 3, 15)).signed_on == date(2026, 3, 15)


def test_a_report_is_not_signed_before_its_figures_begin(officer, item):
    report = at_signature(item, officer, starts_on=date(2026, 7, 1))

    with pytest.raises(ValidationError, match=r"trước ngày đầu của số liệu \(01/07/2026\)"):
        sign(report, officer, signed_on=date(2026, 6, 30))


def test_the_signed_copy_is_kept_with_its_hash_and_told(item, officer):
    report = sign_with_copy(at_signature(item, officer), officer)

    copy = report.signed_copies.get()
    with copy.file.open() as content:
        assert content.read() == SCAN
    assert copy.sha256 == hashlib.sha256(SCAN).hexdigest()
    assert JournalEntry.objects.about(report).get(action="đính kèm bản đã ký").after["sha256"] == copy.sha256


def test_a_later_copy_stands_beside_the_first(item, officer):
    report = sign_with_copy(at_signature(item, officer), officer)
    key = uuid4()

    for _ in range(2):  # a double click
        services.add_signed_copy(report=report, by=officer, key=key, file=scan(b"%PDF-1.7 ro hon"), note="Bản quét rõ")

    assert [copy.note for copy in report.signed_copies.all()] == ["", "Bản quét rõ"]
    with pytest.raises(ValidationError, match="đã có"):
        services.add_signed_copy(report=report, by=officer, key=uuid4(), file=scan(b"%PDF-1.7 ro hon"))


def test_only_a_signed_report_takes_copies(item, officer):
    with pytest.raises(ValidationError, match="chưa ký"):
        services.add_signed_copy(report=draft_of(item, officer), by=officer, key=uuid4(), file=scan())
