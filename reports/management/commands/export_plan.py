"""Write the whole file of a plan as one archive, or check such an archive."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from plans.models import Plan
from reports.packing import DamagedPackage, check, safe_name
from reports.services.packages import write_package


class Command(BaseCommand):
    help = "Xuất hồ sơ một kế hoạch (văn bản, trả lời, báo cáo, lịch sử) thành một tệp .zip có bảng kê và mã SHA-256."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("plan", nargs="?", type=int, help="mã của kế hoạch: số trong địa chỉ trang kế hoạch")
        what.add_argument("--check", type=Path, metavar="FILE", help="kiểm tra một hồ sơ đã xuất, không xuất gì")
        parser.add_argument("--to", type=Path, default=Path(), help="thư mục chứa hồ sơ (mặc định: thư mục hiện tại)")

    def handle(self, *args: Any, plan: int | None, to: Path, **options: Any) -> None:
        try:
            if options["check"] is not None:
                listed = check(options["check"])
                self.stdout.write(f"Nguyên vẹn: {len(listed['files'])} tệp, lập lúc {listed['made_at']}.")
            else:
                self._export(plan, to)
        except (DamagedPackage, OSError) as error:
            raise CommandError(f"Không được. {error}") from error

    def _export(self, pk: int | None, to: Path) -> None:
        plan = Plan.objects.handed_out().select_related("document", "issuer").filter(pk=pk).first()
        if plan is None:
            raise CommandError(f"Không có kế hoạch đã giao nào mang mã {pk}.")
        to.mkdir(parents=True, exist_ok=True)
        path = to / safe_name(f"Hồ sơ {plan.short_name} {timezone.localdate():%Y-%m-%d}", ".zip")
        seal = write_package(plan, path, at=timezone.now())
        self.stdout.write(f"Đã xuất và kiểm tra lại: {path} ({path.stat().st_size / 1_000_000:.1f} MB)")
        self.stdout.write(f"SHA-256 của bảng kê: {seal}")
