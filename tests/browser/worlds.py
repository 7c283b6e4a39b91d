"""Two offices with their units and people, made by the services that make them in the product."""

from orgs.models import Level, Regime, Role, Unit, UnitKind
from orgs.services import edit_unit
from orgs.services.communes import create_commune
from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory

CELLS = [f"Chi bộ khu phố {number}" for number in range(1, 6)] + ["Chi bộ Trường Tiểu học Hải Cảng"]


def ward() -> Unit:
    """Phường Quy Nhơn with its usual bodies and six party cells; `donvi` reports for the third."""
    committee = create_commune(kind="phường", name="Quy Nhơn", province="tỉnh Gia Lai", cells=CELLS)
    front = Unit.objects.under(committee).get(kind=UnitKind.FRONT)
    edit_unit(unit=front, by=None, other_names=[*front.other_names, "Mặt trận Tổ quốc Việt Nam"])
    _people(committee, Unit.objects.get(name="Chi bộ khu phố 3"))
    return committee


def province() -> Unit:
    """UBND tỉnh Gia Lai as it stood in 2024; `donvi` reports for one of its districts."""
    party = UnitFactory(committee=True, name="Tỉnh ủy Gia Lai", symbol="TU", place="Gia Lai", level=Level.PROVINCE)
    state = {"regime": Regime.STATE, "level": Level.PROVINCE}
    committee = UnitFactory(
        parent=party, name="Ủy ban nhân dân tỉnh Gia Lai", kind=UnitKind.PEOPLES_COMMITTEE, is_committee=True,
        symbol="UBND", place="Gia Lai", paper_name="Ủy ban nhân dân tỉnh Gia Lai", **state,
    )  # fmt: skip
    UnitFactory(parent=party, name="Ban Dân vận Tỉnh ủy", kind=UnitKind.PARTY_BODY)
    UnitFactory(parent=party, name="Báo Gia Lai", kind=UnitKind.MEDIA)
    UnitFactory(parent=party, name="Đài Phát thanh - Truyền hình Gia Lai", kind=UnitKind.MEDIA, **state)
    departments = [
        UnitFactory(parent=committee, name=f"Sở {name}", kind=UnitKind.DEPARTMENT, **state)
        for name in ("Nội vụ", "Thông tin và Truyền thông", "Tư pháp")
    ]
    districts = [
        UnitFactory(parent=committee, name=f"Ủy ban nhân dân huyện {name}", kind=UnitKind.PEOPLES_COMMITTEE, **state)
        for name in ("Chư Sê", "Đak Pơ", "Ia Grai")
    ]
    UnitGroupFactory(owner=committee, name="Các sở, ban, ngành", units=departments)
    UnitGroupFactory(owner=committee, name="Ủy ban nhân dân các huyện, thị xã, thành phố", units=districts)
    _people(committee, districts[0])
    return committee


def _people(committee: Unit, unit: Unit) -> None:
    UserFactory(username="vanphong", full_name="Lê Thị Văn Phòng", role=Role.OFFICER, unit=committee)
    UserFactory(username="lanhdao", full_name="Trần Văn Lãnh Đạo", role=Role.LEADER, unit=committee)
    UserFactory(username="donvi", full_name="Phạm Thị Đơn Vị", role=Role.REPORTER, unit=unit)
