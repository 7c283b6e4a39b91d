"""Copies of what was signed on paper: taken in only when no secrecy mark is found in them (TRUST.md P19).

A copy waits in the spool; the worker reads all of it, pictures too, and either keeps it or leaves no trace but why not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import User
from plans.importing.apart import Reading, read_apart
from plans.services.evidence import CheckedFile, check_files
from plans.services.importing import DECLARATION, REFUSED_NAME, SECRET
from plans.services.spool import LONGEST_WAIT, clean_spool, spool, spooled, work_folder
from plans.services.stored_files import store_file
from reports.models import IncomingCopy, Report, Search, SignedCopy

COPIED = "đính kèm bản đã ký"  # the journal's words, by which services.verifying knows what was kept
NO_READER = "E-OCR"
_NOT_SIGNED = "Báo cáo chưa ký nên chưa có bản đã ký. Chưa lưu gì."
_KEPT_ALREADY = (
    "Tệp này đã có trong báo cáo. Chưa lưu gì. Nếu trước đã khai là giống mà bản đã ký có chỗ khác bản hệ thống, "
    "hãy chọn “Có” rồi đính kèm lại."
)
_KEPT_AS_DIFFERENT = "Tệp này đã có trong báo cáo, là bản có chỗ khác bản hệ thống. Chưa lưu gì."
_REFUSALS = {
    SECRET: "Tệp có dấu hiệu mang độ mật nên không được nhận: hệ thống không được lưu bí mật nhà nước (khoản 2 "
    "Điều 5 Luật 117/2025/QH15). Chưa lưu gì. Nếu đây là văn bản thường, hãy xem dòng đứng riêng có chữ “Mật”.",
    "E-LOST": "Tệp chờ tìm dấu mật đã được xóa vì quá thời gian hoặc máy vừa khởi động lại. Chưa lưu gì. "
    "Hãy đính kèm lại.",
    "E-SIZE": "Tệp có quá nhiều trang để tìm dấu mật (nhiều nhất 200 trang, trong đó 100 trang ảnh). Chưa lưu gì. "
    "Hãy tách thành nhiều tệp rồi đính kèm từng tệp.",
    "E-EMPTY": "Máy không đọc được chữ nào trong tệp nên không tìm được dấu mật. Chưa lưu gì. "
    "Hãy quét hoặc chụp lại cho rõ, thẳng và đủ sáng rồi đính kèm lại.",
    "E-HEAVY": "Tệp quá nặng nên việc tìm dấu mật phải dừng giữa chừng. Chưa lưu gì. "
    "Hãy quét lại ở cỡ nhỏ hơn, hoặc tách thành nhiều tệp.",
}  # fmt: skip
_UNREADABLE = (
    "Máy không mở được tệp để tìm dấu mật: tệp hỏng, đặt mật khẩu, hoặc có mã lệnh, tệp khác bên trong. Chưa lưu gì. "
    "Hãy in lại thành PDF thường, hoặc lưu lại thành .docx, rồi đính kèm lại."
)


@dataclass(frozen=True)
class Arrivals:
    """What became of the copies that were attached to a report: `waiting` are being searched, `failed` came to nothing
    and none was kept since. `lacks_record`: what was signed differs from ours, and the copy of it has not come in.
    """

    waiting: list[IncomingCopy]
    failed: list[IncomingCopy]
    lacks_record: bool


def arrivals_of(report: Report, *, at: datetime) -> Arrivals:
    """What became of all copies attached to a report. One query."""
    waiting: list[IncomingCopy] = []
    failed: list[IncomingCopy] = []
    has_record = wants_record = False
    for one in IncomingCopy.objects.filter(report=report).select_related("added_by").order_by("pk"):
        if one.searched_at is None and at - one.added_at > LONGEST_WAIT:
            one.error = _REFUSALS["E-LOST"]  # said, not stored: reading a page writes nothing
        if one.error:
            failed.append(one)
        elif one.searched_at is None:
            waiting.append(one)
        else:
            failed, has_record = [], has_record or one.differs
        wants_record = wants_record or one.differs
    return Arrivals(waiting, failed, lacks_record=wants_record and not has_record)


@transaction.atomic
def receive_copy(
    *, report: Report, by: User, key: UUID, file: UploadedFile, differs: bool = False, note: str = ""
) -> IncomingCopy:
    """Let a scan or final file of a signed report wait in the spool until the worker has searched it.

    One `key` is one copy. Raises ValidationError (not signed, the file refused at first sight, the same file kept
    already and said to be no different).
    """
    from reports.tasks import search_incoming_copy  # noqa: PLC0415 -- the task calls this module

    clean_spool(now=timezone.now())
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if twin := IncomingCopy.objects.filter(key=key, report=report, added_by=by).first():
        return twin
    checked = _checked(report, file, differs=differs)
    incoming = IncomingCopy(
        report=report, key=key, differs=differs, note=note.strip(), name=checked.name, added_by=by,
        added_at=timezone.now(),
    )  # fmt: skip
    incoming.full_clean(exclude=["report", "added_by"])
    incoming.save()
    journal.record("nộp bản đã ký", report, by=by, unit=report.issuer, after={"declaration": DECLARATION})
    checked.file.seek(0)
    spool(str(key), checked.file.read())
    transaction.on_commit(lambda: search_incoming_copy.enqueue(incoming.pk))
    return incoming


def search_copy(*, incoming: IncomingCopy) -> None:
    """Read a waiting copy; keep it beside its report, or only why it was refused. Run by the worker, perhaps twice."""
    if incoming.searched_at is not None:
        return
    path = spooled(str(incoming.key))
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        _refuse(incoming, "E-LOST")
        return
    with work_folder() as folder:
        reading = read_apart(path, incoming.name, folder=folder, tell=_Telling(incoming).note, read_as="evidence")
    if reading.code in {"", NO_READER}:
        _keep(incoming, content, _how(reading))
    else:
        _refuse(incoming, reading.code)
    path.unlink(missing_ok=True)


@transaction.atomic
def add_signed_copy(
    *, report: Report, by: User, key: UUID, file: UploadedFile, differs: bool = False, note: str = ""
) -> SignedCopy:
    """Keep a file that was searched beside a signed report, as a new row: what was there stays. One `key` is one copy.

    Raises ValidationError (not signed, the file refused, the same file kept already).
    """
    Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if twin := SignedCopy.objects.filter(key=key, report=report, added_by=by).first():
        return twin
    checked = _checked(report, file, differs=differs)
    copy = SignedCopy(
        report=report, key=key, differs=differs, note=note.strip(), name=checked.name, size=checked.size,
        sha256=checked.sha256, content_type=checked.content_type, added_by=by, added_at=timezone.now(),
    )  # fmt: skip
    copy.full_clean(exclude=["report", "added_by", "file"])
    told = {"file": copy.name, "sha256": copy.sha256, "differs": differs, "note": copy.note}
    journal.record(COPIED, report, by=by, unit=report.issuer, after=told)
    checked.file.seek(0)
    folder = f"reports/{timezone.localdate():%Y/%m}"
    copy.file.name = store_file(checked.file.chunks(), folder=folder, extension=checked.extension)
    copy.save(force_insert=True)
    return copy


class _Telling:
    """Notes how many pages of a copy are read."""

    def __init__(self, incoming: IncomingCopy) -> None:
        self._row = IncomingCopy.objects.filter(pk=incoming.pk)

    def note(self, page: int, pages: int) -> None:
        self._row.update(page=page, pages=pages)


def _how(reading: Reading) -> Search:
    if reading.code == NO_READER:
        return Search.NONE
    return Search.PICTURE if reading.is_from_picture else Search.TEXT


@transaction.atomic
def _keep(incoming: IncomingCopy, content: bytes, search: Search) -> None:
    if not _settle(incoming, search=search):
        return
    file = SimpleUploadedFile(incoming.name, content)
    try:
        with transaction.atomic():
            add_signed_copy(
                report=incoming.report, by=incoming.added_by, key=incoming.key, file=file, differs=incoming.differs,
                note=incoming.note,
            )  # fmt: skip
    except ValidationError as refusal:  # the same file was attached twice at once
        IncomingCopy.objects.filter(pk=incoming.pk).update(search="", error=" ".join(refusal.messages))


@transaction.atomic
def _refuse(incoming: IncomingCopy, code: str) -> None:
    name = REFUSED_NAME if code == SECRET else incoming.name
    why = _REFUSALS.get(code, _UNREADABLE)
    if _settle(incoming, error=why, name=name):
        report = incoming.report
        journal.record("từ chối bản đã ký", report, by=incoming.added_by, unit=report.issuer, after={"reason": why})


def _settle(incoming: IncomingCopy, **values: str) -> bool:
    """Whether this is the first to say what becomes of the copy."""
    waiting = IncomingCopy.objects.waiting().filter(pk=incoming.pk)
    return bool(waiting.update(searched_at=timezone.now(), **values))


def _checked(report: Report, file: UploadedFile, *, differs: bool) -> CheckedFile:
    if report.signed_on is None:
        raise ValidationError(_NOT_SIGNED)
    try:
        (checked,) = check_files([file])
    except ValidationError as error:
        raise ValidationError({"signed_copy": error.messages}) from error
    _check_new(report, checked.sha256, differs=differs)
    return checked


def _check_new(report: Report, sha256: str, *, differs: bool) -> None:
    """The same file is kept twice only where it was said to be the same as ours, and now that it differs."""
    said = list(SignedCopy.objects.filter(report=report, sha256=sha256).values_list("differs", flat=True))
    if True in said:
        raise ValidationError({"signed_copy": _KEPT_AS_DIFFERENT})
    if said and not differs:
        raise ValidationError({"signed_copy": _KEPT_ALREADY})
