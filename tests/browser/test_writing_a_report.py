"""An office writes a six-month sơ kết on one page: words taken, typed, dragged, kept; two writers see each other."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from orgs.models import Role, Unit, UnitKind
from plans.models import Plan
from reports import services
from reports.models import Report, ReportKind
from reports.timespans import likely, timespans, title
from tests.browser.office import hand_up
from tests.browser.people import Person, signed_in
from tests.browser.worlds import ward
from tests.factories.orgs import UserFactory
from tests.factories.plans import (
    AssignmentFactory,
    OccurrenceFactory,
    PlanFactory,
    PlanItemFactory,
    ProgressUpdateFactory,
    ReviewFactory,
)

SECONDS_AN_ACT, MOST_MINUTES = 6, 15
TODAY = timezone.localdate()
HALF = likely(timespans(TODAY, is_state=False), ReportKind.INTERIM, TODAY)
ABSTRACT = "Công tác dân vận năm nay"
SAME = "Đã quán triệt trong sinh hoạt chi bộ tháng 5, đảng viên dự đạt 98 %."


@pytest.fixture
def office(transactional_db):
    """The ward with a plan of two items, answered by its six party cells, five of them in the same words."""
    committee = ward()
    plan = PlanFactory(handed_out=True, issuer=committee, abstract=ABSTRACT)
    for text in ("Tuyên truyền, quán triệt.", "Phong trào “Dân vận khéo”."):
        item = PlanItemFactory(plan=plan, text=text)
        for place, cell in enumerate(Unit.objects.under(committee).filter(kind=UnitKind.PARTY_CELL)):
            row = OccurrenceFactory(
                assignment=AssignmentFactory(item=item, unit=cell), due_on=HALF.start + timedelta(20),
                progress="FINISHED", finished_on=HALF.start + timedelta(18),
            )  # fmt: skip
            update = ProgressUpdateFactory(
                occurrence=row, outcome=SAME if place else "Phát 120 tờ gấp tới từng hộ.",
                proposals="" if place else "Đề nghị tập huấn cho cấp ủy chi bộ.",
            )  # fmt: skip
            ReviewFactory(update=update)
    UserFactory(username="dongnghiep", full_name="Trần Thị Hai", role=Role.OFFICER, unit=committee)
    return committee


@pytest.fixture
def report(office):
    officer = office.memberships.filter(role=Role.OFFICER).first().user
    return services.create_report(
        by=officer, issuer=office, plans=[Plan.objects.get()], kind="INTERIM", span="HALF",
        abstract="kết quả công tác dân vận", starts_on=HALF.start, ends_on=HALF.end,
    )  # fmt: skip


def section(person: Person, words: str):
    return person.page.locator(".writing-section").filter(has=person.page.get_by_role("heading", name=words))


def typed(person: Person, place, words: str) -> None:
    box = place.get_by_label("Đoạn văn").last
    person.press(box)
    box.fill(words)
    expect(place.locator("[data-draft-status]").last).to_contain_text("Đã giữ bản nháp", timeout=10_000)


def test_a_first_draft_takes_a_quarter_of_an_hour(office, at_desk):
    clerk: Person = at_desk("vanphong")
    page = clerk.page
    clerk.click("Báo cáo")
    clerk.click("Soạn báo cáo")
    expect(clerk.field("Trích yếu")).to_have_value(title(ReportKind.INTERIM, HALF, [ABSTRACT]))
    clerk.click("Tạo dự thảo")
    clerk.sees("Đã tạo dự thảo")

    first = section(clerk, "Tuyên truyền, quán triệt")
    clerk.press(first.get_by_role("link", name="Viết mục này"))
    side = page.locator("#side")
    clerk.tick(side.get_by_role("checkbox", name="05 chi bộ"))
    clerk.click("Đưa vào báo cáo", inside=side)
    expect(first.get_by_label("Đoạn văn")).to_have_value(f"05 chi bộ: {SAME}")
    expect(side.get_by_text("Đã dùng")).to_be_visible()
    clerk.looks_around("report-writing")

    group = side.locator("[data-group]").first
    group.drag_to(first.locator("[data-paragraph]").first)
    clerk.acts += 1
    expect(first.get_by_label("Đoạn văn")).to_have_count(2)
    expect(first.get_by_label("Đoạn văn").first).to_have_value(re.compile("120 tờ gấp"))

    heading = section(clerk, "CÔNG TÁC LÃNH ĐẠO")
    clerk.click("Thêm đoạn", inside=heading)
    typed(clerk, heading, "Ban Thường vụ ban hành kế hoạch ngay từ đầu năm.")
    proposals = section(clerk, "KIẾN NGHỊ, ĐỀ XUẤT")
    clerk.press(proposals.get_by_role("link", name="Viết mục này"))
    clerk.tick(side.get_by_role("checkbox", name="Chi bộ khu phố 1"))
    clerk.click("Đưa vào báo cáo", inside=side)
    expect(proposals.get_by_label("Đoạn văn")).to_have_value(re.compile("tập huấn"))
    hand_up(clerk)
    clerk.sees("Đang trình ký")

    assert clerk.acts * SECONDS_AN_ACT <= MOST_MINUTES * 60, f"{clerk.acts} acts"
    report = Report.objects.get()
    assert report.submitted_at is not None
    texts = [one.text for part in report.sections.all() for one in part.paragraphs.standing()]
    assert len(texts) == 4
    assert "Ban Thường vụ ban hành kế hoạch ngay từ đầu năm." in texts


def test_two_browsers_in_one_paragraph_lose_nothing(report, at_desk):
    place = report.sections.get(label="I")
    paragraph = services.add_paragraph(section=place, by=report.created_by, text="Ban đầu.")
    mine, theirs = at_desk("vanphong"), at_desk("dongnghiep")
    for person in (mine, theirs):
        person.page.goto(report.get_absolute_url())
    here, there = (section(person, "CÔNG TÁC LÃNH ĐẠO") for person in (mine, theirs))

    typed(theirs, there, "Của đồng nghiệp.")
    box = here.get_by_label("Đoạn văn")
    mine.press(box)
    box.fill("Của tôi.")
    expect(here.get_by_role("alert")).to_contain_text("Trần Thị Hai vừa sửa đoạn này")
    expect(here.get_by_role("alert")).to_contain_text("Của đồng nghiệp.")
    mine.looks_around("report-clash")
    mine.page.reload()
    expect(box).to_have_value("Của tôi.")
    mine.click("Ghi phần của tôi", inside=here)
    expect(here.get_by_role("alert")).to_have_count(0)

    paragraph.refresh_from_db()
    assert paragraph.text == "Của tôi."
    typed(mine, here, "Của tôi, viết tiếp.")


def test_what_is_typed_without_network_is_kept_when_it_is_back(report, at_desk):
    place = report.sections.get(label="I")
    paragraph = services.add_paragraph(section=place, by=report.created_by, text="Ban đầu.")
    clerk = at_desk("vanphong")
    clerk.page.goto(report.get_absolute_url())
    here = section(clerk, "CÔNG TÁC LÃNH ĐẠO")

    clerk.page.context.set_offline(True)
    here.get_by_label("Đoạn văn").fill("Gõ khi mất mạng.")
    expect(here.locator("[data-draft-status]")).to_contain_text("Chưa giữ được", timeout=10_000)
    clerk.page.context.set_offline(False)
    expect(here.locator("[data-draft-status]")).to_contain_text("Đã giữ bản nháp", timeout=15_000)

    paragraph.refresh_from_db()
    assert paragraph.text == "Gõ khi mất mạng."
    clerk.complaints[:] = [said for said in clerk.complaints if "ERR_INTERNET_DISCONNECTED" not in said]


def test_what_is_typed_after_the_session_ended_is_kept_once_signed_in_again(report, at_desk, complaints):
    place = report.sections.get(label="I")
    paragraph = services.add_paragraph(section=place, by=report.created_by, text="Ban đầu.")
    clerk = at_desk("vanphong")
    page = clerk.page
    page.goto(report.get_absolute_url())
    here = section(clerk, "CÔNG TÁC LÃNH ĐẠO")
    Session.objects.all().delete()

    here.get_by_label("Đoạn văn").fill("Gõ khi phiên đã hết.")
    clerk.sees("Phiên làm việc đã hết")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="đăng nhập ở một thẻ khác").click()
    signed_in(opened.value, "vanphong", complaints)
    opened.value.close()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(here.locator("[data-draft-status]")).to_contain_text("Đã giữ bản nháp", timeout=20_000)

    paragraph.refresh_from_db()
    assert paragraph.text == "Gõ khi phiên đã hết."
    complaints[:] = [said for said in complaints if "403" not in said]


def test_on_a_phone_a_section_has_a_page_of_its_own(report, on_phone):
    person = on_phone("vanphong")
    page = person.page
    page.goto(report.get_absolute_url())
    person.looks_around("report-writing-phone")
    person.press(section(person, "Tuyên truyền, quán triệt").get_by_role("link", name="Viết mục này"))
    person.tick(page.get_by_role("checkbox", name="05 chi bộ"))
    person.click("Đưa vào báo cáo")
    expect(page.get_by_label("Đoạn văn")).to_have_value(f"05 chi bộ: {SAME}")
    person.looks_around("section-writing-phone")
    page.get_by_label("Đoạn văn").fill(f"Năm chi bộ: {SAME}")
    expect(page.locator("[data-draft-status]")).to_contain_text("Đã giữ bản nháp")

    assert report.sections.get(heading__startswith="Tuyên").paragraphs.get().text == f"Năm chi bộ: {SAME}"


def test_a_paragraph_goes_by_a_button_and_comes_back_unless_somebody_has_written_it_since(report, at_desk):
    officer = report.created_by
    paragraph = services.add_paragraph(section=report.sections.first(), by=officer, text="Lời cũ")
    person = at_desk("vanphong")
    person.page.goto(report.get_absolute_url())
    place = person.page.locator(f"#paragraph-{paragraph.pk}")
    services.edit_paragraph(paragraph=paragraph, by=officer, version=0, text="Lời mới", at=timezone.now())

    place.hover()
    place.get_by_role("button", name="Bỏ đoạn").click()
    expect(place.get_by_role("alert")).to_contain_text("vừa sửa đoạn này nên chưa bỏ")
    expect(place.get_by_role("textbox")).to_have_value("Lời mới")
    place.hover()
    place.get_by_role("button", name="Bỏ đoạn").click()
    expect(place.get_by_role("status")).to_contain_text("Đã bỏ đoạn “Lời mới”")
    place.get_by_role("button", name="Lấy lại").click()
    expect(place.get_by_role("textbox")).to_have_value("Lời mới")
