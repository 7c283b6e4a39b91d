"""What the clerk of an office does in the story."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser import paper
from tests.browser.people import Person
from tests.browser.stories import ABSTRACT, Story, day


def send_in(clerk: Person, story: Story, file: dict) -> None:
    page = clerk.page
    clerk.click("Kế hoạch")
    clerk.looks_around("plan-list-empty")
    clerk.click("Nhập từ tài liệu")
    clerk.looks_around("import-create")
    clerk.acts = 0  # from upload to handed out
    clerk.attach(page.get_by_label("Tệp kế hoạch"), file)
    clerk.tick(page.get_by_label("không chứa bí mật"))
    clerk.click("Đọc tài liệu")
    page.wait_for_url("**/review/", timeout=paper.WAIT_FOR_WORKER)


def check_draft(clerk: Person, story: Story) -> None:
    page = clerk.page
    clerk.looks_around("import-review")
    expect(page.get_by_role("region", name="Văn bản gốc")).to_contain_text("TỔ CHỨC THỰC HIỆN")
    clerk.sees("Mời nhập ngày bắt đầu" if "đến ngày" in story.header else "Mời nhập số do văn thư cấp")
    for label, words in story.header.items():
        clerk.write(label, words)
    for written, (part, unit) in story.picks.items():
        clerk.pick_unit(f"“{written}”", part, unit)
    clerk.click("Xác nhận, tạo kế hoạch")
    clerk.sees("Đã tạo kế hoạch từ tài liệu.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(story.number)
    clerk.looks_around("plan-entering")


def hand_out(clerk: Person, story: Story) -> None:
    page = clerk.page
    clerk.click("Chuẩn bị giao việc")
    expect(page.get_by_label("Tên kỳ").first).not_to_have_value("")
    clerk.looks_around("plan-issue")
    column = page.get_by_role("columnheader").filter(has_text=story.column)
    clerk.click("Tất cả các mục", inside=column)
    expect(page.get_by_role("checkbox", name=story.column, checked=True).first).to_be_visible()
    clerk.tick(page.get_by_label("Theo dõi tiếp"))
    clerk.click("Giao việc")
    clerk.sees("Đã giao việc:")
    clerk.looks_around("plan-at-work")
    expect(page.locator(".plan-note").filter(has_text=story.column).first).to_contain_text("0/")


def ask_for_more(clerk: Person, story: Story, reason: str) -> None:
    page = clerk.page
    clerk.click("Cần xử lý")
    clerk.looks_around("desk-waiting")
    clerk.click("Xem, xử lý", inside=page.locator("[id^=desk-]").filter(has_text=story.reporter))
    clerk.looks_around("desk-open")
    clerk.write("Lý do, nội dung cần bổ sung", reason)
    clerk.click("Đề nghị bổ sung")
    clerk.sees("Đã gửi lại để bổ sung:")


def take_in(clerk: Person, story: Story, words: str) -> None:
    page = clerk.page
    clerk.click("Cần xử lý")
    row = page.locator("[id^=desk-]").filter(has_text=story.reporter)
    clerk.click("Xem, xử lý", inside=row)
    clerk.sees(words)
    clerk.click("Tiếp nhận")
    clerk.sees("Đã tiếp nhận:")
    clerk.looks_around("desk-done")


def enter_for_another(clerk: Person, story: Story) -> None:
    """Nhập thay: a unit sent paper."""
    page = clerk.page
    clerk.click("Kế hoạch")
    clerk.looks_around("plan-list")
    clerk.press(page.get_by_role("row").filter(has_text=story.number).get_by_role("link").first)
    clerk.press(page.locator(".state-line").get_by_role("link", name="Xem").first)
    clerk.looks_around("rows")
    duty = page.get_by_role("row").filter(has_text=story.silent).filter(has_text=story.duty)
    clerk.press(duty.get_by_role("link").first)
    clerk.looks_around("row")
    clerk.click("Nhập thay đơn vị")
    clerk.looks_around("entering-for-a-unit")
    clerk.choose("Nhập thay từ", "văn bản giấy")
    clerk.write("Ngày đơn vị gửi", day(-1))
    clerk.press(page.get_by_role("radio", name="Đã xong"))
    clerk.write("Kết quả", "Đã làm, có biên bản kèm theo.")
    clerk.click("Ghi thay đơn vị")
    clerk.sees("Văn phòng nhập thay từ văn bản giấy")
    clerk.looks_around("row-entered")


def write_report(clerk: Person, story: Story) -> None:
    """Draft a sơ kết, take words of a unit into it, hand it up for signature."""
    page = clerk.page
    clerk.click("Báo cáo")
    clerk.looks_around("report-list-empty")
    clerk.click("Soạn báo cáo")
    clerk.looks_around("report-create")
    expect(page.get_by_role("checkbox", name=story.number)).to_be_checked()  # the only plan there is
    expect(clerk.field("Trích yếu")).not_to_have_value("")
    clerk.write("Số liệu từ ngày", story.window[0])
    clerk.write("Số liệu đến ngày", story.window[1])
    clerk.write("Trích yếu", ABSTRACT)
    clerk.click("Tạo dự thảo")
    clerk.sees("Đã tạo dự thảo")
    clerk.looks_around("report-draft")
    section = page.locator(".writing-section").filter(has_text=story.section).last
    clerk.press(section.get_by_role("link", name="Viết mục này"))
    side = page.get_by_role("complementary", name="Bên cạnh mục đang viết")
    clerk.tick(side.get_by_role("checkbox", name=story.reporter))
    clerk.click("Đưa vào báo cáo", inside=side)
    expect(section.get_by_label("Đoạn văn")).to_have_value(re.compile(story.reporter))
    clerk.looks_around("report-written")
    clerk.click("Sửa thông tin báo cáo")
    clerk.write("Chức vụ người ký", "PHÓ BÍ THƯ")
    clerk.click("Lưu")
    hand_up(clerk)
    clerk.sees("Đang trình ký")


def hand_up(clerk: Person) -> None:
    """Of a draft in which some headings are still empty: the clerk is told, and hands it up all the same."""
    clerk.click("Trình ký")
    clerk.sees("Xem lại trước khi trình ký")
    clerk.looks_around("report-submit")
    clerk.tick(clerk.page.get_by_label("Vẫn trình ký"))
    clerk.click("Trình ký")


def record_signature(clerk: Person) -> None:
    """Văn thư gave number and day; the leader signed on paper."""
    page = clerk.page
    page.reload()
    clerk.click("Ghi nhận đã ký")
    clerk.looks_around("report-sign")
    clerk.write("Số văn thư cấp", "128")
    clerk.write("Ngày ký", day(0))
    clerk.write("Họ tên người ký", "Nguyễn Thị Mẫu")
    clerk.click("Ghi nhận đã ký")
    expect(page.locator(".state-line")).to_contain_text(f"Đã ký: số 128, ngày {day(0)}, Nguyễn Thị Mẫu.")
    clerk.looks_around("report-signed")
    said = paper.words_of_pdf(paper.archived(clerk))
    assert "128" in said.split("BÁO CÁO")[0]
    assert "Nguyễn Thị Mẫu" in said
