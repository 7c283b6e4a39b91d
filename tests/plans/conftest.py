"""A ward that enters and hands out plans, with people of each role."""

from datetime import date
from types import SimpleNamespace

import pytest

from orgs.models import Role
from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory
from tests.factories.plans import PlanFactory
from tests.worlds.remembered import remembered


@pytest.fixture
def folders(settings, tmp_path):
    """Files and what waits to be read, of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SPOOL_DIR = tmp_path / "spool"


@pytest.fixture
def ward(db):
    """Its office, a leader, three cells in a group, a council, another commune; a plan being entered."""
    return remembered(_ward)


def _ward():
    committee = UnitFactory(committee=True, name="Đảng ủy phường Bình An", place="Bình An")
    cells = [UnitFactory(cell=True, parent=committee, name=f"Chi bộ khu phố {n}") for n in (1, 2, 3)]
    council = UnitFactory(parent=committee, name="Hội đồng nhân dân phường Bình An", other_names=["HĐND phường"])
    group = UnitGroupFactory(owner=committee, name="Các tổ chức đảng trực thuộc Đảng ủy", units=cells)
    other = UnitFactory(committee=True, name="Đảng ủy xã Phú Lộc")
    plan = PlanFactory(
        issuer=committee, number="15-KH/ĐU", abstract="Công tác dân vận năm 2026",
        issued_on=date(2026, 1, 15), starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31),
    )  # fmt: skip
    return SimpleNamespace(
        committee=committee, cells=cells, council=council, group=group, other=other, plan=plan,
        officer=UserFactory(role=Role.OFFICER, unit=committee),
        leader=UserFactory(role=Role.LEADER, unit=committee),
        reporter=UserFactory(role=Role.REPORTER, unit=cells[0]),
        stranger=UserFactory(role=Role.OFFICER, unit=other),
    )  # fmt: skip


@pytest.fixture
def office(client, ward):
    """The browser of an officer of the ward."""
    client.force_login(ward.officer)
    return client
