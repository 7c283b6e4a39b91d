import sys
from typing import Any

from django.core.management.base import BaseCommand

from danvan.doctor import Finding, examine


class Command(BaseCommand):
    help = "Cho biết máy này có gì, thiếu gì; kết thúc với mã 1 nếu thiếu điều bắt buộc."
    requires_system_checks: list[str] = []  # the doctor speaks also where checks refuse to start

    def handle(self, *args: Any, **options: Any) -> None:
        failed = 0
        for finding in examine():
            failed += not finding.is_well and not finding.is_optional
            self.stdout.write(self.line(finding))
        if failed:
            self.stdout.write(self.style.ERROR(f"Còn {failed} điều phải sửa."))
            sys.exit(1)
        self.stdout.write(self.style.SUCCESS("Đủ mọi thứ cần thiết."))

    def line(self, finding: Finding) -> str:
        if finding.is_well:
            return f"{self.style.SUCCESS('[có]   ')} {finding.name}: {finding.words}."
        style = self.style.WARNING if finding.is_optional else self.style.ERROR
        mark = "[tùy]  " if finding.is_optional else "[thiếu]"
        return f"{style(mark)} {finding.name}: {finding.words}. {finding.remedy}"
