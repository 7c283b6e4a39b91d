import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.plans.importing.samples import PARTY_PLAN

KEYS = [
    "number",
    "title",
    "issuer",
    "issued_on",
    "period",
    "citations",
    "outline",
    "targets",
    "assignments",
    "recipients",
    "signatory",
    "findings",
]


def test_read_plan_prints_the_draft_as_json_and_stores_nothing(tmp_path):
    file = tmp_path / "Kế hoạch.txt"
    file.write_text(PARTY_PLAN, encoding="utf-8")
    out = StringIO()

    call_command("read_plan", str(file), stdout=out)

    printed = json.loads(out.getvalue())
    assert list(printed) == KEYS
    assert printed["number"] == "14-KH/ĐU"
    assert "Đảng ủy xã" in out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.doc", b"\xd0\xcf\x11\xe0"), ("a.docx", b"PK\x03\x04x"), ("a.txt", b""), ("a.pdf", b"%PDF")],
)
def test_read_plan_says_in_vietnamese_why_a_file_cannot_be_read(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(CommandError, match="Chưa lưu gì"):
        call_command("read_plan", str(file))


def test_read_plan_says_that_a_file_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="Không mở được tệp"):
        call_command("read_plan", str(tmp_path / "không có.txt"))
