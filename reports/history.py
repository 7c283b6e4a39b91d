"""The journal of reports in words. Labels are those of the forms (orgs.history)."""

from __future__ import annotations

from collections.abc import Iterable

from orgs import history
from orgs.models import JournalEntry

# Names in entries that are no field of a report.
WORDS = {
    "state": "tình trạng", "section": "mục", "text": "nội dung", "file": "tệp", "sha256": "mã SHA-256 của tệp",
    "differs": "khác bản hệ thống", "note": "ghi chú", "form": "bản", "plan": "kế hoạch", "period": "kỳ báo cáo",
    "heading": "đề mục", "level": "cấp của mục", "purpose": "mục dùng cho", "item": "mục của kế hoạch",
    "shows_figures": "in câu số liệu", "declaration": "xác nhận", "reason": "lý do", "unit": "nơi nhận",
}  # fmt: skip


def lines(entries: Iterable[JournalEntry]) -> list[history.Line]:
    return history.lines(entries, words=WORDS)
