"""Reports owed, the figures they ask for, and the register of initiatives. Rows stand as the services leave them."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from plans.models import Indicator, IndicatorValue, Initiative, InitiativeField, Submission, SubmissionRound
from plans.models.submissions import SubmissionState
from plans.reporting import figures_of
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import ReportingPeriodFactory


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    period = factory.SubFactory(ReportingPeriodFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Số buổi tuyên truyền lần {n}")
    measure = "buổi"


class IndicatorValueFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    unit = factory.SubFactory(UnitFactory)
    by = factory.SubFactory(UserFactory, unit=factory.SelfAttribute("..unit"))
    at = datetime(2026, 5, 20, 3, 0, tzinfo=UTC)
    version = 1


class InitiativeFactory(DjangoModelFactory):
    class Meta:
        model = Initiative

    unit = factory.SubFactory(UnitFactory, cell=True)
    name = factory.Sequence(lambda n: f"Tuyến đường tự quản {n}")
    field = InitiativeField.SOCIETY
    year = 2026
    lead = "Chi ủy"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        initiative = model_class(*args, **kwargs)
        initiative.set_keys()
        initiative.save()
        return initiative


def send_figures(report, by=None, **more):
    """Send the figures of a report as they stand now, as a round keeps them."""
    by = by or UserFactory(unit=report.unit)
    number = report.rounds.count() + 1
    sent = SubmissionRound.objects.create(
        submission=report, number=number, by=by, at=datetime(2026, 6, 20, 3, 0, tzinfo=UTC),
        sent_on=date(2026, 6, 20), figures=figures_of(report),
    )  # fmt: skip
    Submission.objects.filter(pk=report.pk).update(
        state=SubmissionState.AWAITING, first_sent_on=date(2026, 6, 20), **more
    )
    report.refresh_from_db()
    return sent


def give(report, answers):
    """Let a unit give figures and send them: `{indicator: 3}`, or True and False for đạt and không đạt."""
    for indicator, answer in answers.items():
        is_grade = isinstance(answer, bool)
        told = {"is_met": answer} if is_grade else {"number": answer}
        IndicatorValue.objects.filter(indicator=indicator, unit=report.unit).delete()
        IndicatorValueFactory(indicator=indicator, unit=report.unit, **told)
    return send_figures(report)
