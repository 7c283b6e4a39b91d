"""27 ways to change a signed report: each is refused, changes nothing that is read, or is found (TRUST.md P4).

Three tests a way. A signed report stands. The same way, tried on a report that is not signed, does change it, so the
first test can fail. And where the database refuses, `verify_reports` finds the change once its triggers are taken away.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from orgs.append_only import release
from orgs.conflicts import StaleVersion
from orgs.models import User
from plans.models import Plan
from reports import composing, services
from reports.freezing import thaw
from reports.models import LayoutVersion, Report, ReportFile, ReportParagraph, ReportSection
from reports.services.verifying import lost_reports, unguarded_tables, verify_reports
from tests.factories.plans import PlanFactory
from tests.reports.signed import (
    TODAY,
    accepted,
    archive,
    draft_of,
    item_of_a_plan,
    officer_of,
    sign,
    sign_with_copy,
    what_is_read,
    write,
)

pytestmark = pytest.mark.django_db
REFUSALS = (DatabaseError, ProtectedError, StaleVersion, PermissionError)


@dataclass
class Scene:
    """A report at signature, drawn; what it was made from; another draft beside it."""

    client: object
    officer: User
    report: Report
    other: Report
    plan: Plan
    paragraph: ReportParagraph

    @property
    def drawn(self) -> ReportFile:
        return self.report.files.get(form="pdf", report_version=self.report.version)


@pytest.fixture
def scene(client):
    item = item_of_a_plan()
    officer, update = officer_of(item), accepted(item)
    client.force_login(officer)
    report, other = draft_of(item, officer), draft_of(item, officer)
    plan = PlanFactory(issuer=report.issuer)
    report.plans.add(plan)
    paragraph = write(report.sections.get(item=item), "Lời đã viết", update)
    services.submit_report(report=report, by=officer, version=report.version)
    report.refresh_from_db()
    services.request_file(report=report, by=officer, form="pdf")
    made = Scene(client, officer, report, other, plan, paragraph)
    services.store_drawn_file(drawn=made.drawn, content=b"%PDF-1.7 ban trinh")
    return made


@pytest.fixture
def signed(scene):
    sign_and_archive(scene, sign_with_copy)
    return scene


def sign_and_archive(scene, sign_it=sign):
    sign_it(scene.report, scene.officer)
    scene.report.refresh_from_db()
    archive(scene.report)


def refuse_unless_done(response):
    if response.status_code in (403, 404, 405, 409):
        raise PermissionError(response.status_code)


def edit_by_form(scene):
    words = {"abstract": "khác", "starts_on": "01/01/2026", "ends_on": "31/12/2026"}
    words |= {
        "version": scene.report.head_version,
        "kind": "INTERIM",
        "span": "OTHER",
        "plans": [scene.report.plans.first().pk],
    }
    refuse_unless_done(scene.client.post(reverse("reports:report_edit", args=[scene.report.pk]), words))


def send_an_old_tab(scene):
    words = {"text": "khác", "version": scene.paragraph.version}
    refuse_unless_done(scene.client.post(reverse("reports:paragraph_edit", args=[scene.paragraph.pk]), words))


def call_the_service(scene):
    services.edit_report(report=scene.report, by=scene.officer, version=scene.report.head_version, abstract="khác")


def save_the_object(scene):
    scene.report.abstract = "khác"
    scene.report.save()


def update_in_bulk(scene):
    scene.report.sections.update(heading="khác")


def bulk_update_words(scene):
    scene.paragraph.text = "khác"
    ReportParagraph.objects.bulk_update([scene.paragraph], ["text"])


def update_by_sql(scene):
    sql("UPDATE reports_report SET abstract = 'khác', signatory = 'Người khác' WHERE id = %s", scene.report.pk)


def add_words_by_sql(scene):
    names = [f.column for f in ReportParagraph._meta.concrete_fields if f.name not in {"id", "key"}]
    said = ", ".join("'thêm'" if name == "text" else name for name in names)
    table = "reports_reportparagraph"
    sql(f"INSERT INTO {table} ({', '.join(names)}) SELECT {said} FROM {table} WHERE id = %s", scene.paragraph.pk)


def unsign(scene):
    Report.objects.filter(pk=scene.report.pk).update(number="99", number_key="99", submitted_at=None, signed_on=None)


def delete_the_report(scene):
    scene.report.delete()


def delete_by_sql(scene):
    pk, section = scene.report.pk, "section_id IN (SELECT id FROM reports_reportsection WHERE report_id = %s)"
    sql(
        f"DELETE FROM reports_reportparagraph_sources WHERE reportparagraph_id IN"
        f" (SELECT id FROM reports_reportparagraph WHERE {section})",
        pk,
    )
    sql(f"DELETE FROM reports_reportparagraph WHERE {section}", pk)
    for table in ("reports_reportsection", "reports_report_plans", "reports_reportfile"):
        sql(f"DELETE FROM {table} WHERE report_id = %s", pk)
    sql("DELETE FROM reports_report WHERE id = %s", pk)


def delete_its_words(scene):
    ReportParagraph.objects.filter(pk=scene.paragraph.pk).delete()


def delete_its_plan(scene):
    scene.plan.delete()


def take_a_plan_away(scene):
    scene.report.plans.clear()


def add_a_plan(scene):
    scene.report.plans.add(PlanFactory(issuer=scene.report.issuer))


def forget_where_words_came_from(scene):
    scene.paragraph.sources.clear()


def move_a_section_in(scene):
    ReportSection.objects.filter(pk=scene.other.sections.last().pk).update(report=scene.report, position=99)


def change_an_answer(scene):
    row = scene.paragraph.sources.get().occurrence
    type(row).objects.filter(pk=row.pk).update(finished_on=row.due_on + timedelta(days=9), progress="FINISHED")


def rename_the_issuer(scene):
    type(scene.report.issuer).objects.filter(pk=scene.report.issuer_id).update(name="Tên khác", paper_name="Tên khác")


def change_the_layout(scene):
    base = composing.compose(scene.other, on=TODAY).profile.code.split("/")[0]
    LayoutVersion.objects.create(
        committee=scene.report.issuer, base=base, number=1, changes={"signature_lines": 9},
        valid_from=date(2020, 1, 1), created_by=scene.officer,
    )  # fmt: skip


def give_another_number(scene):
    sql("UPDATE reports_report SET number = '13', number_key = '13' WHERE id = %s", scene.report.pk)


def change_a_figure(scene):
    Report.objects.filter(pk=scene.report.pk).update(figures={"finished": 99})


def change_the_seal(scene):
    Report.objects.filter(pk=scene.report.pk).update(seal="0" * 64)


def lose_the_file(scene):
    """As a folder restored from before the signing would be."""
    Path(scene.drawn.file.path).write_bytes(b"")


def replace_the_file(scene):
    Path(scene.drawn.file.path).write_bytes(b"%PDF-1.7 khac")


def change_the_stored_hash(scene):
    forged = hashlib.sha256(b"%PDF-1.7 khac").hexdigest()
    ReportFile.objects.filter(pk=scene.drawn.pk).update(sha256=forged)


def replace_file_and_hash(scene):
    change_the_stored_hash(scene)
    replace_the_file(scene)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


REFUSED, HARMLESS, FOUND = "refused", "harmless", "found"
WAYS: dict[Callable, str] = {
    edit_by_form: REFUSED,
    send_an_old_tab: REFUSED,
    call_the_service: REFUSED,
    save_the_object: REFUSED,
    update_in_bulk: REFUSED,
    bulk_update_words: REFUSED,
    update_by_sql: REFUSED,
    add_words_by_sql: REFUSED,
    unsign: REFUSED,
    delete_the_report: REFUSED,
    delete_by_sql: REFUSED,
    delete_its_words: REFUSED,
    delete_its_plan: REFUSED,
    take_a_plan_away: REFUSED,
    add_a_plan: REFUSED,
    forget_where_words_came_from: REFUSED,
    move_a_section_in: REFUSED,
    give_another_number: REFUSED,
    change_a_figure: REFUSED,
    change_the_seal: REFUSED,
    change_the_stored_hash: REFUSED,
    replace_file_and_hash: REFUSED,
    change_an_answer: HARMLESS,
    rename_the_issuer: HARMLESS,
    change_the_layout: HARMLESS,
    replace_the_file: FOUND,
    lose_the_file: FOUND,
}
BY_THE_PROGRAM = {edit_by_form, send_an_old_tab, call_the_service, delete_the_report}
PAST_THE_PROGRAM = [way for way, end in WAYS.items() if end == REFUSED and way not in BY_THE_PROGRAM]


def attempt(way, scene) -> bool:
    """Whether it was refused; what it did besides stays."""
    try:
        with transaction.atomic():
            way(scene)
    except REFUSALS:
        return True
    return False


def damage() -> list[str]:
    found = [words for verdict in verify_reports(at=timezone.now()) for words in verdict.damage]
    return found + lost_reports()


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_signed_report_stands_or_the_change_is_found(signed, way):
    before = what_is_read(signed.report.pk)
    assert damage() == []

    refused = attempt(way, signed)

    assert refused == (WAYS[way] == REFUSED)
    if WAYS[way] == FOUND:
        assert damage() == ["bản lưu pdf không còn đúng mã SHA-256"]
    else:
        assert what_is_read(signed.report.pk) == before
        assert damage() == []


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_way_changes_a_report_that_is_not_signed(scene, way):
    if way is edit_by_form or way is send_an_old_tab or way is call_the_service:
        services.take_back_report(report=scene.report, by=scene.officer, version=scene.report.version)
        scene.report.refresh_from_db()
    before = what_is_read(scene.report.pk)

    assert not attempt(way, scene)
    assert what_is_read(scene.report.pk) != before


@pytest.mark.parametrize("way", PAST_THE_PROGRAM, ids=lambda way: way.__name__)
def test_past_the_triggers_the_change_is_found(scene, way):
    sign_and_archive(scene)
    thaw(None, SimpleNamespace(connection=connection, execute=lambda statement, params: sql(statement)))
    assert "reports_report" in unguarded_tables()

    assert not attempt(way, scene)
    assert damage()


SCAN_ROWS = [
    "UPDATE reports_signedcopy SET sha256 = '0'",
    "UPDATE reports_signedcopy SET differs = NOT differs",
    "DELETE FROM reports_signedcopy",
]


@pytest.mark.parametrize("statement", SCAN_ROWS)
def test_the_row_of_a_scan_stands_too_and_past_its_triggers_the_change_is_found(signed, statement):
    with pytest.raises(DatabaseError), transaction.atomic():
        sql(statement)
    assert damage() == []

    release(SimpleNamespace(connection=connection, execute=lambda words, params: sql(words)), "reports_signedcopy")
    sql(statement)

    assert damage()


def test_there_are_more_than_twelve_ways_and_every_kind_of_end_is_met():
    assert len(WAYS) == 27
    assert {REFUSED, HARMLESS, FOUND} == set(WAYS.values())


def test_the_triggers_are_there():
    assert unguarded_tables() == []
