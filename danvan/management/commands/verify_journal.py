"""Check that the journal is what was written: no entry changed, taken out or put in.

The chain alone does not tell that its last entries are gone; their numbers and hashes, kept elsewhere, do. Each backup
keeps them, and each daily run writes them to its log.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from danvan import archives
from orgs import journal
from orgs.journal import Head
from orgs.models import JournalEntry, Unit


class Command(BaseCommand):
    help = (
        "Kiểm tra lịch sử có bị sửa, xóa hay chèn từ bên ngoài chương trình không. "
        "Các dòng cuối bị cắt chỉ thấy được khi so với một bản sao lưu hoặc với nhật ký chạy hằng ngày."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--against", type=Path, action="append", default=[], metavar="FILE", help="gói sao lưu để so dòng cuối"
        )
        parser.add_argument(
            "--head", type=_head, action="append", default=[], help="dòng cuối như nhật ký ghi: SỔ:SỐ:MÃ"
        )

    def handle(self, *args: Any, against: list[Path], head: list[Head], **options: Any) -> None:
        known = [*head, *(one for path in against for one in _heads_in(path))]
        broken = list(journal.broken_links())
        for entry in broken:
            self.stderr.write(f"Sai từ dòng {entry.sequence} của {entry.chain}: {entry}")
        lost = journal.lost_heads(known)
        for one in lost:
            self.stderr.write(f"Không còn dòng {one.sequence} như đã ghi ở nơi khác: {_name_of(one)}")
        if broken or lost:
            raise CommandError(f"{len(broken) + len(lost)} chỗ sai.")
        compared = f"đã so với {len(known)} dòng cuối ghi ở nơi khác" if known else "chưa so dòng cuối (--against)"
        self.stdout.write(f"Lịch sử nguyên vẹn: {JournalEntry.objects.count()} dòng, {compared}.")


def _head(text: str) -> Head:
    try:
        return Head.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} không phải SỔ:SỐ:MÃ như nhật ký ghi") from error


def _heads_in(path: Path) -> list[Head]:
    try:
        found = [Head.read(text) for text in archives.verify(path).heads]
    except OSError as error:
        raise CommandError(f"Không tìm thấy hoặc không đọc được {path}.") from error
    except ValueError as error:
        raise CommandError(f"Không so được với {path}: {error}") from error
    if not found:
        raise CommandError(f"{path} không ghi dòng cuối của lịch sử nào. Hãy dùng một bản sao lưu khác.")
    return found


def _name_of(head: Head) -> str:
    return str(Unit.objects.filter(pk=head.chain).first() or f"sổ {head.chain}")
