from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs import services
from orgs.import_units import read_workbook
from orgs.models import JournalEntry, Role, Unit, User
from tests.factories.orgs import MembershipFactory, UserFactory
from tests.orgs.workbooks import workbook

TODAY = date(2026, 11, 20)
UNITS = [
    {"Tên đơn vị": "Ban Xây dựng Đảng", "Loại": "cơ quan tham mưu của cấp ủy", "Ký hiệu": "BXDĐ"},
    {"Tên đơn vị": "Chi bộ khu phố 2", "Trực thuộc": "Đảng ủy phường Quy Nhơn", "Loại": "chi bộ"},
    {"Tên đơn vị": "Tổ đảng 1", "Trực thuộc": "Chi bộ khu phố 2", "Cấp": "cơ sở"},
]
GROUPS = [
    {"Tên nhóm": "Các khu phố", "Tên gọi khác": "KP; Khu phố", "Các đơn vị": "Chi bộ khu phố 1; Chi bộ khu phố 2"}
]
PEOPLE = [
    {"Họ và tên": "Trần Thị An", "Đơn vị": "Chi bộ khu phố 2", "Vai trò": "đơn vị", "Chức vụ": "Bí thư"},
    {"Họ và tên": "Lê Văn Bình", "Đơn vị": "Ban Xây dựng Đảng", "Vai trò": "văn phòng", "Tên đăng nhập": "Binh.LV"},
]


def rows(**sheets):
    return read_workbook(workbook(**sheets))


def outcomes(fates):
    return [fate.outcome for fate in fates]


def plan(world, by="admin", root="ward", **sheets):
    by = getattr(world, by) if by else None
    return services.plan_loading(rows=rows(**sheets), root=getattr(world, root), by=by, on=TODAY)


def load(world, **sheets):
    return services.load_workbook(rows=rows(**sheets), root=world.ward, by=world.admin, on=TODAY)


def test_a_dry_run_says_every_fate_and_changes_nothing(world):
    before = (Unit.objects.count(), User.objects.count(), JournalEntry.objects.count())

    fates = plan(world, units=UNITS, groups=GROUPS, people=PEOPLE)

    assert outcomes(fates) == ["thêm"] * 6
    assert (Unit.objects.count(), User.objects.count(), JournalEntry.objects.count()) == before


def test_saving_adds_units_groups_and_people_that_have_no_password_yet(world):
    load(world, units=UNITS, groups=GROUPS, people=PEOPLE)

    team = Unit.objects.get(name="Tổ đảng 1")
    assert team.above().name == "Chi bộ khu phố 2"
    assert (team.level, team.committee, team.place) == ("GRASSROOTS", world.ward, "Quy Nhơn")
    group = world.ward.groups.get(name="Các khu phố")
    assert group.other_names == ["KP", "Khu phố"]
    assert group.members_on(TODAY).count() == 2
    an, binh = User.objects.get(full_name="Trần Thị An"), User.objects.get(username="binh.lv")
    assert (an.username, an.job_title) == ("antt", "Bí thư")
    assert binh.holds(Role.OFFICER, Unit.objects.get(name="Ban Xây dựng Đảng"))
    assert not an.has_usable_password()
    assert JournalEntry.objects.about(world.ward).first().after == {"thêm": 6, "sửa": 0, "đã có, không đổi": 0}


def test_the_same_workbook_again_changes_nothing(world):
    load(world, units=UNITS, groups=GROUPS, people=PEOPLE)

    assert outcomes(plan(world, units=UNITS, groups=GROUPS, people=PEOPLE)) == ["đã có, không đổi"] * 6


def test_a_filled_cell_changes_what_is_there_and_an_empty_one_does_not(world):
    load(world, units=UNITS)

    fates = load(world, units=[{"Tên đơn vị": "Ban Xây dựng Đảng", "Điện thoại": "0256"}])

    unit = Unit.objects.get(name="Ban Xây dựng Đảng")
    assert outcomes(fates) == ["sửa"]
    assert (unit.phone, unit.symbol) == ("0256", "BXDĐ")


def test_one_wrong_row_and_nothing_is_saved(world):
    before = Unit.objects.count()

    with pytest.raises(ValidationError, match=r"Còn 1 dòng lỗi.*Đơn vị, dòng 5"):
        load(world, units=[*UNITS, {"Tên đơn vị": "X", "Loại": "không có loại này"}])
    assert Unit.objects.count() == before


@pytest.mark.parametrize(
    ("sheet", "row", "why"),
    [
        ("units", {"Tên đơn vị": "X", "Trực thuộc": "Chưa có"}, "không có đơn vị nào tên “Chưa có”"),
        ("units", {"Tên đơn vị": "X", "Trực thuộc": "Chi bộ thôn 1"}, "không có đơn vị nào tên “Chi bộ thôn 1”"),
        ("units", {"Tên đơn vị": "X" * 201}, "200"),
        ("groups", {"Tên nhóm": "N", "Các đơn vị": "Chi bộ khu phố 1; Ai đó"}, "không có đơn vị nào tên “Ai đó”"),
        ("people", {"Họ và tên": "A", "Vai trò": "đơn vị"}, "thiếu “Đơn vị”"),
        ("people", {"Họ và tên": "A", "Đơn vị": "Chi bộ khu phố 1"}, "thiếu “Vai trò”"),
        ("people", {"Họ và tên": "A", "Đơn vị": "Chi bộ khu phố 1", "Vai trò": "trưởng"}, "Vai trò “trưởng” không có"),
        (
            "people",
            {"Họ và tên": "A", "Đơn vị": "Chi bộ khu phố 1", "Vai trò": "đơn vị", "Tên đăng nhập": "nguoila"},
            "thuộc cả nơi khác",
        ),
        (
            "people",
            {"Họ và tên": "A", "Đơn vị": "Chi bộ khu phố 1", "Vai trò": "đơn vị", "Thư điện tử": "a@"},
            "email",
        ),
    ],
)
def test_a_wrong_row_says_why(world, sheet, row, why):
    fate = plan(world, **{sheet: [row]})[0]

    assert fate.outcome == "lỗi"
    assert why in fate.why


def test_nobody_outside_the_subtree_is_touched(world):
    person = UserFactory(full_name="Trần Thị An", unit=world.cell)
    MembershipFactory(user=person, unit=world.other_cell, role=Role.LEADER)

    fate = plan(world, people=[{**PEOPLE[0], "Đơn vị": "Chi bộ khu phố 1"}])[0]

    assert fate.outcome == "lỗi"


def test_two_units_of_one_name_are_told_apart_or_refused(world):
    services.create_unit(name="Tổ 1", parent=world.cell)
    services.create_unit(name="Tổ 1", parent=world.council)

    fates = plan(world, units=[{"Tên đơn vị": "Con", "Trực thuộc": "Tổ 1"}])

    assert fates[0].why == "có 2 đơn vị tên “Tổ 1”; hãy ghi tên đầy đủ hơn"


def test_the_command_may_do_everything(world):
    fates = plan(world, by=None, root="province", units=[{"Tên đơn vị": "X", "Trực thuộc": "Chi bộ thôn 1"}])

    assert outcomes(fates) == ["thêm"]
