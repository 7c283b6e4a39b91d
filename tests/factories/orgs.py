"""Units, groups, people and roles, made by the services that make them in the product."""

import factory
from factory.django import DjangoModelFactory

from orgs import services
from orgs.models import Level, Membership, Role, Unit, UnitGroup, UnitKind, User

PASSWORD = "mot-mat-khau-dai-2026"


class UnitFactory(DjangoModelFactory):
    """A root by default; `parent=` puts it under another unit."""

    class Meta:
        model = Unit

    class Params:
        committee = factory.Trait(
            name=factory.Sequence(lambda n: f"Đảng ủy phường Thử {n}"),
            kind=UnitKind.PARTY_COMMITTEE,
            level=Level.COMMUNE,
            symbol="ĐU",
            place="Phường Thử",
            is_committee=True,
        )
        cell = factory.Trait(name=factory.Sequence(lambda n: f"Chi bộ {n}"), kind=UnitKind.PARTY_CELL)

    name = factory.Sequence(lambda n: f"Đơn vị {n}")
    kind = UnitKind.OTHER
    parent = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return services.create_unit(**kwargs)


class UnitGroupFactory(DjangoModelFactory):
    """A group of its owner; `units=[…]` makes them members from the beginning."""

    class Meta:
        model = UnitGroup

    owner = factory.SubFactory(UnitFactory, committee=True)
    name = factory.Sequence(lambda n: f"Các tổ chức thử {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return services.create_group(**kwargs)


class UserFactory(DjangoModelFactory):
    """A reporter of a unit of his own; traits change the role, `unit=None` gives none."""

    class Meta:
        model = User

    class Params:
        officer = factory.Trait(role=Role.OFFICER, unit=factory.SubFactory(UnitFactory, committee=True))
        leader = factory.Trait(role=Role.LEADER, unit=factory.SubFactory(UnitFactory, committee=True))
        admin = factory.Trait(role=Role.ADMIN, unit=factory.SubFactory(UnitFactory, committee=True))
        reporter = factory.Trait(role=Role.REPORTER)

    username = factory.Sequence(lambda n: f"nguoidung{n}")
    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Thử {n}")
    password = PASSWORD
    must_change_password = False
    unit = factory.SubFactory(UnitFactory)
    role = Role.REPORTER

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return services.create_user(**kwargs)


class MembershipFactory(DjangoModelFactory):
    """One more role for a person."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    unit = factory.SubFactory(UnitFactory)
    role = Role.REPORTER

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return services.give_role(**kwargs)
