"""Looking at the machine: what the program needs, what it has, and what to do about the difference."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from smtplib import SMTPException

from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from danvan import presence
from danvan.checks import check_settings, demo_accounts_with_the_known_password, weak_settings
from danvan.tasks import answer
from reports.models import ReportCheck
from reports.pdf import missing_letters
from reports.services.verifying import unguarded_tables

LEAST_FREE_BYTES = 1_000_000_000
SECONDS_FOR_AN_ANSWER = 10


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `remedy` is what to do when it is missing; optional things never fail the doctor."""

    name: str
    is_well: bool
    words: str
    remedy: str = ""
    is_optional: bool = False


def examine() -> Iterator[Finding]:
    """Yield what was found, one after the other, the database's own part only where it answers."""
    yield settings_found()
    yield font()
    yield pango()
    yield disk()
    reached = database()
    yield reached
    if reached.is_well:
        for look in (migrations, durability, demo_accounts):
            yield look()
        if not pending_migrations():
            yield worker()
            yield signed_reports()
    yield mail_server()
    if settings.STATIC_ROOT is not None:
        yield static_files(settings.STATIC_ROOT)
    yield libre_office()
    yield ocr()


def settings_found() -> Finding:
    errors = check_settings()
    words = " ".join(str(error.msg) for error in errors) or ("bản dùng thử" if settings.DEMO else "đủ để làm việc thật")
    return Finding("Cấu hình", not errors, words, " ".join(str(error.hint) for error in errors))


def font() -> Finding:
    """The font that paper is really drawn with must have every Vietnamese letter (DEPENDENCIES.md §0.2)."""
    missing = missing_letters()
    words = f"thiếu {len(missing)} chữ: {missing[:12]}…" if missing else "Liberation Serif, đủ chữ tiếng Việt"
    return Finding("Phông chữ", not missing, words, "apt-get install fonts-liberation2 fontconfig")


def pango() -> Finding:
    try:
        import weasyprint  # noqa: F401, PLC0415 -- slow import; fails where Pango is missing
    except OSError as error:
        return Finding("Pango", False, str(error).splitlines()[0], "apt-get install libpango-1.0-0 libpangoft2-1.0-0")
    return Finding("Pango", True, "WeasyPrint in được PDF")


def disk() -> Finding:
    folder = settings.DATA_DIR
    if not os.access(folder, os.W_OK):
        return Finding("Nơi giữ dữ liệu", False, f"không ghi được vào {folder}", "Kiểm tra chủ sở hữu thư mục.")
    free = shutil.disk_usage(folder).free
    words = f"{folder}, còn trống {free // 10**9} GB"
    return Finding("Nơi giữ dữ liệu", free >= LEAST_FREE_BYTES, words, "Dọn bớt hoặc thêm ổ đĩa; cần trên 1 GB trống.")


def database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return Finding(
            "Cơ sở dữ liệu", False, str(error).strip(), "Kiểm tra DANVAN_DATABASE_URL và máy chủ PostgreSQL."
        )
    return Finding("Cơ sở dữ liệu", True, f"{connection.display_name}, kết nối được")


def pending_migrations() -> int:
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrations() -> Finding:
    pending = pending_migrations()
    words = f"còn {pending} bước chưa cập nhật" if pending else "đã cập nhật"
    return Finding("Cấu trúc dữ liệu", not pending, words, "Sao lưu rồi chạy: manage.py migrate")


def durability() -> Finding:
    weak = weak_settings()
    words = f"có thể mất dữ liệu khi mất điện ({', '.join(weak)})" if weak else "giữ được dữ liệu khi mất điện"
    return Finding("Độ bền dữ liệu", not weak, words, "Sửa cấu hình cơ sở dữ liệu như đã nêu.")


def demo_accounts() -> Finding:
    """Demo accounts belong to the demo only."""
    if settings.DEMO or pending_migrations():
        return Finding("Tài khoản", True, "bản dùng thử" if settings.DEMO else "chưa có bảng tài khoản")
    found = demo_accounts_with_the_known_password()
    words = f"còn tài khoản dùng thử: {', '.join(found)}" if found else "không có tài khoản dùng thử"
    return Finding("Tài khoản", not found, words, "Khóa các tài khoản này hoặc dùng cơ sở dữ liệu mới.")


def worker() -> Finding:
    """Give the queue something to do and see whether anybody takes it."""
    task = answer.using(priority=100).enqueue()
    row = DBTaskResult.objects.filter(pk=task.id)
    deadline = time.monotonic() + SECONDS_FOR_AN_ANSWER
    while time.monotonic() < deadline:
        if row.filter(status=TaskResultStatus.SUCCESSFUL).delete()[0]:
            return Finding("Tiến trình nền", True, "đang chạy")
        time.sleep(0.25)
    row.delete()
    if presence.alive("worker"):
        return Finding("Tiến trình nền", True, "đang bận việc khác")
    return Finding("Tiến trình nền", False, "không chạy, nên tệp và PDF phải chờ", "Chạy: manage.py worker")


def signed_reports() -> Finding:
    """What the last check of each signed report found, and whether the database still refuses to change one."""
    damaged, tables = ReportCheck.objects.damaged().count(), unguarded_tables()
    words = "nguyên vẹn ở lần kiểm tra cuối, cơ sở dữ liệu chặn sửa"
    if tables:
        words = f"cơ sở dữ liệu không còn chặn sửa {', '.join(tables)}"
    elif damaged:
        words = f"{damaged} báo cáo không còn như lúc ký"
    return Finding("Báo cáo đã ký", not damaged and not tables, words, "Chạy: manage.py verify_reports")


def mail_server() -> Finding:
    """Whether the server that takes reminders answers; no mail is sent."""
    if not settings.SENDS_MAIL:
        words, remedy = "chưa cấu hình; lời nhắc chỉ hiện trong chương trình", "Đặt DANVAN_EMAIL_URL nếu muốn gửi thư."
        return Finding("Thư nhắc việc", False, words, remedy, is_optional=True)
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with mail.get_connection():
            return Finding("Thư nhắc việc", True, f"máy chủ {where} nhận thư")
    except (OSError, SMTPException) as error:
        words = f"máy chủ {where} không nhận ({type(error).__name__})"
        return Finding("Thư nhắc việc", False, words, "Kiểm tra DANVAN_EMAIL_URL.", is_optional=True)


def static_files(folder: Path) -> Finding:
    is_there = (folder / "staticfiles.json").exists()
    words = "đã gom" if is_there else "chưa gom"
    return Finding("Tệp giao diện", is_there, words, "Chạy: manage.py collectstatic --noinput")


def libre_office() -> Finding:
    found = shutil.which("soffice") is not None
    words = "đọc được tệp .doc cũ" if found else "chưa cài; tệp .doc cũ phải lưu lại thành .docx"
    return Finding("LibreOffice", found, words, "apt-get install libreoffice-writer-nogui", is_optional=True)


def ocr() -> Finding:
    remedy = "apt-get install tesseract-ocr tesseract-ocr-vie"
    program = shutil.which("tesseract")
    if program is None:
        return Finding("Nhận dạng chữ", False, "chưa cài; bản chụp phải gõ lại", remedy, is_optional=True)
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    found = "vie" in listed.stdout.split()
    words = "đọc được bản chụp tiếng Việt" if found else "thiếu dữ liệu tiếng Việt"
    return Finding("Nhận dạng chữ", found, words, remedy, is_optional=True)
