"""A report as one form: its items and figures, kept while they are typed, and shown again where somebody was faster.

The unit's own page (submissions) and nhập thay (entering) are both made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict

from orgs.http import Request
from orgs.models import User
from plans.forms.figures import FiguresForm
from plans.forms.submitting import ReportForm
from plans.models import Submission
from plans.reporting import report_items
from plans.services import drafts
from plans.views.figures import figures_form, keep_figures


@dataclass
class ReportPage:
    """A report being written by this person: its items and figures as forms, bound to what was sent if anything was."""

    report: Submission
    form: ReportForm
    figures: FiguresForm | None

    form_class: ClassVar[type[ReportForm]] = ReportForm

    @classmethod
    def of(cls, request: Request, report: Submission, data: QueryDict | None) -> ReportPage:
        items = report_items(report, user=request.user)
        form = cls.form_class(data, request.FILES or None, submission=report, items=items)
        figures = figures_form(report, data, reader=cls.reader(request))
        return cls(report, form, figures if figures.asked else None)

    @classmethod
    def reader(cls, request: Request) -> User | None:
        """Of the figures, where it is not the unit that writes; see `figures_form`."""
        return None

    @property
    def blank_figures(self) -> int:
        return sum(one.is_blank for one in self.figures.asked) if self.figures else 0

    @property
    def can_be_nothing(self) -> bool:
        return any(form.item.row.period_id is not None for form in self.form.blank)

    @property
    def has_answers(self) -> bool:
        """Whether anything stands that paper could show."""
        return any(form.item.answer for form in self.form.items)

    @property
    def is_ready(self) -> bool:
        return not self.form.blank and not self.blank_figures

    def keep(self, request: Request) -> None:
        """Keep everything typed; raises ValidationError if it is too long, or the report takes nothing any more."""
        self.keep_words(request)
        self.keep_figures(request)

    def keep_words(self, request: Request) -> None:
        drafts.save_drafts(words=self.form.drafts(), by=request.user, key=_key(request))

    def keep_figures(self, request: Request) -> None:
        if self.figures and self.figures.changed():
            self.figures.tell_clashes(keep_figures(request, self.report, self.figures))

    def keep_typed(self, request: Request) -> None:
        """After an error the words also stay on the server, as if they were still being typed."""
        try:
            self.keep_words(request)
        except ValidationError:
            return  # too long to keep; the page that comes back still holds every word

    def above(self, request: Request, report: Submission) -> tuple[ReportPage, set[int]]:
        """What was typed, above what somebody else wrote meanwhile: sent once more, it is added to `report`.

        Also the ids of the rows that the other wrote to.
        """
        self.keep_typed(request)
        data = request.POST.copy()
        page = self.of(request, report, data)
        behind = {form.item.row.pk for form in page.form.items if form.is_behind}
        data["version"] = str(report.version)
        for form in page.form.items:
            data[form.add_prefix("version")] = str(form.item.row.version)
        return page, behind


def too_long(error: ValidationError) -> HttpResponse:
    """Why what is being typed was not kept, as the page's script shows it."""
    return HttpResponse(" ".join(error.messages), status=413, content_type="text/plain; charset=utf-8")


def conflict_status(request: Request) -> int:
    return 200 if request.htmx else 409  # htmx drops answers that are not 200


def _key(request: Request) -> UUID | None:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return None
