"""Two communes of one province, with a person of each role in the first."""

from types import SimpleNamespace

import pytest

from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory
from tests.worlds.remembered import remembered


@pytest.fixture
def world(db):
    """province → ward (office, front, cell, council → room) and → other (its cell); people by role in the ward."""
    return remembered(_world)


def _world():
    province = UnitFactory(committee=True, name="Tỉnh ủy Gia Lai", level="PROVINCE", place="Pleiku")
    ward = UnitFactory(committee=True, parent=province, name="Đảng ủy phường Quy Nhơn", place="Quy Nhơn")
    other = UnitFactory(committee=True, parent=province, name="Đảng ủy xã Tuy Phước", place="Tuy Phước")
    cell = UnitFactory(cell=True, parent=ward, name="Chi bộ khu phố 1")
    council = UnitFactory(parent=ward, name="UBND phường Quy Nhơn", kind="PEOPLES_COMMITTEE", is_committee=True)
    room = UnitFactory(parent=council, name="Phòng Kinh tế")
    other_cell = UnitFactory(cell=True, parent=other, name="Chi bộ thôn 1")
    return SimpleNamespace(
        province=province, ward=ward, other=other, cell=cell, council=council, room=room, other_cell=other_cell,
        group=UnitGroupFactory(owner=ward, name="Các chi bộ trực thuộc", units=[cell]),
        other_group=UnitGroupFactory(owner=other, name="Các chi bộ xã", units=[other_cell]),
        admin=UserFactory(admin=True, unit=ward, username="quantri"),
        officer=UserFactory(officer=True, unit=ward, username="vanphong"),
        leader=UserFactory(leader=True, unit=ward, username="lanhdao"),
        reporter=UserFactory(unit=cell, username="donvi"),
        stranger=UserFactory(unit=other_cell, username="nguoila"),
        other_admin=UserFactory(admin=True, unit=other, username="quantri.khac"),
    )  # fmt: skip
