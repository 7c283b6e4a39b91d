"""An office at work, small or large: some of every kind of thing that pages list, made by the services that make it."""

from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from orgs.models import Role
from plans.models import Submission
from plans.services.extending import ask_extension
from plans.services.issuing import PastWork, issue_plan
from plans.services.progress import record_progress
from plans.services.reminding import remind
from plans.services.submitting import send_report
from reports.models import Purpose, ReportKind
from reports.services import (
    add_paragraph,
    add_section,
    add_signed_copy,
    create_letters,
    create_report,
    submit_report,
)
from tests.factories.figures import IndicatorFactory, IndicatorValueFactory, InitiativeFactory
from tests.factories.orgs import MembershipFactory, UnitFactory, UnitGroupFactory, UserFactory
from tests.factories.plans import (
    AssigneeFactory,
    CitationFactory,
    PlanDeadlineFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
    TargetFactory,
)
from tests.factories.reporting import SubmissionFactory
from tests.reports.signed import archive, sign

DONE = {"progress": "FINISHED", "outcome": "Đã họp 02 buổi"}


class OfficeAtWork:
    """A committee with `size` cells that have sent their report, as many that are late, `size` times three duties a
    plan, and some of all else. Its officers, leader and reporters are people of the test.
    """

    def __init__(self, size: int):
        self.size, self.today = size, timezone.localdate()
        self._people()
        self.plan, self.period = self._plan_at_work()
        self.sent, self.late = self._reports()
        self._around_rows()
        self._around_plans()
        self._signed_reports()
        self.ready = self._plan_to_hand_out()
        remind(on=self.today)

    def day(self, days: int):
        return self.today + timedelta(days=days)

    def _people(self) -> None:
        self.superior = UnitFactory(committee=True, name="Tỉnh ủy Minh Hà")
        self.committee = UnitFactory(
            committee=True, parent=self.superior, name="Đảng ủy phường Bình An", place="Bình An"
        )
        self.cells = [
            UnitFactory(cell=True, parent=self.committee, name=f"Chi bộ {n}") for n in range(1, 2 * self.size + 1)
        ]
        self.group = UnitGroupFactory(owner=self.committee, name="Các chi bộ trực thuộc", units=self.cells)
        self.officer = UserFactory(role=Role.OFFICER, unit=self.committee)
        MembershipFactory(user=self.officer, unit=self.committee, role=Role.LEADER)
        self.officer.forget_memberships()
        self.admin = UserFactory(role=Role.ADMIN, unit=self.committee)
        self.reporters = [UserFactory(role=Role.REPORTER, unit=cell, phone="0912345678") for cell in self.cells]
        self.reporter = self.reporters[-1]

    def _plan_at_work(self):
        """Of four items one is answered in the period, one has its day behind, two have it ahead."""
        plan = PlanFactory(issuer=self.committee, starts_on=self.day(-60), ends_on=self.day(120))
        self._items(plan, (None, -5, 20, 40))
        self.targets = [TargetFactory(item=item) for item in plan.items.filter(deadlines__isnull=True, depth=1)]
        period = ReportingPeriodFactory(
            plan=plan, label="6 tháng", starts_on=self.day(-60), ends_on=self.day(-3), opens_on=self.day(-60),
            due_on=self.day(-2),
        )  # fmt: skip
        self.coming = ReportingPeriodFactory(
            plan=plan, label="Kỳ sau", starts_on=self.day(0), ends_on=self.day(90), opens_on=self.day(5),
            due_on=self.day(90),
        )  # fmt: skip
        IndicatorFactory.create_batch(self.size, period=period)
        IndicatorFactory(period=period, target=self.targets[0], name="Theo chỉ tiêu")
        issue_plan(plan=plan, by=self.officer, on=self.day(-50), version=0, past=PastWork.FOLLOWED)
        return plan, period

    def _items(self, plan, days) -> None:
        heading = PlanItemFactory(plan=plan, heading=True)
        for _ in range(self.size):
            for due_in in days:
                item = PlanItemFactory(plan=plan, parent=heading)
                AssigneeFactory(item=item, unit=None, group=self.group, text=self.group.name)
                if due_in is not None:
                    PlanDeadlineFactory(item=item, due_on=self.day(due_in))

    def _reports(self):
        reports = list(Submission.objects.filter(period=self.period).order_by("unit__path"))
        for report in reports:
            for indicator in self.period.indicators.all():
                IndicatorValueFactory(indicator=indicator, unit=report.unit, number=3)
        sent = [
            send_report(
                submission=report, by=by, version=0, key=uuid4(), on=self.day(-4),
                answers={row.pk: DONE for row in self._rows_of(report.unit, self.day(-5))},
            )
            for report, by in zip(reports[: self.size], self.reporters, strict=False)
        ]  # fmt: skip
        return sent, reports[self.size :]

    def _rows_of(self, unit, day):
        rows = unit.occurrences.filter(plan=self.plan)
        return [*rows.filter(period=self.period), *rows.filter(due_on=day)]

    def _around_rows(self) -> None:
        """Every late unit sent one row by itself, asks for more time for another, and keeps a model."""
        self.updates, self.extensions = [], []
        for report, by in zip(self.late, self.reporters[self.size :], strict=True):
            late, *_ = report.unit.occurrences.filter(plan=self.plan, due_on=self.day(-5))
            self.updates.append(
                record_progress(occurrence=late, by=by, version=0, key=uuid4(), on=self.day(-4), **DONE)
            )
            coming, *_ = report.unit.occurrences.filter(plan=self.plan, due_on=self.day(20))
            self.extensions.append(
                ask_extension(occurrence=coming, by=by, on=self.today, reason="Chờ số liệu", wanted_on=self.day(30))
            )
            self.initiative = InitiativeFactory(unit=report.unit, plan=self.plan, year=self.today.year)
        mine = self.reporter.home_unit().occurrences.filter(plan=self.plan)
        self.open_row, self.free_row = mine.filter(due_on=self.day(20)).last(), mine.filter(due_on=self.day(40)).last()

    def _around_plans(self) -> None:
        CitationFactory.create_batch(self.size, plan=self.plan)
        for _ in range(self.size):
            self.letter, *_ = create_letters(
                issuer=self.committee, by=self.officer, key=uuid4(), rows=[], reports=self.late, is_joint=True,
                receiver="Văn phòng", wanted_on=self.today, on=self.today,
            )  # fmt: skip
            self.report = self._draft()
        self.full = self._draft()
        for purpose in {*Purpose.values} - {*self.full.sections.values_list("purpose", flat=True)}:
            add_section(report=self.full, by=self.officer, heading=purpose, level=1, purpose=purpose)
        for section in self.full.sections.all():
            for number in range(self.size):
                add_paragraph(section=section, by=self.officer, text=f"Đoạn {number}")
        self.full.refresh_from_db()

    def _draft(self):
        return create_report(
            by=self.officer, issuer=self.committee, plans=[self.plan], kind=ReportKind.INTERIM, abstract="kết quả",
            starts_on=self.day(-60), ends_on=self.today,
        )  # fmt: skip

    def _signed_reports(self) -> None:
        """One at signature; a signed one with copies, replaced by none, owed to a superior for several plans."""
        self.at_signature, self.signed = self._draft(), self._draft()
        for report in (self.at_signature, self.signed):
            submit_report(report=report, by=self.officer, version=report.version)
            report.refresh_from_db()
        sign(self.signed, self.officer, signed_on=self.today, on=self.today)
        for number in range(self.size):
            file = ContentFile(b"%PDF-1.7 ky " * (number + 1), name="ky.pdf")
            add_signed_copy(report=self.signed, by=self.officer, key=uuid4(), file=file)
            plan = PlanFactory(handed_out=True, issuer=self.superior)
            period = ReportingPeriodFactory(
                plan=plan, starts_on=self.day(-60), opens_on=self.day(-60), ends_on=self.day(60), due_on=self.day(60)
            )
            SubmissionFactory(period=period, unit=self.committee, collector=self.superior)
        archive(self.signed)

    def _plan_to_hand_out(self):
        """A duty of the group with a day and one without, and a task that nobody is named for."""
        plan = PlanFactory(issuer=self.committee, starts_on=self.day(-30), ends_on=self.day(300))
        self._items(plan, (None, 20))
        PlanItemFactory.create_batch(self.size, plan=plan)
        return plan
