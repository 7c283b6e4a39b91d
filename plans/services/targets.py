"""How the words of a target are understood: kind, comparison, value, measure, scope. Its text is the plan's own."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from orgs import journal
from orgs.models import User
from plans.models import Target
from plans.services.claims import claim_at_work

READING = ("kind", "comparison", "value", "measure", "scope")


@transaction.atomic
def correct_target(*, target: Target, by: User, version: int, **reading: Any) -> Target:
    """Say how a target is to be judged; what units gave stays as it is. `version` is that of the plan.

    Raises StaleVersion, ValidationError (the plan is closed, a field is wrong).
    """
    plan = target.item.plan
    claim_at_work(plan, version, shut="Kế hoạch đã kết thúc nên không sửa chỉ tiêu nữa.")
    before = _told(target)
    for name in READING:
        setattr(target, name, reading[name])
    target.clean_fields(exclude=["item", "text"])
    target.save(update_fields=list(READING))
    was, now = journal.difference(before, _told(target))
    if now:
        journal.record(
            "sửa cách tính chỉ tiêu", target.item, by=by, unit=plan.issuer, plan_id=plan.pk,
            before=was, after=now | {"target": target.text[:200]},
        )  # fmt: skip
    return target


def _told(target: Target) -> dict[str, Any]:
    return {
        "kind": target.get_kind_display(), "comparison": target.get_comparison_display(), "value": target.value,
        "measure": target.measure, "scope": target.get_scope_display(),
    }  # fmt: skip
