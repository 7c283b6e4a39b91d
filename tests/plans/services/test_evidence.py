"""Files that support an answer: what is kept, what is refused, and in which words."""

import contextlib
import io
import random
import tracemalloc
import unicodedata
import zipfile
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from plans.models import Attachment
from plans.services.evidence import check_files, keep_files
from plans.services.progress import record_progress
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import OccurrenceFactory, ProgressUpdateFactory

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(**parts):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


DOCX = zipped(word__document_dot_xml="<w/>")
GOOD = {
    "ảnh.jpg": b"\xff\xd8\xff\xe0" + b"0" * 20,
    "ảnh.JPEG": b"\xff\xd8\xff\xe1" + b"0" * 20,
    "anh.png": b"\x89PNG\r\n\x1a\n" + b"0" * 20,
    "anh.webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "iphone.heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "bao-cao.pdf": b"%PDF-1.7\n%%EOF",
    "báo cáo.docx": DOCX,
    "biểu.xlsx": zipped(xl__workbook_dot_xml="<x/>"),
    "bao-cao.odt": zipped(content_dot_xml="<o/>"),
    "cu.doc": OLE + b"0" * 100,
    "cu.xls": OLE + b"0" * 100,
    "ghi.txt": "Đã họp chi bộ".encode(),
    "ghi16.txt": "Đã họp".encode("utf-16"),
}
BAD = {
    "chay.exe": (b"MZ", "không nhận"),
    "anh.jpg.exe": (b"MZ", "không nhận"),
    "trang.html": (b"<script>", "không nhận"),
    "hinh.svg": (b"<svg/>", "không nhận"),
    "nen.zip": (DOCX, "không nhận"),
    "macro.docm": (DOCX, "không nhận"),
    "khong-duoi": (b"x", "không nhận"),
    "rong.pdf": (b"", "rỗng"),
    "gia.jpg": (b"<html>", "định dạng JPG"),
    "gia.png": (b"\xff\xd8\xff", "định dạng PNG"),
    "gia.webp": (b"RIFF\x10\0\0\0AVI ", "định dạng WEBP"),
    "gia.heic": (b"\0\0\0\x18ftypisom", "định dạng HEIC"),
    "gia.pdf": (b"MZ%PDF-", "định dạng PDF"),
    "js.pdf": (b"%PDF-1.7 /JavaScript (app.alert)", "mã tự chạy"),
    "gia.docx": (b"PK\x03\x04garbage", "định dạng Word"),
    "xlsx.docx": (GOOD["biểu.xlsx"], "định dạng Word"),
    "macro.docx": (zipped(word__document_dot_xml="<w/>", word__vbaProject_dot_bin="x"), "macro"),
    "macro.xlsx": (zipped(xl__workbook_dot_xml="<w/>", xl__vbaProject_dot_bin="x"), "macro"),
    "khoa.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "macro.doc": (OLE + "_VBA_PROJECT".encode("utf-16-le"), "macro"),
    "gia.doc": (DOCX, "cũ"),
    "nhi-phan.txt": (b"\xff\x00\x01", "văn bản"),
    "khong.txt": (b"a\0b", "văn bản"),
    "mat.txt": ("ĐẢNG ỦY PHƯỜNG\nTỐI MẬT\nBáo cáo".encode(), "độ mật"),
    "mat.docx": (
        zipped(
            word__document_dot_xml="<w:p><w:t>UBND</w:t></w:p><w:p><w:t>MẬT</w:t></w:p><w:p><w:t>Báo cáo</w:t></w:p>"
        ),
        "độ mật",
    ),
    "mat-dau-trang.docx": (
        zipped(word__document_dot_xml="<w/>", word__header2_dot_xml="<w:p><w:t>TỐI MẬT</w:t></w:p>"),
        "độ mật",
    ),
    "mat-chan-trang.docx": (
        zipped(word__document_dot_xml="<w/>", word__footer1_dot_xml="<w:p><w:t>MẬT</w:t></w:p>"),
        "độ mật",
    ),
    "mat-viet-so.docx": (zipped(word__document_dot_xml="<w:p><w:t>M&#7852;T</w:t></w:p>"), "độ mật"),
    "mat.xlsx": (
        zipped(
            xl__workbook_dot_xml="<x/>",
            xl__sharedStrings_dot_xml="<si><t>MẬT</t></si><si><t>Biểu 1</t></si>",
        ),
        "độ mật",
    ),
    "mat.odt": (zipped(content_dot_xml="<o/>", styles_dot_xml="<text:p>TUYỆT MẬT</text:p>"), "độ mật"),
    "bom.docx": (zipped(word__document_dot_xml=b"0" * (101 * 1024 * 1024)), "bất thường"),
}


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("name", GOOD)
def test_what_offices_send_is_accepted(name):
    [checked] = check_files([upload(name, GOOD[name])])
    assert checked.name == name


@pytest.mark.parametrize("name", BAD)
def test_what_could_do_harm_is_refused_in_words(name):
    content, word = BAD[name]
    with pytest.raises(ValidationError) as refusal:
        check_files([upload(name, content)])
    assert word in refusal.value.message_dict["files"][0]


def test_an_endless_list_of_parts_is_refused_before_it_is_read():
    entry = b"PK\x01\x02" + bytes(24) + b"\x04\x00" + bytes(16) + b"part"
    listed = entry * 400_000
    end = b"PK\x05\x06" + bytes(8) + len(listed).to_bytes(4, "little") + bytes(6)
    tracemalloc.start()
    with pytest.raises(ValidationError, match="bất thường"):
        check_files([upload("muc-luc.docx", listed + end)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * len(listed)


def test_each_refused_file_is_named():
    with pytest.raises(ValidationError) as refusal:
        check_files([upload("a.exe", b"MZ"), upload("ảnh.jpg", GOOD["ảnh.jpg"]), upload("b.html", b"<p>")])
    assert [message.split(":")[0] for message in refusal.value.message_dict["files"]] == ["a.exe", "b.html"]


def test_too_large_and_too_many_are_refused(settings):
    settings.MAX_EVIDENCE_BYTES = 1024 * 1024
    with pytest.raises(ValidationError, match="quá 1 MB"):
        check_files([upload("a.txt", b"a" * (1024 * 1024 + 1))])
    with pytest.raises(ValidationError, match="10 tệp"):
        check_files([upload("a.txt", b"a")] * 11)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (unicodedata.normalize("NFD", "Báo cáo quý I.pdf"), "Báo cáo quý I.pdf"),
        ("../../etc/báo.pdf", "báo.pdf"),
        ("C:\\Tài liệu\\báo.pdf", "báo.pdf"),
        ("xuống\ndòng\r.pdf", "xuốngdòng.pdf"),
        ("dài" * 200 + ".pdf", ("dài" * 200)[:196] + ".pdf"),
    ],
)
def test_names_are_composed_plain_and_short(given, kept):
    file = upload("x.pdf", GOOD["bao-cao.pdf"])
    file._name = given
    assert check_files([file])[0].name == kept


def test_broken_documents_are_refused_never_an_error():
    source = random.Random(7)
    for _ in range(300):
        broken = bytearray(DOCX)
        for _ in range(source.randint(1, 6)):
            broken[source.randrange(len(broken))] = source.randrange(256)
        with contextlib.suppress(ValidationError):  # anything else would be a page that breaks
            check_files([upload("a.docx", bytes(broken[: source.randint(1, len(broken))]))])


@pytest.mark.django_db
def test_kept_bytes_are_the_same_under_a_name_of_our_own():
    update = ProgressUpdateFactory()
    [row] = keep_files(update, check_files([upload("báo cáo.docx", DOCX)]), on=date(2026, 5, 20))
    kept = Path(settings.MEDIA_ROOT) / row.file.name
    assert kept.read_bytes() == DOCX
    assert (kept.parent.name, kept.suffix, "báo" in kept.name) == ("05", ".docx", False)
    assert Attachment.objects.get().size == len(DOCX)
    assert not list(kept.parent.glob(".*"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("setting", "words"),
    [("EVIDENCE_MB_OF_PERSON", "Đồng chí Lê Thị Bưởi đã gửi 2 MB trên tối đa 3 MB tệp"),
     ("EVIDENCE_MB_OF_UNIT", "Chi bộ 1 đã gửi 2 MB trên tối đa 3 MB tệp")],
)  # fmt: skip
def test_a_person_and_a_unit_have_so_much_room(settings, setting, words):
    setattr(settings, setting, 3)
    unit = UnitFactory(name="Chi bộ 1")
    person = UserFactory(unit=unit, full_name="Lê Thị Bưởi")
    row = OccurrenceFactory(unit=unit)

    def send(megabytes):
        row.refresh_from_db()
        photo = upload("ảnh.jpg", b"\xff\xd8\xff" + bytes(int(megabytes * 2**20)))
        record_progress(
            occurrence=row, by=person, version=row.version, key=uuid4(), on=date(2026, 5, 20), progress="IN_PROGRESS",
            outcome="Đang làm.", files=[photo],
        )  # fmt: skip

    send(1.2)
    with pytest.raises(ValidationError, match=words):
        send(1.9)
    send(1.5)
    assert [attachment.update.occurrence for attachment in Attachment.objects.all()] == [row, row]


@pytest.mark.django_db
def test_what_was_handed_in_is_neither_changed_nor_taken_away():
    [row] = keep_files(
        ProgressUpdateFactory(), check_files([upload("ảnh.jpg", b"\xff\xd8\xff0")]), on=date(2026, 5, 20)
    )

    for act in (lambda: row.save(), row.delete, lambda: Attachment.objects.update(name="khác")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()

    assert Attachment.objects.get() == row
