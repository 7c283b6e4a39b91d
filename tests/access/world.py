"""Two committees below a third, each with work of its own; every secret word carries a canary of its owner.

R  Tỉnh ủy (committee)
├─ A  Đảng ủy (committee)  ├─ A1 a party cell   └─ A2 a body
└─ B  Đảng ủy (committee)  └─ B1 a party cell
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from orgs.models import Role, UnitKind
from plans.importing import read_plan, source_from_text
from plans.models import Attachment, Decision, Draft, PlanImport, Progress, SubmissionRound, SubmissionState
from reports import services as reports
from reports.layout_values import values_of
from reports.layouts import profile_named
from reports.models import FilledSheet, PaperFile, PaperKind, PlanPackage, ReportKind
from tests.access.actors import ACTORS, canary
from tests.factories.figures import IndicatorFactory, IndicatorValueFactory, InitiativeFactory
from tests.factories.orgs import UnitFactory, UnitGroupFactory, UserFactory
from tests.factories.plans import (
    A_MOMENT,
    AssigneeFactory,
    AssignmentFactory,
    CitationFactory,
    DocumentFactory,
    ExtensionFactory,
    OccurrenceFactory,
    PlanDeadlineFactory,
    PlanFactory,
    PlanItemFactory,
    PlanVersionFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
    ReviewFactory,
    TargetFactory,
)
from tests.factories.reporting import SubmissionFactory


@dataclass
class World:
    """Objects by kind and code: `objects["plan"]["PA"]`; `users[actor.name]`, with the `sessions` of who is signed in.

    `handler` answers the requests of every walk; `before` is a hash of each table as the world was built.
    """

    objects: dict[str, dict[str, Any]] = field(default_factory=dict)
    users: dict[str, Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    handler: Any = None
    before: dict[str, str] = field(default_factory=dict)

    def put(self, kind: str, code: str, thing: Any) -> Any:
        return self.objects.setdefault(kind, {}).setdefault(code, thing)


def build_world(today: date) -> World:
    world = World()
    _build_units(world)
    for actor in ACTORS:
        if actor.role:
            home = world.objects["unit"][actor.home]
            user = UserFactory(role=actor.role, unit=home, username=actor.name.replace(" ", "."))
            if not actor.is_active:
                type(user).objects.filter(pk=user.pk).update(is_active=False)
            world.users[actor.name] = user
    for code, issuer in [("PA", "A"), ("PB", "B"), ("PR", "R")]:
        _build_issued_plan(world, code, issuer)
    for code, unit, plan in [
        ("A1PA", "A1", "PA"),
        ("A2PA", "A2", "PA"),
        ("B1PB", "B1", "PB"),
        ("APR", "A", "PR"),
        ("BPR", "B", "PR"),
    ]:
        _build_work(world, code, world.objects["unit"][unit], plan, today)
        _build_reports_owed(world, code, plan)
    for code, issuer in [("PDA", "A"), ("PDB", "B")]:
        _build_plan_being_entered(world, code, issuer)
    for home in ("A", "B", "R"):
        _build_register(world, home)
    for code, issuer, plan in [("RA", "A", "PA"), ("RB", "B", "PB"), ("RTA", "A", "PA"), ("RSA", "A", "PA")]:
        _build_report(world, code, issuer, plan, today)
    for code in ("PA", "PB", "PR"):
        _build_package(world, code)
    for code in ("A", "B"):
        _build_layout(world, code)
        _build_outline(world, code)
    for code, issuer, work in [("LA", "A", "A1PA"), ("LB", "B", "B1PB")]:
        _build_letter(world, code, issuer, work, today)
    return world


def _build_units(world: World) -> None:
    root = world.put("unit", "R", UnitFactory(committee=True, name="Tỉnh ủy Thử"))
    for code, children in [("A", ["A1", "A2"]), ("B", ["B1"])]:
        committee = world.put("unit", code, UnitFactory(committee=True, parent=root, name=f"Đảng ủy phường {code}"))
        cells = [
            world.put("unit", child, UnitFactory(parent=committee, name=f"Chi bộ {child}", kind=UnitKind.PARTY_CELL))
            for child in children
        ]
        world.put("group", code, UnitGroupFactory(owner=committee, units=cells))
        world.put("officer", code, UserFactory(role=Role.OFFICER, unit=committee))
        for child, cell in zip(children, cells, strict=True):
            person = world.put("person", child, UserFactory(unit=cell))
            world.put("membership", child, person.memberships.get())


def _build_issued_plan(world: World, code: str, issuer: str) -> None:
    unit = world.objects["unit"][issuer]
    plan = world.put(
        "plan",
        code,
        PlanFactory(handed_out=True, issuer=unit, abstract=f"Kế hoạch {canary(code)}", number=f"{len(code)}-KH/{code}"),
    )
    version = PlanVersionFactory(plan=plan, source_name="ke-hoach.txt", source_text=f"Nguồn {canary(code)}")
    version.source_file.save(f"{code}.txt", ContentFile(canary(code).encode()))
    world.put("version", code, version)
    world.put("period", code, ReportingPeriodFactory(plan=plan, label=f"Kỳ {code}"))
    source = source_from_text(f"KẾ HOẠCH\n\nI. NHIỆM VỤ\n\n1. Việc mới {canary(code)}")
    amendment = PlanImport.objects.create(
        issuer=unit, uploaded_by=plan.issued_by, name=f"{canary(code)}.txt", amends=plan, source_text=source.text,
        draft=read_plan(source).to_record(), read_at=timezone.now(),
    )  # fmt: skip
    world.put("amendment", code, amendment)


def _build_work(world: World, code: str, unit: Any, plan_code: str, today: date) -> None:
    """A row that waits for the office, with an earlier round that came back, and what stands around it."""
    plan = world.objects["plan"][plan_code]
    text = canary(plan_code)
    item = world.put("item", plan_code, PlanItemFactory(plan=plan, text=f"Nhiệm vụ {text}"))
    assignment = AssignmentFactory(item=item, unit=unit)
    words = canary(code)
    row = OccurrenceFactory(
        assignment=assignment, due_on=today - timedelta(days=3), progress=Progress.AWAITING, turn_since=timezone.now()
    )
    author = UserFactory(unit=unit, username=f"author.{code.lower()}")
    first = ProgressUpdateFactory(occurrence=row, by=author, outcome=f"Lần đầu {words}", at=timezone.now())
    ReviewFactory(update=first, verdict="ASKED_FOR_MORE", reason=f"Bổ sung {words}")
    update = ProgressUpdateFactory(occurrence=row, by=author, outcome=f"Lần hai {words}", at=timezone.now())
    attachment = Attachment(update=update, name=f"{words}.txt", size=4, sha256="0" * 64, content_type="text/plain")
    attachment.file.save(f"{code}.txt", ContentFile(words.encode()))
    Decision.objects.create(
        occurrence=row, decided_by="Bí thư", decided_on=today, text=f"Ý kiến {words}", recorded_by=author
    )
    open_row = OccurrenceFactory(assignment=assignment, due_on=today + timedelta(days=3))
    Draft.objects.create(user=author, occurrence=open_row, values={"outcome": f"Nháp {canary('DRAFT' + code)}"})
    OccurrenceFactory(assignment=assignment, due_on=today - timedelta(days=20))
    far_row = OccurrenceFactory(assignment=assignment, due_on=today + timedelta(days=40))
    asked = ExtensionFactory(occurrence=open_row, asked_by=author, reason=f"Xin thêm ngày {words}")
    for kind, thing in [("far row", far_row), ("extension", asked)]:
        world.put(kind, code, thing)
    for kind, thing in [("occurrence", row), ("open row", open_row), ("update", update), ("attachment", attachment),
                        ("assignment", assignment)]:  # fmt: skip
        world.put(kind, code, thing)


def _build_reports_owed(world: World, code: str, plan_code: str) -> None:
    """A report that was sent and waits for the office, and one that its unit still owes."""
    plan, update = world.objects["plan"][plan_code], world.objects["update"][code]
    sent_for, owed_for = (
        world.objects.get(kind, {}).get(plan_code)
        or world.put(kind, plan_code, ReportingPeriodFactory(plan=plan, label=label, opened_at=A_MOMENT))
        for kind, label in [("opened period", "Kỳ đã mở"), ("owed period", "Kỳ còn nợ")]
    )
    report = SubmissionFactory(
        period=sent_for, unit=update.occurrence.unit, state=SubmissionState.AWAITING, first_sent_on=update.sent_on
    )
    asked = _ask_figures(world, plan_code, sent_for, owed_for)
    figures = [{"indicator": asked.pk, "number": "3", "is_met": None, "note": f"Số của {canary(code)}"}]
    sent = SubmissionRound.objects.create(
        submission=report, number=1, by=update.by, at=update.at, sent_on=update.sent_on,
        note=f"Kèm theo {canary(code)}", figures=figures,
    )  # fmt: skip
    sent.answers.add(update)
    OccurrenceFactory(assignment=update.occurrence.assignment, period=owed_for, due_on=None)
    owed = SubmissionFactory(period=owed_for, unit=update.occurrence.unit)
    for kind, thing in [("submission", report), ("round", sent), ("owed report", owed)]:
        world.put(kind, code, thing)
    line = world.objects["indicator"][plan_code]
    IndicatorValueFactory(indicator=line, unit=owed.unit, by=sent.by, note=f"Đang gõ {canary(code)}")
    world.put("initiative", code, InitiativeFactory(unit=owed.unit, plan=plan, name=f"Mô hình {canary(code)}"))


def _ask_figures(world: World, plan_code: str, sent_for: Any, owed_for: Any) -> Any:
    """Once a plan: a target that one period asks about, a figure that the other does; the first is returned."""
    if plan_code in world.objects.get("target", {}):
        return world.objects["target"][plan_code].indicators.get()
    words = f"Chỉ tiêu {canary(plan_code)}"
    target = TargetFactory(item=world.objects["item"][plan_code], text=words, scope="per_unit")
    world.put("target", plan_code, target)
    world.put("indicator", plan_code, IndicatorFactory(period=owed_for, name=f"Số buổi {canary(plan_code)}"))
    return IndicatorFactory(period=sent_for, target=target)


def _build_plan_being_entered(world: World, code: str, issuer: str) -> None:
    unit = world.objects["unit"][issuer]
    plan = PlanFactory(issuer=unit, abstract=f"Đang nhập {canary(code)}")
    heading = PlanItemFactory(plan=plan, heading=True)
    item = PlanItemFactory(plan=plan, parent=heading, text=f"Việc {canary(code)}")
    PlanItemFactory(plan=plan, parent=heading, text=f"Việc nữa {canary(code)}")
    read = PlanImport.objects.create(
        issuer=unit, uploaded_by=world.objects["officer"][issuer], name=f"{canary(code)}.txt",
        source_text=f"Nguồn {canary(code)}", error=f"Không đọc được {canary(code)}",
    )  # fmt: skip
    TargetFactory(item=item)
    PlanDeadlineFactory(item=item)
    AssigneeFactory(item=item, unit=world.objects["unit"][f"{issuer}1"])
    for kind, thing in [("plan", plan), ("item", item), ("import", read)]:
        world.put(kind, code, thing)


def _build_package(world: World, code: str) -> None:
    """The whole file of a plan, as made before: its issuer's office and leaders alone fetch it."""
    plan = world.objects["plan"][code]
    package = PlanPackage.objects.create(plan=plan, requested_by=plan.issued_by, requested_at=timezone.now())
    reports.make_package(package=package)
    world.put("package", f"H{code}", PlanPackage.objects.get(pk=package.pk))


def _build_register(world: World, home: str) -> None:
    """What the plan of a committee cites, on another day than the office found on the paper, and what is above that."""
    plan = world.objects["plan"][f"P{home}"]
    kept = {"keeper": plan.issuer, "issued_on": date(2025, 3, 4), "verified_on": date(2026, 1, 5)}
    cited = DocumentFactory(number="10-CT/ĐU", abstract=f"Chỉ thị {canary(f'C{home}')}", has_conflict=True, **kept)
    above = DocumentFactory(number="11-NQ/TW", abstract=f"Nghị quyết {canary(f'K{home}')}", **kept)
    CitationFactory(plan=plan, number="10-CT/ĐU", issued_on=date(2025, 3, 5), document=cited)
    plan.document.implements.add(cited)
    cited.implements.add(above)
    world.put("document", f"C{home}", cited)
    if home != "R":
        world.put("document", f"K{home}", above)
        world.put("document", f"PD{home}", world.objects["plan"][f"PD{home}"].document)
    world.put("document", f"P{home}", plan.document)


def _build_report(world: World, code: str, issuer: str, plan: str, today: date) -> None:
    officer = world.objects["officer"][issuer]
    report = reports.create_report(
        by=officer, issuer=world.objects["unit"][issuer], plans=[world.objects["plan"][plan]], kind=ReportKind.INTERIM,
        abstract=f"kết quả {canary(code)}", starts_on=date(today.year, 1, 1), ends_on=date(today.year, 12, 31),
    )  # fmt: skip
    report.sections.filter(pk=report.sections.exclude(item=None).last().pk).update(item=None, purpose="TEXT")
    section = report.sections.first()
    paragraph = reports.add_paragraph(section=section, by=officer, text=f"Đoạn {canary(code)}")
    gone = reports.add_paragraph(section=section, by=officer, text=f"Đã bỏ {canary('W' + code)}")
    reports.remove_paragraph(paragraph=gone, by=officer, version=0, at=timezone.now())
    report.refresh_from_db()
    _draw(world, f"N{code}", report)
    if code in {"RTA", "RSA"}:
        reports.submit_report(report=report, by=officer, version=report.version)
        report.refresh_from_db()
    if code == "RSA":
        copy = ContentFile(f"%PDF-1.7 {canary(code)}".encode(), name="ky.pdf")
        reports.sign_report(
            report=report, by=officer, version=report.version, number="9", signed_on=today, signatory="A", on=today,
        )  # fmt: skip
        kept = reports.add_signed_copy(report=report, by=officer, key=uuid4(), file=copy)
        world.put("copy", code, kept)
        _draw(world, code, report)
    for kind, thing in [("report", report), ("section", section), ("paragraph", paragraph), ("gone paragraph", gone)]:
        world.put(kind, code, thing)


def _draw(world: World, code: str, report: Any) -> None:
    """A drawing of the report as it stands, draft or signed."""
    drawn = reports.request_file(report=report, by=report.created_by, form="pdf")
    reports.store_drawn_file(drawn=drawn, content=f"%PDF {canary(code)}".encode())
    world.put("drawn", code, drawn)


def _build_layout(world: World, code: str) -> None:
    """A layout of its own that a committee tries."""
    officer, committee = world.objects["officer"][code], world.objects["unit"][code]
    values = values_of(profile_named("PARTY_2026")) | {"signature_lines": 3}
    tried = reports.try_layout(committee=committee, base="PARTY_2026", by=officer, version=0, values=values)
    world.put("layout", code, tried)


def _build_outline(world: World, home: str) -> None:
    code = f"O{home}"
    outline = reports.create_outline(
        by=world.objects["officer"][home], committee=world.objects["unit"][home], name=f"Mẫu {canary(code)}",
        text=f"I. KẾT QUẢ {canary(code)}",
    )  # fmt: skip
    world.put("outline", code, outline)


def _build_letter(world: World, code: str, issuer: str, work: str, today: date) -> None:
    """A letter that urges about an overdue row, drawn once; and the filled-in sheet of a unit's report."""
    officer, unit = world.objects["officer"][issuer], world.objects["unit"][issuer]
    row = OccurrenceFactory(assignment=world.objects["assignment"][work], due_on=today - timedelta(days=5))
    (letter,) = reports.create_letters(
        issuer=unit, by=officer, key=uuid4(), rows=[row], reports=[], is_joint=False, receiver="Văn phòng",
        wanted_on=today, on=today,
    )  # fmt: skip
    reports.edit_letter(letter=letter, by=officer, version=0, text=f"Đề nghị {canary(code)}")
    drawn = PaperFile.objects.create(
        kind=PaperKind.LETTER, form="pdf", letter=letter, requested_by=officer, requested_at=timezone.now()
    )
    reports.store_paper(drawn=drawn, content=f"%PDF {canary(code)}".encode())
    for kind, thing in [("letter", letter), ("paper", drawn)]:
        world.put(kind, code, thing)
    world.put("late row", work, row)
    author = world.objects["update"][work].by
    words = {"codes": [], "entries": [], "loose": [["", f"Nháp {canary('DRAFT' + work)}"]], "pictures": 0}
    filled = FilledSheet.objects.create(
        submission=world.objects["owed report"][work], uploaded_by=author, key=uuid4(), name="phieu.docx",
        read_at=timezone.now(), sheet=words,
    )  # fmt: skip
    world.put("sheet", "DRAFT" + work, filled)
