"""Check that signed reports are what was signed: words, figures, layout, drawn files, signed copies."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from reports.services.verifying import Verdict, lost_reports, unguarded_tables, verify_reports


class Command(BaseCommand):
    help = "Kiểm tra mọi báo cáo đã ký còn đúng như lúc ký; kết thúc với mã 1 nếu có chỗ sai."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--quick", action="store_true", help="chỉ so mã SHA-256, không vẽ lại từng bản PDF để so từng byte"
        )

    def handle(self, *args: Any, quick: bool, **options: Any) -> None:
        wrong = whole = 0
        for verdict in verify_reports(at=timezone.now(), redraw=not quick):
            wrong += len(verdict.damage)
            whole += not verdict.damage
            self._say(verdict)
        lost = lost_reports()
        for label in lost:
            self.stderr.write(f"[sai] Mất báo cáo đã ký: {label}")
        open_tables = unguarded_tables()
        for table in open_tables:
            self.stderr.write(f"[sai] Cơ sở dữ liệu không còn chặn sửa bảng {table}")
        wrong += len(lost) + len(open_tables)
        if wrong:
            raise CommandError(f"{wrong} chỗ sai, {whole} báo cáo nguyên vẹn.")
        self.stdout.write(f"Nguyên vẹn: {whole} báo cáo đã ký.")

    def _say(self, verdict: Verdict) -> None:
        report = verdict.report
        name = f"Báo cáo số {report.number} ngày {report.signed_on:%d/%m/%Y} của {report.issuer}"
        for words in verdict.damage:
            self.stderr.write(f"[sai] {name}: {words}")
        for words in verdict.notes:
            self.stdout.write(f"[chú ý] {name}: {words}")
