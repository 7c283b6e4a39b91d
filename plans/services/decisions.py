"""What leaders decide about rows, and who in a unit is in charge of one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from orgs import journal
from orgs.models import User
from plans.models import Assignment, Decision, Occurrence


@transaction.atomic
def record_decision(*, occurrence: Occurrence, by: User, on: date, **fields: Any) -> Decision:
    """Record a leader's decision (ý kiến chỉ đạo) as it was given: who, day, form, reference, text.

    The same twice by one person is one decision. Raises ValidationError (a field is wrong, the day lies ahead).
    """
    Occurrence.objects.select_for_update(of=("self",)).get(pk=occurrence.pk)  # the second of two clicks waits
    if earlier := Decision.objects.filter(occurrence=occurrence, recorded_by=by, **fields).first():
        return earlier
    decision = Decision(occurrence=occurrence, recorded_by=by, **fields)
    decision.full_clean(exclude=["occurrence", "recorded_by"])
    if decision.decided_on > on:
        raise ValidationError({"decided_on": "Ngày có ý kiến không thể sau hôm nay."})
    decision.save()
    told = {"decided_by": decision.decided_by, "decided_on": decision.decided_on, "form": decision.form,
            "reference": decision.reference, "text": decision.text}  # fmt: skip
    journal.record(
        "ghi ý kiến chỉ đạo", occurrence, by=by, unit=occurrence.unit, plan_id=occurrence.plan_id,
        after={name: value for name, value in told.items() if value},
    )  # fmt: skip
    return decision


@transaction.atomic
def name_person(*, occurrence: Occurrence, by: User, person: User | None) -> Assignment:
    """Say who in the unit is in charge (người phụ trách), or nobody. The journal tells of it at the row.

    Raises ValidationError if the person holds no role in the unit.
    """
    assignment = occurrence.assignment
    if person is not None and not person.memberships.filter(unit=assignment.unit_id).exists():
        raise ValidationError({"person": "Người này không thuộc đơn vị."})
    before = assignment.person
    if before == person:
        return assignment
    assignment.person = person
    assignment.save(update_fields=["person"])
    journal.record(
        "phân công người phụ trách", occurrence, by=by, unit=assignment.unit, plan_id=occurrence.plan_id,
        before={"person": str(before) if before else ""}, after={"person": str(person) if person else ""},
    )  # fmt: skip
    return assignment
