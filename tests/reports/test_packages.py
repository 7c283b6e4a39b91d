"""The whole file of a plan as one archive: what is in it, that nothing else is, and that it can be checked."""

import hashlib
import io
import json
import re
import zipfile
from datetime import date
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from orgs.models import JournalEntry
from plans.models import Attachment, SubmissionRound
from reports import services
from reports.models import PlanPackage
from reports.packing import LONGEST_PATH, DamagedPackage, check, safe_name
from reports.services.packages import write_package
from reports.tasks import pack_plan
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import PlanVersionFactory, ProgressUpdateFactory, ReportingPeriodFactory
from tests.factories.reporting import SubmissionFactory
from tests.reports.signed import (
    SCAN,
    accepted,
    archive,
    at_signature,
    draft_of,
    item_of_a_plan,
    officer_of,
    sign,
    sign_with_copy,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    """A plan with its original, an answer with a photo, a report that a unit sent as a file, a signed report."""
    item = item_of_a_plan(number="76-KH/ĐU")
    plan, officer, update = item.plan, officer_of(item), accepted(item, outcome="Lời đã gửi")
    version = PlanVersionFactory(plan=plan, source_name="Kế hoạch: 76?.docx", source_text="KẾ HOẠCH")
    version.source_file.save("x.docx", ContentFile(b"PK goc"))
    photo = Attachment(update=update, name="ảnh.jpg", size=4, sha256="0" * 64, content_type="image/jpeg")
    photo.file.save("a.jpg", ContentFile(b"anh"))
    submission = SubmissionFactory(
        period=ReportingPeriodFactory(plan=plan, label="6 tháng đầu năm"), unit=update.occurrence.unit
    )
    sent = SubmissionRound(
        submission=submission, number=1, by=update.by, at=timezone.now(), sent_on=date(2026, 6, 20),
        file_name="bao cao.docx", file_sha256="1" * 64,
    )  # fmt: skip
    sent.file.save("b.docx", ContentFile(b"PK don vi"))
    report = sign_with_copy(at_signature(item, officer), officer, name="ký.pdf", differs=True)
    archive(report)
    draft_of(item, officer, abstract="Lời dự thảo")
    return item


@pytest.fixture
def package(item, tmp_path):
    path = tmp_path / "hoso.zip"
    write_package(item.plan, path, at=timezone.now())
    return path


def read(path):
    with zipfile.ZipFile(path) as archived:
        return {name: archived.read(name) for name in archived.namelist()}


def all_words(path):
    return b"\n".join(read(path).values()).decode(errors="replace")


def test_it_holds_plan_answers_reports_and_history(package):
    files = read(package)

    assert [name for name in files if not name.endswith((".json", ".sha256"))] == [
        "1. Kế hoạch/Bản 1 - Kế hoạch- 76-.docx",
        "1. Kế hoạch/Bản 1 - Kế hoạch- 76- (chữ đọc được).txt",
        "2. Trả lời của đơn vị/Trả lời.xlsx",
        next(name for name in files if "Minh chứng" in name),
        next(name for name in files if "lần 1 - bao cao.docx" in name),
        "3. Báo cáo/Số 12 ngày 20-11-2026/Bản hệ thống.pdf",
        "3. Báo cáo/Số 12 ngày 20-11-2026/Bản đã ký (khác bản hệ thống) - ký.pdf",
        "4. Lịch sử/Lịch sử.xlsx",
    ]
    assert files["1. Kế hoạch/Bản 1 - Kế hoạch- 76-.docx"] == b"PK goc"
    assert files["3. Báo cáo/Số 12 ngày 20-11-2026/Bản đã ký (khác bản hệ thống) - ký.pdf"] == SCAN
    outline = json.loads(files["1. Kế hoạch/Đề cương.json"])
    assert outline["mục"][0]["text"].startswith("Tuyên truyền")
    answers = json.loads(files["2. Trả lời của đơn vị/Trả lời.json"])
    assert [(one["outcome"], one["ý kiến"]["verdict"]) for one in answers["trả lời"]] == [("Lời đã gửi", "ACCEPTED")]
    (round_,) = json.loads(files["2. Trả lời của đơn vị/Các kỳ/6 tháng đầu năm.json"])["lần nộp"]
    assert round_["number"] == 1
    actions = [entry["action"] for entry in json.loads(files["4. Lịch sử/Lịch sử.json"])]
    assert "đã ký" in actions


def test_the_history_is_told_in_the_words_of_the_pages(package):
    sheet = openpyxl.load_workbook(io.BytesIO(read(package)["4. Lịch sử/Lịch sử.xlsx"])).active
    told = {line[2]: line[4:] for line in sheet.iter_rows(min_row=5, values_only=True)}

    assert "khác bản hệ thống: có" in told["đính kèm bản đã ký"][1]
    words = " ".join(cell for cells in told.values() for cell in cells if cell)
    assert not re.search(r"\b[a-z]+_[a-z]+: |\b(True|False|None)\b|sha256:|number:", words)


def test_the_manifest_says_which_text_is_of_record(package):
    called = check(package)["called"]

    folder = "3. Báo cáo/Số 12 ngày 20-11-2026"
    assert called == {
        f"{folder}/Bản hệ thống.pdf": "bản hệ thống",
        f"{folder}/Bản đã ký (khác bản hệ thống) - ký.pdf": "văn bản chính thức: bản đã ký, khác bản hệ thống",
    }


def test_every_byte_is_told_in_the_manifest(package):
    files = read(package)
    manifest = json.loads(files["manifest.json"])

    for name, told in manifest["files"].items():
        assert told == {"bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
    assert {*manifest["files"], "manifest.json", "manifest.json.sha256"} == set(files)
    assert files["manifest.json.sha256"].split()[0].decode() == hashlib.sha256(files["manifest.json"]).hexdigest()
    assert (manifest["plan"]["number"], manifest["missing"]) == ("76-KH/ĐU", [])
    assert check(package) == manifest


@pytest.mark.parametrize("harm", ["change", "remove", "add", "manifest", "cut"])
def test_a_changed_archive_is_found(package, harm):
    files = read(package)
    name = next(iter(files))
    if harm == "change":
        files[name] += b"."
    elif harm == "remove":
        del files[name]
    elif harm == "add":
        files["thêm.txt"] = b""
    elif harm == "manifest":
        files["manifest.json"] = files["manifest.json"].replace(b"76-KH", b"77-KH")
    with zipfile.ZipFile(package, "w") as archived:
        for one, content in files.items():
            archived.writestr(one, content)
    if harm == "cut":
        package.write_bytes(package.read_bytes()[:-30])

    with pytest.raises(DamagedPackage):
        check(package)
    with pytest.raises(CommandError):
        call_command("export_plan", check=package)


def test_nothing_outside_the_plan_and_nothing_unsent_is_in_it(item, package):
    other = item_of_a_plan(issuer=item.plan.issuer, abstract="Kế hoạch khác")
    ProgressUpdateFactory(occurrence=accepted(other, outcome="Lời của kế hoạch khác").occurrence)
    officer = officer_of(other)
    sign(at_signature(other, officer, abstract="Báo cáo khác"), officer, number="13")
    write_package(item.plan, package, at=timezone.now())

    words = all_words(package)

    for secret in ("Lời của kế hoạch khác", "Báo cáo khác", "Kế hoạch khác", "Lời dự thảo"):
        assert secret not in words
    assert "Lời đã gửi" in words  # so the test can see what is there
    assert not re.search(r"(password|argon2|sessionid)", words)


def test_a_file_that_is_gone_is_told_and_stops_nothing(item, tmp_path):
    Path(Attachment.objects.get().file.path).unlink()

    write_package(item.plan, tmp_path / "a.zip", at=timezone.now())

    (missing,) = check(tmp_path / "a.zip")["missing"]
    assert missing.endswith("ảnh.jpg")


def test_the_worker_makes_it_and_it_is_asked_for_once_while_it_waits(item, django_capture_on_commit_callbacks):
    officer = officer_of(item)
    with django_capture_on_commit_callbacks() as queued:
        first = services.request_package(plan=item.plan, by=officer)
        assert services.request_package(plan=item.plan, by=officer) == first
    assert len(queued) == 1

    pack_plan.func(first.pk)

    package = PlanPackage.objects.get()
    assert check(Path(package.file.path))["plan"]["id"] == item.plan.pk
    assert package.manifest_sha256 in read(package.file.path)["manifest.json.sha256"].decode()
    assert JournalEntry.objects.filter(action="xuất hồ sơ kế hoạch", plan_id=item.plan.pk).count() == 1


def test_made_again_it_takes_the_place_of_the_one_before(item):
    package = services.request_package(plan=item.plan, by=officer_of(item))
    pack_plan.func(package.pk)
    first = PlanPackage.objects.get().file.path

    services.request_package(plan=item.plan, by=officer_of(item))
    pack_plan.func(package.pk)

    assert not Path(first).exists()
    assert Path(PlanPackage.objects.get().file.path).exists()


def test_the_command_writes_and_checks(item, tmp_path, capsys):
    call_command("export_plan", item.plan.pk, to=tmp_path)
    (made,) = tmp_path.iterdir()
    assert made.name.startswith("Hồ sơ 76-KH-ĐU")

    call_command("export_plan", check=made)

    assert "Nguyên vẹn" in capsys.readouterr().out
    with pytest.raises(CommandError, match="mang mã 0"):
        call_command("export_plan", 0, to=tmp_path)


def test_only_the_issuers_office_and_leaders_have_the_page(client, item):
    stranger = UserFactory(unit=UnitFactory(committee=True))
    reporter = UserFactory(unit=Attachment.objects.get().update.occurrence.unit)
    address = f"/plans/{item.plan.pk}/package/"
    answers = []
    for user in (officer_of(item), reporter, stranger):
        client.force_login(user)
        answers.append(client.get(address).status_code)

    assert answers == [200, 403, 404]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Kế hoạch 76/KH: <dự thảo>?", "Kế hoạch 76-KH- -dự thảo-"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("  . ", "tệp"),
        ("a\x00b\nc", "a-b-c"),
        ("đ" * 300, "đ" * 90),
        ("Báo cáo.", "Báo cáo"),
    ],
)
def test_names_are_safe_on_windows(text, safe):
    assert safe_name(text) == safe


def test_two_names_that_differ_in_case_only_are_numbered(item, tmp_path):
    update = Attachment.objects.get().update
    for name in ("Ảnh.jpg", "ẢNH.JPG", f"{'dài ' * 60}.jpg"):
        photo = Attachment(update=update, name=name[:200], size=4, sha256="0" * 64, content_type="image/jpeg")
        photo.file.save("a.jpg", ContentFile(uuid4().bytes))

    write_package(item.plan, tmp_path / "a.zip", at=timezone.now())

    names = list(check(tmp_path / "a.zip")["files"])
    assert len({name.casefold() for name in names}) == len(names)
    assert max(map(len, names)) <= LONGEST_PATH
