from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from danvan.demo.loading import load
from orgs.models import Unit, User
from orgs.passwords import DEMO_ACCOUNTS


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu (fixtures/) vào cơ sở dữ liệu trống, chỉ ở chế độ dùng thử; chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dữ liệu mẫu chỉ nạp được ở chế độ dùng thử. Đặt DANVAN_DEMO=on rồi chạy lại.")
        if User.objects.filter(username__in=DEMO_ACCOUNTS).exists():
            self._say(options, "Dữ liệu mẫu đã có sẵn, không thay đổi gì.")
            return
        if User.objects.exists() or Unit.objects.exists():
            raise CommandError("Cơ sở dữ liệu này đã có dữ liệu. Đặt DANVAN_DATA vào một thư mục khác.")
        load(now=timezone.now())
        self._say(options, f"Đã nạp dữ liệu mẫu: {Unit.objects.count()} đơn vị, {User.objects.count()} người dùng.")

    def _say(self, options: dict[str, Any], words: str) -> None:
        if options["verbosity"]:
            self.stdout.write(words)
