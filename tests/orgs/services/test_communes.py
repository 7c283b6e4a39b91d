from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs import services
from orgs.candidates import match
from orgs.models import Regime, Unit, UnitGroup
from tests.factories.orgs import UnitFactory

TODAY = date(2026, 11, 20)
QUY_NHON = {"kind": "phường", "name": "Quy Nhơn", "province": "tỉnh Gia Lai"}


def test_a_commune_has_its_usual_bodies_and_groups(db):
    province = UnitFactory(name="Tỉnh ủy Gia Lai", level="PROVINCE", is_committee=True)

    ward = services.create_commune(**QUY_NHON, parent=province, cells=["khu phố 1", "Đảng bộ Công an phường"])

    assert (ward.name, ward.symbol, ward.regime) == ("Đảng ủy phường Quy Nhơn", "ĐU", Regime.PARTY)
    assert (ward.paper_superior, ward.paper_name) == ("Đảng bộ tỉnh Gia Lai", "Đảng ủy phường Quy Nhơn")
    people = Unit.objects.get(name="Ủy ban nhân dân phường Quy Nhơn")
    assert (people.is_committee, people.regime, people.paper_superior) == (True, Regime.STATE, "")
    assert Unit.objects.get(name="Công an phường Quy Nhơn").committee == people
    cell = Unit.objects.get(name="Chi bộ khu phố 1")
    assert (cell.committee, cell.paper_superior, cell.level) == (ward, "Đảng ủy phường Quy Nhơn", "GRASSROOTS")
    sizes = {group.name: group.member_count for group in UnitGroup.objects.for_list(TODAY)}
    assert sizes == {
        "Các tổ chức đảng trực thuộc Đảng ủy": 2,
        "Các cơ quan tham mưu, giúp việc Đảng ủy": 3,
        "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội": 6,
        "Các tổ chức chính trị - xã hội": 5,
        "Lực lượng vũ trang": 2,
    }
    assert_names_of_plans_are_found(ward)


def assert_names_of_plans_are_found(ward):
    found = match(
        [
            "HĐND phường", "UBND phường", "Mặt trận Tổ quốc phường", "Ban Xây dựng đảng", "Ban CHQS phường",
            "Các tổ chức đảng trực thuộc", "Các chi bộ trực thuộc", "MTTQ và các tổ chức CT-XH", "Các đoàn thể",
            "Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội phường", "Lực lượng vũ trang",
        ],
        ward,
        TODAY,
    )  # fmt: skip
    assert [name for name, target in found.items() if target is None] == []


CALLED = {
    "Ủy ban Mặt trận Tổ quốc Việt Nam": [
        "Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc", "MTTQ", "UBMTTQ", "Ủy ban MTTQ",
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
    ],
    "Hội đồng nhân dân": ["HĐND", "Thường trực HĐND", "Hội đồng nhân dân"],
    "Ủy ban nhân dân": ["UBND", "Ủy ban nhân dân"],
    "Hội Nông dân": ["Hội Nông dân"],
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh": ["Đoàn Thanh niên", "Đoàn TNCS Hồ Chí Minh"],
    "Ban Chỉ huy Quân sự": ["Ban CHQS", "Ban Chỉ huy quân sự"],
}  # fmt: skip


@pytest.mark.parametrize("place", ["", " phường", " phường Quy Nhơn"])
def test_bodies_are_found_by_what_plans_call_them_with_and_without_their_place(db, place):
    ward = services.create_commune(**QUY_NHON)

    for name, called in CALLED.items():
        unit = Unit.objects.get(name=f"{name} phường Quy Nhơn")
        assert match([one + place for one in called], ward, TODAY) == {one + place: unit for one in called}


def test_bodies_of_the_committee_are_found_by_what_plans_call_them(db):
    ward = services.create_commune(**QUY_NHON)
    called = ["Ban Xây dựng đảng Đảng ủy", "Ban xây dựng Đảng", "BXDĐ", "Ban Xây dựng Đảng của Đảng ủy phường Quy Nhơn"]

    building = Unit.objects.get(name="Ban Xây dựng Đảng")
    assert match(called, ward, TODAY) == dict.fromkeys(called, building)


def test_into_a_committee_that_is_there_only_what_is_missing_comes(db):
    ward = UnitFactory(name="Đảng ủy phường Quy Nhơn", symbol="ĐUP", is_committee=True)
    office = UnitFactory(name="Văn phòng Đảng ủy", parent=ward, phone="0256")

    services.create_commune(**QUY_NHON, into=ward, cells=["khu phố 1"])
    before = Unit.objects.count()
    services.create_commune(**QUY_NHON, into=ward, cells=["khu phố 1", "khu phố 2"], on=TODAY)

    ward.refresh_from_db()
    assert (ward.symbol, ward.place) == ("ĐUP", "Quy Nhơn")
    assert list(Unit.objects.filter(name="Văn phòng Đảng ủy")) == [office]
    assert Unit.objects.count() == before + 1
    assert ward.groups.get(name="Các tổ chức đảng trực thuộc Đảng ủy").members_on(TODAY).count() == 2


def test_hamlets_are_units_and_a_group_of_their_own(db):
    commune = services.create_commune(
        kind="xã", name="Vĩnh Linh", province="tỉnh Quảng Trị", hamlets=["Thôn 1", "Thôn 2"]
    )

    group = commune.groups.get(name="Các thôn")
    assert [unit.name for unit in group.members_on(TODAY)] == ["Thôn 1", "Thôn 2"]
    assert "Phòng Kinh tế" in Unit.objects.values_list("name", flat=True)


def test_the_same_commune_twice_is_refused(db):
    parent = UnitFactory(level="PROVINCE", is_committee=True)
    UnitFactory(name="Đảng ủy phường  QUY NHƠN", parent=parent)

    with pytest.raises(ValidationError, match="Đã có Đảng ủy phường Quy Nhơn"):
        services.create_commune(**QUY_NHON, parent=parent)
    with pytest.raises(ValidationError, match="Chỉ có xã"):
        services.create_commune(kind="thị trấn", name="X", province="tỉnh Gia Lai")
