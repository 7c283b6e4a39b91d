"""A period from end to end: sent, asked again, sent again, taken in, entered, excused, locked, reopened for one."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from orgs.models import Role
from plans.models import Submission, SubmissionState
from tests.browser.people import Person
from tests.browser.stories import day
from tests.browser.test_answering_by_keyboard import RING
from tests.factories.orgs import MembershipFactory, UnitFactory, UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ReportingPeriodFactory,
)
from tests.factories.reporting import SubmissionFactory

MOST_STOPS = 60
REMARK, REASON = "Ghi rõ số buổi, số lượt người.", "Báo cáo còn thiếu số liệu."


@pytest.fixture
def world(transactional_db):
    """A period of two items that five cells answer; `donvi` reports for the first and the fifth."""
    today = timezone.localdate()
    committee = UnitFactory(committee=True, name="Đảng ủy phường Bình An")
    plan = PlanFactory(issuer=committee, handed_out=True, number="15-KH/ĐU")
    period = ReportingPeriodFactory(
        plan=plan, label="6 tháng cuối năm", starts_on=today - timedelta(60), opens_on=today - timedelta(60),
        ends_on=today + timedelta(20), due_on=today + timedelta(5), opened_at=timezone.now(),
    )  # fmt: skip
    items = PlanItemFactory.create_batch(2, plan=plan)
    reports = []
    for number in range(1, 6):
        cell = UnitFactory(cell=True, parent=committee, name=f"Chi bộ khu phố {number}")
        for item in items:
            OccurrenceFactory(assignment=AssignmentFactory(item=item, unit=cell), due_on=None, period=period)
        reports.append(SubmissionFactory(period=period, unit=cell))
    UserFactory(username="vanphong", role=Role.OFFICER, unit=committee)
    UserFactory(username="lanhdao", role=Role.LEADER, unit=committee)
    reporter = UserFactory(username="donvi", unit=reports[0].unit)
    MembershipFactory(user=reporter, unit=reports[4].unit)
    return SimpleNamespace(period=period, reports=reports)


def write_and_send(reporter: Person, report: Submission, *words: str) -> None:
    """Answer the items that are open, in their order."""
    page = reporter.page
    page.goto(report.get_absolute_url())
    boxes = page.get_by_label("Kết quả", exact=True).locator("visible=true")
    expect(boxes).to_have_count(len(words))
    for number, said in enumerate(words):
        boxes.nth(number).fill(said)
    reporter.click("Gửi báo cáo")
    expect(page.locator(".state-line")).to_contain_text("tiếp nhận")


def open_from_the_desk(clerk: Person, report: Submission) -> None:
    clerk.click("Cần xử lý")
    clerk.looks_around("desk-with-reports")
    clerk.press(clerk.page.get_by_role("link", name=f"báo cáo của {report.unit}"))
    expect(clerk.page.get_by_role("heading", level=1)).to_have_text(report.unit.name)


def test_a_period_from_end_to_end(world, at_desk, on_phone):
    reporter, clerk, leader = on_phone("donvi"), at_desk("vanphong"), at_desk("lanhdao")
    first, second, third, _, fifth = world.reports

    write_and_send(reporter, first, "Đã tuyên truyền.", "Đã đối thoại 01 cuộc.")
    open_from_the_desk(clerk, first)
    clerk.press(clerk.page.locator("summary").filter(has_text="Nhận xét riêng mục này").first)
    clerk.write("Nhận xét riêng mục này", REMARK)
    clerk.write("Lý do, yêu cầu chung", REASON)
    clerk.looks_around("report-judging")
    clerk.click("Đề nghị bổ sung")
    clerk.sees("Đã gửi lại để bổ sung báo cáo")

    reporter.page.goto(first.get_absolute_url())
    reporter.sees(REASON)
    reporter.sees(REMARK)
    reporter.looks_around("report-came-back")
    write_and_send(reporter, first, "Đã tuyên truyền 03 buổi, 120 lượt người.")
    open_from_the_desk(clerk, first)
    clerk.sees("Lần 2, mới nhất")
    clerk.looks_around("report-sent-again")
    clerk.click("Tiếp nhận báo cáo")
    clerk.sees("Đã tiếp nhận báo cáo")
    clerk.looks_around("period")

    enter_from_paper(clerk, second)
    excuse(clerk, third)
    lock(clerk, world)
    reporter.page.goto(fifth.get_absolute_url())
    reporter.sees("Kỳ báo cáo đã khóa")
    reopen(clerk, fifth)
    reporter.page.reload()
    reporter.sees("văn phòng mở lại cho đơn vị")
    reporter.looks_around("report-reopened")

    leader.page.goto(world.period.get_absolute_url())
    leader.sees("Đã khóa")
    leader.looks_around("period-of-a-leader")
    expect(leader.page.get_by_role("link", name="Nhập thay")).to_have_count(0)
    assert states(world) == ["ACCEPTED", "ACCEPTED", "NOT_SENT", "NOT_SENT", "NOT_SENT"]
    third.refresh_from_db()
    assert third.excused_reason == "Mới thành lập"


def row_of(clerk: Person, report: Submission) -> Locator:
    clerk.page.goto(report.period.get_absolute_url())
    return clerk.page.locator(f"#report-{report.pk}")


def enter_from_paper(clerk: Person, report: Submission) -> None:
    clerk.press(row_of(clerk, report).get_by_role("link", name="Nhập thay"))
    clerk.choose("Nhập thay từ", "văn bản giấy")
    clerk.write("Ngày đơn vị gửi", day(-1))
    for box in clerk.page.get_by_label("Kết quả", exact=True).all():
        box.fill("Có biên bản kèm theo.")
    clerk.looks_around("report-entering")
    clerk.click("Ghi thay đơn vị")
    clerk.sees(f"Đã nhập thay {report.unit}")


def excuse(clerk: Person, report: Submission) -> None:
    clerk.press(row_of(clerk, report).get_by_role("link", name="Không phải nộp"))
    clerk.write("Lý do", "Mới thành lập")
    clerk.looks_around("report-excusing")
    clerk.click("Ghi không phải nộp")
    clerk.sees("không phải nộp báo cáo")


def lock(clerk: Person, world) -> None:
    clerk.page.goto(world.period.get_absolute_url())
    clerk.click("Khóa kỳ…")
    clerk.looks_around("period-locking")
    clerk.click("Khóa kỳ")
    clerk.sees("Đã khóa kỳ")


def reopen(clerk: Person, report: Submission) -> None:
    clerk.press(row_of(clerk, report).get_by_role("link", name="Mở lại cho đơn vị"))
    clerk.write("Mở lại đến hết ngày", day(3))
    clerk.write("Lý do", "Khu phố mất điện")
    clerk.looks_around("report-reopening")
    clerk.click("Mở lại cho đơn vị")
    clerk.sees("Đã mở lại cho")


def states(world) -> list[str]:
    return list(Submission.objects.filter(period=world.period).order_by("unit__path").values_list("state", flat=True))


def tab_to(person: Person, target: Locator) -> None:
    for _ in range(MOST_STOPS):
        person.page.keyboard.press("Tab")
        assert person.page.evaluate(RING), "nothing shows where the keys go"
        if target.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"{MOST_STOPS} stops, and not at {target}")


def type_into(person: Person, label: str, words: str) -> None:
    tab_to(person, person.field(label))
    person.page.keyboard.type(words)


def enter_on(person: Person, target: Locator) -> None:
    tab_to(person, target)
    person.page.keyboard.press("Enter")


def test_an_office_works_a_period_off_without_a_mouse(world, on_phone, at_desk):
    reporter, clerk = on_phone("donvi"), at_desk("vanphong")
    page, keys = clerk.page, clerk.page.keyboard
    first, second, third, *_ = world.reports
    write_and_send(reporter, first, "Đã tuyên truyền.", "Đã đối thoại 01 cuộc.")

    page.goto("/desk/")
    enter_on(clerk, page.get_by_role("link", name=f"báo cáo của {first.unit}"))
    expect(page.get_by_role("heading", level=1)).to_have_text(first.unit.name)
    enter_on(clerk, page.locator("summary").filter(has_text="Nhận xét riêng mục này").first)
    type_into(clerk, "Nhận xét riêng mục này", REMARK)
    type_into(clerk, "Lý do, yêu cầu chung", REASON)
    enter_on(clerk, page.get_by_role("button", name="Đề nghị bổ sung"))
    clerk.sees("Đã gửi lại để bổ sung báo cáo")
    write_and_send(reporter, first, "Đã tuyên truyền 03 buổi.")

    page.goto(f"{world.period.get_absolute_url()}?figure=awaiting")
    tab_to(clerk, page.get_by_role("checkbox", name=f"Chọn {first.unit}"))
    keys.press("Space")
    page.get_by_role("link", name="Phải nộp").focus()
    enter_on(clerk, page.get_by_role("button", name="Tiếp nhận các báo cáo đã chọn"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tiếp nhận 1 báo cáo")
    clerk.looks_around("reports-taking-in")
    enter_on(clerk, page.get_by_role("button", name="Tiếp nhận 1 báo cáo"))
    clerk.sees("Đã tiếp nhận 1 báo cáo.")

    page.goto(f"/submissions/{third.pk}/excuse/")
    type_into(clerk, "Lý do", "Mới thành lập")
    enter_on(clerk, page.get_by_role("button", name="Ghi không phải nộp"))
    clerk.sees("không phải nộp báo cáo")
    page.goto(f"/periods/{world.period.pk}/lock/")
    enter_on(clerk, page.get_by_role("button", name="Khóa kỳ"))
    clerk.sees("Đã khóa kỳ")
    page.goto(f"/submissions/{second.pk}/reopen/")
    type_into(clerk, "Mở lại đến hết ngày", day(3))
    type_into(clerk, "Lý do", "Khu phố mất điện")
    enter_on(clerk, page.get_by_role("button", name="Mở lại cho đơn vị"))
    clerk.sees("Đã mở lại cho")

    page.goto(f"/submissions/{second.pk}/enter/")
    tab_to(clerk, clerk.field("Nhập thay từ"))
    keys.type("văn bản")
    type_into(clerk, "Ngày đơn vị gửi", day(-1))
    for number in range(2):
        tab_to(clerk, page.get_by_label("Kết quả", exact=True).nth(number))
        keys.type("Có biên bản kèm theo.")
    enter_on(clerk, page.get_by_role("button", name="Ghi thay đơn vị"))
    clerk.sees(f"Đã nhập thay {second.unit}")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (SubmissionState.ACCEPTED, SubmissionState.ACCEPTED)
