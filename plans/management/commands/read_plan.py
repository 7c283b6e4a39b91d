import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from plans.importing import MAX_BYTES, UnreadableFile, read_plan, read_source


class Command(BaseCommand):
    help = "Đọc một kế hoạch (.docx, .txt, .md, PDF có chữ), in bản đọc được thành JSON; không lưu gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            with file.open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
            draft = read_plan(read_source(content, file.name))
        except OSError as error:
            message = f"Không mở được tệp {file}. Chưa lưu gì. Hãy kiểm tra đường dẫn và quyền đọc tệp."
            raise CommandError(message) from error
        except UnreadableFile as error:
            raise CommandError(error.message) from error
        self.stdout.write(json.dumps(draft.to_json(), ensure_ascii=False, indent=2))
