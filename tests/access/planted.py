"""Faults as they creep into such a product, each planted for the length of a test."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.http import HttpResponse

from orgs import journal
from orgs.models import Unit, UnitGroup, User
from orgs.views import people
from plans.models import Attachment, Document, Occurrence, Plan, PlanImport, ProgressUpdate
from plans.views import decisions, extensions, plans, progress
from reports.models import Report
from reports.views import reports, sections

Patch = pytest.MonkeyPatch


@dataclass(frozen=True)
class Fault:
    """A fault, and a view in which it must show."""

    name: str
    view: str
    plant: Callable[[Patch], None]


def _see_everything(model: type) -> Callable[[Patch], None]:
    queryset = type(model.objects.all())
    return lambda patch: patch.setattr(queryset, "visible_to", lambda rows, user: rows.all())


def _allow(module: object, predicate: str) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(module, predicate, lambda *args, **kwargs: True)


def _forget_the_journal(patch: Patch) -> None:
    patch.setattr(journal, "record", lambda *args, **kwargs: None)


def _write_on_get(patch: Patch) -> None:
    queryset = type(Occurrence.objects.all())
    plain = queryset.for_page

    def for_page(rows, *args, **kwargs):
        Unit.objects.filter(pk=Unit.objects.values("pk")[:1]).update(phone="đã xem")
        return plain(rows, *args, **kwargs)

    patch.setattr(queryset, "for_page", for_page)


def _show_a_trace(patch: Patch) -> None:
    patch.setattr(plans, "can_edit_plan", lambda *args: 1 / 0)


def _tell_that_it_exists(patch: Patch) -> None:
    def forbidden(*args, **kwargs):
        return HttpResponse(status=403)

    patch.setattr(reports, "get_object_or_404", lambda rows, pk: Report.objects.get(pk=pk))
    patch.setattr(reports, "render", forbidden)


FAULTS = [
    Fault("rows of every unit are visible", "plans:occurrence_detail", _see_everything(Occurrence)),
    Fault("the list of rows is not scoped", "plans:work_table", _see_everything(Occurrence)),
    Fault("plans of every committee are visible", "plans:plan_detail", _see_everything(Plan)),
    Fault("imports of every committee are visible", "plans:import_status", _see_everything(PlanImport)),
    Fault("registers of every committee are visible", "plans:document_detail", _see_everything(Document)),
    Fault("answers are judged across committees", "plans:review_create", _see_everything(ProgressUpdate)),
    Fault("attachments follow from their number", "plans:attachment_download", _see_everything(Attachment)),
    Fault("reports of every committee are visible", "reports:report_detail", _see_everything(Report)),
    Fault("people of every unit are visible", "orgs:user_detail", _see_everything(User)),
    Fault("groups of every committee are visible", "orgs:group_detail", _see_everything(UnitGroup)),
    Fault("anybody who reads a row answers it", "plans:progress_create", _allow(progress, "can_record_progress")),
    Fault("whoever reads a row records decisions", "plans:decision_create", _allow(decisions, "can_record_decision")),
    Fault("whoever reads a row gives it time", "plans:extension_decide", _allow(extensions, "can_decide_extension")),
    Fault("anybody who reads a plan closes it", "plans:plan_close", _allow(plans, "can_close_plan")),
    Fault("leaders write drafts of reports", "reports:section_edit", _allow(sections.permissions, "can_edit_report")),
    Fault("anybody manages the people he sees", "orgs:user_edit", _allow(people, "can_manage_person")),
    Fault("changes leave no trace", "reports:report_submit", _forget_the_journal),
    Fault("a page that is only read writes", "plans:occurrence_detail", _write_on_get),
    Fault("a page breaks", "plans:plan_edit", _show_a_trace),
    Fault("a foreign report is forbidden, not missing", "reports:report_detail", _tell_that_it_exists),
]
