import pytest

from orgs import history, services
from orgs.models import JournalEntry, Role
from tests.factories.orgs import UserFactory

pytestmark = pytest.mark.django_db


def latest(subject):
    return history.lines(JournalEntry.objects.about(subject)[:1])[0]


def test_a_change_is_told_in_words(world):
    services.edit_unit(unit=world.cell, by=world.admin, kind="RESIDENTIAL", is_committee=True, phone="0256")

    line = latest(world.cell)

    assert (line.actor_name, line.action) == (str(world.admin), "sửa đơn vị")
    assert [tuple(change) for change in line.changes] == [
        ("loại đơn vị", "chi bộ, đảng bộ trực thuộc", "thôn, tổ dân phố, khu phố"),
        ("điện thoại", "", "0256"),
        ("ban hành kế hoạch riêng", "không", "có"),
    ]


def test_days_and_lists_are_written_as_people_write_them(world):
    services.edit_unit(unit=world.cell, by=None, term_from="2025-06-30", other_names=["KP1", "Khu phố 1"])

    changes = {change.label: change.after for change in latest(world.cell).changes}

    assert changes == {"nhiệm kỳ từ": "30/06/2025", "tên gọi khác, viết tắt": "KP1; Khu phố 1"}


def test_a_role_is_told_by_its_words(world):
    person = UserFactory(unit=world.cell)
    services.give_role(user=person, unit=world.ward, role=Role.OFFICER)

    assert [(change.label, change.after) for change in latest(person).changes] == [
        ("vai trò", "văn phòng"),
        ("đơn vị", "Đảng ủy phường Quy Nhơn"),
    ]
