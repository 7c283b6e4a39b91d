"""Corrections laid over a reading: what each does, and what becomes of them when a document is read again."""

from dataclasses import replace

import pytest

from plans.importing import ItemKind, Role, read_plan, source_from_text
from plans.importing.branches import DoesNotFit, draft_of, tree_of, words_of
from plans.importing.corrections import (
    Act,
    Correction,
    accept_finding,
    apply_corrections,
    check_correction,
    correct_item,
    finding_key,
    item_key,
    who_rows,
    wordings_of,
)
from tests.plans.importing.samples import PARTY_PLAN


def read(text=PARTY_PLAN):
    return read_plan(source_from_text(text))


def item_of(draft, words):
    return next(item for item in draft.walk() if words in item.text)


def doing(draft, item):
    return [one for one in draft.assignments if one.path == item.path]


def printed(draft):
    return [(item.path.count("."), words_of(item)) for item in draft.walk()]


def corrected(draft, act, words, **values):
    return apply_corrections(draft, [correct_item(act, item_of(draft, words), **values)])


def test_without_corrections_a_draft_stays_as_it_was_read():
    draft = read()

    assert apply_corrections(draft, []) == draft
    assert draft_of(tree_of(draft), draft) == draft


def test_a_correction_is_kept_and_given_back():
    correction = replace(
        correct_item(Act.SPLIT, item_of(read(), "Rà soát"), at=12), by=7, by_name="An", at="2026-02-10"
    )

    assert Correction.from_record(correction.to_record()) == correction


def test_edit_changes_only_what_is_named():
    draft = read()
    before = item_of(draft, "Rà soát thủ tục")

    after = item_of(corrected(draft, Act.EDIT, "Rà soát thủ tục", text="Rà soát quy trình"), "Rà soát quy trình")

    assert after == replace(before, text="Rà soát quy trình")


def test_edit_of_a_deadline_reads_it_and_gives_it_to_all_who_do_the_work():
    draft = corrected(read(), Act.EDIT, "Rà soát thủ tục", deadlines=["trước ngày 15/7/2026"])
    item = item_of(draft, "Rà soát thủ tục")

    assert wordings_of(item, doing(draft, item)) == ["trước ngày 15/7/2026"]
    assert [str(one.deadlines[0].dates[0]) for one in doing(draft, item)] == ["2026-07-15"]


def test_an_edited_deadline_that_says_nothing_becomes_a_finding():
    draft = corrected(read(), Act.EDIT, "Rà soát thủ tục", deadlines=["trước ngày 31/02/2026"])

    line = item_of(draft, "Rà soát thủ tục").lines[0]
    assert "deadline_unreadable" in [finding.code for finding in draft.findings if finding.line == line]


def test_edit_of_units_keeps_what_was_read_for_those_who_stay():
    draft = read()
    item = item_of(draft, "xây dựng kế hoạch của chi bộ mình")
    rows = [*who_rows(doing(draft, item)), {"name": "Văn phòng Đảng ủy", "role": "coordinate"}]

    after = corrected(draft, Act.EDIT, "xây dựng kế hoạch của chi bộ mình", who=rows)

    first, last = doing(after, item)[0], doing(after, item)[-1]
    assert (first.groups, first.via) == (("Các chi bộ trực thuộc",), "Văn phòng Đảng ủy")
    assert (last.units, last.roles, last.deadlines) == (("Văn phòng Đảng ủy",), (Role.COORDINATE,), ())


def test_naming_a_unit_takes_the_finding_that_nobody_is_named_away():
    text = PARTY_PLAN.replace("Giao Khối Dân vận chủ trì, hoàn", "Hoàn")
    draft = read(text)
    line = item_of(draft, "hội nghị gặp mặt").lines[0]
    assert "no_unit" in [finding.code for finding in draft.findings if finding.line == line]

    rows = [{"name": "Khối Dân vận", "role": "lead"}]
    after = corrected(draft, Act.EDIT, "hội nghị gặp mặt", who=rows)

    assert [finding for finding in after.findings if finding.line == line] == []


def test_split_divides_the_words_and_reads_both_parts_again():
    draft = read()
    words = "5. Văn phòng Đảng ủy phối hợp"
    item = next(item for item in draft.walk() if words_of(item).startswith(words))
    at = item.text.index("tổng hợp, báo cáo")

    after = apply_corrections(draft, [correct_item(Act.SPLIT, item, at=at)])

    first, second = item_of(after, "theo dõi, đôn đốc"), item_of(after, "tổng hợp, báo cáo")
    assert second.path.rpartition(".")[0] == first.path.rpartition(".")[0]
    assert [one.units for one in doing(after, second)] == [("Văn phòng Đảng ủy",)]
    assert wordings_of(first, doing(after, first)) == []
    assert len(wordings_of(second, doing(after, second))) == 1


def test_a_part_that_begins_with_a_label_gets_it():
    draft = read()
    at = item_of(draft, "Mỗi thôn").text.index("có không quá")
    edited = corrected(
        draft, Act.EDIT, "Mỗi thôn", text=item_of(draft, "Mỗi thôn").text[:at] + "3. có không quá 03 đơn"
    )

    after = corrected(edited, Act.SPLIT, "Mỗi thôn", at=at)

    assert (item_of(after, "có không quá").label_text.strip(), item_of(after, "có không quá").label) == ("3.", "3")


def test_merge_joins_an_item_to_the_paragraph_above_with_its_duties():
    draft = read()
    above, item = item_of(draft, "Bố trí kinh phí"), item_of(draft, "Rà soát thủ tục")

    after = corrected(draft, Act.MERGE, "Rà soát thủ tục")

    joined = item_of(after, "Bố trí kinh phí")
    assert joined.text == f"{above.text} {words_of(item)}"
    assert joined.lines == (above.lines[0], item.lines[1])
    assert wordings_of(joined, doing(after, joined)) == ["hoàn thành trước ngày 30/6/2026"]
    assert [one.units for one in doing(after, joined)] == [("Ủy ban nhân dân xã",)]


def test_what_is_no_task_keeps_its_words_and_loses_its_duties():
    draft = corrected(read(), Act.CONTENT, "Rà soát thủ tục")
    item = item_of(draft, "Rà soát thủ tục")

    assert (item.kind, item.deadlines, doing(draft, item)) == (ItemKind.CONTENT, (), [])


def test_what_is_no_item_goes_and_what_stood_below_takes_its_place():
    draft = read()
    children = [words_of(child) for child in item_of(draft, "Đẩy mạnh tuyên truyền").children]

    after = corrected(draft, Act.OMIT, "Đẩy mạnh tuyên truyền")

    assert [words for _, words in printed(after)] == [
        words for _, words in printed(draft) if words != "1. Đẩy mạnh tuyên truyền"
    ]
    assert [words_of(item) for item in item_of(after, "NHIỆM VỤ, GIẢI PHÁP").children][:2] == children


@pytest.mark.parametrize(("act", "step"), [(Act.INDENT, 1), (Act.OUTDENT, -1)])
def test_a_change_of_level_keeps_the_printed_order(act, step):
    draft = read()
    moved = words_of(item_of(draft, "Cấp phát tài liệu"))

    after = corrected(draft, act, moved.partition(" ")[2])

    assert [text for _, text in printed(after)] == [text for _, text in printed(draft)]
    steps = {text: level - before for (level, text), (before, _) in zip(printed(after), printed(draft), strict=True)}
    assert {text: moves for text, moves in steps.items() if moves} == {moved: step}


TABLE = """KẾ HOẠCH
công tác dân vận năm 2026

I. NHIỆM VỤ

| TT | Nội dung | Chủ trì | Phối hợp | Thời gian |
| 1 | Mở lớp tập huấn; in tài liệu | Ban Xây dựng Đảng | Văn phòng Đảng ủy | Quý II/2026 |
"""


def test_both_parts_of_a_row_keep_what_its_cells_say():
    draft = read(TABLE)
    item = item_of(draft, "Mở lớp")

    after = apply_corrections(draft, [correct_item(Act.SPLIT, item, at=item.text.index("in tài liệu"))])

    for words in ("Mở lớp", "in tài liệu"):
        part = item_of(after, words)
        assert [one.units for one in doing(after, part)] == [("Ban Xây dựng Đảng",), ("Văn phòng Đảng ủy",)]
        assert wordings_of(part, doing(after, part)) == wordings_of(item, doing(draft, item)) == ["Quý II/2026"]


@pytest.mark.parametrize(
    ("act", "words", "values"),
    [
        (Act.MERGE, "MỤC ĐÍCH, YÊU CẦU", {}),
        (Act.INDENT, "MỤC ĐÍCH, YÊU CẦU", {}),
        (Act.OUTDENT, "MỤC ĐÍCH, YÊU CẦU", {}),
        (Act.SPLIT, "Rà soát thủ tục", {"at": 0}),
        (Act.SPLIT, "Rà soát thủ tục", {"at": 5000}),
    ],
)
def test_an_act_without_room_is_refused_with_a_sentence(act, words, values):
    draft = read()

    with pytest.raises(DoesNotFit, match=r"\w"):
        check_correction(draft, [], correct_item(act, item_of(draft, words), **values))


def test_an_accepted_finding_is_gone_and_only_that_one():
    draft = read()
    accepted = draft.findings[1]

    after = apply_corrections(draft, [accept_finding(accepted)])

    assert after.findings == tuple(finding for finding in draft.findings if finding != accepted)


def test_an_accepted_finding_stays_accepted_when_its_line_has_moved():
    draft = read()
    accepted = next(finding for finding in draft.findings if finding.line)

    moved = apply_corrections(read(PARTY_PLAN.replace("KẾ HOẠCH\n", "\n\nKẾ HOẠCH\n", 1)), [accept_finding(accepted)])

    assert accepted.message not in [finding.message for finding in moved.findings]


def test_corrections_find_their_items_when_lines_have_moved():
    corrections = [
        correct_item(Act.CONTENT, item_of(read(), "Rà soát thủ tục")),
        correct_item(Act.OUTDENT, item_of(read(), "Cấp phát tài liệu")),
    ]

    moved = apply_corrections(read(PARTY_PLAN.replace("-----", "-----\n\nGhi chú thêm.\n")), corrections)

    assert item_of(moved, "Rà soát thủ tục").kind is ItemKind.CONTENT
    assert "correction_unfit" not in [finding.code for finding in moved.findings]


def test_a_correction_that_no_longer_fits_becomes_a_finding_and_the_rest_still_hold():
    lost = replace(correct_item(Act.CONTENT, item_of(read(), "Bố trí kinh phí")), by_name="Lê Thị Mẫu")
    kept = correct_item(Act.CONTENT, item_of(read(), "Rà soát thủ tục"))

    after = apply_corrections(read(PARTY_PLAN.replace("Bố trí kinh phí", "Bảo đảm kinh phí")), [lost, kept])

    finding = next(finding for finding in after.findings if finding.code == "correction_unfit")
    assert "Lê Thị Mẫu" in finding.message
    assert "Bố trí kinh phí" in finding.message
    assert item_of(after, "Rà soát thủ tục").kind is ItemKind.CONTENT


def test_of_two_items_alike_the_one_on_its_line_is_corrected():
    text = PARTY_PLAN.replace("- Sát dân, dễ hiểu, dễ làm.", "- Thường xuyên kiểm tra.")
    draft = read(text)
    second = [item for item in draft.walk() if item.text == "Thường xuyên kiểm tra."][1]

    after = apply_corrections(draft, [correct_item(Act.OMIT, second)])

    assert [item.lines for item in after.walk() if item.text == "Thường xuyên kiểm tra."] != [second.lines]


def test_keys_tell_items_and_findings_apart():
    draft = read()
    items, findings = list(draft.walk()), list(draft.findings)

    assert len({item_key(item) for item in items}) == len(items)
    assert len({finding_key(finding) for finding in findings}) == len(findings)
