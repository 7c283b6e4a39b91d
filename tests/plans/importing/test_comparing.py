"""A new version beside the plan in force: every paragraph once, and nothing decided that is not plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importing.comparing import Aspect, Beside, Doubt, Outcome, Passage, compare

PLAN = """\
0 I MỤC ĐÍCH, YÊU CẦU
1 1 Nâng cao nhận thức của cán bộ, đảng viên về công tác dân vận trong tình hình mới
1 2 Bám sát chỉ đạo của cấp trên, phù hợp với điều kiện của địa phương
0 II NHIỆM VỤ
1 1 Tuyên truyền
2 - Mở chuyên mục trên đài truyền thanh của phường vào thứ hai đầu tuần
2 - Cấp phát tài liệu hỏi đáp cho các chi bộ trước ngày 15/3/2026
1 2 Tổ chức đối thoại giữa người đứng đầu cấp ủy với Nhân dân mỗi năm một lần
1 3 Xây dựng ít nhất hai mô hình dân vận khéo ở mỗi khu phố
0 III TỔ CHỨC THỰC HIỆN
1 1 Các chi bộ báo cáo kết quả về Đảng ủy trước ngày 10/12/2026
"""


def passages(text, **beside):
    """Lines "depth label words" as passages; `beside` says what stands beside the line with that number."""
    found = []
    for number, line in enumerate(text.splitlines()):
        depth, label, words = line.split(" ", 2)
        found.append(Passage(str(number), int(depth), label, words, beside.get(f"at{number}", Beside())))
    return found


def told(pairs):
    """What is not as before: "2~3" with its outcome, aspects and doubt."""
    return {
        pair.key: (pair.outcome, *pair.aspects, *([pair.doubt] if pair.doubt else []))
        for pair in pairs
        if pair.outcome != Outcome.UNCHANGED
    }


def after(*changes):
    """The plan's text with pieces of it exchanged."""
    text = PLAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return passages(text)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], {}),
        ([("trước ngày 15/3/2026", "trước ngày 30/3/2026")], {"6~6": (Outcome.CHANGED, Aspect.TEXT)}),
        ([("địa phương", "địa phương;")], {}),
        ([("địa phương", "địa  phương")], {}),
        ([("1 2 Bám sát", "1 3 Bám sát")], {"2~2": (Outcome.CHANGED, Aspect.LABEL)}),
        ([(f"{PLAN.splitlines()[2]}\n", "")], {"2~": (Outcome.DROPPED,)}),
        ([("0 III", "0 III KINH PHÍ\n0 IV")], {"~9": (Outcome.NEW,), "9~10": (Outcome.CHANGED, Aspect.LABEL)}),
        ([("0 I MỤC ĐÍCH, YÊU CẦU", "0 I QUAN ĐIỂM CHỈ ĐẠO")], {"0~0": (Outcome.CHANGED, Aspect.TEXT, Doubt.FAR)}),
        ([("2 - Cấp phát", "1 a Cấp phát")], {"6~6": (Outcome.CHANGED, Aspect.LABEL, Aspect.PLACE)}),
        (
            [("1 3 Xây", "1 4 Xây"), ("1 2 Tổ", "1 3 Tổ"), ("1 1 Tuyên", "1 1 Học tập nghị quyết\n1 2 Tuyên")],
            {
                "~4": (Outcome.NEW,),
                "4~5": (Outcome.CHANGED, Aspect.LABEL),
                "7~8": (Outcome.CHANGED, Aspect.LABEL),
                "8~9": (Outcome.CHANGED, Aspect.LABEL),
            },
        ),
    ],
)  # fmt: skip
def test_compare_tells_what_has_changed(changes, expected):
    assert told(compare(passages(PLAN), after(*changes))) == expected


def test_a_moved_paragraph_is_the_same_one_in_another_place():
    lines = PLAN.splitlines()
    moved = passages("\n".join([*lines[:7], *lines[8:], lines[7]]))

    assert told(compare(passages(PLAN), moved)) == {"7~10": (Outcome.CHANGED, Aspect.PLACE)}


def test_a_paragraph_moved_and_edited_is_recognized():
    lines = PLAN.splitlines()
    edited = lines[7].replace("một lần", "hai lần, vào tháng 4 và tháng 10")
    moved = passages("\n".join([*lines[:1], edited, *lines[1:7], *lines[8:]]))

    assert told(compare(passages(PLAN), moved)) == {"7~1": (Outcome.CHANGED, Aspect.PLACE, Aspect.TEXT)}


def test_a_paragraph_split_in_two_is_a_changed_one_and_a_new_one_and_a_person_decides():
    whole = "0 I Rà soát kiến nghị của người dân ở từng khu phố và trả lời bằng văn bản cho từng người đã gửi"
    halves = "0 I Rà soát kiến nghị của người dân ở từng khu phố\n0 II Trả lời bằng văn bản cho từng người đã gửi"

    pairs = compare(passages(whole), passages(halves))

    assert sorted(pair.outcome for pair in pairs) == [Outcome.CHANGED, Outcome.NEW]
    assert any(pair.doubt for pair in pairs)


def test_two_that_are_as_like_as_each_other_are_in_doubt():
    lines = [f"0 {n} Chi bộ khu phố {name} báo cáo kết quả trước ngày 10/12" for n, name in [(1, "một"), (2, "hai")]]
    one = passages("\n".join(lines))
    other = passages("0 5 Chi bộ khu phố năm báo cáo kết quả trước ngày 10/12")

    pairs = compare(one, other)

    assert [pair.doubt for pair in pairs if pair.outcome == Outcome.CHANGED] == [Doubt.RIVAL]


def test_lines_of_one_pattern_keep_to_their_own():
    pattern = "1 {0} Chi bộ khu phố {0} báo cáo kết quả trước ngày {1}"
    one = passages("\n".join(["0 I BÁO CÁO", *(pattern.format(n, "10/12") for n in range(1, 9))]))
    other = passages("\n".join(["0 I BÁO CÁO", *(pattern.format(n, "15/12") for n in range(1, 9))]))

    pairs = compare(one, other)

    assert [pair.key for pair in pairs] == [f"{n}~{n}" for n in range(9)]
    assert {pair.doubt for pair in pairs} == {None}


def test_few_words_left_are_in_doubt():
    one = passages("0 I Tổ chức gặp mặt người có uy tín vào dịp đầu năm tại trụ sở")
    other = passages("0 I Tổ chức hội nghị biểu dương người có uy tín vào tháng mười một hằng năm")

    (pair,) = compare(one, other)

    assert (pair.outcome, pair.doubt) == (Outcome.CHANGED, Doubt.FAR)


def test_a_text_that_quotes_only_what_it_changes_drops_nothing_plainly():
    pairs = compare(passages(PLAN), passages(PLAN.splitlines()[7]))

    assert {pair.doubt for pair in pairs if pair.outcome == Outcome.DROPPED} == {Doubt.PARTIAL}


def test_what_a_person_joined_or_parted_stands():
    one, other = passages(PLAN), after(("1 3 Xây dựng ít nhất hai mô hình dân vận khéo ở mỗi khu phố", "1 3 Kinh phí"))

    assert told(compare(one, other)) == {"8~": (Outcome.DROPPED,), "~8": (Outcome.NEW,)}
    assert told(compare(one, other, together=[("8", "8"), ("99", "8")])) == {"8~8": (Outcome.CHANGED, Aspect.TEXT)}
    assert set(told(compare(one, one, apart=[("2", "2")]))) == {"2~", "~2"}


def test_what_stands_beside_it_is_compared():
    duty = Beside(units=frozenset({"u1"}), deadlines=frozenset({"trước 10/12"}))
    one = passages(PLAN, at10=duty)
    other = passages(
        PLAN.replace("10/12/2026", "15/12/2026"), at10=Beside(frozenset({"u2"}), frozenset({"trước 15/12"}))
    )

    assert told(compare(one, other)) == {"10~10": (Outcome.CHANGED, Aspect.TEXT, Aspect.DEADLINES, Aspect.UNITS)}


READ, SETTLED, OTHER = (Beside(units=frozenset({name})) for name in ("đơn vị", "u1", "u2"))


@pytest.mark.parametrize(
    ("stands", "as_read", "says", "expected"),
    [
        (SETTLED, READ, READ, {}),
        (SETTLED, SETTLED, OTHER, {"0~0": (Outcome.CHANGED, Aspect.UNITS)}),
        (SETTLED, READ, OTHER, {"0~0": (Outcome.CHANGED, Aspect.UNITS, Doubt.READING)}),
        (SETTLED, None, OTHER, {"0~0": (Outcome.CHANGED, Aspect.UNITS, Doubt.READING)}),
    ],
)
def test_what_a_person_put_right_stays_right_while_the_words_stay(stands, as_read, says, expected):
    one = [Passage("0", 0, "I", "Việc được giao", stands, as_read)]

    assert told(compare(one, [Passage("0", 0, "I", "Việc được giao", says)])) == expected


WORDS = st.lists(
    st.sampled_from(["việc", "chi", "bộ", "khu", "phố", "báo", "trước", "10/12", "họp"]), min_size=1, max_size=9
)
OUTLINE = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["1", "2", "a)", "-"]), WORDS), max_size=24)


def outline(rows, *, prefix=""):
    return [Passage(f"{prefix}{n}", depth, label, " ".join(words)) for n, (depth, label, words) in enumerate(rows)]


@given(OUTLINE)
def test_a_document_compared_with_itself_is_all_unchanged(rows):
    pairs = compare(outline(rows), outline(rows, prefix="n"))

    assert [pair.key for pair in pairs] == [f"{n}~n{n}" for n in range(len(rows))]
    assert told(pairs) == {}


@given(OUTLINE, st.data())
def test_what_is_taken_out_is_dropped_and_nothing_else(rows, data):
    kept = [row for row in rows if data.draw(st.booleans())]

    pairs = compare(outline(rows), outline(kept, prefix="n"))

    def count(items):
        return sorted((depth, label, " ".join(words)) for depth, label, words in items)

    dropped = [pair.before for pair in pairs if pair.outcome == Outcome.DROPPED]
    assert {pair.outcome for pair in pairs} <= {Outcome.DROPPED, Outcome.UNCHANGED}
    assert sorted([*count(kept), *((p.depth, p.label, p.text) for p in dropped)]) == count(rows)


@given(OUTLINE, st.lists(st.integers(0, 24), max_size=5))
def test_what_is_put_in_is_new_and_nothing_else(rows, places):
    added = list(rows)
    for n, place in enumerate(sorted(places)):
        added.insert(place, (0, "mới", [f"mới{n}"] * 7))

    pairs = compare(outline(rows), outline(added, prefix="n"))

    new = [pair.after.text for pair in pairs if pair.outcome == Outcome.NEW]
    assert {pair.outcome for pair in pairs} <= {Outcome.NEW, Outcome.UNCHANGED}
    assert sorted(new) == sorted(" ".join([f"mới{n}"] * 7) for n in range(len(places)))


@given(OUTLINE, OUTLINE)
def test_every_paragraph_of_both_stands_once(rows, others):
    pairs = compare(outline(rows), outline(others, prefix="n"))

    assert sorted(pair.before.key for pair in pairs if pair.before) == sorted(str(n) for n in range(len(rows)))
    assert sorted(pair.after.key for pair in pairs if pair.after) == sorted(f"n{n}" for n in range(len(others)))
