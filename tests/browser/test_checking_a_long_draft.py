"""A clerk's run on a plan of twenty pages, from upload to work handed out (issue 3)."""

import logging

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from orgs.models import Membership, Role, User
from plans.models import Plan
from tests.browser import paper, worlds
from tests.browser.long_plans import long_plan

pytestmark = pytest.mark.one_database
MOST_ACTS = 120
LOG = logging.getLogger(__name__)


@pytest.fixture
def draft(at_desk, worker):
    """The document sent in and read; the clerk is also the ward's administrator."""
    worlds.ward()
    user = User.objects.get(username="vanphong")
    Membership.objects.create(user=user, unit=user.memberships.get().unit, role=Role.ADMIN)
    clerk = at_desk("vanphong")
    clerk.page.goto("/imports/new/")
    clerk.attach(clerk.page.get_by_label("Tệp kế hoạch"), long_plan(timezone.localdate()))
    clerk.tick(clerk.page.get_by_label("không chứa bí mật"))
    clerk.click("Đọc tài liệu")
    clerk.page.wait_for_url("**/review/", timeout=paper.WAIT_FOR_WORKER)
    return clerk


def row(clerk, words):
    return clerk.page.locator("#outline > article").filter(has_text=words).first


def open_form(clerk, words):
    clerk.click("Sửa", inside=row(clerk, words))
    expect(clerk.page.locator("#editor textarea")).to_be_focused()


def test_a_clerk_sets_a_long_draft_right_and_hands_the_work_out(draft):
    clerk, page = draft, draft.page
    clerk.looks_around("import-review-long")
    expect(page.locator("#draft-state")).to_contain_text("Còn 2 chỗ cần xem")

    clerk.click("Chỗ cần xem sau")
    open_form(clerk, "tổ chức hội trại")
    clerk.looks_around("import-review-editing")
    clerk.write("Thời hạn, như văn bản ghi", "hoàn thành trước ngày 30/4/2027")
    expect(page.locator("#editor .understood").first).to_contain_text("30/4/2027")
    clerk.click("Lưu mục")
    expect(row(clerk, "tổ chức hội trại")).to_contain_text("1 hạn: 30/4/2027")
    expect(page.locator("#draft-state")).to_contain_text("Còn 1 chỗ cần xem")

    open_form(clerk, "Ban Xây dựng Đảng chủ trì biên soạn")
    clerk.click("Tách mục…")
    clerk.looks_around("import-review-splitting")
    clerk.click("Tách ở đây")
    expect(row(clerk, "Hội Nông dân phường phát tài liệu")).to_contain_text("Thực hiện: Hội Nông dân phường")

    open_form(clerk, "Định kỳ 06 tháng (trước ngày 10/6)")
    clerk.click("Ra một cấp")
    expect(row(clerk, "Định kỳ 06 tháng (trước ngày 10/6)")).to_have_class("draft-row level-2 is-task")
    open_form(clerk, "Định kỳ 06 tháng (trước ngày 10/6)")
    clerk.pick_unit("Đơn vị, nhóm", "cac to chuc dang", "Các tổ chức đảng trực thuộc Đảng ủy")
    clerk.click("Lưu mục")
    expect(page.locator("#draft-state")).to_contain_text("Đã xem hết")

    open_form(clerk, "Việc giao rõ người")
    clerk.click("Gộp với mục trên")
    expect(row(clerk, "gần dân hơn")).to_contain_text("2- Việc giao rõ người")
    clerk.click("Hoàn tác lần cuối")
    expect(row(clerk, "Việc giao rõ người")).to_have_class("draft-row level-2 is-content")

    name = page.locator("[data-written='Trung tâm Văn hóa phường']")
    clerk.click("Thêm đơn vị mới", inside=name)
    clerk.looks_around("import-review-new-unit")
    clerk.click("Thêm đơn vị", inside=name)
    expect(name).to_contain_text("Đã thêm và chọn sẵn")

    clerk.click("Xác nhận, tạo kế hoạch")
    clerk.sees("Đã tạo kế hoạch từ tài liệu.")
    clerk.click("Chuẩn bị giao việc")
    clerk.tick(page.get_by_label("Theo dõi tiếp"))
    clerk.click("Giao việc")
    clerk.sees("Đã giao việc:")
    LOG.info("%d acts of the clerk from upload to handed out, 20 pages", clerk.acts)
    assert clerk.acts <= MOST_ACTS

    task = Plan.objects.get().items.get(text__startswith="Hội Nông dân phường phát tài liệu")
    page.goto(f"/items/{task.pk}/source/#line-{task.first_line}")
    expect(page.locator("mark")).to_be_in_viewport()
    expect(page.locator("mark")).to_have_text(task.text)
    clerk.looks_around("item-source")


def test_findings_are_passed_and_accepted_by_keyboard(draft):
    page = draft.page
    count = page.locator("[data-finding-count]")

    page.keyboard.press("n")
    expect(page.locator("[data-finding]:focus")).to_contain_text("31/4")
    expect(count).to_have_text("1/2 chỗ cần xem")
    expect(page.locator(".source-lines .is-marked")).to_contain_text("hội trại")
    expect(page.locator(".source-lines .is-marked")).to_be_in_viewport()
    page.keyboard.press("Alt+ArrowDown")
    expect(count).to_have_text("2/2 chỗ cần xem")
    page.keyboard.press("p")
    expect(count).to_have_text("1/2 chỗ cần xem")
    page.keyboard.press("x")
    expect(page.locator("#draft-state")).to_contain_text("Còn 1 chỗ cần xem")
    expect(page.locator("[data-finding]:focus")).to_contain_text("Chưa rõ đơn vị nào")

    page.locator("[data-finding]:focus").locator("xpath=..").get_by_role("link", name="Sửa").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#editor textarea")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#editor")).to_have_count(0)


def test_pointing_at_a_line_marks_its_item_and_brings_it_into_view(draft):
    page = draft.page
    line = page.locator(".source-lines li").filter(has_text="Trung tâm Văn hóa phường")

    line.hover()

    item = row(draft, "Trung tâm Văn hóa phường")
    expect(item).to_have_class("draft-row level-2 is-task is-marked")
    expect(item).to_be_in_viewport()
