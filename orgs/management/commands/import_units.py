"""Load units, groups and people from a workbook."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from orgs import services
from orgs.import_units import UnreadableWorkbook, read_workbook
from orgs.models import Unit
from orgs.services.loading import SAME, WRONG


class Command(BaseCommand):
    help = "Nhập đơn vị, nhóm, người dùng từ tệp .xlsx theo mẫu. Không có --save thì chỉ xem từng dòng."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", help="tên đơn vị nhận; mặc định là gốc của cây nếu chỉ có một")
        parser.add_argument("--save", action="store_true", help="lưu, nếu mọi dòng đều đúng")

    def handle(self, *args, file: Path, into: str | None, save: bool, **options):
        try:
            rows = read_workbook(file.read_bytes())
        except (UnreadableWorkbook, OSError) as error:
            raise CommandError(str(error)) from error
        wanted: dict[str, Any] = {"rows": rows, "root": self._root(into), "by": None, "on": timezone.localdate()}
        fates = services.plan_loading(**wanted)
        for fate in fates:
            if fate.outcome != SAME:
                why = f" vì {fate.why}" if fate.why else ""
                self.stdout.write(f"{fate.row.sheet}, dòng {fate.row.number}: {fate.label}: {fate.outcome}{why}")
        wrong = sum(fate.outcome == WRONG for fate in fates)
        if wrong:
            raise CommandError(f"{wrong} dòng lỗi, chưa lưu gì.")
        if save:
            self._save(wanted)
        self.stdout.write(f"{len(fates)} dòng, {'đã lưu' if save else 'chưa lưu (thêm --save để lưu)'}.")

    def _save(self, wanted: dict[str, Any]) -> None:
        try:
            services.load_workbook(**wanted)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error

    def _root(self, into: str | None) -> Unit:
        found = Unit.objects.named(into) if into else Unit.objects.filter(depth=1)
        exact = [unit for unit in found[:1000] if not into or unit.name == into]
        if len(exact) != 1:
            raise CommandError("Hãy ghi --into với đúng tên một đơn vị (tạo đơn vị gốc bằng create_admin).")
        return exact[0]
