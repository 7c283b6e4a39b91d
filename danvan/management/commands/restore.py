from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from danvan.archives import DamagedArchive
from danvan.backups import RestoreRefused, restore
from danvan.databases import DatabaseCopyFailed, DatabaseNotPutBack


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
        except DatabaseNotPutBack as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Đã khôi phục bản sao lưu ngày {manifest.made_at}: {manifest.rows} bản ghi, {manifest.files} tệp."
        )
        if aside:
            kept = ", ".join(sorted(path.name for path in aside.iterdir()))
            self.stdout.write(f"Dữ liệu cũ ({kept}) được giữ tại {aside}; xóa khi không còn cần.")
        self.stdout.write("Chạy tiếp: manage.py migrate, rồi khởi động lại chương trình.")
