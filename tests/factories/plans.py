"""Plans, their outline, work and answers. Rows stand as the services would have left them."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from orgs.models import Role, UnitKind
from plans.citations import number_key
from plans.deadlines import Deadline, DeadlineKind
from plans.models import (
    Assignee,
    Assignment,
    AssignmentRole,
    Citation,
    Document,
    Extension,
    ItemKind,
    Occurrence,
    Origin,
    Plan,
    PlanDeadline,
    PlanImport,
    PlanItem,
    PlanVersion,
    Progress,
    ProgressUpdate,
    ReportingPeriod,
    Review,
    Target,
    Verdict,
)
from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory

A_MOMENT = datetime(2026, 1, 20, 2, 0, tzinfo=UTC)


class DocumentFactory(DjangoModelFactory):
    class Meta:
        model = Document

    keeper = factory.SubFactory(UnitFactory, committee=True)
    type_name = "Kế hoạch"
    number = factory.Sequence(lambda n: f"{n + 1}-KH/ĐU")
    issuer_text = "Đảng ủy phường Thử"
    place = "Phường Thử"
    issued_on = date(2026, 1, 15)
    abstract = factory.Sequence(lambda n: f"Công tác dân vận thử {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        document = model_class(*args, **kwargs)
        document.set_keys()
        document.save()
        return document


class PlanFactory(DjangoModelFactory):
    """A plan for 2026 still being entered; `handed_out=True` makes it one that units answer for."""

    class Meta:
        model = Plan

    class Params:
        number = factory.Sequence(lambda n: f"{n + 1}-KH/ĐU")
        abstract = factory.Sequence(lambda n: f"Công tác dân vận thử {n}")
        issued_on = date(2026, 1, 15)
        handed_out = factory.Trait(
            issued_at=A_MOMENT,
            issued_by=factory.SubFactory(UserFactory, role=Role.OFFICER, unit=factory.SelfAttribute("..issuer")),
        )
        closed = factory.Trait(handed_out=True, closed_on=date(2026, 12, 31))

    document = factory.SubFactory(
        DocumentFactory,
        keeper=factory.SelfAttribute("..issuer"),
        issuer=factory.SelfAttribute("..issuer"),
        number=factory.SelfAttribute("..number"),
        abstract=factory.SelfAttribute("..abstract"),
        issued_on=factory.SelfAttribute("..issued_on"),
    )
    issuer = factory.SubFactory(UnitFactory, committee=True)
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 12, 31)


class PlanVersionFactory(DjangoModelFactory):
    class Meta:
        model = PlanVersion

    plan = factory.SubFactory(PlanFactory)
    number = 1
    confirmed_by = factory.SubFactory(UserFactory, role=Role.OFFICER, unit=factory.SelfAttribute("..plan.issuer"))


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = Citation

    plan = factory.SubFactory(PlanFactory)
    position = factory.Sequence(lambda n: n + 1)
    number = "43-KL/TW"
    number_key = factory.LazyAttribute(lambda citation: number_key(citation.number))


class PlanItemFactory(DjangoModelFactory):
    """A task at the end of its plan's outline; `heading=True` makes it a section."""

    class Meta:
        model = PlanItem

    class Params:
        heading = factory.Trait(kind=ItemKind.HEADING, label="II", text="NHIỆM VỤ, GIẢI PHÁP")

    plan = factory.SubFactory(PlanFactory)
    position = factory.LazyAttribute(lambda item: item.plan.items.count() + 1)
    depth = factory.LazyAttribute(lambda item: item.parent.depth + 1 if item.parent else 0)
    parent = None
    label = factory.LazyAttribute(lambda item: str(item.position))
    label_text = factory.LazyAttribute(lambda item: f"{item.label}.")
    text = factory.Sequence(lambda n: f"Tổ chức tuyên truyền, vận động lần {n}")
    kind = ItemKind.TASK


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    item = factory.SubFactory(PlanItemFactory)
    text = "Có ít nhất 02 mô hình “Dân vận khéo”"
    value = 2
    measure = "mô hình"


class AssigneeFactory(DjangoModelFactory):
    """A unit named for an item; `of_group=True` a group, `unmatched=True` nobody known yet."""

    class Meta:
        model = Assignee

    class Params:
        of_group = factory.Trait(
            unit=None,
            group=factory.SubFactory(UnitGroupFactory, owner=factory.SelfAttribute("..item.plan.issuer")),
            text=factory.LazyAttribute(lambda assignee: assignee.group.name),
        )
        unmatched = factory.Trait(unit=None, text="các cơ quan liên quan")

    item = factory.SubFactory(PlanItemFactory)
    unit = factory.SubFactory(UnitFactory, parent=factory.SelfAttribute("..item.plan.issuer"), kind=UnitKind.PARTY_CELL)
    text = factory.LazyAttribute(lambda assignee: assignee.unit.name)
    role = AssignmentRole.PERFORM


class PlanDeadlineFactory(DjangoModelFactory):
    """A fixed day, `due_on`, unless `rule` says otherwise."""

    class Meta:
        model = PlanDeadline

    class Params:
        due_on = date(2026, 5, 31)

    item = factory.SubFactory(PlanItemFactory)
    wording = factory.LazyAttribute(lambda row: f"trước ngày {row.due_on:%d/%m/%Y}")
    rule = factory.LazyAttribute(
        lambda row: Deadline(DeadlineKind.FIXED, row.wording, before=True, dates=(row.due_on,)).to_record()
    )


class AssignmentFactory(DjangoModelFactory):
    """A unit below the issuer has a part in an item of a plan that was handed out."""

    class Meta:
        model = Assignment

    item = factory.SubFactory(PlanItemFactory, plan__handed_out=True)
    unit = factory.SubFactory(UnitFactory, parent=factory.SelfAttribute("..item.plan.issuer"), kind=UnitKind.PARTY_CELL)
    role = AssignmentRole.PERFORM
    origin = Origin.DUTY


class ReportingPeriodFactory(DjangoModelFactory):
    class Meta:
        model = ReportingPeriod

    plan = factory.SubFactory(PlanFactory, handed_out=True)
    label = factory.Sequence(lambda n: f"6 tháng đầu năm 2026 ({n})")
    starts_on = date(2026, 1, 1)
    ends_on = date(2026, 6, 30)
    opens_on = date(2026, 1, 1)
    due_on = date(2026, 6, 30)


class OccurrenceFactory(DjangoModelFactory):
    """One dated row; `periodic=True` one of a reporting period. `unit=`, `item=`, `plan=` reach the assignment."""

    class Meta:
        model = Occurrence

    class Params:
        periodic = factory.Trait(
            due_on=None,
            period=factory.SubFactory(ReportingPeriodFactory, plan=factory.SelfAttribute("..assignment.item.plan")),
        )
        finished = factory.Trait(progress=Progress.FINISHED, finished_on=date(2026, 5, 20))

    assignment = factory.SubFactory(AssignmentFactory)
    unit = factory.SelfAttribute("assignment.unit")
    plan = factory.SelfAttribute("assignment.item.plan")
    due_on = date(2026, 5, 31)
    original_due_on = factory.SelfAttribute("due_on")

    @classmethod
    def _generate(cls, strategy, params):
        homes = {"unit": "assignment__unit", "item": "assignment__item", "plan": "assignment__item__plan"}
        reaching = {
            homes.get(key.split("__")[0], key.split("__")[0]) + key[len(key.split("__")[0]) :]: value
            for key, value in params.items()
        }
        return super()._generate(strategy, params if "assignment" in params else reaching)


class ProgressUpdateFactory(DjangoModelFactory):
    """What a reporter of the row's unit sent; the row itself is left as it is."""

    class Meta:
        model = ProgressUpdate

    occurrence = factory.SubFactory(OccurrenceFactory)
    by = factory.SubFactory(UserFactory, unit=factory.SelfAttribute("..occurrence.unit"))
    at = datetime(2026, 5, 20, 3, 0, tzinfo=UTC)
    sent_on = date(2026, 5, 20)
    progress = Progress.FINISHED
    outcome = "Đã tổ chức 02 buổi, 60 lượt người dự."


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = Review

    update = factory.SubFactory(ProgressUpdateFactory)
    by = factory.SubFactory(
        UserFactory, role=Role.OFFICER, unit=factory.SelfAttribute("..update.occurrence.plan.issuer")
    )
    at = datetime(2026, 5, 21, 3, 0, tzinfo=UTC)
    verdict = Verdict.ACCEPTED


class ExtensionFactory(DjangoModelFactory):
    """A request of the row's unit for two weeks more that nobody has answered."""

    class Meta:
        model = Extension

    occurrence = factory.SubFactory(OccurrenceFactory)
    asked_by = factory.SubFactory(UserFactory, unit=factory.SelfAttribute("..occurrence.unit"))
    asked_at = datetime(2026, 5, 20, 3, 0, tzinfo=UTC)
    due_before = factory.SelfAttribute("occurrence.due_on")
    reason = "Chờ số liệu của các tổ dân phố"
    wanted_on = factory.LazyAttribute(lambda asked: asked.due_before + timedelta(days=14))


class PlanImportFactory(DjangoModelFactory):
    """A document that was uploaded and is not read yet."""

    class Meta:
        model = PlanImport

    issuer = factory.SubFactory(UnitFactory, committee=True)
    uploaded_by = factory.SubFactory(UserFactory, role=Role.OFFICER, unit=factory.SelfAttribute("..issuer"))
    name = "ke-hoach.docx"
