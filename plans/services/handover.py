"""What a person leaves behind in plans when his roles pass to another (bàn giao)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from orgs import journal, services
from orgs.models import Membership, User
from plans.models import Assignment, Draft, Occurrence


@dataclass(frozen=True)
class PassedWork:
    """How many drafts and assignments in his charge went to the other person."""

    drafts: int
    assignments: int


@transaction.atomic
def pass_work(*, from_user: User, to_user: User, by: User | None) -> PassedWork:
    """Pass drafts, and the charge of every assignment that still has work open, from one person to another.

    Meant for the transaction that passes the roles (`orgs.services.people.hand_over`).
    """
    drafts = _pass_drafts(from_user, to_user)
    open_rows = Occurrence.objects.counted().filter(finished_on__isnull=True, plan__closed_on__isnull=True)
    in_charge = Assignment.objects.filter(Exists(open_rows.filter(assignment=OuterRef("pk"))), person=from_user)
    assignments = in_charge.update(person=to_user)
    if drafts or assignments:
        journal.record(
            "bàn giao việc đang làm", from_user, by=by, unit=to_user.home_unit(), before={"from": str(from_user)},
            after={"to": str(to_user), "drafts": drafts, "assignments": assignments},
        )  # fmt: skip
    return PassedWork(drafts=drafts, assignments=assignments)


def _pass_drafts(from_user: User, to_user: User) -> int:
    """Where both were typing about one row, the receiver's words stand first and the other's are added to them."""
    own = {draft.occurrence_id: draft for draft in to_user.drafts.all()}
    passed = list(from_user.drafts.all())
    for draft in passed:
        if draft.occurrence_id not in own:
            Draft.objects.filter(pk=draft.pk).update(user=to_user)
            continue
        mine = own[draft.occurrence_id]
        mine.values = {**draft.values, **mine.values, **_joined(mine.values, draft.values)}
        mine.save()
        draft.delete()
    return len(passed)


def _joined(first: dict[str, str], second: dict[str, str]) -> dict[str, str]:
    names = {"outcome", "difficulties", "proposals"} & first.keys() & second.keys()
    return {name: f"{first[name]}\n\n{second[name]}" for name in names if first[name] != second[name]}


@transaction.atomic
def hand_over(*, from_user: User, to_user: User, by: User | None, **roles: Any) -> list[Membership]:
    """Pass everything of one person to another in one step: roles, drafts, turns. Raises as orgs' `hand_over`."""
    passed = services.hand_over(from_user=from_user, to_user=to_user, by=by, **roles)
    pass_work(from_user=from_user, to_user=to_user, by=by)
    return passed
