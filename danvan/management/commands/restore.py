from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from danvan.archives import DamagedArchive
from danvan.backups import RestoreRefused, restore
from danvan.databases import DatabaseCopyFailed


class Command(BaseCommand):
    help = "Khôi phục từ gói sao lưu, sau khi kiểm tra từng byte. Hãy dừng chương trình trước."
    requires_system_checks: list[str] = []  # so must a restore, on a machine not yet set up

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="gói do lệnh backup tạo ra")
        parser.add_argument("--replace", action="store_true", help="thay toàn bộ dữ liệu đang có")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            manifest, aside = restore(file, replace=replace, now=timezone.localtime())
        except FileNotFoundError as error:
            raise CommandError(f"Không tìm thấy {error.filename}. Chưa thay đổi gì.") from error
        except (DamagedArchive, RestoreRefused, DatabaseCopyFailed) as error:
            raise CommandError(f"{error} Chưa thay đổi gì.") from error
        self.stdout.write(
            f"Đã khôi phục bản sao lưu ngày {manifest.made_at}: {manifest.rows} bản ghi, {manifest.files} tệp."
        )
        if aside:
            self.stdout.write(f"Dữ liệu cũ được giữ tại {aside}; xóa khi không còn cần.")
        self.stdout.write("Chạy tiếp: manage.py migrate, rồi khởi động lại chương trình.")
