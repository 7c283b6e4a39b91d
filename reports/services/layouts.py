"""A committee's own layout of paper: tried, put in force, dropped."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from orgs import journal
from orgs.conflicts import ThrownAway, claim_version
from orgs.models import Unit, User
from reports.layout_values import changes_between
from reports.layouts import profile_named
from reports.models import LayoutVersion


@transaction.atomic
def try_layout(
    *, committee: Unit, base: str, by: User, version: int, values: dict[str, Any], reason: str = ""
) -> LayoutVersion:  # fmt: skip
    """Keep values as the one that is tried (bản thử); papers do not change yet.

    Raises StaleVersion (somebody else has changed the trial since).
    """
    Unit.objects.select_for_update(no_key=True).get(pk=committee.pk)  # two who make the first trial at once wait
    trial = trial_of(committee, base, by=by)
    changes = changes_between(profile_named(base), values)
    wanted = {"changes": changes, "reason": reason}
    before, after = journal.difference({name: getattr(trial, name) for name in wanted}, wanted)
    if trial.pk is not None and not after:
        return trial
    claim_version(trial, version)
    trial.changes, trial.reason = changes, reason
    trial.full_clean(exclude=["committee", "created_by"])
    trial.save()
    journal.record("thử thể thức riêng", trial, by=by, unit=committee, before=before, after=after)
    return trial


@transaction.atomic
def apply_layout(*, trial: LayoutVersion, by: User, version: int, valid_from: date, on: date) -> LayoutVersion:
    """Lay out by what is tried from that day on.

    Raises StaleVersion, ThrownAway, ValidationError (a day that has passed).
    """
    Unit.objects.select_for_update(no_key=True).get(pk=trial.committee_id)
    current = LayoutVersion.objects.select_for_update().filter(pk=trial.pk).first()
    if current is None:
        raise ThrownAway
    claim_version(current, version)
    if current.valid_from is not None:
        raise ValidationError("Bản này đã được áp dụng. Muốn đổi, hãy sửa thành bản mới.")
    if valid_from < on:
        raise ValidationError({"valid_from": "Ngày áp dụng không thể trước hôm nay: văn bản đã in giữ thể thức cũ."})
    current.valid_from = valid_from
    current.save()
    told = {"valid_from": valid_from, "changes": current.changes}
    journal.record("áp dụng thể thức riêng", current, by=by, unit=current.committee, after=told)
    return current


@transaction.atomic
def drop_trial(*, trial: LayoutVersion, by: User) -> bool:
    """Throw a trial away; versions in force stay. False where there is none any more: put in force, or thrown away."""
    current = LayoutVersion.objects.select_for_update().filter(pk=trial.pk).trials().first()
    if current is None:
        return False
    told = {"changes": current.changes}
    journal.record("bỏ bản thử thể thức", current, by=by, unit=current.committee, before=told)
    current.delete()
    return True


def trial_of(committee: Unit, base: str, *, by: User) -> LayoutVersion:
    """What is being tried, or a new trial that begins as the committee's newest version stands; not saved."""
    versions = LayoutVersion.objects.filter(committee=committee, base=base)
    if trial := versions.trials().first():
        return trial
    newest = versions.order_by("-number").first()
    number = (versions.aggregate(last=Max("number"))["last"] or 0) + 1
    changes = newest.changes if newest else {}
    return LayoutVersion(committee=committee, base=base, number=number, changes=changes, created_by=by)
