"""A ward's plan with a half year of work, for the tests of annexes: every figure of it can be counted by hand."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from orgs.models import Role, Unit
from plans.models import Indicator, IndicatorKind, Plan, ReportingPeriod, Submission, TargetScope
from reports import services
from reports.models import Report, ReportKind
from tests.factories.figures import IndicatorFactory, InitiativeFactory, give
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
    TargetFactory,
)
from tests.factories.reporting import SubmissionFactory

TODAY = date(2026, 7, 10)
START, END = date(2026, 1, 1), date(2026, 6, 30)


@dataclass
class HalfYear:
    """Three cells: the first did all in time, the second late, the third nothing."""

    plan: Plan
    cells: list[Unit]
    period: ReportingPeriod
    reports: list[Submission]
    meetings: Indicator
    models: Indicator
    report: Report

    def annex(self, kind):
        from reports.annexes import annex_for  # noqa: PLC0415 -- tests of models need no annexes

        return annex_for(self.report, kind, on=TODAY)

    def rows(self, kind, table=-1):
        """The rows of one table of an annex, with its totals last."""
        made = self.annex(kind).tables[table]
        return [*made.rows, *([made.totals] if made.totals else [])]


def half_year(**fields) -> HalfYear:
    plan = PlanFactory(handed_out=True)
    item = PlanItemFactory(plan=plan, text="Mỗi chi bộ họp dân.")
    cells = [UnitFactory(cell=True, parent=plan.issuer, name=f"Chi bộ Khu phố {place}") for place in (1, 2, 3)]
    period = ReportingPeriodFactory(
        plan=plan, label="6 tháng", starts_on=START, ends_on=END, opens_on=START, due_on=date(2026, 6, 20),
        opened_at=timezone.now(),
    )  # fmt: skip
    days = [
        {"progress": "FINISHED", "finished_on": date(2026, 5, 1)},
        {"progress": "FINISHED", "finished_on": date(2026, 6, 5)},
        {},
    ]
    for cell, done in zip(cells, days, strict=True):
        assignment = AssignmentFactory(item=item, unit=cell)
        OccurrenceFactory(assignment=assignment, due_on=date(2026, 5, 31), **done)
    reports = [SubmissionFactory(period=period, unit=cell) for cell in cells]
    target = TargetFactory(
        item=item, text="Mỗi chi bộ có 01 mô hình.", value=1, measure="mô hình", scope=TargetScope.PER_UNIT
    )
    meetings = IndicatorFactory(period=period, name="Số cuộc họp dân", measure="cuộc")
    models = IndicatorFactory(
        period=period, name="Mô hình", target=target, kind=IndicatorKind.NUMBER, measure="mô hình"
    )
    give(reports[0], {meetings: 1205, models: 1})
    give(reports[1], {meetings: 3, models: 0})
    InitiativeFactory(unit=cells[0], plan=plan, is_new=True)
    officer = UserFactory(role=Role.OFFICER, unit=plan.issuer)
    values = {"kind": ReportKind.INTERIM, "abstract": "kết quả 6 tháng", "starts_on": START, "ends_on": END} | fields
    report = services.create_report(by=officer, issuer=plan.issuer, plans=[plan], **values)
    return HalfYear(plan, cells, period, reports, meetings, models, report)
