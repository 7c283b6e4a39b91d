"""The words in which two texts differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.importing.rewording import Change, reworded

KEPT, REMOVED, ADDED = Change.KEPT, Change.REMOVED, Change.ADDED


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("trước ngày 15/3", "trước ngày 15/3", [("trước ngày 15/3", KEPT)]),
        (
            "gửi trước ngày 15/3 hằng năm",
            "gửi trước ngày 30/3 hằng năm",
            [("gửi trước ngày ", KEPT), ("15/3 ", REMOVED), ("30/3 ", ADDED), ("hằng năm", KEPT)],
        ),
        ("mỗi năm", "mỗi năm hai lần", [("mỗi năm ", KEPT), ("hai lần", ADDED)]),
        ("khu dân cư.", "khu dân cư và chợ.", [("khu dân cư ", KEPT), ("và chợ", ADDED), (".", KEPT)]),
        ("một hai ba", "bốn năm sáu", [("một hai ba", REMOVED), ("bốn năm sáu", ADDED)]),
        ("", "mới", [("mới", ADDED)]),
    ],
)
def test_reworded_marks_the_words_that_differ(before, after, expected):
    assert reworded(before, after) == expected


WORDS = st.lists(st.sampled_from(["việc", "chi", "bộ", "10/12", "15/6"])).map(" ".join)


@given(WORDS, WORDS)
def test_both_texts_stand_whole_in_what_is_marked(before, after):
    marked = reworded(before, after)

    def told(without):
        return "".join(words.text for words in marked if words.change != without).replace(" ", "")

    assert (told(ADDED), told(REMOVED)) == (before.replace(" ", ""), after.replace(" ", ""))
