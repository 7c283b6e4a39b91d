"""The header of a plan: written down, corrected, closed, or thrown away while nobody works on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgs import journal
from orgs.models import Unit, User
from plans.models import Document, Plan, PlanVersion
from plans.services.citing import link_citations, release_entries
from plans.services.claims import claim_in_entry
from plans.services.duties import read_deadlines_again
from plans.services.proposing import why_no_span

DOCUMENT_FIELDS = ("type_name", "number", "issuer_text", "place", "issued_on", "abstract")
PLAN_FIELDS = (
    "starts_on", "ends_on", "monitor", "report_to", "report_via",
    "authority", "signatory_title", "signatory_name", "recipients",
)  # fmt: skip


@transaction.atomic
def create_plan(*, issuer: Unit, by: User, **fields: Any) -> Plan:
    """Begin a plan with the fields of its header. Sent twice, it begins once.

    Raises ValidationError (a field is wrong).
    """
    Unit.objects.select_for_update(no_key=True).get(pk=issuer.committee_id)
    plan = Plan(issuer=issuer, document=Document())
    write_header(plan, fields)
    if twin := _same_plan(plan):
        return twin
    save_header(plan)
    journal.record("lập kế hoạch", plan, by=by, unit=issuer, plan_id=plan.pk, after=header_values(plan))
    return plan


@transaction.atomic
def edit_plan(*, plan: Plan, by: User, version: int, **fields: Any) -> Plan:
    """Correct the header of a plan still being entered; deadlines that hang on its dates are read again.

    Raises StaleVersion, ValidationError.
    """
    claim_in_entry(plan, version)
    before = header_values(plan)
    write_header(plan, fields)
    save_header(plan)
    after = header_values(plan)
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        journal.record(
            "sửa thông tin chung", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
            before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
        )  # fmt: skip
    if {"issued_on", "starts_on", "ends_on"} & set(changed):
        read_deadlines_again(plan)
    return plan


@transaction.atomic
def delete_plan(*, plan: Plan, by: User, version: int) -> None:
    """Throw away a plan that was not handed out. What was read from a file goes back to be reviewed.

    Raises StaleVersion.
    """
    claim_in_entry(plan, version)
    journal.record("bỏ kế hoạch", plan, by=by, unit=plan.issuer, plan_id=plan.pk, before=header_values(plan))
    document, cited = plan.document, set(plan.citations.values_list("document", flat=True))
    cited_by = list(Plan.objects.filter(citations__document=document).select_related("issuer", "document").distinct())
    plan.delete()
    document.delete()
    release_entries(cited)
    for other in cited_by:
        link_citations(other, by=by)


@transaction.atomic
def close_plan(*, plan: Plan, by: User, on: date) -> Plan:
    """End a plan (kết thúc): nothing more is asked of its units. The second of two calls changes nothing."""
    closed = Plan.objects.filter(pk=plan.pk, issued_at__isnull=False, closed_on__isnull=True).update(closed_on=on)
    plan.refresh_from_db()
    if closed:
        journal.record(
            "kết thúc kế hoạch", plan, by=by, unit=plan.issuer, plan_id=plan.pk,
            before={"state": "đã giao"}, after={"state": "đã kết thúc", "closed_on": on},
        )  # fmt: skip
    return plan


def header_values(plan: Plan) -> dict[str, Any]:
    """The header as the journal keeps it: plain values, units by name."""
    values: dict[str, Any] = {name: getattr(plan.document, name) for name in DOCUMENT_FIELDS}
    for name in PLAN_FIELDS:
        value = getattr(plan, name)
        values[name] = str(value) if isinstance(value, Unit) else value
    return values


def first_version(plan: Plan, by: User, **source: Any) -> PlanVersion:
    """The text as first confirmed; `source` names the file it was read from, where there is one."""
    version, _ = PlanVersion.objects.get_or_create(plan=plan, number=1, defaults={"confirmed_by": by, **source})
    return version


def write_header(plan: Plan, fields: dict[str, Any]) -> None:
    """Put the fields of a header where they belong, unsaved. Raises TypeError for any other name."""
    for name, value in fields.items():
        if name in DOCUMENT_FIELDS:
            setattr(plan.document, name, value)
        elif name in PLAN_FIELDS:
            setattr(plan, name, value)
        else:
            raise TypeError(f"a plan's header has no {name}")


def save_header(plan: Plan) -> None:
    """Check and save a plan with its document. Raises ValidationError (a field is wrong, it would run too long)."""
    plan.document.keeper = plan.document.issuer = plan.issuer
    plan.document.set_keys()
    plan.document.full_clean()
    if not plan.document.abstract:  # entries of the register may lack one, plans may not
        raise ValidationError({"abstract": "Kế hoạch phải có trích yếu."})
    if wrong := why_no_span(plan.starts_on, plan.document.issued_on, plan.ends_on, timezone.localdate()):
        raise ValidationError({"ends_on": wrong})
    plan.document.save()
    plan.document_id = plan.document.pk
    plan.full_clean()
    plan.save()


def _same_plan(plan: Plan) -> Plan | None:
    others = Plan.objects.being_entered().filter(issuer=plan.issuer, document__abstract=plan.document.abstract)
    wanted = header_values(plan)
    return next((other for other in others.for_page() if header_values(other) == wanted), None)
