"""A leader reads the figures, on a desk, on a phone and on paper."""

from datetime import timedelta
from io import BytesIO

import pypdfium2
from django.utils import timezone

from orgs.models import Role
from plans.models import Decision, Progress
from tests.factories.orgs import UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
)
from tests.factories.reporting import SubmissionFactory

PAGES = {
    "figures": "/overview/",
    "figures-by-unit": "/overview/?by=unit",
    "figures-by-month": "/overview/?by=month",
    "completeness": "/overview/completeness/",
    "reports-owed": "/overview/reports/",
    "duties": "/overview/duties/",
}


def wordy_work(leader, rows):
    """Overdue work with as many words as people write, of units with long names."""
    today = timezone.localdate()
    item = PlanItemFactory(
        plan=PlanFactory(handed_out=True, issuer=leader.home_unit()),
        text="Tổ chức hội nghị đối thoại trực tiếp giữa người đứng đầu cấp ủy, chính quyền với Nhân dân theo quy chế.",
    )
    for place in range(rows):
        unit = UnitFactory(
            parent=item.plan.issuer, name=f"Chi bộ Trường Trung học cơ sở Nguyễn Thị Minh Khai số {place + 1}"
        )
        person = UserFactory(unit=unit, full_name="Nguyễn Hoàng Thị Phương Thảo Vy")
        part = AssignmentFactory(item=item, unit=unit, person=person)
        row = OccurrenceFactory(assignment=part, due_on=today - timedelta(days=200 + place))
        OccurrenceFactory(
            assignment=part, due_on=today - timedelta(days=90), progress=Progress.FINISHED,
            finished_on=today - timedelta(days=90 - place),
        )  # fmt: skip
        if place % 2:
            ProgressUpdateFactory(
                occurrence=row, difficulties="Kinh phí chưa được cấp, địa bàn rộng, mưa kéo dài. " * 5
            )
        if place % 3:
            Decision.objects.create(
                occurrence=row, decided_by="Bí thư", decided_on=today, recorded_by=leader,
                text="Giao Ủy ban nhân dân phường bố trí kinh phí, hoàn thành trong tháng này. " * 3,
            )  # fmt: skip
    SubmissionFactory(period__plan=item.plan)


def test_a_leader_reads_the_figures_and_prints_one_sheet_for_the_meeting(at_desk, transactional_db):
    wordy_work(UserFactory(username="lanhdao", role=Role.LEADER, unit=UnitFactory(committee=True)), rows=24)
    leader = at_desk("lanhdao")

    for name, address in PAGES.items():
        leader.page.goto(address)
        leader.looks_around(name)
    leader.page.goto("/overview/")
    leader.click("Trang giao ban")
    leader.looks_around("briefing")
    paper = pypdfium2.PdfDocument(BytesIO(leader.page.pdf(prefer_css_page_size=True)))

    told = paper[0].get_textpage().get_text_bounded()
    assert len(paper) == 1
    assert "VIỆC QUÁ HẠN CẦN GIAO BAN" in told
    assert "việc quá hạn lâu nhất trên đây" in " ".join(told.split())
    assert "Trang 1/1" in told
