"""`manage.py read_deadlines`: wording in, one JSON object a line out."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

PERIOD = ["--issued", "2026-05-05", "--from", "2026-01-01", "--to", "2026-12-31"]


def run(monkeypatch, written: bytes, *options: str) -> list[dict]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(written), encoding="ascii"))
    out = io.StringIO()
    call_command("read_deadlines", *options, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_line_answers_one_wording(monkeypatch):
    lines = "trước ngày 10 tháng 12 hằng năm\r\nnăm học\n\ntrước ngày 31/2/2026\n"

    answers = run(monkeypatch, lines.encode(), *PERIOD)

    assert answers == [
        {
            "wording": "trước ngày 10 tháng 12 hằng năm",
            "deadlines": [
                {
                    "kind": "recurring",
                    "before": True,
                    "dates": ["2026-12-10"],
                    "window": None,
                    "time": None,
                    "fuzzy": False,
                }
            ],
        },
        {"wording": "năm học", "deadlines": []},
        {"wording": "", "deadlines": []},
        {
            "wording": "trước ngày 31/2/2026",
            "deadlines": [
                {"kind": "unreadable", "before": False, "dates": [], "window": None, "time": None, "fuzzy": False}
            ],
        },
    ]


def test_vietnamese_letters_are_printed_as_they_are(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("thường xuyên\n"))
    out = io.StringIO()

    call_command("read_deadlines", stdout=out)

    assert '"wording": "thường xuyên"' in out.getvalue()


def test_bytes_that_are_no_text_do_not_stop_it(monkeypatch):
    [broken, whole] = run(monkeypatch, b"\xff\xfe 10/5\n" + "quý II/2026\n".encode(), *PERIOD)

    assert "\ufffd" in broken["wording"]
    assert whole["deadlines"][0]["dates"] == ["2026-06-30"]


def test_nothing_in_gives_nothing_out(monkeypatch):
    assert run(monkeypatch, b"", *PERIOD) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--issued", "5/5/2026"], "không phải là ngày"),
        (["--from", "2026-12-31", "--to", "2026-01-01"], "đứng trước ngày bắt đầu"),
    ],
)
def test_wrong_options_are_refused_in_words(monkeypatch, options, message):
    with pytest.raises(CommandError, match=message):
        run(monkeypatch, b"", *options)
