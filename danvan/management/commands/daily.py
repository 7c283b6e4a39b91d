from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from danvan.daily import run_day


class Command(BaseCommand):
    help = (
        "Việc hằng ngày: chuyển việc của đơn vị đã kết thúc, mở kỳ báo cáo đến ngày, tạo lời nhắc, gửi thư nhắc việc, "
        "kiểm tra báo cáo đã ký, xóa nội dung đọc từ phiếu báo cáo cũ, ghi dòng cuối của lịch sử vào nhật ký. "
        "Chạy lại không làm hai lần."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        done = run_day(now)
        self.stdout.write(
            f"Ngày {timezone.localtime(now):%d/%m/%Y}: chuyển việc của {done.passed} đơn vị đã kết thúc, "
            f"mở {done.opened} kỳ báo cáo, {done.reminded} lời nhắc, gửi {done.mailed} thư, "
            f"xóa nội dung đọc từ {done.erased} phiếu cũ."
        )
        troubles = []
        if done.failed:
            troubles.append(f"Chưa làm được: {', '.join(done.failed)}; nguyên nhân ghi ở các dòng phía trên.")
        if done.not_mailed:
            troubles.append(f"Chưa gửi được {done.not_mailed} thư; lần chạy sau trong ngày sẽ gửi lại.")
        if done.damaged:
            troubles.append(f"{done.damaged} báo cáo đã ký không còn như lúc ký. Chạy: manage.py verify_reports")
        if troubles:
            raise CommandError(" ".join(troubles))
