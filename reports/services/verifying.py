"""Are signed reports still what was signed? (TRUST.md P4, docs/operations.md)

Everything is compared twice: with what its own row says, and with what the journal told on that day, which is a chain
of hashes. So a change that gets past the triggers is found here, and one of the hashes themselves as well.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models.fields.files import FieldFile

from orgs.models import JournalEntry
from reports import composing, drawing, renderer
from reports.freezing import unguarded
from reports.models import Report, ReportCheck, ReportFile, SignedCopy
from reports.sealing import seal_of
from reports.services.copies import COPIED
from reports.services.signing import ARCHIVED, FOR_EVER, SIGNED

_CHUNK = 1 << 20
_ACTIONS = (SIGNED, COPIED, ARCHIVED)


@dataclass
class Verdict:
    """What was found of one report: `damage` is no longer as it was signed, `notes` are worth knowing."""

    report: Report
    damage: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass
class Told:
    """What the journal says of one report: its seal, the SHA-256 of each form drawn, and by SHA-256 whether each copy
    was said to differ, in their order.
    """

    label: str = ""
    seal: str = ""
    drawn: dict[str, str] = field(default_factory=dict)
    copies: dict[str, list[bool | None]] = field(default_factory=lambda: defaultdict(list))


def unguarded_tables() -> list[str]:
    """Tables that the database does not protect as it should: somebody has taken triggers away."""
    return unguarded(connection)


def lost_reports() -> list[str]:
    """Reports that the journal calls signed and the database no longer has, or has as unsigned: their names."""
    signed = set(Report.objects.signed().values_list("pk", flat=True))
    return [told.label for pk, told in sorted(_told().items()) if told.seal and pk not in signed]


def verify_reports(*, at: datetime, redraw: bool = False) -> Iterator[Verdict]:
    """Compare every signed report and keep the outcome as its last check. `redraw` draws each PDF again as well."""
    told = _told()
    reports = Report.objects.signed().select_related("issuer").order_by("pk")
    for report in reports.iterator(chunk_size=50):
        verdict = _verify(report, told.get(report.pk, Told()), redraw=redraw)
        ReportCheck.objects.update_or_create(
            report=report, defaults={"checked_at": at, "damage": verdict.damage}
        )  # fmt: skip
        yield verdict


def count_damage(*, at: datetime) -> int:
    """Compare all signed reports and say how many are damaged or lost; a table left open counts as one."""
    damaged = sum(bool(verdict.damage) for verdict in verify_reports(at=at))
    return damaged + len(lost_reports()) + len(unguarded_tables())


def _verify(report: Report, told: Told, *, redraw: bool) -> Verdict:
    verdict = Verdict(report)
    if not told.seal and not report.seal:
        verdict.notes.append("ký trước khi có niêm phong, chỉ kiểm tra được tệp")
    elif not report.seal == told.seal == seal_of(report):
        verdict.damage.append("nội dung, số liệu hoặc thể thức không còn như lúc ký")
    _verify_drawn(verdict, told, redraw=redraw)
    _verify_copies(verdict, told)
    return verdict


def _verify_drawn(verdict: Verdict, told: Told, *, redraw: bool) -> None:
    report = verdict.report
    drawn = {one.form: one for one in ReportFile.objects.filter(report=report, report_version=report.version)}
    for form in FOR_EVER:
        one, expected = drawn.get(form), told.drawn.get(form, "")
        if one is None or one.drawn_at is None:
            if expected:
                verdict.damage.append(f"mất bản lưu {form}")
            elif form == ReportFile.Form.PDF:
                verdict.notes.append("chưa có bản lưu PDF")
        elif not one.sha256 == digest_of(one.file) == (expected if report.seal else one.sha256):
            verdict.damage.append(f"bản lưu {form} không còn đúng mã SHA-256")
        elif redraw and form == ReportFile.Form.PDF:
            _verify_redrawn(verdict, one)


def _verify_redrawn(verdict: Verdict, drawn: ReportFile) -> None:
    if drawn.renderer != renderer.fingerprint():
        verdict.notes.append("chương trình in đã đổi phiên bản, không vẽ lại để so; bản lưu vẫn đúng mã SHA-256")
        return
    day = verdict.report.signed_on
    if verdict.damage or day is None:
        return
    paper = composing.compose(verdict.report, on=day)
    if hashlib.sha256(drawing.draw_paper(paper, drawn.form, _in_silence)).hexdigest() != drawn.sha256:
        verdict.damage.append("vẽ lại không ra đúng bản lưu PDF")


def _in_silence(*_progress: int) -> None:
    """Nobody waits for the page to tell how far it is."""


def _verify_copies(verdict: Verdict, told: Told) -> None:
    untold = {sha256: list(flags) for sha256, flags in told.copies.items()}
    for copy in SignedCopy.objects.filter(report=verdict.report).order_by("pk"):
        flags = untold.get(copy.sha256, [])
        is_told = bool(flags) or not verdict.report.seal
        said = flags.pop(0) if flags else None
        if not is_told or digest_of(copy.file) != copy.sha256:
            verdict.damage.append(f"bản đã ký “{copy.name}” không còn như lúc đính kèm")
        elif said not in {None, copy.differs}:
            verdict.damage.append(f"bản đã ký “{copy.name}” bị đổi chỗ ghi có khác bản hệ thống hay không")
    verdict.damage += [f"mất bản đã ký {sha256[:12]}" for sha256, flags in sorted(untold.items()) if flags]


def digest_of(file: FieldFile) -> str:
    """The SHA-256 of a stored file; "" if it is not there."""
    digest = hashlib.sha256()
    try:
        with file.open("rb") as content:
            while chunk := content.read(_CHUNK):
                digest.update(chunk)
    except (OSError, ValueError):  # no file; no name of one
        return ""
    return digest.hexdigest()


def _told() -> dict[int, Told]:
    """What the journal says, by report."""
    found: dict[int, Told] = defaultdict(Told)
    for entry in _entries():
        told, after = found[entry.object_id], entry.after or {}
        if entry.action == SIGNED:
            told.label, told.seal = entry.object_label, after.get("seal", "")
        elif entry.action == COPIED:
            told.copies[after.get("sha256", "")].append(after.get("differs"))
        else:
            told.drawn[after.get("form", "")] = after.get("sha256", "")
    return found


def _entries() -> Iterable[Any]:
    return JournalEntry.objects.filter(object_type="report", action__in=_ACTIONS).order_by("pk").iterator()
