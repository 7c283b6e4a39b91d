"""Báo cáo đột xuất: from a letter to what units see, in one page and a preview."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from docx import Document as WordDocument

from plans.models import Occurrence, Plan, Submission
from plans.services.requesting import LETTER
from tests.factories.plans import ReportingPeriodFactory

TODAY = timezone.localdate()
URL = reverse("plans:request_create")
TEXT = "I. KẾT QUẢ\n1. Tuyên truyền\n- Số buổi\n2. Đối thoại\nII. KIẾN NGHỊ"


def day(days=0):
    return f"{TODAY + timedelta(days=days):%d/%m/%Y}"


@pytest.fixture
def letter(ward):
    return {
        "number": "123-CV/ĐU", "issued_on": day(-1), "abstract": "tình hình quý III", "issuer_text": "Đảng ủy phường",
        "due_on": day(7), "starts_on": day(-90), "ends_on": day(), "text": TEXT, "groups": [ward.group.pk],
        "is_not_secret": "on",
    }  # fmt: skip


def preview(office, letter, **changes):
    return office.post(URL, letter | changes | {"preview": "1"})


def open_it(office, letter, **changes):
    look = preview(office, letter)
    ticked = [str(place) for place, _, is_ticked in look.context["lines"] if is_ticked]
    sent = letter | {"seen": look.context["digest"], "asked": ticked, "open": "1"} | changes
    return office.post(URL, sent, follow=True)


def test_the_preview_shows_what_units_will_answer_and_writes_nothing(office, letter):
    page = preview(office, letter)

    assert [(one.text.split("\n")[0], is_ticked) for _, one, is_ticked in page.context["lines"]] == [
        ("KẾT QUẢ", False), ("Tuyên truyền", True), ("Đối thoại", True), ("KIẾN NGHỊ", True),
    ]  # fmt: skip
    assert not Plan.objects.exclude(document__type_name="Kế hoạch").exists()


def test_the_preview_names_the_units_that_nobody_reports_for(office, ward, letter):
    page = preview(office, letter, units=[ward.council.pk, ward.cells[0].pk])

    assert [unit.name for unit in page.context["units"]] == [*(cell.name for cell in ward.cells), ward.council.name]
    assert list(page.context["silent"]) == [*ward.cells[1:], ward.council]
    assert "4 đơn vị, trong đó 3 chưa có người báo cáo:" in page.content.decode()


def test_the_preview_warns_of_nobody_where_everybody_reports(office, ward, letter):
    page = preview(office, letter, groups=[], units=[ward.cells[0].pk])

    assert "chưa có người báo cáo" not in page.content.decode()


def test_a_report_is_opened_at_once_for_every_unit_ticked(office, ward, letter):
    page = open_it(office, letter, units=[ward.council.pk])

    plan = Plan.objects.get(document__type_name=LETTER)
    assert "Đã mở báo cáo đột xuất cho 4 đơn vị" in page.content.decode()
    assert (plan.document.number, plan.document.issuer_text) == ("123-CV/ĐU", "Đảng ủy phường")
    assert [item.kind for item in plan.items.order_by("position")] == ["heading", "task", "task", "task"]
    assert {one.unit for one in Submission.objects.filter(period__plan=plan)} == {*ward.cells, ward.council}
    assert Occurrence.objects.filter(plan=plan, unit=ward.cells[0]).count() == 3
    period = plan.periods.get()
    assert (period.label, f"{period.due_on:%d/%m/%Y}") == ("đột xuất: tình hình quý III", day(7))


def test_a_report_in_between_is_told_from_plans_in_the_list(office, letter):
    open_it(office, letter)

    rows = office.get(reverse("plans:plan_list")).content.decode().split('<tr id="plan-')[1:]

    assert [("Báo cáo đột xuất" in row.split("</tr>")[0]) for row in rows] == [False, True]


def test_only_what_is_ticked_is_asked(office, letter):
    open_it(office, letter, asked=["1"])

    assert {row.assignment.item.text for row in Occurrence.objects.all()} == {"Tuyên truyền\n- Số buổi"}


def test_pressed_twice_it_is_opened_once(office, letter):
    open_it(office, letter)
    open_it(office, letter)

    assert Plan.objects.filter(document__type_name=LETTER).count() == 1


def test_pressed_again_after_the_office_added_a_period_it_leads_to_the_one_it_opened(office, letter):
    open_it(office, letter)
    plan = Plan.objects.get(document__type_name=LETTER)
    opened = plan.periods.get()
    ReportingPeriodFactory(plan=plan, label="Bổ sung", starts_on=opened.starts_on, ends_on=opened.ends_on)

    page = open_it(office, letter)

    assert page.redirect_chain[-1][0] == opened.get_absolute_url()


def test_the_same_letter_for_other_units_is_told(office, ward, letter):
    open_it(office, letter)

    page = open_it(office, letter, units=[ward.council.pk])

    assert "đã được mở báo cáo cho các đơn vị khác" in page.content.decode()
    assert Plan.objects.filter(document__type_name=LETTER).count() == 1


def test_an_outline_changed_after_the_preview_is_shown_again(office, letter):
    page = open_it(office, letter, text="1. Việc khác hẳn")

    assert "vừa đổi so với bản xem trước" in page.content.decode()
    assert [one.text for _, one, _ in page.context["lines"]] == ["Việc khác hẳn"]
    assert not Plan.objects.filter(document__type_name=LETTER).exists()


def test_a_browsers_own_line_ends_are_no_change(office, letter):
    open_it(office, letter, text=TEXT.replace("\n", "\r\n") + "\r\n")

    assert Plan.objects.filter(document__type_name=LETTER).exists()


def test_the_letters_own_number_and_day_fill_what_was_left_blank(office, letter):
    head = "Số 45-CV/TU\nGia Lai, ngày 05 tháng 10 năm 2026\nĐề nghị báo cáo như sau:\n" + TEXT

    page = preview(office, letter, text=head, number="", issued_on="")

    assert (page.context["form"]["number"].value(), page.context["form"]["issued_on"].value()) == (
        "45-CV/TU", "05/10/2026",
    )  # fmt: skip


def test_a_word_file_is_read_into_the_box(office, letter):
    word = WordDocument()
    for line in TEXT.splitlines():
        word.add_paragraph(line)
    word.save(content := io.BytesIO())

    page = preview(office, letter, text="", file=SimpleUploadedFile("de-cuong.docx", content.getvalue()))

    assert page.context["form"]["text"].value() == TEXT
    assert len(page.context["lines"]) == 4


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"abstract": ""}, "bắt buộc"),
        ({"due_on": ""}, "bắt buộc"),
        ({"due_on": day(-1)}, "Hạn nộp đã qua"),
        ({"groups": []}, "Hãy chọn ít nhất một nhóm"),
        ({"text": ""}, "Hãy dán đề cương"),
        ({"text": "MẬT\n1. Kết quả"}, "mang độ mật"),
        ({"text": "\n".join(f"{n}. Mục" for n in range(1, 300))}, "từ 1 đến 200 mục"),
        ({"ends_on": "1/1/2000"}, "phải sau ngày đầu"),
        ({"is_not_secret": ""}, "Hãy đánh dấu xác nhận"),
        ({"units": ["99999"]}, "99999"),
        ({"file": SimpleUploadedFile("a.exe", b"x")}, "Chỉ đọc tệp Word"),
        ({"file": SimpleUploadedFile("a.docx", b"khong phai zip")}, "không đọc"),
    ],
)
def test_what_is_missing_or_wrong_is_told(office, letter, wrong, sentence):
    page = office.post(URL, letter | wrong | {"preview": "1"})

    assert sentence.lower() in page.content.decode().lower() or page.context["form"].errors
    assert "lines" not in page.context
    assert page.context["form"]["number"].value() == "123-CV/ĐU"


def test_nothing_ticked_opens_nothing(office, letter):
    page = open_it(office, letter, asked=[])

    assert "Hãy chọn ít nhất một mục" in page.content.decode()
    assert not Plan.objects.filter(document__type_name=LETTER).exists()


@pytest.mark.parametrize("who", ["leader", "reporter"])
def test_it_is_for_offices_alone(client, ward, who):
    client.force_login(getattr(ward, who))

    assert (client.get(URL).status_code, client.post(URL, {}).status_code) == (403, 403)


@pytest.mark.parametrize("wrong", ["9" * 25, "9" * 5000, "-9223372036854775809", "abc", "1\x00"])
def test_ids_that_no_database_holds_are_no_choice(office, letter, wrong):
    for name in ("groups", "units"):
        page = preview(office, letter, **{name: [wrong]})
        assert page.status_code == 200
        assert name in page.context["form"].errors
