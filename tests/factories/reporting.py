"""Reports that units owe. They stand as opening the period would have left them."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from orgs.models import UnitKind
from plans.models import Submission
from tests.factories.orgs import UnitFactory
from tests.factories.plans import ReportingPeriodFactory


class SubmissionFactory(DjangoModelFactory):
    """What a unit below the issuer owes for a period that has opened; the issuer collects it."""

    class Meta:
        model = Submission

    period = factory.SubFactory(ReportingPeriodFactory, opened_at=datetime(2026, 1, 1, 1, tzinfo=UTC))
    unit = factory.SubFactory(
        UnitFactory, parent=factory.SelfAttribute("..period.plan.issuer"), kind=UnitKind.PARTY_CELL
    )
    collector = factory.SelfAttribute("period.plan.issuer")
    turn_since = factory.SelfAttribute("period.opened_at")
