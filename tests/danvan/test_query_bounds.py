"""How often pages ask the database: reading at most 10 times, writing at most 15 (DESIGN §7), as often for few things
as for many.

Counted is every statement of a request by somebody signed in, his session and roles (2) included, but for those that
begin and end transactions. What cannot keep the bound stands with its number, and the reason in docs/decisions.md.
"""

from datetime import date
from hashlib import sha256
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from plans.reporting import report_items
from tests.access.walk import FormReader
from tests.danvan.office_at_work import OfficeAtWork

pytestmark = pytest.mark.django_db
READING, WRITING, LOGIN = 10, 15, "/login/"
ABOVE = {
    "send a report": 24, "enter a report": 33, "hand out a plan": 37, "keep periods and outline": 21,
    "amend a paragraph": 36, "drop a paragraph": 26, "add a paragraph to a plan at work": 31, "open a period": 18,
    "add a period": 21, "send a letter": 20, "open a request": 44, "change the head of a plan": 16,
    "change a paragraph": 20, "add a paragraph": 18, "begin a report": 22,
    "sign a report": 57, "sign a report with its scan": 65, "hand a report up": 28, "replace a report": 25,
    "take a section away": 19, "desk": 11, "report_detail": 21, "report_sign": 13, "report_annexes": 23,
    "section_edit": 12,
}  # fmt: skip


@pytest.fixture(params=[2, 3])
def office(request):
    return OfficeAtWork(request.param)


class Counter:
    """People at their browsers; `complaints` are requests that asked too often, or answered with something else."""

    def __init__(self):
        self.clients, self.complaints = {}, []

    def get(self, who, address):
        page, asked = self._ask(who, "get", address)
        bound = ABOVE.get(resolve(urlsplit(address).path).url_name, READING)
        self._note(address, asked, bound, is_answered=page.status_code == 200)

    def post(self, name, who, address, changes, page_address=""):
        """Send what the page at the address would send, with `changes`; then take everything back."""
        self._client(who)  # signed in before what is taken back
        savepoint = transaction.savepoint()
        page_address = page_address or address
        page, _ = self._ask(who, "get", page_address)
        reader = FormReader(page_address)
        reader.feed(page.content.decode())
        answer, asked = self._ask(who, "post", address, {**reader.forms.get(page_address, {}), **changes})
        transaction.savepoint_rollback(savepoint)
        is_kept = page_address != address or answer.headers.get("Location", LOGIN).partition("?")[0] != LOGIN
        self._note(name, asked, ABOVE.get(name, WRITING), is_answered=is_kept and answer.status_code < 400)

    def _client(self, who):
        if who.pk not in self.clients:
            self.clients[who.pk] = Client()
            self.clients[who.pk].force_login(who)
        return self.clients[who.pk]

    def _ask(self, who, method, address, data=None):
        client = self._client(who)
        with CaptureQueriesContext(connection) as queries:
            answer = getattr(client, method)(address, data)
        return answer, sum("SAVEPOINT" not in query["sql"] for query in queries.captured_queries)

    def _note(self, name, asked, bound, *, is_answered):
        if asked > bound or not is_answered:
            self.complaints.append(f"{name}: {asked} queries, at most {bound}" if is_answered else f"{name}: refused")


def page(name, thing=None):
    return reverse(name, args=[thing.pk] if thing else [])


def day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def chosen(answers) -> dict:
    return {"chosen": [f"{one.pk}:1" for one in answers]}


@pytest.mark.one_database
def test_reading_asks_at_most_ten_times(office):
    counter = Counter()
    late, sent, row = office.late[-1], office.sent[0], office.open_row
    for who, addresses in {
        office.reporter: [
            page("plans:work_list"), page("plans:work_table"), page("plans:submission_detail", late),
            page("plans:submission_nothing", late), page("plans:figure_edit", late),
            page("plans:occurrence_detail", row), page("plans:progress_create", row),
            page("plans:extension_create", office.free_row), page("plans:reminder_list"), page("plans:plan_list"),
            page("plans:plan_detail", office.plan), page("plans:initiative_list"),
        ],
        office.officer: [
            page("plans:desk"), page("plans:work_table"), page("plans:period_detail", office.period),
            page("plans:round_review", sent), page("plans:submission_detail", sent.submission),
            page("plans:report_enter", late), page("plans:review_create", office.updates[0]),
            f"{page('plans:report_accept_many', office.period)}?chosen={sent.pk}:1",
            f"{page('plans:review_accept_many')}?chosen={office.updates[0].pk}:1",
            page("plans:period_open", office.coming), page("plans:period_lock", office.period),
            page("plans:period_edit", office.coming), page("plans:report_excuse", late), page("plans:urging_list"),
            page("plans:urging_message_all"), page("plans:urging_message", late.unit), page("plans:extension_list"),
            page("plans:extension_decide", office.extensions[0]), page("plans:figure_list", office.period),
            page("plans:indicator_edit", office.period), page("plans:target_list", office.plan),
            page("plans:target_detail", office.targets[0]), page("plans:initiative_list"),
            page("plans:initiative_annex"), page("plans:plan_list"), page("plans:plan_detail", office.plan),
            page("plans:plan_detail", office.ready), page("plans:plan_issue", office.ready),
            page("plans:plan_history", office.plan), page("plans:plan_versions", office.plan),
            page("plans:plan_close", office.plan), page("plans:item_amend", office.plan.items.last()),
            page("plans:item_edit", office.ready.items.last()), page("plans:request_create"),
            page("plans:document_list"), page("plans:document_detail", office.plan.document),
            page("plans:document_lineage", office.plan.document), f"{page('plans:search')}?q=tuyen+truyen",
            page("plans:occurrence_detail", row), page("plans:occurrence_history", row),
            page("plans:progress_enter", row), page("reports:overview"), page("reports:overview_duties"),
            page("reports:overview_briefing"), page("reports:overview_completeness"),
            page("reports:overview_reports"), page("reports:report_list"), page("reports:letter_list"),
            page("reports:report_detail", office.report), page("reports:report_detail", office.full),
            *(page("reports:section_edit", one) for one in office.full.sections.all()),
            page("reports:section_delete", office.full.sections.last()),
            page("reports:report_detail", office.at_signature), page("reports:report_sign", office.at_signature),
            page("reports:report_take_back", office.at_signature), page("reports:report_detail", office.signed),
            page("reports:report_annexes", office.full), page("reports:signed_copy_create", office.signed),
            page("reports:report_hand_up", office.signed), page("reports:report_history", office.signed),
            page("reports:plan_package", office.plan),
            page("reports:letter_detail", office.letter), page("reports:letter_create"), page("orgs:unit_list"),
            page("orgs:unit_detail", office.committee), page("orgs:group_list"),
            page("orgs:group_detail", office.group), page("orgs:user_list"),
            page("orgs:user_detail", office.reporter), page("orgs:account"),
        ],
    }.items():  # fmt: skip
        for address in addresses:
            counter.get(who, address)

    assert counter.complaints == []


@pytest.mark.one_database
def test_a_unit_writes_with_at_most_fifteen(office):
    counter, late = Counter(), office.late[-1]
    report, rows = page("plans:submission_detail", late), [item.row for item in report_items(late)]
    answers = {f"r{row.pk}-said": "FINISHED" for row in rows} | {f"r{row.pk}-outcome": "Đã làm xong" for row in rows}
    figures = {f"figure-{line.pk}": "5" for line in office.period.indicators.all()}
    for name, address, changes, *shown in [
        ("send a report", report, answers),
        ("save a report", report, answers | {"save": "1"}),
        ("keep what is typed", page("plans:submission_draft", late), answers, report),
        ("nothing to report", page("plans:submission_nothing", late), {}),
        ("give figures", page("plans:figure_edit", late), figures),
        ("answer a row", page("plans:progress_create", office.open_row), {"progress": "FINISHED", "outcome": "Xong"}),
        ("ask for more time", page("plans:extension_create", office.free_row),
         {"wanted_on": day(office.day(60)), "reason": "Chờ số liệu"}),
    ]:  # fmt: skip
        counter.post(name, office.reporter, address, changes, *shown)

    assert counter.complaints == []


@pytest.mark.one_database
def test_the_office_takes_in_with_at_most_fifteen(office):
    counter, late, sent, row = Counter(), office.late[-1], office.sent[0], office.open_row
    rows = [item.row for item in report_items(late)]
    answers = {f"r{one.pk}-said": "FINISHED" for one in rows} | {f"r{one.pk}-outcome": "Đã làm xong" for one in rows}
    remarks = {f"remark_{answer.pk}": "Ghi rõ số" for answer in sent.answers.all()}
    accepts, asks = {"verdict": "ACCEPTED"}, {"verdict": "ASKED_FOR_MORE", "reason": "Thiếu số liệu"}
    entered = {"source": "CALL", "sent_on": day(office.today)}
    for name, address, changes in [
        ("take a report in", page("plans:round_review", sent), accepts),
        ("ask to complete a report", page("plans:round_review", sent), asks | remarks),
        ("take many reports in", page("plans:report_accept_many", office.period), chosen(office.sent)),
        ("take a row in", page("plans:review_create", office.updates[0]), accepts),
        ("ask to complete a row", page("plans:review_create", office.updates[0]), asks),
        ("take many rows in", page("plans:review_accept_many"), chosen(office.updates)),
        ("enter a row", page("plans:progress_enter", row), entered | {"progress": "FINISHED", "outcome": "Xong"}),
        ("enter a report", page("plans:report_enter", late), entered | answers),
        ("open a period", page("plans:period_open", office.coming), {"open": "1"}),
        ("lock a period", page("plans:period_lock", office.period), {"lock": "1"}),
        ("move a period", page("plans:period_edit", office.coming), {"due_on": day(office.day(95))}),
        ("add a period", page("plans:period_create", office.plan),
         {"label": "Kỳ thêm", "starts_on": day(office.day(-2)), "ends_on": day(office.day(90))}),
        ("excuse a unit", page("plans:report_excuse", late), {"reason": "Mới thành lập"}),
        ("reopen for a unit", page("plans:report_reopen", late),
         {"until": day(office.day(9)), "reason": "Mất điện"}),
        ("urge one unit", page("plans:urging_message", late.unit), {"channel": "CALL"}),
        ("urge all units", page("plans:urging_message_all"),
         {"channel": "MESSAGE", "units": [report.unit_id for report in office.late]}),
        ("send a letter", page("reports:letter_send", office.letter), {"number": "12"}),
        ("answer a request for time", page("plans:extension_decide", office.extensions[0]),
         {"verdict": "GRANTED", "decided_by": "Bí thư"}),
        ("record a decision", page("plans:decision_create", row),
         {"decided_by": "Bí thư", "text": "Đồng ý", "decided_on": day(office.today)}),
    ]:  # fmt: skip
        counter.post(name, office.officer, address, changes)

    assert counter.complaints == []


@pytest.mark.one_database
def test_the_office_signs_and_hands_up_with_at_most_fifteen(office):
    counter, draft, at_signature = Counter(), page("reports:report_detail", office.full), office.at_signature
    signed = page("reports:report_detail", office.signed)

    def copy():
        return {"signed_copy": SimpleUploadedFile("ky.pdf", b"%PDF-1.7 khac"), "is_not_secret": "on"}

    for name, address, changes, *shown in [
        ("submit a report", page("reports:report_submit", office.full),
         {"version": office.full.version, "confirmed": "1"}, draft),
        ("return a report", page("reports:report_take_back", at_signature), {"reason": "Thiếu số liệu"}),
        ("sign a report", page("reports:report_sign", at_signature), {"number": "99", "signatory": "A"}),
        ("sign a report with its scan", page("reports:report_sign", at_signature),
         {"number": "99", "signatory": "A", **copy()}),
        ("attach a copy", page("reports:signed_copy_create", office.signed), {"differs": "no", **copy()}),
        ("hand a report up", page("reports:report_hand_up", office.signed), {}),
        ("replace a report", page("reports:report_replace", office.signed), {}, signed),
        ("pack a plan", page("reports:plan_package", office.plan), {}),
        ("take a section away", page("reports:section_delete", office.full.sections.last()), {}),
    ]:  # fmt: skip
        counter.post(name, office.officer, address, changes, *shown)

    assert counter.complaints == []


@pytest.mark.one_database
def test_the_office_works_on_plans_with_at_most_fifteen(office):
    counter, item = Counter(), office.plan.items.filter(deadlines__isnull=False).last()
    outline = "\n".join(f"{n}. Kết quả {n}" for n in range(1, office.size + 1))
    letter = {
        "number": "7-CV/TU", "abstract": "Việc gấp", "due_on": day(office.day(5)), "starts_on": day(office.day(-5)),
        "ends_on": day(office.day(5)), "is_not_secret": "on", "open": "1", "asked": ["0", "1"], "text": outline,
        "seen": sha256(outline.encode()).hexdigest()[:16], "units": [cell.pk for cell in office.cells],
    }  # fmt: skip
    pasted = "\n".join(f"Số buổi {n}\tbuổi" for n in range(office.size))
    for name, address, changes in [
        ("hand out a plan", page("plans:plan_issue", office.ready), {"issue": "1", "past": "FOLLOWED"}),
        ("keep periods and outline", page("plans:plan_issue", office.ready), {"all": "1"}),
        ("amend a paragraph", page("plans:item_amend", item), {"text": "Lời khác", "reason": "Thông báo 3"}),
        ("drop a paragraph", page("plans:item_drop", item), {"reason": "Thông báo 3"}),
        ("add a paragraph to a plan at work", page("plans:item_supplement", office.plan),
         {"text": "Việc mới", "reason": "Thông báo 3"}),
        ("close a plan", page("plans:plan_close", office.plan), {"confirm": "1"}),
        ("open a request", page("plans:request_create"), letter),
        ("set figures", page("plans:indicator_edit", office.period), {"pasted": pasted}),
        ("set a target", page("plans:target_edit", office.targets[0]), {"value": "5"}),
        ("change the head of a plan", page("plans:plan_edit", office.ready), {"abstract": "Trích yếu khác"}),
        ("change a paragraph", page("plans:item_edit", office.ready.items.last()), {"text": "Lời khác"}),
        ("add a paragraph", page("plans:item_create", office.ready), {"text": "Việc mới"}),
        ("begin a report", page("reports:report_create"), {"abstract": "kết quả", "plans": [office.plan.pk]}),
    ]:  # fmt: skip
        counter.post(name, office.officer, address, changes)

    assert counter.complaints == []
