from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs import services
from orgs.models import JournalEntry, UnitGroup
from tests.factories.orgs import UnitFactory, UnitGroupFactory

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.fixture
def ward():
    return UnitFactory(name="Đảng ủy", committee=True)


@pytest.fixture
def cells(ward):
    return [UnitFactory(name=f"Chi bộ {n}", parent=ward) for n in (1, 2, 3)]


def test_members_are_those_of_the_day(ward, cells):
    group = UnitGroupFactory(owner=ward, units=cells[:2])

    services.set_group_members(group=group, units=cells[1:], by=None, on=JUNE)

    assert list(group.members_on(MAY)) == cells[:2]
    assert list(group.members_on(JUNE)) == cells[1:]
    entry = JournalEntry.objects.about(group).first()
    assert entry.before == {"units": ["Chi bộ 1", "Chi bộ 2"]}
    assert entry.after == {"units": ["Chi bộ 2", "Chi bộ 3"]}


def test_a_unit_leaves_and_comes_back_on_the_same_day_and_later(ward, cells):
    group = UnitGroupFactory(owner=ward, units=cells)

    services.set_group_members(group=group, units=[], by=None, on=JUNE)
    services.set_group_members(group=group, units=cells, by=None, on=JUNE)
    services.set_group_members(group=group, units=[], by=None, on=JUNE)
    services.set_group_members(group=group, units=cells[:1], by=None, on=JULY)

    assert list(group.members_on(MAY)) == cells
    assert list(group.members_on(JUNE)) == []
    assert list(group.members_on(JULY)) == cells[:1]


def test_the_same_members_again_write_nothing(ward, cells):
    group = UnitGroupFactory(owner=ward, units=cells)
    before = JournalEntry.objects.count()

    services.set_group_members(group=group, units=cells, by=None, on=JUNE)

    assert JournalEntry.objects.count() == before


def test_an_owner_has_one_group_of_a_name(ward):
    UnitGroupFactory(owner=ward, name="Các đoàn thể")

    with pytest.raises(ValidationError, match="Đã có nhóm"):
        UnitGroupFactory(owner=ward, name="Các đoàn thể")


def test_edit_group_is_found_by_its_other_name(ward):
    group = UnitGroupFactory(owner=ward, name="Các tổ chức chính trị - xã hội")

    services.edit_group(group=group, name=group.name, other_names=["Các đoàn thể"], by=None)

    assert list(UnitGroup.objects.named("doan the")) == [group]
    assert list(UnitGroup.objects.named("CT-XH")) == [group]


def test_the_list_counts_members_of_the_day(ward, cells):
    group = UnitGroupFactory(owner=ward, units=cells)
    services.set_group_members(group=group, units=cells[:1], by=None, on=JUNE)

    assert UnitGroup.objects.for_list(MAY).get().member_count == 3
    assert UnitGroup.objects.for_list(JUNE).get().member_count == 1
