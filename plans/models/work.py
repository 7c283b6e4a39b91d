"""Who does what, and the rows that are done or not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, F, Q, Value, When
from django.urls import reverse

from orgs.models import WORKING_ROLES, Role, Unit, UnitGroup, User
from plans.models.periods import ReportingPeriod
from plans.models.plans import Plan, PlanDeadline, PlanItem
from plans.models.statuses import CELLS, DUE_SOON, UNIT_TURN, AssignmentRole, Origin, Progress, Stage, cell_condition


class Assignee(models.Model):
    """A unit or group as the plan names it for an item, before and after it is matched (đơn vị được giao).

    Both `unit` and `group` are empty while nobody has said who is meant ("các cơ quan liên quan").
    Issuing the plan expands it into Assignments.
    """

    item = models.ForeignKey(PlanItem, models.CASCADE, related_name="assignees")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.DUTY)
    role = models.CharField("vai trò", max_length=10, choices=AssignmentRole, default=AssignmentRole.PERFORM)
    text = models.CharField("tên như văn bản ghi", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhóm đơn vị"
    )
    acts = models.CharField("việc cụ thể", max_length=120, blank=True, help_text="tham mưu, theo dõi, đôn đốc…")
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    via = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="báo cáo qua")

    class Meta:
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(group__isnull=True), name="assignee_is_a_unit_or_a_group"
            )
        ]
        verbose_name = "đơn vị được giao"
        verbose_name_plural = "đơn vị được giao"

    def __str__(self) -> str:
        return self.text

    @property
    def is_matched(self) -> bool:
        return self.unit_id is not None or self.group_id is not None


class Assignment(models.Model):
    """One unit's part in one item (phân công); made when the plan is issued, by expansion of groups."""

    item = models.ForeignKey(PlanItem, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    origin = models.CharField(max_length=7, choices=Origin, default=Origin.DUTY)
    role = models.CharField("vai trò", max_length=10, choices=AssignmentRole)
    group = models.ForeignKey(
        UnitGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="qua nhóm"
    )
    acts = models.CharField("việc cụ thể", max_length=120, blank=True)
    product = models.CharField("sản phẩm", max_length=200, blank=True)
    via = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="collected", verbose_name="báo cáo qua"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người phụ trách",
    )

    class Meta:
        ordering = ["item__position", "unit__path"]
        constraints = [models.UniqueConstraint(fields=["item", "unit"], name="unit_has_one_part_in_an_item")]
        indexes = [models.Index(fields=["unit", "item"], name="assignment_of_unit")]
        verbose_name = "phân công"
        verbose_name_plural = "phân công"

    def __str__(self) -> str:
        return f"{self.unit}: {self.item}"


class OccurrenceQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> OccurrenceQuerySet:
        """Rows of units whose work `user` may read, and of plans his units issue, monitor or collect for."""
        units = user.units_as(*WORKING_ROLES)
        return self.filter(
            Q(unit__in=Unit.objects.readable_by(user).values("pk"))
            | Q(plan__in=Plan.objects.run_by(user).values("pk"))
            | Q(assignment__in=Assignment.objects.filter(via__in=units).values("pk"))
        )

    def of_reporter(self, user: User) -> OccurrenceQuerySet:
        """Rows that `user` answers himself: of the units in which he is a reporter."""
        return self.filter(unit__in=user.units_as(Role.REPORTER))

    def of_office(self, user: User) -> OccurrenceQuerySet:
        """Rows that `user` takes in as an officer: of plans his units run, and those sent through them."""
        via = Assignment.objects.filter(via__in=user.units_as(Role.OFFICER))
        plans = Plan.objects.run_by(user, Role.OFFICER)
        return self.filter(Q(plan__in=plans.values("pk")) | Q(assignment__in=via.values("pk")))

    def answerable(self, on: date) -> OccurrenceQuerySet:
        """Rows a unit can still write to, or has written to: counted, in force, and not shut unanswered.

        Shut is a closed plan, and a period that is locked or that the office excused the unit of; not where the
        office reopened it for the unit.
        """
        from plans.models.submissions import Submission  # noqa: PLC0415 -- submissions.py refers to rows

        report = Submission.objects.filter(period=models.OuterRef("period"), unit=models.OuterRef("unit"))
        locked = Q(period__locks_on__lt=on) & ~models.Exists(report.filter(reopened_until__gte=on))
        excused = Q(period__isnull=False) & models.Exists(report.exclude(excused_reason=""))
        shut = Q(plan__closed_on__isnull=False) | locked | excused
        return self.filter(is_counted=True).in_force(on).exclude(shut & Q(progress__in=UNIT_TURN))

    def counted(self) -> OccurrenceQuerySet:
        """Rows that figures count: not those kept only for the record, nor those given up."""
        return self.filter(is_counted=True).exclude(progress=Progress.STOPPED)

    def in_force(self, on: date) -> OccurrenceQuerySet:
        """Rows that are asked for by that day: dated ones, and those of periods that have opened."""
        return self.filter(Q(period__isnull=True) | Q(period__opens_on__lte=on))

    def awaiting(self) -> OccurrenceQuerySet:
        """Rows on which the office has to act."""
        return self.filter(progress=Progress.AWAITING)

    def overdue(self, on: date) -> OccurrenceQuerySet:
        """Dated rows not finished, whose last day on time lies before `on`."""
        return self.filter(due_on__lt=on, finished_on__isnull=True).counted()

    def in_cell(self, cell: str, on: date, *, by_original: bool = False) -> OccurrenceQuerySet:
        """Counted rows of one cell: a CELLS key, or one of the sums "finished", "open", "dated", "undated", "all".

        By the days that hold now, or by the original ones, before any extension.
        """
        return self.counted().in_force(on).filter(cell_condition(cell, on, by_original=by_original))

    def count_cells(
        self, on: date, *by: str, by_original: bool = False, **more: models.Aggregate
    ) -> list[dict[str, Any]]:
        """The cells counted, one dict for each combination of the fields `by` (one dict in all without them).

        Keys: the fields, every CELLS key, "all", and what `more` counts. One GROUP BY over counted rows in force.
        `by_original` as for `in_cell`.
        """
        conditions = {cell: cell_condition(cell, on, by_original=by_original) for cell in CELLS}
        counts = {cell: Count("pk", filter=condition) for cell, condition in conditions.items()} | more
        rows = self.counted().in_force(on)
        if not by:
            return [rows.aggregate(**counts, all=Count("pk"))]
        return list(rows.order_by().values(*by).annotate(**counts, all=Count("pk")))

    def with_timeliness(self, on: date) -> OccurrenceQuerySet:
        """Mark each row with `timeliness`: none, on_time, late, overdue, due_soon or in_time (DESIGN §3)."""
        return self.annotate(
            timeliness=Case(
                When(due_on__isnull=True, then=Value("none")),
                When(finished_on__isnull=False, finished_on__lte=F("due_on"), then=Value("on_time")),
                When(finished_on__isnull=False, then=Value("late")),
                When(due_on__lt=on, then=Value("overdue")),
                When(due_on__lte=on + DUE_SOON, then=Value("due_soon")),
                default=Value("in_time"),
                output_field=models.CharField(),
            )
        )

    def most_urgent_first(self, on: date) -> OccurrenceQuerySet:
        """In the order of a unit's page, each row marked with its `stage` there."""
        return self.annotate(
            stage=Case(
                When(progress=Progress.ASKED_FOR_MORE, then=Stage.SENT_BACK),
                When(progress=Progress.AWAITING, then=Stage.AWAITING),
                When(~Q(progress__in=UNIT_TURN), then=Stage.DONE),
                When(due_on__lt=on, then=Stage.OVERDUE),
                When(due_on__lte=on + DUE_SOON, then=Stage.DUE_SOON),
                When(due_on__isnull=True, then=Stage.IN_PERIOD),
                default=Stage.IN_TIME,
                output_field=models.IntegerField(),
            )
        ).order_by("stage", F("due_on").asc(nulls_last=True), F("period__ends_on").asc(nulls_last=True), "period", "pk")

    def for_list(self) -> OccurrenceQuerySet:
        """What one row of a list shows, with its place and wording in the plan, in a fixed number of queries."""
        wordings = models.Prefetch("assignment__item__deadlines", PlanDeadline.objects.select_related("assignee"))
        return self.select_related(
            "plan__document", "unit", "assignment__item__parent__parent__parent", "assignment__group", "period"
        ).prefetch_related(wordings)

    def for_page(self) -> OccurrenceQuerySet:
        """What the page of one row shows besides."""
        return self.for_list().select_related("assignment__via", "assignment__person", "plan__issuer")

    def for_desk(self) -> OccurrenceQuerySet:
        """Rows that wait for the office: requests and objections first, then the longest waiting.

        Each is marked with its last answer: `last_update` (its id), `last_answer`, `last_outcome`. Answers of a report
        that is not taken in yet wait there, not here.
        """
        from plans.models.progress import Answer, ProgressUpdate  # noqa: PLC0415 -- progress.py refers to rows
        from plans.models.submissions import SubmissionRound, SubmissionState  # noqa: PLC0415 -- as above

        latest = ProgressUpdate.objects.filter(occurrence=models.OuterRef("pk")).order_by("-pk")
        waiting = self.awaiting().annotate(
            last_answer=models.Subquery(latest.values("answer")[:1]),
            last_update=models.Subquery(latest.values("pk")[:1]),
            last_outcome=models.Subquery(latest.values("outcome")[:1]),
        )
        asking = Q(last_answer__in=[Answer.NOT_OURS, Answer.OBJECTION])
        under_way = [SubmissionState.AWAITING, SubmissionState.ASKED_FOR_MORE]
        sent = SubmissionRound.objects.filter(answers=models.OuterRef("last_update"), submission__state__in=under_way)
        rank = Case(When(asking, then=0), default=1, output_field=models.IntegerField())
        return waiting.filter(asking | ~models.Exists(sent)).order_by(rank, "turn_since", "pk")

    def since(self, day: date, *, by_original: bool = False) -> OccurrenceQuerySet:
        """Rows that fall on that day or later: by their due day, else by the end of their period."""
        due = "original_due_on" if by_original else "due_on"
        return self.filter(Q(**{f"{due}__gte": day}) | Q(due_on__isnull=True, period__ends_on__gte=day))

    def until(self, day: date, *, by_original: bool = False) -> OccurrenceQuerySet:
        """Rows that fall on that day or before: by their due day, else by the beginning of their period.

        With `since`, every period that touches a window counts, also one that is not over yet.
        """
        due = "original_due_on" if by_original else "due_on"
        return self.filter(Q(**{f"{due}__lte": day}) | Q(due_on__isnull=True, period__starts_on__lte=day))

    def overdue_by_plan(self, on: date) -> models.QuerySet:
        """For each plan: how many rows are open and overdue, of how many units; the most first."""
        late = self.in_cell("open_overdue", on).values("plan", "plan__document__number", "plan__document__abstract")
        return late.annotate(rows=Count("pk"), units=Count("unit", distinct=True)).order_by("-rows", "plan")

    def with_answers(self) -> OccurrenceQuerySet:
        """With every round of answers and judgments, in `updates`, the latest last; and `with_notes`."""
        from plans.models.progress import ProgressUpdate  # noqa: PLC0415 -- progress.py refers to rows

        answers = ProgressUpdate.objects.select_related("by", "review__by").order_by("pk")
        return self.with_notes().prefetch_related(models.Prefetch("updates", answers))

    def with_notes(self) -> OccurrenceQuerySet:
        """Mark each row with the last request for more time, decision of a leader and urging, without a query more.

        `asked_until`, `extension_verdict`, `extension_answer`; `decided_by`, `decided_text`; `urged_on`. None where
        there is none.
        """
        from plans.models.extensions import Extension  # noqa: PLC0415 -- extensions.py refers to rows
        from plans.models.progress import Decision  # noqa: PLC0415 -- progress.py refers to rows
        from plans.models.reminders import Urge  # noqa: PLC0415 -- reminders.py refers to rows

        asked = Extension.objects.filter(occurrence=models.OuterRef("pk")).order_by("-pk")
        urged = Urge.objects.filter(occurrence=models.OuterRef("pk")).order_by("-pk")
        decided = Decision.objects.filter(occurrence=models.OuterRef("pk")).order_by("-decided_on", "-pk")
        return self.annotate(
            asked_until=models.Subquery(asked.values("wanted_on")[:1]),
            extension_verdict=models.Subquery(asked.values("verdict")[:1]),
            extension_answer=models.Subquery(asked.values("answer")[:1]),
            decided_by=models.Subquery(decided.values("decided_by")[:1]),
            decided_text=models.Subquery(decided.values("text")[:1]),
            urged_on=models.Subquery(urged.values("on")[:1]),
        )

    def with_typed(self, user: User) -> OccurrenceQuerySet:
        """Mark each row with what `user` has typed and not sent: `typed`, a draft's values or None. No query more."""
        from plans.models.progress import Draft  # noqa: PLC0415 -- progress.py refers to rows

        drafts = Draft.objects.filter(user=user, occurrence=models.OuterRef("pk"))
        return self.annotate(typed=models.Subquery(drafts.values("values")[:1]))


class Occurrence(models.Model):
    """One assignment at one due day, or in one reporting period: THE row that is done or not (DESIGN §2).

    `finished_on` is the day the unit sent what was then accepted. `version` grows with every write.
    """

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="occurrences")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="occurrences")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="occurrences")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, null=True, blank=True, related_name="occurrences")
    due_on = models.DateField("hạn hoàn thành", null=True, blank=True)
    original_due_on = models.DateField("hạn gốc", null=True, blank=True)
    progress = models.CharField("tiến độ", max_length=15, choices=Progress, default=Progress.NOT_STARTED)
    percent = models.PositiveSmallIntegerField("phần trăm", null=True, blank=True)
    finished_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    is_counted = models.BooleanField("tính vào số liệu", default=True)
    turn_since = models.DateTimeField("đến lượt từ lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "due_on"], condition=Q(due_on__isnull=False), name="occurrence_once_a_due_day"
            ),
            models.UniqueConstraint(
                fields=["assignment", "period"], condition=Q(period__isnull=False), name="occurrence_once_a_period"
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(period__isnull=False), name="occurrence_has_a_day_or_a_period"
            ),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="percent_is_at_most_100"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_on"], name="open_work_of_unit", condition=Q(finished_on__isnull=True)),
            models.Index(
                fields=["plan", "unit", "due_on"], name="open_work_of_plan", condition=Q(finished_on__isnull=True)
            ),
            models.Index(fields=["due_on", "unit"], name="open_work_by_day", condition=Q(finished_on__isnull=True)),
            models.Index(fields=["plan", "unit", "progress"], name="work_of_plan"),
        ]
        verbose_name = "việc"
        verbose_name_plural = "việc"

    def __str__(self) -> str:
        when = f"hạn {self.due_on:%d/%m/%Y}" if self.due_on else f"{self.period}"
        return f"{self.unit}: {self.assignment.item} ({when})"

    def get_absolute_url(self) -> str:
        return reverse("plans:occurrence_detail", args=[self.pk])
