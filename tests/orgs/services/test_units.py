from datetime import date

import pytest
from django.core.exceptions import ValidationError

from orgs import services
from orgs.models import JournalEntry, Unit
from tests.factories.orgs import UnitFactory
from tests.plans.services.test_progress import in_threads

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


def names(units):
    return [unit.name for unit in units]


def committees():
    return {unit.name: unit.committee.name for unit in Unit.objects.select_related("committee")}


def test_a_unit_below_a_committee_belongs_to_it():
    ward = UnitFactory(name="Đảng ủy", committee=True)
    office = UnitFactory(name="Văn phòng", parent=ward)
    UnitFactory(name="Tổ", parent=office)
    council = UnitFactory(name="UBND", parent=ward, is_committee=True)
    UnitFactory(name="Phòng Kinh tế", parent=council)

    assert committees() == {
        "Đảng ủy": "Đảng ủy",
        "Văn phòng": "Đảng ủy",
        "Tổ": "Đảng ủy",
        "UBND": "UBND",
        "Phòng Kinh tế": "UBND",
    }


def test_create_unit_says_in_the_journal_who_made_it():
    ward = UnitFactory(name="Đảng ủy", committee=True)

    unit = services.create_unit(name="Văn phòng", parent=ward)

    entry = JournalEntry.objects.about(unit).get()
    assert (entry.action, entry.after) == ("thêm đơn vị", {"name": "Văn phòng", "parent": "Đảng ủy"})
    assert entry.chain == ward


def test_edit_unit_keeps_what_it_was():
    unit = UnitFactory(name="Ban Dân vận", committee=True)

    services.edit_unit(unit=unit, by=None, name="Ban Xây dựng Đảng", phone="0256")

    entry = JournalEntry.objects.about(unit).first()
    assert entry.before == {"name": "Ban Dân vận", "phone": ""}
    assert entry.after == {"name": "Ban Xây dựng Đảng", "phone": "0256"}
    assert list(Unit.objects.named("xay dung dang")) == [unit]


def test_edit_unit_without_a_change_writes_nothing():
    unit = UnitFactory(name="Ban Dân vận")
    before = JournalEntry.objects.count()

    services.edit_unit(unit=unit, by=None, name="Ban Dân vận")

    assert JournalEntry.objects.count() == before


def test_a_unit_that_becomes_a_committee_takes_what_is_below_it_behind_its_wall():
    ward = UnitFactory(name="Đảng ủy", committee=True)
    council = UnitFactory(name="UBND", parent=ward)
    UnitFactory(name="Phòng", parent=council)
    school = UnitFactory(name="Trường", parent=council, is_committee=True)
    UnitFactory(name="Tổ", parent=school)

    services.edit_unit(unit=council, by=None, is_committee=True)
    assert committees() == {"Đảng ủy": "Đảng ủy", "UBND": "UBND", "Phòng": "UBND", "Trường": "Trường", "Tổ": "Trường"}

    services.edit_unit(unit=council, by=None, is_committee=False)
    assert committees()["Phòng"] == "Đảng ủy"
    assert committees()["Tổ"] == "Trường"


def test_move_unit_moves_all_below_it_and_changes_their_committee():
    first = UnitFactory(name="A", committee=True)
    second = UnitFactory(name="B", committee=True)
    office = UnitFactory(name="Văn phòng", parent=first)
    UnitFactory(name="Tổ", parent=office)

    moved = services.move_unit(unit=office, parent=second, by=None)

    assert Unit.objects.get_parent(moved) == second
    assert committees() == {"A": "A", "B": "B", "Văn phòng": "B", "Tổ": "B"}
    assert Unit.objects.find_problems() == ([], [], [], [], [])


@pytest.mark.parametrize("below", [0, 1, 2])
def test_a_loop_in_the_tree_is_refused(below):
    ward = UnitFactory(name="Đảng ủy", committee=True)
    office = UnitFactory(name="Văn phòng", parent=ward)
    team = UnitFactory(name="Tổ", parent=office)
    target = [ward, office, team][below]

    with pytest.raises(ValidationError, match="dưới chính nó"):
        services.move_unit(unit=ward, parent=target, by=None)
    assert Unit.objects.get(pk=team.pk).is_under(ward)


def test_a_tree_too_deep_is_refused():
    unit = UnitFactory()
    for _ in range(19):
        unit = UnitFactory(parent=unit)

    with pytest.raises(ValidationError, match="tối đa 20 cấp"):
        UnitFactory(parent=unit)


class TestNames:
    """Two units of one name that work side by side could not be told apart."""

    @pytest.fixture
    def ward(self):
        return UnitFactory(name="Đảng ủy", committee=True)

    def test_a_unit_is_not_renamed_to_its_neighbor(self, ward):
        UnitFactory(name="Chi bộ 1", parent=ward)
        second = UnitFactory(name="Chi bộ 2", parent=ward)

        with pytest.raises(ValidationError, match="Đảng ủy đã có đơn vị tên CHI BỘ 1"):
            services.edit_unit(unit=second, by=None, name="CHI BỘ 1")
        assert names(ward.children()) == ["Chi bộ 1", "Chi bộ 2"]

    def test_a_unit_may_write_its_own_name_otherwise(self, ward):
        unit = UnitFactory(name="Chi bộ 1", parent=ward)

        assert services.edit_unit(unit=unit, by=None, name="CHI BỘ 1").name == "CHI BỘ 1"

    def test_a_unit_does_not_move_beside_another_of_its_name(self, ward):
        office = UnitFactory(name="Văn phòng", parent=ward)
        UnitFactory(name="Tổ 1", parent=ward)
        team = UnitFactory(name="Tổ 1", parent=office)

        with pytest.raises(ValidationError, match="Đảng ủy đã có đơn vị tên Tổ 1"):
            services.move_unit(unit=team, parent=ward, by=None)
        assert Unit.objects.get(pk=team.pk).is_under(office)

    def test_a_unit_that_ended_leaves_its_name_to_another(self, ward):
        ended = UnitFactory(name="Chi bộ 1", parent=ward)
        services.end_unit(unit=ended, on=TODAY, by=None)
        UnitFactory(name="Chi bộ 1", parent=ward)

        services.edit_unit(unit=ended, by=None, name="Chi  bộ 1")
        services.move_unit(unit=ended, parent=ward, by=None)
        assert names(ward.children()) == ["Chi bộ 1", "Chi  bộ 1"]

    @pytest.mark.django_db(transaction=True)
    def test_two_clicks_make_one_unit(self, ward):
        said = in_threads(4, lambda _: services.create_unit(name="Chi bộ 1", parent=ward))

        assert names(ward.children()) == ["Chi bộ 1"]
        assert sum(isinstance(one, ValidationError) for one in said) == 3


def test_a_root_moves_below_another_and_back():
    first, second = UnitFactory(name="A"), UnitFactory(name="B")
    child = UnitFactory(name="C", parent=second)

    services.move_unit(unit=second, parent=first, by=None)
    assert committees() == {"A": "A", "B": "A", "C": "A"}

    services.move_unit(unit=second, parent=None, by=None)
    assert committees() == {"A": "A", "B": "B", "C": "B"}
    assert Unit.objects.get(pk=child.pk).is_under(Unit.objects.get(pk=second.pk))


def test_reorder_units_changes_the_order_of_printing_with_what_is_below():
    ward = UnitFactory(name="Đảng ủy", committee=True)
    one, two, three = [UnitFactory(name=name, parent=ward) for name in ("Một", "Hai", "Ba")]
    UnitFactory(name="Dưới Ba", parent=three)
    UnitFactory(name="Khác")

    services.reorder_units(parent=ward, order=[three.pk, one.pk], by=None)

    assert names(Unit.objects.in_print_order()) == ["Đảng ủy", "Ba", "Dưới Ba", "Một", "Hai", "Khác"]
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    assert JournalEntry.objects.first().after == {"children": ["Ba", "Một", "Hai"]}

    services.reorder_units(parent=ward, order=[two.pk, one.pk, three.pk], by=None)
    assert names(Unit.objects.in_print_order()) == ["Đảng ủy", "Hai", "Một", "Ba", "Dưới Ba", "Khác"]
    assert two.path != Unit.objects.get(pk=two.pk).path


def test_end_unit_keeps_it_and_names_its_successor():
    ward = UnitFactory(name="Đảng ủy", committee=True)
    old, new = UnitFactory(name="Chi bộ 1", parent=ward), UnitFactory(name="Chi bộ 2", parent=ward)

    services.end_unit(unit=old, on=TODAY, successor=new, by=None)

    old.refresh_from_db()
    assert (old.valid_to, old.successor) == (TODAY, new)
    assert names(Unit.objects.valid(date(2026, 11, 21))) == ["Đảng ủy", "Chi bộ 2"]


def test_a_unit_with_others_below_it_does_not_end():
    ward = UnitFactory(name="Đảng ủy", committee=True)
    UnitFactory(name="Chi bộ 1", parent=ward)

    with pytest.raises(ValidationError, match="Chi bộ 1"):
        services.end_unit(unit=ward, on=TODAY, by=None)


def test_a_unit_is_not_its_own_successor():
    unit = UnitFactory()

    with pytest.raises(ValidationError, match="đơn vị khác"):
        services.end_unit(unit=unit, on=TODAY, successor=unit, by=None)
