from datetime import date

import pytest

from orgs import services
from orgs.candidates import candidates, home_of, match
from orgs.models import Unit, UnitGroup
from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory

TODAY = date(2026, 11, 20)


@pytest.fixture
def province(db):
    return UnitFactory(name="Tỉnh ủy Gia Lai", level="PROVINCE", place="Pleiku", is_committee=True)


def make_ward(province, place):
    """A ward in small: some bodies of its committee, and its people's committee with the police."""
    ward = UnitFactory(name=f"Đảng ủy phường {place}", parent=province, place=place, is_committee=True)
    UnitFactory(name="Ban Xây dựng Đảng", parent=ward)
    UnitFactory(name=f"Hội đồng nhân dân phường {place}", parent=ward)
    people = UnitFactory(name=f"Ủy ban nhân dân phường {place}", parent=ward, is_committee=True)
    UnitFactory(name=f"Công an phường {place}", parent=people)
    farmers = UnitFactory(name=f"Hội Nông dân phường {place}", other_names=["Hội Nông dân"], parent=ward)
    UnitFactory(name="Chi bộ khu phố 1", parent=ward)
    UnitGroupFactory(owner=ward, name="Các tổ chức chính trị - xã hội", other_names=["Các đoàn thể"], units=[farmers])
    return ward


@pytest.fixture
def ward(province):
    return make_ward(province, "Quy Nhơn")


@pytest.fixture
def other(province):
    return make_ward(province, "An Khê")


@pytest.fixture
def officer(ward, other):
    return UserFactory(officer=True, unit=ward)


def unit(name):
    return Unit.objects.get(name=name)


def offered(text, issuer, user, limit=12):
    return [(c.target.name, c.score) for c in candidates(text, issuer=issuer, user=user, on=TODAY, limit=limit)]


def test_the_whole_name_comes_first_with_its_parent(ward, officer):
    first = candidates("HĐND phường", issuer=ward, user=officer, on=TODAY)[0]

    assert (first.target.name, first.score) == ("Hội đồng nhân dân phường Quy Nhơn", 100)
    assert first.parent_name == "Đảng ủy phường Quy Nhơn"
    assert first.value == f"u{first.target.pk}"


def test_a_namesake_of_another_ward_is_never_first(ward, other, officer):
    for text in ("Hội Nông dân", "công an", "ubnd phuong", "chi bo khu pho 1"):
        names = [name for name, _ in offered(text, ward, officer)]
        assert names
        assert "An Khê" not in names[0]
        first = candidates(text, issuer=ward, user=officer, on=TODAY)[0].target
        assert first.is_under(ward)


def test_it_is_first_where_its_own_ward_issues(other, officer):
    assert offered("Hội Nông dân", other, officer)[0][0] == "Hội Nông dân phường An Khê"


def test_the_other_ward_is_offered_after_ones_own(ward, officer):
    names = [name for name, _ in offered("Hội Nông dân phường An Khê", ward, officer)]

    assert names[0] != "Hội Nông dân phường An Khê"
    assert "Hội Nông dân phường An Khê" in names


def test_groups_are_offered_beside_units(ward, officer):
    found = candidates("các đoàn thể", issuer=ward, user=officer, on=TODAY)[0]

    assert found.target == UnitGroup.objects.get(owner=ward, name="Các tổ chức chính trị - xã hội")
    assert (found.value, found.parent_name) == (f"g{found.target.pk}", "Đảng ủy phường Quy Nhơn")


def test_units_that_ended_are_not_offered(ward, officer):
    ended = ward.children().get(name="Ban Xây dựng Đảng")
    services.end_unit(unit=ended, on=date(2026, 6, 30), by=None)

    assert ended not in [c.target for c in candidates("Ban Xây dựng", issuer=ward, user=officer, on=TODAY)]


def test_a_stranger_is_offered_nothing_of_other_trees(officer):
    alone = UserFactory(officer=True)

    assert offered("Hội Nông dân", alone.home_unit(), alone) == []


def test_the_peoples_committee_of_a_ward_is_at_home_in_the_ward(ward):
    people = unit("Ủy ban nhân dân phường Quy Nhơn")

    assert home_of(people) == ward
    assert home_of(ward) == ward


def test_match_finds_what_a_plan_of_the_ward_names(ward, other):
    found = match(["HĐND phường", "UBND phường Quy Nhơn", "Công an phường", "các đoàn thể"], ward, TODAY)

    assert [target.name for target in found.values()] == [
        "Hội đồng nhân dân phường Quy Nhơn",
        "Ủy ban nhân dân phường Quy Nhơn",
        "Công an phường Quy Nhơn",
        "Các tổ chức chính trị - xã hội",
    ]
    assert found["các đoàn thể"].owner == ward


@pytest.mark.parametrize("name", ["Các cơ quan, đơn vị liên quan", "Hội Nông dân phường An Khê", "Chi bộ", ""])
def test_match_guesses_nothing(ward, other, name):
    assert match([name], ward, TODAY) == {name: None}


def test_match_leaves_two_of_the_same_name_to_a_person(ward):
    UnitFactory(name="Tổ công tác", parent=ward)
    UnitFactory(name="Tổ công tác", parent=ward.children().first())

    assert match(["Tổ công tác"], ward, TODAY) == {"Tổ công tác": None}


def test_a_province_means_its_own_bodies_not_those_of_its_wards(province, ward, other):
    farmers = UnitFactory(name="Hội Nông dân tỉnh", other_names=["Hội Nông dân"], parent=province, level="PROVINCE")

    assert match(["Hội Nông dân", "Ban Xây dựng Đảng"], province, TODAY) == {
        "Hội Nông dân": farmers,
        "Ban Xây dựng Đảng": None,
    }


def test_candidates_cost_the_same_for_a_long_list(ward, officer, django_assert_max_num_queries):
    with django_assert_max_num_queries(7):
        offered("chi bộ", ward, officer)


def test_a_province_never_means_a_body_inside_one_of_its_wards(province, ward):
    found = match(["Ban Xây dựng Đảng", "Chi bộ khu phố 1", "Đảng ủy phường Quy Nhơn"], province, TODAY)

    assert found == {"Ban Xây dựng Đảng": None, "Chi bộ khu phố 1": None, "Đảng ủy phường Quy Nhơn": ward}


def test_a_body_that_has_ended_is_meant_by_plans_of_its_time_only(province):
    district = UnitFactory(
        name="Huyện ủy Tuy Phước", parent=province, level="PROVINCE", is_committee=True, valid_to=date(2025, 6, 30)
    )

    assert match(["Huyện ủy Tuy Phước"], province, date(2019, 3, 1)) == {"Huyện ủy Tuy Phước": district}
    assert match(["Huyện ủy Tuy Phước"], province, TODAY) == {"Huyện ủy Tuy Phước": None}
