from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from danvan.archives import DamagedArchive
from danvan.backups import back_up
from danvan.databases import DatabaseCopyFailed


class Command(BaseCommand):
    help = "Sao lưu cơ sở dữ liệu và tệp vào một gói, kiểm tra lại ngay."
    requires_system_checks: list[str] = []  # a backup must be possible whatever else is wrong

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, help="thư mục chứa gói sao lưu (mặc định: backups trong DANVAN_DATA)")

    def handle(self, *args: Any, to: Path | None, **options: Any) -> None:
        try:
            path, manifest = back_up(to or settings.DATA_DIR / "backups", now=timezone.localtime())
        except (DamagedArchive, DatabaseCopyFailed, OSError) as error:
            raise CommandError(f"Chưa sao lưu được. {error}") from error
        size = path.stat().st_size / 1_000_000
        self.stdout.write(
            f"Đã sao lưu và kiểm tra lại: {path} ({manifest.rows} bản ghi, {manifest.files} tệp, {size:.1f} MB)."
        )
