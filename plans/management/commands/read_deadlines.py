"""Read deadline wording from standard input, one a line; print what was understood, one JSON object a line."""

import io
import json
import sys
from datetime import date

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.deadlines import read_deadlines


class Command(BaseCommand):
    help = "Đọc thời hạn từ đầu vào chuẩn, mỗi dòng một cách viết; in ra mỗi dòng một đối tượng JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--issued", metavar="NĂM-THÁNG-NGÀY", help="ngày ban hành kế hoạch")
        parser.add_argument("--from", dest="start", metavar="NĂM-THÁNG-NGÀY", help="ngày bắt đầu kế hoạch")
        parser.add_argument("--to", dest="end", metavar="NĂM-THÁNG-NGÀY", help="ngày kết thúc kế hoạch")

    def handle(self, *args: object, issued: str | None, start: str | None, end: str | None, **options: object) -> None:
        issued_on, first, last = _day(issued, "--issued"), _day(start, "--from"), _day(end, "--to")
        if first and last and last < first:
            raise CommandError("Ngày kết thúc (--to) đứng trước ngày bắt đầu (--from).")
        for wording in _lines():
            deadlines = read_deadlines(wording, issued_on=issued_on, start=first, end=last)
            line = {"wording": wording, "deadlines": [deadline.to_json() for deadline in deadlines]}
            self.stdout.write(json.dumps(line, ensure_ascii=False))


def _day(written: str | None, option: str) -> date | None:
    if written is None:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(f"{option}: “{written}” không phải là ngày; cần viết như 2026-05-05.") from error


def _lines() -> list[str]:
    """The lines of standard input without their ends; UTF-8 whatever the terminal says, a byte-order mark dropped."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
    return [line.rstrip("\r\n") for line in sys.stdin]
