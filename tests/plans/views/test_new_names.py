"""Units and groups that a draft names and the tree lacks: added from its page, and chosen."""

import pytest

from orgs.models import Role, Unit, UnitGroup
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.plans.drafts import address


def field_of(page, name):
    return next(row.key for row in page.context["name_rows"] if row.name == name)


def test_a_unit_that_the_tree_lacks_is_added_and_chosen(office, ward, draft):
    MembershipFactory(user=ward.officer, unit=ward.committee, role=Role.ADMIN)
    field = field_of(office.get(draft.get_absolute_url()), "Ban Xây dựng Đảng")
    url = address(draft, "unit_create", field)
    form = office.get(url).context["form"]

    office.post(url, {"name": form["name"].value(), "kind": form["kind"].value()})

    unit = Unit.objects.get(name="Ban Xây dựng Đảng")
    assert (unit.kind, unit.committee) == ("PARTY_BODY", ward.committee)
    page = office.get(draft.get_absolute_url())
    assert next(row for row in page.context["name_rows"] if row.name == unit.name).field.value().value == f"u{unit.pk}"


def test_a_group_that_the_committee_lacks_is_added_with_the_units_of_its_kind_ticked(office, ward, draft):
    MembershipFactory(user=ward.officer, unit=ward.committee, role=Role.ADMIN)
    field = field_of(office.get(draft.get_absolute_url()), "Các chi bộ trực thuộc")
    url = address(draft, "group_create", field)
    form = office.get(url).context["form"]
    assert form["units"].value() == [str(cell.pk) for cell in ward.cells]

    office.post(url, {"name": form["name"].value(), "units": form["units"].value()})

    group = UnitGroup.objects.get(name="Các chi bộ trực thuộc")
    assert group.memberships.count() == 3


@pytest.mark.parametrize("what", ["unit_create", "group_create"])
def test_an_officer_who_may_not_add_units_is_told_who_can(office, ward, draft, what):
    UserFactory(role=Role.ADMIN, unit=ward.committee, full_name="Hồ Thị Quản Trị")
    url = address(draft, what, field_of(office.get(draft.get_absolute_url()), "Ban Xây dựng Đảng"))
    units, groups = Unit.objects.count(), UnitGroup.objects.count()

    page = office.get(url)

    assert "Hồ Thị Quản Trị" in page.content.decode()
    assert "giữ như văn bản ghi" in page.content.decode()
    assert office.post(url, {"name": "Ban Xây dựng Đảng", "kind": "OTHER"}).status_code == 403
    assert (Unit.objects.count(), UnitGroup.objects.count()) == (units, groups)


def test_a_unit_of_the_same_name_in_another_commune_is_never_chosen(office, ward, draft):
    UnitFactory(parent=ward.other, name="Ban Xây dựng Đảng")

    page = office.get(draft.get_absolute_url())

    row = next(row for row in page.context["name_rows"] if row.name == "Ban Xây dựng Đảng")
    assert not row.is_known
