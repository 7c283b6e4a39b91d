"""The demo's people. They are called by their posts; only the accounts of DEMO_ACCOUNTS can sign in."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, count

from orgs.models import Role, Unit, UnitKind, User
from orgs.passwords import DEMO_PASSWORD
from orgs.services import create_user
from orgs.text import fold

WARD, PROVINCE = "Đảng ủy phường Quy Nhơn", "Ủy ban nhân dân tỉnh Gia Lai"
# username → post, unit, role
ACCOUNTS = {
    "quantri": ("Cán bộ công nghệ thông tin Đảng ủy", WARD, Role.ADMIN),
    "vanphong": ("Chánh Văn phòng Đảng ủy", WARD, Role.OFFICER),
    "lanhdao": ("Phó Bí thư Thường trực Đảng ủy", WARD, Role.LEADER),
    "donvi": ("Bí thư Chi bộ Khu phố 3", "Chi bộ Khu phố 3", Role.REPORTER),
    "vanphong.tinh": ("Chuyên viên Văn phòng UBND tỉnh", PROVINCE, Role.OFFICER),
    "lanhdao.tinh": ("Phó Chủ tịch UBND tỉnh", PROVINCE, Role.LEADER),
    "vanphong.tinhuy": ("Chuyên viên Văn phòng Tỉnh ủy Gia Lai", "Tỉnh ủy Gia Lai", Role.OFFICER),
    "donvi.tinh": ("Chuyên viên Sở Nội vụ", "Sở Nội vụ", Role.REPORTER),
}
# Colleagues without a password: the administrator prints their first account slips.
COLLEAGUES = {
    "vanphong2": ("Phó Chánh Văn phòng Đảng ủy", WARD, Role.OFFICER),
    "vanphong2.tinh": ("Phó Chánh Văn phòng UBND tỉnh", PROVINCE, Role.OFFICER),
    "vanphong.tq": ("Chuyên viên Văn phòng Tỉnh ủy Tuyên Quang", "Tỉnh ủy Tuyên Quang", Role.OFFICER),
    "vanphong.vt": ("Văn phòng Đảng ủy xã Vĩnh Thủy", "Đảng ủy xã Vĩnh Thủy", Role.OFFICER),
}


def load_people() -> None:
    """Make the demo accounts and their colleagues in the offices."""
    for (username, (post, name, role)), password in chain(
        ((account, DEMO_PASSWORD) for account in ACCOUNTS.items()), ((one, None) for one in COLLEAGUES.items())
    ):
        unit = Unit.objects.get(name=name, path__startswith=_tree_of(name))
        create_user(
            username=username, full_name=post, job_title=post, password=password, unit=unit, role=role,
            must_change_password=password is None, phone=_next_phone(),
        )  # fmt: skip


def _tree_of(name: str) -> str:
    """Sở Nội vụ stands in two provinces; the demo's accounts work in Gia Lai."""
    return Unit.objects.get(name="Tỉnh ủy Gia Lai").path if name == "Sở Nội vụ" else ""


@dataclass
class People:
    """Who acts for a unit in the demo. Who answers for a unit is added when it first has something to say."""

    reporters: dict[int, User] = field(default_factory=dict)
    officers: dict[int, list[User]] = field(default_factory=dict)

    def officers_of(self, unit: Unit) -> list[User]:
        if unit.pk not in self.officers:
            found = User.objects.filter(memberships__unit=unit, memberships__role=Role.OFFICER)
            self.officers[unit.pk] = list(found.order_by("username"))
        return self.officers[unit.pk]

    def reporter_of(self, unit: Unit) -> User:
        if unit.pk not in self.reporters:
            held = User.objects.filter(memberships__unit=unit, memberships__role=Role.REPORTER)
            self.reporters[unit.pk] = held.first() or self._add_reporter(unit)
        return self.reporters[unit.pk]

    def _add_reporter(self, unit: Unit) -> User:
        post = f"Bí thư {unit.name}" if unit.kind == UnitKind.PARTY_CELL else f"Cán bộ phụ trách, {unit.name}"
        return create_user(
            username=_username(unit), full_name=post[:100], password=None, unit=unit, role=Role.REPORTER,
            phone=_next_phone(),
        )  # fmt: skip


def _next_phone() -> str:
    """A number that nobody can have: none in Việt Nam begins with 01."""
    return f"0100 000 {User.objects.count() + 1:03}"


def _username(unit: Unit) -> str:
    """The initials of the unit's name, numbers in full: "Chi bộ Khu phố 12" → "cbkp12"."""
    initials = "".join(word if word.isdigit() else word[0] for word in fold(unit.name).split() if word[0].isalnum())
    taken = set(User.objects.filter(username__startswith=initials).values_list("username", flat=True))
    return next(name for name in chain([initials], (f"{initials}.{n}" for n in count(2))) if name not in taken)
