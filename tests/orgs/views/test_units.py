import pytest
from django.urls import reverse

from orgs import services
from orgs.models import Unit, UnitGroup
from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory

UNIT = {
    "name": "Trạm Y tế",
    "kind": "SERVICE",
    "level": "COMMUNE",
    "regime": "STATE",
    "other_names": "TYT\nTYT\n\nTrạm",
}


def url(name, *args):
    return reverse(f"orgs:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def text(response):
    return response.content.decode()


@pytest.fixture
def admin(client, world):
    client.force_login(world.admin)
    return client


@pytest.mark.one_database
@pytest.mark.parametrize("count", [1, 30])
def test_the_lists_cost_the_same_for_one_and_for_thirty(admin, world, count, django_assert_max_num_queries):
    for _ in range(count):
        unit = UnitFactory(parent=world.ward, cell=True)
        UserFactory(unit=unit)
        UnitGroupFactory(owner=world.ward, units=[unit])
    pages = {"unit_list": 5, "group_list": 5, "user_list": 9}
    for name, queries in pages.items():
        with django_assert_max_num_queries(queries):
            admin.get(url(name))
    for name, queries in {"unit_detail": 10, "unit_order": 5, "unit_history": 6}.items():
        with django_assert_max_num_queries(queries):
            admin.get(url(name, world.ward))
    with django_assert_max_num_queries(8):
        admin.get(url("group_detail", UnitGroup.objects.last()))
    with django_assert_max_num_queries(10):
        admin.get(url("user_detail", world.reporter))


def test_a_page_links_to_nothing_its_reader_may_not_open(admin, world):
    page = text(admin.get(url("unit_detail", world.ward)))

    assert url("unit_detail", world.province) not in page
    assert url("unit_move", world.ward) not in page
    assert url("unit_move", world.cell) in text(admin.get(url("unit_detail", world.cell)))


def test_the_list_stands_in_print_order_and_shows_the_tree(admin, world):
    page = admin.get(url("unit_list")).context["page"]

    assert [(unit.name, unit.indent) for unit in page] == [
        ("Đảng ủy phường Quy Nhơn", 1),
        ("Chi bộ khu phố 1", 2),
        ("UBND phường Quy Nhơn", 2),
        ("Phòng Kinh tế", 3),
    ]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=ubnd", ["UBND phường Quy Nhơn"]),
        ("q=uy+ban+nhan+dan", ["UBND phường Quy Nhơn"]),
        ("q=khong+co", []),
        ("kind=PARTY_CELL", ["Chi bộ khu phố 1"]),
        ("kind=LA_GI", []),
        ("state=ended", []),
        ("page=2", []),
    ],
)
def test_the_list_is_narrowed_by_its_address(admin, world, asked, names):
    assert [unit.name for unit in admin.get(f"/units/?{asked}").context["page"]] == names


def test_a_unit_is_added_below_another(admin, world):
    answer = admin.post(url("unit_create", world.ward), UNIT)

    unit = Unit.objects.get(name="Trạm Y tế")
    assert answer.url == unit.get_absolute_url()
    assert unit.above() == world.ward
    assert unit.other_names == ["TYT", "Trạm"]


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_added(admin, world):
    before = Unit.objects.count()

    page = text(admin.post(url("unit_create", world.ward), {**UNIT, "name": "", "term_from": "31/02/2026"}))

    assert "Chưa lưu. Cần sửa:" in page
    assert "Ghi ngày dạng ngày/tháng/năm" in page
    assert Unit.objects.count() == before


def test_a_unit_is_changed_and_its_past_told(admin, world):
    admin.post(url("unit_edit", world.cell), {**UNIT, "version": 0, "name": "Chi bộ khu phố Một"})

    page = text(admin.get(url("unit_history", world.cell)))
    assert "Chi bộ khu phố 1 → Chi bộ khu phố Một" in page


@pytest.mark.parametrize(("code", "sent", "is_committee"), [("ward", "", True), ("council", "", False)])
def test_an_administrator_takes_down_no_wall_but_those_inside_his_own(admin, world, code, sent, is_committee):
    unit = getattr(world, code)

    admin.post(url("unit_edit", unit), {**UNIT, "version": 0, "name": unit.name, "is_committee": sent})

    unit.refresh_from_db()
    assert unit.is_committee is is_committee
    assert admin.get(url("unit_detail", world.other)).status_code == 404


def test_an_end_before_the_beginning_is_told_not_crashed(admin, world):
    services.edit_unit(unit=world.cell, by=None, valid_to="2026-01-01")

    page = text(admin.post(url("unit_edit", world.cell), {**UNIT, "version": 1, "valid_from": "01/02/2026"}))

    assert "Ngày thôi hoạt động phải sau" in page


def test_a_unit_moves_by_name_alone(admin, world):
    answer = admin.post(url("unit_move", world.cell), {"parent_name": "ubnd phuong", "parent_id": ""})

    assert answer.status_code == 302
    assert Unit.objects.get(pk=world.cell.pk).committee == world.council


@pytest.mark.parametrize(
    ("name", "chosen", "words"),
    [
        ("", "", "bắt buộc"),
        ("khong co", "", "Không có đơn vị nào tên"),
        ("", "u999999999999999999999", "bắt buộc"),
        ("Đảng ủy xã Tuy Phước", "", "Không có đơn vị nào tên"),
        ("phòng", "", "Nhiều đơn vị có tên như vậy"),
        ("Phòng Kinh tế", "", "dưới chính nó"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_words(admin, world, name, chosen, words):
    UnitFactory(parent=world.ward, name="Phòng Văn hóa")

    page = text(admin.post(url("unit_move", world.council), {"parent_name": name, "parent_id": chosen}))

    assert words in page
    assert Unit.objects.get(pk=world.council.pk).above() == world.ward


def test_a_unit_of_another_commune_cannot_be_chosen_by_its_number(admin, world):
    page = text(admin.post(url("unit_move", world.cell), {"parent_name": "", "parent_id": f"u{world.other.pk}"}))

    assert "bắt buộc" in page
    assert Unit.objects.get(pk=world.cell.pk).above() == world.ward


def test_the_order_of_printing_is_given_by_numbers(admin, world):
    answer = admin.post(
        url("unit_order", world.ward), {f"place_{world.cell.pk}": "7", f"place_{world.council.pk}": "3"}
    )

    assert answer.status_code == 302
    assert list(world.ward.children()) == [world.council, world.cell]


def test_a_number_that_is_none_is_refused(admin, world):
    page = text(
        admin.post(url("unit_order", world.ward), {f"place_{world.cell.pk}": "x", f"place_{world.council.pk}": ""})
    )

    assert "Chưa lưu. Cần sửa:" in page


def test_a_unit_ends_with_its_successor(admin, world):
    UnitFactory(parent=world.ward, name="Chi bộ khu phố 2")

    admin.post(url("unit_end", world.cell), {"on": "30/06/2026", "successor_name": "Chi bộ khu phố 2"})

    assert Unit.objects.get(pk=world.cell.pk).successor.name == "Chi bộ khu phố 2"
    assert "Việc còn dở chuyển cho Chi bộ khu phố 2" in text(admin.get(url("unit_detail", world.cell)))


def test_an_empty_day_says_how_to_type_one_and_looks_empty(admin, world):
    assert text(admin.get(url("unit_edit", world.cell))).count('placeholder="ngày/tháng/năm"') == 3


def test_candidates_come_as_buttons_the_picker_understands(admin, world):
    page = text(admin.get(url("unit_candidates", world.ward), {"q": "chi bo"}))

    assert f'data-value="u{world.cell.pk}" data-name="Chi bộ khu phố 1"' in page
    assert f'data-value="g{world.group.pk}"' in page
    assert f'data-value="g{world.group.pk}"' not in text(
        admin.get(url("unit_candidates", world.ward, "units"), {"q": "chi bo"})
    )


def test_candidates_for_an_old_plan_stand_as_they_did_on_its_day(admin, world):
    """A body of the ward that has ended comes before its namesake of another commune; today only that one is left."""
    own = UnitFactory(parent=world.ward, name="Khối Dân vận Đảng ủy", valid_to="2025-06-30")
    other = UnitFactory(parent=world.other, name="Khối Dân vận Đảng ủy")

    def offered(**days):
        page = text(admin.get(url("unit_candidates", world.ward), {"q": "khoi dan van", **days}))
        found = sorted(
            (page.index(f'data-value="u{unit.pk}"'), unit) for unit in (own, other) if f'"u{unit.pk}"' in page
        )
        return [unit for _, unit in found]

    assert offered(on="2017-05-01") == [own, other]
    assert offered() == [other]
    assert offered(on="2017-02-31") == offered(on="hôm qua") == [other]


def test_a_group_is_made_and_filled_by_ticking(admin, world):
    answer = admin.post(url("group_create", world.ward), {"name": "Các cơ quan", "other_names": "Các phòng"})
    group = UnitGroup.objects.get(name="Các cơ quan")
    assert answer.url == url("group_members", group)

    admin.post(answer.url, {"version": 0, "units": [world.cell.pk, world.council.pk]})
    assert list(group.units.order_by("path")) == [world.cell, world.council]

    page = text(admin.get(answer.url, {"q": "kinh te"}))
    assert "Phòng Kinh tế" in page
    assert page.count("checked") == 2


def test_a_unit_of_another_tree_cannot_be_put_into_a_group(admin, world):
    stranger = UnitFactory(name="Nơi khác")

    page = text(admin.post(url("group_members", world.group), {"version": 0, "units": [world.cell.pk, stranger.pk]}))

    assert "Chưa lưu. Cần sửa:" in page
    assert list(world.group.units.all()) == [world.cell]


@pytest.mark.parametrize("wrong", ["9" * 25, "-9223372036854775809", "abc"])
def test_members_that_no_database_holds_are_no_choice(admin, world, wrong):
    page = text(admin.post(url("group_members", world.group), {"version": 0, "units": [wrong]}))

    assert "Chưa lưu. Cần sửa:" in page
    assert list(world.group.units.all()) == [world.cell]


def test_a_second_group_of_the_same_name_is_refused(admin, world):
    page = text(admin.post(url("group_create", world.ward), {"name": "Các chi bộ trực thuộc"}))

    assert "Đã có nhóm mang tên này" in page


def test_a_commune_is_shown_before_it_is_made(admin, world):
    sent = {"kind": "phường", "name": "Quy Nhơn", "province": "Gia Lai", "cells": "khu phố 1\nkhu phố 2"}
    before = Unit.objects.count()

    page = text(admin.post(url("commune_create", world.ward), {**sent, "preview": "1"}))
    assert "Chi bộ khu phố 2" in page
    assert Unit.objects.count() == before

    answer = admin.post(url("commune_create", world.ward), {**sent, "create": "1"})
    assert answer.url == url("unit_detail", world.ward)
    assert Unit.objects.filter(name="Chi bộ khu phố 1").get() == world.cell
    assert Unit.objects.get(pk=world.ward.pk).paper_superior == "Đảng bộ tỉnh Gia Lai"


def test_a_commune_without_its_name_is_refused(admin, world):
    page = text(admin.post(url("commune_create", world.ward), {"kind": "thị trấn", "name": " "}))

    assert "Chưa lưu. Cần sửa:" in page
