"""What must hold before the program serves real work. Each error says what to set (docs/operations.md).

Every command checks the settings; the web and the worker check the database too, when they start.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from danvan import presence
from orgs.models import User
from orgs.passwords import DEMO_ACCOUNTS, DEMO_PASSWORD

SHORTEST_KEY = 50
FEWEST_KEY_CHARACTERS = 5
DURABLE = {
    "fsync": {"on"},
    "synchronous_commit": {"on", "remote_apply", "remote_write", "local"},
    "full_page_writes": {"on"},
}
SQLITE_FULL = 2


def refuse_unsafe_start() -> None:
    """Raise ImproperlyConfigured, naming everything that is wrong, unless real work may begin.

    A database that does not answer is no reason: the pages say so themselves and recover with it.
    """
    errors = check_settings()
    with suppress(OperationalError):
        errors += [*check_durability(), *check_demo_accounts()]
    if presence.alive("restore"):
        errors.append(Error("Đang khôi phục dữ liệu từ bản sao lưu.", "Chờ xong rồi khởi động lại.", id="danvan.E007"))
    if errors:
        raise ImproperlyConfigured("\n".join(["Chưa thể khởi động:", *(f"- {e.msg} {e.hint or ''}" for e in errors)]))


@register("danvan")
def check_settings(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """Outside the demo: no debugging, a key of one's own, named hosts."""
    if settings.DEMO:
        return []
    return [error for holds, error in _demands() if not holds]


def _demands() -> list[tuple[bool, Error]]:
    key, hosts = settings.SECRET_KEY, settings.ALLOWED_HOSTS
    return [
        (not settings.DEBUG, Error("Đang bật chế độ gỡ lỗi.", "Đặt DANVAN_DEBUG=off.", id="danvan.E001")),
        (
            not key.startswith(settings.DEMO_KEY[:20]),
            Error("Đang dùng khóa của bản dùng thử.", "Đặt DANVAN_SECRET_KEY bằng một khóa riêng.", id="danvan.E002"),
        ),
        (
            len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_KEY_CHARACTERS,
            Error(
                "Khóa bí mật quá ngắn hoặc quá đơn giản.", "DANVAN_SECRET_KEY cần ít nhất 50 ký tự.", id="danvan.E003"
            ),
        ),
        (
            bool(hosts) and "*" not in hosts,
            Error("Chưa ghi tên máy chủ.", "Đặt DANVAN_ALLOWED_HOSTS=ten-may-chu, không dùng *.", id="danvan.E004"),
        ),
        (
            not settings.SENDS_MAIL or "@" in settings.DEFAULT_FROM_EMAIL,
            Error("Có máy chủ thư nhưng chưa ghi địa chỉ gửi.", "Đặt DANVAN_EMAIL_FROM.", id="danvan.E008"),
        ),
        (
            settings.SITE_URL.startswith(("http://", "https://")),
            Error("Địa chỉ của trang không đúng.", "Đặt DANVAN_SITE_URL=https://ten-may-chu.", id="danvan.E009"),
        ),
    ]


def check_durability() -> list[Error]:
    """The database must keep an acknowledged entry through a power cut (TRUST.md P1)."""
    weak = [] if settings.DEMO else weak_settings()
    if not weak:
        return []
    return [Error("Cơ sở dữ liệu có thể mất dữ liệu khi mất điện.", f"Sửa: {', '.join(weak)}.", id="danvan.E005")]


def weak_settings() -> list[str]:
    """The database settings that could lose an acknowledged entry, as "name=value"."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous")
            level = cursor.fetchone()[0]
            return [] if level >= SQLITE_FULL else [f"synchronous={level}"]
        found = {}
        for name in DURABLE:
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    return [f"{name}={value}" for name, value in found.items() if value not in DURABLE[name]]


def check_demo_accounts() -> list[Error]:
    """No demo account may open real work with the password everybody knows."""
    if settings.DEMO or User._meta.db_table not in connection.introspection.table_names():
        return []
    open_doors = demo_accounts_with_the_known_password()
    if not open_doors:
        return []
    hint = "Dùng cơ sở dữ liệu mới, hoặc khóa các tài khoản này."
    return [Error(f"Cơ sở dữ liệu này là của bản dùng thử ({', '.join(open_doors)}).", hint, id="danvan.E006")]


def demo_accounts_with_the_known_password() -> list[str]:
    people = User.objects.filter(username__in=DEMO_ACCOUNTS, is_active=True).order_by("username")
    return [person.username for person in people if check_password(DEMO_PASSWORD, person.password)]
