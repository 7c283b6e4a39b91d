"""Whole plans of our own wording, in the shapes real ones have."""

import json
from datetime import date

import pytest

from plans.deadlines import DeadlineKind
from plans.importing import Comparison, DraftPlan, ItemKind, Role, TargetKind, read_plan, source_from_text
from tests.plans.importing.samples import PARTY_PLAN, STATE_PLAN, TABLE_PLAN, WRAPPED_PLAN


@pytest.fixture(scope="module")
def party():
    return read_plan(source_from_text(PARTY_PLAN))


@pytest.fixture(scope="module")
def state():
    return read_plan(source_from_text(STATE_PLAN))


def items(draft):
    return {item.path: item for item in draft.walk()}


def assigned(draft, path):
    return [assignment for assignment in draft.assignments if assignment.path == path]


def codes(draft):
    return [finding.code for finding in draft.findings]


def test_party_header_is_read(party):
    assert (party.number, party.number_text) == ("14-KH/ĐU", "14-KH/ĐU")
    assert (party.place, party.issued_on) == ("Tân Lập", date(2026, 2, 9))
    assert party.letterhead == ("ĐẢNG BỘ TỈNH MINH HÀ", "ĐẢNG ỦY XÃ TÂN LẬP")
    assert (party.type_name, party.title) == ("KẾ HOẠCH", "công tác dân vận của Đảng bộ xã năm 2026")
    assert party.issuer == "Ban Thường vụ Đảng ủy xã"
    assert party.period == (date(2026, 1, 1), date(2026, 12, 31))
    assert [citation.number for citation in party.citations] == ["05-CTr/TU", "02-NQ/ĐU"]


def test_party_closing_is_taken_out_of_two_columns(party):
    assert party.recipients == ("Ban Thường vụ Tỉnh ủy (b/c)", "Các chi bộ trực thuộc", "Lưu VPĐU")
    assert party.signatory
    assert (party.signatory.authority, party.signatory.position) == ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")
    assert party.signatory.name == "Trần Văn Mẫu"
    assert party.closing.startswith("Kế hoạch này")


def test_labels_and_kinds_stay_as_printed(party):
    outline = items(party)

    assert [item.label_text for item in party.outline] == ["I- ", "II- ", "III- ", "IV- "]
    assert outline["1.2.2"].kind is ItemKind.CONTENT
    assert outline["3.1"].kind is ItemKind.HEADING
    assert (outline["3.1.2"].label, outline["3.1.2"].kind) == ("b", ItemKind.TASK)
    assert (outline["4.4"].label, outline["4.4"].kind) == ("5", ItemKind.TASK)
    assert outline["4.1.2"].lines == (49, 49)


def test_targets_are_read_with_their_comparison(party):
    read = [(target.path, target.kind, target.comparison, target.value, target.unit) for target in party.targets]

    assert read == [
        ("2.1", TargetKind.PERCENT, Comparison.EQUAL, 100, "%"),
        ("2.2", TargetKind.COUNT, Comparison.AT_LEAST, 2, "mô hình"),
        ("2.2", TargetKind.COUNT, Comparison.AT_MOST, 3, "đơn thư"),
        ("2.3", TargetKind.ZERO, Comparison.EQUAL, 0, "khiếu kiện"),
    ]


def test_bullets_below_a_unit_are_its_duties(party):
    plain, dated = assigned(party, "4.1.1"), assigned(party, "4.1.2")

    assert [entry.units for entry in (*plain, *dated)] == [("Ủy ban nhân dân xã",)] * 2
    assert dated[0].deadlines[0].dates == (date(2026, 6, 30),)


def test_order_inside_a_task_names_its_unit(party):
    (order,) = assigned(party, "3.2")

    assert (order.units, order.roles) == (("Khối Dân vận",), (Role.LEAD,))
    assert order.deadlines[0].dates == (date(2026, 9, 30),)


def test_channel_of_the_report_keeps_receiver_and_collector_apart(party):
    (cells,) = assigned(party, "4.3")

    assert (cells.report_to, cells.via) == ("Đảng ủy", "Văn phòng Đảng ủy")


def test_several_roles_of_one_unit_and_its_helper(party):
    office, helper = assigned(party, "4.4")

    assert (office.units, office.roles) == (("Văn phòng Đảng ủy",), (Role.MONITOR, Role.COLLATE))
    assert len(office.deadlines[0].dates) == 4
    assert (helper.units, helper.roles, helper.deadlines) == (("Ban Xây dựng Đảng",), (Role.COORDINATE,), ())


def test_number_left_out_and_target_of_nobody_are_findings(party):
    assert codes(party) == ["target_without_unit", "missing_label"]
    assert [finding.line for finding in party.findings] == [31, 55]


def test_state_header_and_deputy_signature_are_read(state):
    assert state.number == "07/KH-UBND"
    assert state.letterhead == ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN HÒA")
    assert state.period == (date(2026, 1, 1), date(2028, 12, 31))
    assert state.signatory
    assert state.signatory.authority == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH"
    assert (state.signatory.position, state.signatory.name) == ("PHÓ CHỦ TỊCH", "Lê Thị Thử")


def test_fields_below_a_task_say_who_and_when(state):
    leader, helper = assigned(state, "2.2")

    assert (leader.units, leader.roles) == (("Văn phòng HĐND và UBND phường",), (Role.LEAD,))
    assert leader.deadlines[0].dates == (date(2026, 6, 30),)
    assert helper.units == ("Phòng Kinh tế, Hạ tầng và Đô thị", "Công an phường")


def test_impossible_day_and_unnamed_unit_go_to_a_person(state):
    (nobody,) = assigned(state, "3.3")

    assert (nobody.units, nobody.groups) == ((), ())
    assert [deadline.kind for deadline in nobody.deadlines] == [DeadlineKind.UNREADABLE]
    assert codes(state) == ["no_unit", "deadline_unreadable"]


def test_hard_wrapped_lines_become_paragraphs():
    draft = read_plan(source_from_text(WRAPPED_PLAN))
    outline = items(draft)

    assert [child.label for item in draft.outline for child in item.children] == ["1", "2", "1", "2"]
    assert outline["1.1"].text.endswith("góp phần phát triển kinh tế - xã hội của xã.")
    assert outline["2.1.1"].text.endswith("phụ trách theo dõi việc trả lời.")
    assert outline["2.1.1"].lines == (15, 20)
    assert assigned(draft, "2.1.1")[0].units == ("Ủy ban nhân dân xã",)


def test_table_of_an_appendix_gives_one_task_a_row():
    draft = read_plan(source_from_text(TABLE_PLAN))
    outline = items(draft)

    assert [(outline[path].label, outline[path].text) for path in ("3.1", "3.1.1")] == [
        ("I", "TUYÊN TRUYỀN"),
        ("1", "Mở lớp tập huấn"),
    ]
    leader, helper = assigned(draft, "3.1.1")
    assert (leader.units, leader.roles, leader.product) == (("Ban Xây dựng Đảng",), (Role.LEAD,), "Báo cáo")
    assert leader.deadlines[0].dates == (date(2026, 6, 30),)
    assert helper.groups == ("Các chi bộ",)
    assert assigned(draft, "3.1.2")[0].units == ("Văn phòng Đảng ủy", "UBND xã")


@pytest.mark.parametrize("text", [PARTY_PLAN, STATE_PLAN, WRAPPED_PLAN, TABLE_PLAN])
def test_record_of_a_draft_gives_the_same_draft_back(text):
    draft = read_plan(source_from_text(text))

    assert DraftPlan.from_record(json.loads(json.dumps(draft.to_record()))) == draft


def test_sections_with_the_same_number_are_kept_and_found():
    draft = read_plan(source_from_text("KẾ HOẠCH\nnăm 2026\n\nI. MỤC ĐÍCH\n\n1. Một.\n\nI. NỘI DUNG\n\n1. Hai.\n\n"))

    assert [(item.path, item.label) for item in draft.outline] == [("1", "I"), ("2", "I")]
    assert "duplicate_label" in codes(draft)


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("công tác dân vận năm 2025", (date(2025, 1, 1), date(2025, 12, 31))),
        ("phong trào giai đoạn 2017 - 2020", (date(2017, 1, 1), date(2020, 12, 31))),
        ("công tác 6 tháng cuối năm 2026", (date(2026, 7, 1), date(2026, 12, 31))),
        ("cao điểm quý II/2026", (date(2026, 4, 1), date(2026, 6, 30))),
        ("thực hiện Kết luận số 43-KL/TW ngày 07/01/2019 của Ban Bí thư", None),
        ("thực hiện Nghị quyết ngày 03 tháng 6 năm 2013", None),
        ("đề án đến năm 2030", None),
        ("năm 2025 và những năm tiếp theo", None),
    ],
)
def test_period_comes_from_the_abstract_alone(title, period):
    draft = read_plan(source_from_text(f"KẾ HOẠCH\n{title}\n\nI. NỘI DUNG\n\n1. Một việc.\n"))

    assert draft.period == period


def test_text_that_is_no_plan_is_a_draft_full_of_findings():
    draft = read_plan(source_from_text("Hôm nay trời đẹp.\nMai cũng vậy."))

    assert {"no_number", "no_title", "no_issuer", "no_period", "no_signatory", "no_recipients"} <= set(codes(draft))
    assert draft.assignments == ()


def test_unit_heading_in_a_section_of_any_name_owns_what_stands_below_it():
    duties = "1.1. Văn phòng Đảng ủy\n- Phát giấy mời trước ngày 20/10/2026;\n- Chuẩn bị hội trường.\n"
    text = "KẾ HOẠCH\nđối thoại năm 2026\n\n{}\n" + duties
    for heading in ("1. Phân công nhiệm vụ", "1. Nội dung và phân công thực hiện", "1. Nội dung"):
        draft = read_plan(source_from_text(text.format(heading)))

        assert [entry.units for entry in draft.assignments] == [("Văn phòng Đảng ủy",)] * 2
        assert draft.assignments[0].deadlines[0].dates == (date(2026, 10, 20),)


@pytest.mark.parametrize(
    "head",
    [
        "ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY AN HÒA An Hòa, ngày 12 tháng 5 năm 2026\n",
        "ĐẢNG CỘNG SẢN VIỆT NAM\nTỈNH ỦY AN HÒA An Hòa, ngày 12 tháng 5\nnăm 2026\n",
        "TỈNH ỦY AN HÒA ĐẢNG CỘNG SẢN VIỆT NAM\nSố 4-KH/TU An Hòa, ngày 12\ntháng 5 năm 2026\n",
    ],
)
def test_day_beside_the_body_or_broken_across_lines_is_read(head):
    plan = read_plan(source_from_text(f"{head}\nKẾ HOẠCH\nlàm dân vận\n\nI. NỘI DUNG\n\n1. Một.\n"))

    assert (plan.issued_on, plan.place, plan.letterhead) == (date(2026, 5, 12), "An Hòa", ("TỈNH ỦY AN HÒA",))


def test_blank_number_and_date_of_a_draft_are_findings():
    head = "ĐẢNG ỦY XÃ TÂN LẬP\n*\nSố       -KH/ĐU\nTân Lập, ngày      tháng      năm 2026\n\n"
    draft = read_plan(source_from_text(f"{head}KẾ HOẠCH\nnăm 2026\n\nI. NỘI DUNG\n\n1. Một việc.\n"))

    assert (draft.number, draft.issued_on) == (None, None)
    assert draft.letterhead == ("ĐẢNG ỦY XÃ TÂN LẬP",)
    assert {"no_number", "no_date"} <= set(codes(draft))
