"""Beginning a report on a slow line: proposals that come late take nothing back that was chosen or typed meanwhile."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Route, expect

from reports.models import ReportKind
from tests.browser.worlds import ward
from tests.factories.plans import PlanFactory

ASKED = re.compile(r"/reports/new/\?")


@pytest.fixture
def office(transactional_db):
    committee = ward()
    PlanFactory(handed_out=True, issuer=committee, abstract="Công tác dân vận năm nay")
    return committee


def test_a_late_proposal_leaves_what_was_chosen_and_typed(office, at_desk):
    clerk = at_desk("vanphong")
    page, late = clerk.page, []
    page.goto(reverse("reports:report_create"))

    def hold_the_first(request: Route) -> None:
        if late:
            request.continue_()
        late.append(request)

    page.route(ASKED, hold_the_first)
    clerk.choose("Loại báo cáo", ReportKind.FINAL.label)
    clerk.choose("Khoảng thời gian", "Khoảng khác, ghi ngày ở dưới")
    typed = {"Số liệu từ ngày": "05/01/2026", "Số liệu đến ngày": "28/02/2026", "Trích yếu": "kết quả cao điểm Tết"}
    for label, words in typed.items():
        clerk.write(label, words)
    late[0].continue_()

    expect(page.locator("#proposal [name=was]")).to_have_value(re.compile(r"^\|\|\|"))
    expect(clerk.field("Khoảng thời gian")).to_have_value("OTHER")
    for label, words in typed.items():
        expect(clerk.field(label)).to_have_value(words)
