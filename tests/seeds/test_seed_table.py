"""The table of issue 2 §3, row by row: what `read_plan` must get out of the five real plans.

The plans are not ours to publish: their folder is named by DANVAN_SEEDS, and only facts stand here.
"""

import os
from pathlib import Path

import pytest

from plans.importing import read_plan, read_source

FOLDER = os.environ.get("DANVAN_SEEDS", "")

pytestmark = pytest.mark.skipif(not FOLDER, reason="DANVAN_SEEDS names no folder with the five real plans")


@pytest.fixture(scope="module")
def drafts():
    files = sorted(Path(FOLDER).glob("00[0-4]_*.txt"))
    return {file.name[:3]: read_plan(read_source(file.read_bytes(), file.name)).to_json() for file in files}


def item(draft, path):
    found = {"children": draft["outline"]}
    for position in path.split("."):
        found = found["children"][int(position) - 1]
    assert found["path"] == path
    return found


def bullets(draft, path):
    return [child for child in item(draft, path)["children"] if child["label"] == "-"]


def assigned(draft, path, role=None):
    found = [entry for entry in draft["assignments"] if entry["path"] == path]
    return [entry for entry in found if role is None or role in entry["roles"]]


def dates(entry):
    return [day for deadline in entry["deadlines"] for day in deadline["dates"]]


def kinds(entry):
    return [deadline["kind"] for deadline in entry["deadlines"]]


def codes(draft):
    return [finding["code"] for finding in draft["findings"]]


@pytest.mark.parametrize(
    ("seed", "number", "period", "citations", "recipients", "position"),
    [
        ("000", "76-KH/ĐU", None, 12, 7, None),
        ("001", None, ("2025-01-01", "2025-12-31"), 10, 7, "PHÓ BÍ THƯ"),
        ("002", None, None, 7, 12, "PHÓ BÍ THƯ THƯỜNG TRỰC"),
        ("003", None, ("2024-01-01", "2024-12-31"), 12, 13, "CHỦ TỊCH"),
        ("004", None, ("2017-01-01", "2020-12-31"), 4, 5, "PHÓ BÍ THƯ"),
    ],
)
def test_header_column(drafts, seed, number, period, citations, recipients, position):
    draft = drafts[seed]

    assert draft["number"] == number
    assert draft["period"] == (period and {"start": period[0], "end": period[1]})
    assert len(draft["citations"]) == citations
    assert len(draft["recipients"]) == recipients
    assert (draft["signatory"] or {}).get("position") == position
    assert ("no_number" in codes(draft)) == (number is None)
    assert ("no_period" in codes(draft)) == (period is None)
    assert ("no_signatory" in codes(draft)) == (position is None)
    assert draft["issued_on"] is None
    assert "no_date" in codes(draft)


@pytest.mark.parametrize(
    ("seed", "issuer"),
    [
        ("000", "Ban Thường vụ Đảng ủy"),
        ("001", "Ban Thường vụ Đảng ủy"),
        ("002", "Ban Thường vụ Tỉnh ủy"),
        ("003", "Ủy ban nhân dân tỉnh"),
        ("004", "Ban Thường vụ Tỉnh ủy"),
    ],
)
def test_issuer_is_named_as_the_opening_names_it(drafts, seed, issuer):
    assert drafts[seed]["issuer"] == issuer


def test_000_outline(drafts):
    draft = drafts["000"]

    assert [entry["label"] for entry in draft["outline"]] == ["I", "II", "III"]
    assert len(item(draft, "1")["children"]) == 3
    assert [entry["kind"] for entry in item(draft, "2")["children"]] == ["task"] * 6
    assert [len(bullets(draft, f"2.{task}")) for task in range(1, 7)] == [2, 4, 4, 2, 0, 0]
    assert item(draft, "2.5.1")["label"] == ""


def test_000_who_by_when(drafts):
    draft = drafts["000"]

    for path in ("3.1.1", "3.2.1", "3.3.1"):
        assert [kinds(entry) for entry in assigned(draft, path)] == [["ongoing"]]
    assert assigned(draft, "3.1.1")[0]["units"] == ["Hội đồng nhân dân phường"]
    assert assigned(draft, "3.2.1")[0]["units"] == ["Ủy ban nhân dân phường"]
    assert assigned(draft, "3.3.1")[0]["units"] == ["Mặt trận Tổ quốc Việt Nam"]
    assert assigned(draft, "3.3.1")[0]["groups"] == ["các tổ chức chính trị - xã hội phường"]
    (cells,) = assigned(draft, "3.4.1")
    assert (cells["units"], cells["groups"]) == ([], ["Các tổ chức đảng trực thuộc Đảng ủy"])
    assert dates(cells) == ["2026-05-31"]
    (leader,) = assigned(draft, "3.5.1", "lead")
    assert leader["units"] == ["Ban Xây dựng đảng Đảng ủy"]
    assert (kinds(leader), dates(leader)) == (["undated"], [])
    assert assigned(draft, "3.5.1", "coordinate")[0]["groups"] == ["các cơ quan liên quan"]
    assert "unit_undetermined" in codes(draft)


def test_001_outline_and_targets(drafts):
    draft = drafts["001"]

    assert [entry["label"] for entry in draft["outline"]] == ["I", "I", "III"]
    assert "duplicate_label" in codes(draft)
    assert [entry["label"] for entry in item(draft, "2.1")["children"]] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]
    assert {entry["kind"] for entry in item(draft, "2.1")["children"]} == {"target"}
    paths = [target["path"] for target in draft["targets"]]
    assert [paths.count(f"2.1.{target}") for target in range(1, 7)] == [1, 1, 3, 1, 2, 1]
    assert [len(bullets(draft, f"2.2.{task}")) for task in range(1, 5)] == [4, 4, 2, 8]
    assert item(draft, "2.2.4")["label"] == "2.4"
    for path in (f"2.1.{target}" for target in range(1, 7)):
        assert any(entry["units"] or entry["groups"] for entry in assigned(draft, path))


def test_001_who_by_when(drafts):
    draft = drafts["001"]

    assert [entry["kind"] for entry in item(draft, "3")["children"]] == ["task"] * 3
    assert assigned(draft, "3.1")[0]["units"] == ["MTTQ"]
    assert len(assigned(draft, "3.1")[0]["groups"]) == 2
    assert assigned(draft, "3.2")[0]["units"] == ["Ủy ban nhân dân xã"]
    (advisor,) = assigned(draft, "3.3")
    assert advisor["units"] == ["Khối Dân vận Đảng ủy"]
    assert set(advisor["roles"]) == {"advise", "monitor", "collate"}


def test_002_outline_and_who_by_when(drafts):
    draft = drafts["002"]

    assert [entry["label_text"] for entry in item(draft, "1")["children"]] == ["1- ", "2- "]
    assert [entry["kind"] for entry in item(draft, "2")["children"]] == ["task"] * 7
    assert [len(item(draft, path)["children"]) for path in ("2.3", "2.4")] == [2, 1]
    (nobody,) = assigned(draft, "2.1")
    assert (nobody["units"], nobody["groups"], dates(nobody)) == ([], [], ["2019-06-30"])
    assert "no_unit" in codes(draft)
    assert len(item(draft, "3")["children"]) == 2
    assert assigned(draft, "3.1")[0]["units"] == ["Ban Thường vụ Tỉnh đoàn"]
    assert len(assigned(draft, "3.1")[0]["groups"]) == 3
    assert assigned(draft, "3.2", "lead")[0]["units"] == ["Ban Dân vận Tỉnh ủy"]


def test_003_outline(drafts):
    draft = drafts["003"]

    assert [entry["kind"] for entry in item(draft, "2")["children"]] == ["task"] * 8
    assert [(target["path"], target["value"], target["comparison"]) for target in draft["targets"]] == [
        ("2.7", 2, "at_least")
    ]
    assert [item(draft, path)["kind"] for path in ("2.6.1", "2.7.1")] == ["footnote", "footnote"]


def test_003_who_by_when(drafts):
    draft = drafts["003"]

    paragraphs = item(draft, "3.1")["children"]
    assert len(paragraphs) == 3
    owned = [assigned(draft, paragraph["path"])[0] for paragraph in paragraphs]
    assert [entry["units"] for entry in owned] == [["Sở Nội vụ"]] * 3
    assert [dates(entry) for entry in owned] == [[], [], []]
    (media,) = assigned(draft, "3.2.1")
    assert len(media["units"]) == 3
    assert (media["via"], dates(media)) == ("Sở Nội vụ", [])
    assert "undated" in kinds(media)
    answers = assigned(draft, "3.3.2")[0]
    assert len(answers["groups"]) == 2
    assert dates(answers) == ["2024-05-10", "2024-10-30"]
    assert answers["via"] == "Sở Nội vụ"


def test_004_outline_and_who_by_when(drafts):
    draft = drafts["004"]

    assert len(bullets(draft, "2.1")) == 2
    assert [entry["label"] for entry in item(draft, "2.2")["children"]] == ["2.1", "2.2", "2.3", "2.4"]
    assert len(item(draft, "3")["children"]) == 5
    assert [kinds(assigned(draft, path)[0]) for path in ("3.3", "3.5")] == [["ongoing"], ["ongoing"]]
    (yearly,) = assigned(draft, "3.4")
    assert dates(yearly) == ["2017-12-10", "2018-12-10", "2019-12-10", "2020-12-10"]
    assert yearly["via"] == "Ban Dân vận Tỉnh ủy"
    assert assigned(draft, "3.5", "lead")[0]["units"] == ["Ban Dân vận Tỉnh ủy"]
