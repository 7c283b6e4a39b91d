"""Creating people, giving and taking roles, and what the office does for an account without e-mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import chain, count
from typing import Any

from axes.utils import reset as reset_failed_sign_ins
from django.contrib.auth import SESSION_KEY, password_validation
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgs import journal
from orgs.conflicts import claim_version
from orgs.models import Membership, Role, Unit, User
from orgs.text import fold


@transaction.atomic
def create_user(
    *, username: str, full_name: str, password: str | None, by: User | None = None, unit: Unit | None = None,
    role: str = "", must_change_password: bool = True, **fields: Any,
) -> User:  # fmt: skip
    """Add a person, with a first role when `unit` and `role` are given; without a password nobody can sign in yet.

    Raises ValidationError (name taken …).
    """
    user = User(
        username=username.strip().lower(), full_name=full_name, must_change_password=must_change_password, **fields
    )
    user.set_keys()
    user.set_password(password)
    user.full_clean()
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError as error:  # another click has just made it
        raise ValidationError({"username": "Tên đăng nhập này vừa có người dùng."}) from error
    journal.record("tạo tài khoản", user, by=by, unit=unit, after={"username": user.username, "full_name": full_name})
    if unit is not None:
        give_role(user=user, unit=unit, role=role, by=by)
    return user


@transaction.atomic
def edit_user(*, user: User, by: User | None, version: int | None = None, **fields: Any) -> User:
    """Change a person's name, title, phone, e-mail, as read at `version`.

    Raises StaleVersion (somebody else has changed it since), ValidationError (a field is wrong).
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    before, after = journal.difference({name: getattr(user, name) for name in fields}, fields)
    if not after:
        return user
    claim_version(user, version)
    for name, value in fields.items():
        setattr(user, name, value)
    user.set_keys()
    user.full_clean()
    user.save()
    journal.record("sửa thông tin người dùng", user, by=by, unit=user.home_unit(), before=before, after=after)
    return user


@transaction.atomic
def give_role(*, user: User, unit: Unit, role: str, by: User | None = None) -> Membership:
    """Give a person a role in a unit. Raises ValidationError (already held, unknown role)."""
    _locked(user)  # the second of two clicks waits, and is told
    membership = Membership(user=user, unit=unit, role=role)
    membership.full_clean()
    membership.save()
    user.forget_memberships()
    journal.record("giao vai trò", user, by=by, unit=unit, after=_said(membership))
    return membership


@transaction.atomic
def remove_role(*, membership: Membership, by: User | None) -> None:
    """Take a role away. Raises ValidationError (the last role of an administrator in his own hands)."""
    user = membership.user
    if by is not None and by.pk == user.pk and membership.role == Role.ADMIN and _is_last_admin_role(membership):
        raise ValidationError("Đồng chí không thể tự bỏ vai trò quản trị cuối cùng của mình. Hãy nhờ quản trị khác.")
    journal.record("bỏ vai trò", user, by=by, unit=membership.unit, before=_said(membership))
    membership.delete()
    user.forget_memberships()


def reset_passwords(*, passwords: Iterable[tuple[User, str]], by: User | None) -> None:
    """Give people new first passwords, which their owners must change; all of them or none. Their sessions end."""
    given = list(passwords)
    could_sign_in = [user for user, _ in given if user.has_usable_password()]
    for user, password in given:
        user.set_password(password)  # slow on purpose, so before the transaction
        user.must_change_password = True
    with transaction.atomic(), journal.together():
        for user, _ in given:
            user.save(update_fields=["password", "must_change_password"])
            reset_failed_sign_ins(username=user.username)
            journal.record("đặt lại mật khẩu", user, by=by, unit=user.home_unit())
        end_sessions(*could_sign_in)


@transaction.atomic
def change_own_password(*, user: User, password: str) -> None:
    """Store the password a person chose. Raises ValidationError (too weak)."""
    password_validation.validate_password(password, user)
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    reset_failed_sign_ins(username=user.username)
    journal.record("đổi mật khẩu", user, by=user, unit=user.home_unit())


@transaction.atomic
def disable_user(*, user: User, by: User | None) -> None:
    """Let a person sign in no more, at once. Raises ValidationError (himself)."""
    if by is not None and by.pk == user.pk:
        raise ValidationError("Đồng chí không thể tự khóa tài khoản của mình.")
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        user.is_active = False
        end_sessions(user)
        journal.record("ngừng tài khoản", user, by=by, unit=user.home_unit())


@transaction.atomic
def enable_user(*, user: User, by: User | None) -> None:
    """Let a disabled person sign in again, with the password he had."""
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        user.is_active = True
        journal.record("mở lại tài khoản", user, by=by, unit=user.home_unit())


@transaction.atomic
def unlock_user(*, user: User, by: User | None) -> None:
    """Forget the wrong passwords that locked the account."""
    if reset_failed_sign_ins(username=user.username):
        journal.record("mở khóa đăng nhập", user, by=by, unit=user.home_unit())


@transaction.atomic
def hand_over(*, from_user: User, to_user: User, by: User | None, on: date, disable: bool = False) -> list[Membership]:
    """Pass every role of one person to another (bàn giao), from the day `on`; return the roles passed.

    What the first person still holds elsewhere, drafts and turns, is passed by plans in the same
    transaction. Raises ValidationError (the same person, one who is disabled, nothing to pass).
    """
    from_user, to_user = _locked(from_user, to_user)
    _check_hand_over(from_user, to_user)
    held = set(to_user.memberships.values_list("unit_id", "role"))
    passed = list(from_user.memberships.select_related("unit"))
    for membership in passed:
        if (membership.unit_id, membership.role) in held:
            membership.delete()
        else:
            Membership.objects.filter(pk=membership.pk).update(user=to_user, since=on)
        journal.record("bàn giao vai trò", from_user, by=by, unit=membership.unit,
                       before=_said(membership), after={"to": str(to_user)})  # fmt: skip
        journal.record("nhận bàn giao vai trò", to_user, by=by, unit=membership.unit,
                       before={"from": str(from_user)}, after=_said(membership))  # fmt: skip
    from_user.forget_memberships()
    to_user.forget_memberships()
    if disable:
        disable_user(user=from_user, by=by)
    return passed


def free_username(full_name: str) -> str:
    """Return an unused name made of the given name and the other initials: "Nguyễn Văn An" → "annv", "annv2" …"""
    words = re.sub(r"[^a-z0-9 ]", "", fold(full_name)).split() or ["nguoidung"]
    base = (words[-1] + "".join(word[0] for word in words[:-1]))[:40]
    taken = set(User.objects.filter(username__startswith=base).values_list("username", flat=True))
    return next(name for name in chain([base], (f"{base}{n}" for n in count(2))) if name not in taken)


def end_sessions(*users: User) -> None:
    """Sign people out everywhere, now: the sessions table knows no owner, so each live one is opened, once for all."""
    if not users:
        return
    owners = {str(user.pk) for user in users}
    live = Session.objects.filter(expire_date__gt=timezone.now())
    own = [session.pk for session in live.iterator() if session.get_decoded().get(SESSION_KEY) in owners]
    Session.objects.filter(pk__in=own).delete()


def _check_hand_over(from_user: User, to_user: User) -> None:
    if from_user.pk == to_user.pk:
        raise ValidationError({"to_user": "Người nhận phải khác người bàn giao."})
    if not to_user.is_active:
        raise ValidationError({"to_user": "Tài khoản của người nhận đang ngừng. Hãy mở lại trước."})
    if not from_user.memberships.exists():
        raise ValidationError("Người này không còn vai trò nào để bàn giao.")


def _locked(*users: User) -> list[User]:
    """The people as they are now, in the given order; whoever gives them a role meanwhile waits."""
    pks = [user.pk for user in users]
    found = {user.pk: user for user in User.objects.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk")}
    return [found[pk] for pk in pks]


def _is_last_admin_role(membership: Membership) -> bool:
    others = Membership.objects.filter(user=membership.user, role=Role.ADMIN).exclude(pk=membership.pk)
    return not others.exists()


def _said(membership: Membership) -> dict[str, str]:
    return {"role": membership.get_role_display(), "unit": membership.unit.name}
