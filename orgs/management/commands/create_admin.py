"""Create the first administrator, and the root unit he starts from."""

import getpass
import sys

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from orgs import services
from orgs.models import Level, Role, Unit, UnitKind, User


class Command(BaseCommand):
    help = "Tạo người quản trị đầu tiên. Mật khẩu gõ hai lần, hoặc một dòng từ đầu vào chuẩn."

    def add_arguments(self, parser):
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("--unit", help="tên đơn vị gốc: “Đảng ủy phường Quy Nhơn”; tạo mới nếu chưa có")
        parser.add_argument("--level", choices=[level.name.lower() for level in Level], default="commune")

    def handle(self, *args, username: str, full_name: str, unit: str | None, level: str, **options):
        password = self._password()
        try:
            password_validation.validate_password(password, User(username=username, full_name=full_name))
            with transaction.atomic():
                root = self._root(unit, Level[level.upper()])
                services.create_user(
                    username=username, full_name=full_name, password=password, unit=root, role=Role.ADMIN,
                    must_change_password=False,
                )  # fmt: skip
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Đã tạo {username.strip().lower()}, quản trị của {root}.")

    def _password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        password = getpass.getpass("Mật khẩu: ")
        if getpass.getpass("Gõ lại: ") != password:
            raise CommandError("Hai lần gõ không giống nhau.")
        return password

    def _root(self, name: str | None, level: str) -> Unit:
        roots = Unit.objects.filter(depth=1)
        if name:
            found = next((unit for unit in Unit.objects.named(name)[:1000] if unit.name == name), None)
            return found or services.create_unit(
                name=name, kind=UnitKind.PARTY_COMMITTEE, level=level, is_committee=True
            )
        if len(roots) != 1:
            raise CommandError("Hãy ghi --unit với tên đơn vị gốc.")
        return roots[0]
