import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from orgs.models import Unit, User
from tests.orgs.workbooks import workbook

UPLOAD, SAVE, TEMPLATE = [f"/imports/units/{page}" for page in ("", "save/", "template/")]
UNIT = {"Tên đơn vị": "Trạm Y tế", "Loại": "đơn vị sự nghiệp"}
PERSON = {"Họ và tên": "Trần Thị An", "Đơn vị": "Trạm Y tế", "Vai trò": "đơn vị"}


def text(response):
    return response.content.decode()


@pytest.fixture
def admin(client, world):
    client.force_login(world.admin)
    return client


def upload(client, root, data, name="don-vi.xlsx"):
    return client.post(UPLOAD, {"root": root.pk, "file": SimpleUploadedFile(name, data)})


def fields(page):
    return dict(re.findall(r'<input type="hidden" name="(root|rows)" value="([^"]*)">', page))


def test_a_workbook_is_shown_row_by_row_then_saved(admin, world):
    page = text(upload(admin, world.ward, workbook(units=[UNIT], people=[PERSON])))
    assert "Mọi dòng đều đúng." in page
    assert not Unit.objects.filter(name="Trạm Y tế").exists()

    answer = admin.post(SAVE, fields(page))

    assert answer.url == reverse("orgs:unit_detail", args=[world.ward.pk])
    assert Unit.objects.get(name="Trạm Y tế").above() == world.ward
    assert not User.objects.get(full_name="Trần Thị An").has_usable_password()


def test_sending_it_twice_makes_one(admin, world):
    sent = fields(text(upload(admin, world.ward, workbook(units=[UNIT], people=[PERSON]))))

    for _ in range(2):
        admin.post(SAVE, sent)

    assert Unit.objects.filter(name="Trạm Y tế").count() == 1
    assert User.objects.filter(full_name="Trần Thị An").count() == 1


def test_a_wrong_row_is_told_and_cannot_be_saved(admin, world):
    page = text(upload(admin, world.ward, workbook(units=[UNIT, {"Tên đơn vị": "<b>X</b>", "Loại": "gì đó"}])))

    assert "Còn dòng lỗi" in page
    assert "Loại “gì đó” không có" in page
    assert "&lt;b&gt;X&lt;/b&gt;" in page
    assert fields(page) == {}


@pytest.mark.parametrize("data", [b"khong phai excel", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_is_no_workbook_is_refused_in_words(admin, world, data):
    page = text(upload(admin, world.ward, data))

    assert "Chưa lưu. Cần sửa:" in page
    assert "Chưa lưu gì." in page


def test_no_file_at_all_is_refused_in_words(admin, world):
    assert "Chưa lưu. Cần sửa:" in text(admin.post(UPLOAD, {"root": world.ward.pk}))


def test_more_rows_than_a_page_can_take_are_refused_in_words(admin, world):
    rows = [{**UNIT, "Tên đơn vị": f"Trạm {n}"} for n in range(501)]

    assert "Tệp có 501 dòng; mỗi lần tải lên tối đa 500 dòng" in text(upload(admin, world.ward, workbook(units=rows)))


def test_only_into_one_s_own_subtree(admin, world):
    assert "Chưa lưu. Cần sửa:" in text(upload(admin, world.other, workbook(units=[UNIT])))


def test_rows_shown_to_one_are_saved_by_nobody_else_and_nowhere_else(admin, client, world):
    sent = fields(text(upload(admin, world.ward, workbook(units=[UNIT]))))
    before = Unit.objects.count()

    assert admin.post(SAVE, {**sent, "root": world.council.pk}).url == UPLOAD
    assert admin.post(SAVE, {**sent, "root": world.other.pk}).status_code == 404
    assert admin.post(SAVE, {**sent, "rows": sent["rows"][:-2] + "xx"}).url == UPLOAD
    assert admin.post(SAVE, {"root": "9" * 30}).status_code == 404
    client.force_login(world.other_admin)
    assert client.post(SAVE, sent).status_code == 404
    assert Unit.objects.count() == before


def test_what_has_become_wrong_meanwhile_is_not_saved(admin, world):
    sent = fields(text(upload(admin, world.ward, workbook(units=[{**UNIT, "Trực thuộc": "Chi bộ khu phố 1"}]))))
    Unit.objects.filter(pk=world.cell.pk).update(name="Đã đổi tên")

    answer = admin.post(SAVE, sent, follow=True)

    assert "Còn 1 dòng lỗi, chưa lưu gì" in text(answer)


def test_the_template_has_the_three_sheets_and_an_explanation(admin):
    answer = admin.get(TEMPLATE)

    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Đơn vị", "Nhóm", "Người dùng", "Hướng dẫn"]
    assert [cell.value for cell in book["Nhóm"][1]][:4] == ["Tên nhóm", "Của đơn vị", "Tên gọi khác", "Các đơn vị"]
