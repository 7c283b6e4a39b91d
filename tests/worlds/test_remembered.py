import pytest

from orgs.journal import broken_links
from orgs.models import JournalEntry, Unit
from tests.factories.orgs import UnitFactory, UserFactory
from tests.worlds.remembered import remembered

pytestmark = pytest.mark.django_db
BUILT = []


def an_office():
    BUILT.append("office")
    office = UnitFactory(committee=True, name="Đảng ủy xã Nhớ")
    return {"office": office, "clerk": UserFactory(officer=True, unit=office)}


@pytest.mark.parametrize("turn", ["first", "second", "third"])
def test_each_test_finds_the_world_as_it_was_built(turn):
    world = remembered(an_office)

    assert len(BUILT) == 1
    assert world["office"].name == Unit.objects.get().name == "Đảng ủy xã Nhớ"
    assert world["clerk"].home_unit() == world["office"]
    assert JournalEntry.objects.exists()
    assert not list(broken_links())
    UnitFactory(parent=world["office"])  # has a number of its own
    world["office"].name = "Đảng ủy xã Khác"
    world["office"].save()


def test_beside_rows_of_another_world_it_is_built_as_ever():
    UnitFactory(name="Có trước")

    office = remembered(lambda: UnitFactory(name="Có sau"))

    assert set(Unit.objects.values_list("name", flat=True)) == {"Có trước", office.name}
