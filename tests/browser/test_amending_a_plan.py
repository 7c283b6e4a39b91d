"""A new version of a plan at work: sent in, looked at beside the plan, confirmed (issue 3)."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from orgs.models import UnitGroup, User
from tests.browser import paper, worlds
from tests.plans.revising import TEXT, Revising

pytestmark = pytest.mark.one_database
CHANGES = [
    ("Số 15-KH/ĐU", "Số 20-KH/ĐU"),
    ("15/6 và 15/12", "15/6 và 20/12"),
    ("2. Tổ chức hội nghị gặp mặt người có uy tín ở các khu phố.", "2. Biểu dương gương điển hình."),
    ("- Bố trí kinh phí cho các mô hình, hoàn thành trước ngày 30/6/2026.\n\n", ""),
]


@pytest.fixture
def clerk(at_desk, worker):
    """An officer on the page of a plan that was handed out."""
    committee = worlds.ward()
    group = UnitGroup.objects.filter(owner=committee).first()
    ward = SimpleNamespace(committee=committee, group=group, officer=User.objects.get(username="vanphong"))
    plan = Revising(ward).plan
    clerk = at_desk("vanphong")
    clerk.page.goto(plan.get_absolute_url())
    return clerk


def entry(clerk, words):
    return clerk.page.locator("article.compared").filter(has_text=words)


def test_a_clerk_amends_a_plan_by_its_new_version(clerk):
    page, text = clerk.page, TEXT
    for old, new in CHANGES:
        text = text.replace(old, new)
    clerk.click("Cập nhật theo văn bản sửa đổi")
    clerk.looks_around("plan-revise")
    page.get_by_label("Hoặc dán nội dung vào đây").fill(text)
    clerk.tick(page.get_by_label("không chứa bí mật"))
    clerk.click("Đọc và so sánh")
    page.wait_for_url("**/compare/", timeout=paper.WAIT_FOR_WORKER)

    clerk.looks_around("import-compare")
    expect(entry(clerk, "20/12").locator("del").first).to_contain_text("15/12")
    expect(page.locator(".state-line")).to_contain_text("Còn 1 chỗ cần chọn")
    clerk.tick(entry(clerk, "Bố trí kinh phí").get_by_label("Thôi thực hiện"))

    page.get_by_label("Mục cũ").select_option(label="2 Tổ chức hội nghị gặp mặt người có uy tín ở các khu phố.")
    page.get_by_label("Mục mới").select_option(label="2 Biểu dương gương điển hình.")
    clerk.click("Ghép hai mục này")
    expect(entry(clerk, "Biểu dương")).to_contain_text("Tổ chức hội nghị")
    expect(entry(clerk, "Bố trí kinh phí").get_by_label("Thôi thực hiện")).to_be_checked()

    clerk.tick(entry(clerk, "Biểu dương").get_by_label("Nhận thay đổi"))
    clerk.click("Xác nhận sửa đổi")
    expect(page.get_by_text("Đã ghi bản sửa đổi")).to_be_visible()
    expect(page.get_by_text("sửa lần 1")).to_be_visible()

    clerk.click("Văn bản gốc và các bản sửa đổi")
    clerk.looks_around("plan-versions")
    page.get_by_role("link", name="Xem bản này").last.click()
    expect(page.locator("#outline")).to_contain_text("15/6 và 15/12 hằng năm")
    assert clerk.acts <= 20
