"""Creating people and giving them roles."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from orgs import journal
from orgs.models import Membership, Unit, User


@transaction.atomic
def create_user(
    *, username: str, full_name: str, password: str, by: User | None = None, unit: Unit | None = None,
    role: str = "", must_change_password: bool = True, **fields: Any,
) -> User:  # fmt: skip
    """Add a person, with a first role when `unit` and `role` are given. Raises ValidationError (name taken …)."""
    user = User(
        username=username.strip().lower(), full_name=full_name, must_change_password=must_change_password, **fields
    )
    user.set_keys()
    user.set_password(password)
    user.full_clean()
    user.save()
    journal.record("tạo tài khoản", user, by=by, unit=unit, after={"username": user.username, "full_name": full_name})
    if unit is not None:
        give_role(user=user, unit=unit, role=role, by=by)
    return user


@transaction.atomic
def give_role(*, user: User, unit: Unit, role: str, by: User | None = None) -> Membership:
    """Give a person a role in a unit. Raises ValidationError (already held, unknown role)."""
    membership = Membership(user=user, unit=unit, role=role)
    membership.full_clean()
    membership.save()
    user.__dict__.pop("_memberships", None)
    journal.record(
        "giao vai trò", user, by=by, unit=unit, after={"role": membership.get_role_display(), "unit": unit.name}
    )
    return membership
