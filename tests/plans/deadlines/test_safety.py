"""What must hold for any text at all: it never fails, the wording is kept, work grows with the length."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.deadlines import DeadlineKind, describe, find_deadlines, read_deadlines, write_deadline
from plans.deadlines.frame import Frame
from plans.deadlines.running import scan
from plans.deadlines.tokens import Token, tokenize

VOCABULARY = (
    "trước ngày tháng năm quý hằng hàng định kỳ thường xuyên hoàn thành trong chậm nhất từ đến hết kể ký cuối đầu "
    "của báo cáo đột xuất giai đoạn nhiệm tuần giờ sáng II IV l 06 10 12 15 31 2026 202 2017 01/11 10/12 31/2 "
    "( ) , ; . / - – … * “ ” ¹ sáu mười một kết thúc sau làm việc kỳ số 43-KL/TW 17h00 nay tới cùng và hoặc"
)
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(VOCABULARY.split()), max_size=25).map(" ".join))
any_day = st.none() | st.dates()
frames = st.fixed_dictionaries({"issued_on": any_day, "start": any_day, "end": any_day})


def _reads_back(deadline, plan) -> bool:
    """The canonical wording means the same; nothing can be compared where the plan's year is unknown."""
    if deadline.reason or not (plan["start"] or plan["issued_on"]):
        return True
    wording = write_deadline(deadline)
    return read_deadlines(wording, **plan) == [replace(deadline, wording=wording)]


@given(texts, frames)
@settings(max_examples=300, deadline=None)
def test_any_wording_is_read_written_and_described(text, plan):
    for deadline in read_deadlines(text, **plan):
        assert deadline.wording == text
        assert list(deadline.dates) == sorted(set(deadline.dates))
        assert describe(deadline)
        assert write_deadline(deadline) == text or _reads_back(deadline, plan)


@given(texts, frames)
@settings(max_examples=300, deadline=None)
def test_any_text_is_searched_and_spans_are_the_wording(text, plan):
    end = 0
    for found in find_deadlines(text, **plan):
        assert found.deadline.wording == text[found.start : found.end]
        assert end <= found.start < found.end
        end = found.end


class CountedTokens(Sequence[Token]):
    """Tokens that count how often they are looked at."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.looks = tokens, 0

    def __getitem__(self, at):
        self.looks += 1
        return self.tokens[at]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        raise AssertionError("the scan goes by place")


def _looks(text: str) -> int:
    tokens = CountedTokens(tokenize(text))
    scan(tokens, Frame(date(2026, 1, 1), None, None))
    return tokens.looks


PIECES = [
    "báo cáo trước ngày 10/12 hằng năm, gửi Đảng ủy. ",
    "định kỳ 06 tháng, ",
    "15/6 và ",
    "(((( ",
    "( trước ngày ",
    "hoàn thành trong ",
    "thường xuyên theo dõi, ",
    "10 ngày kể từ ngày xây dựng ",
    "43-KL/TW ngày ",
    "1/",
    "mười ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_length_of_the_text(piece):
    assert _looks(piece * (10_000 // len(piece))) <= 12 * max(_looks(piece * (1_000 // len(piece))), 100)


@pytest.mark.slow
@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_length_of_a_book(piece):
    assert _looks(piece * (100_000 // len(piece))) <= 12 * max(_looks(piece * (10_000 // len(piece))), 100)


@pytest.mark.parametrize("piece", ["1", "a", "à", "*", "\u0301", "\u200b", "(", "ngày "])
def test_a_huge_wording_is_answered(piece):
    assert read_deadlines(piece * 100_000, issued_on=None, start=None, end=None) == []


def test_an_unreadable_wording_keeps_its_words():
    [deadline] = read_deadlines("  trước ngày 31/2/2026. ", issued_on=None, start=None, end=None)

    assert (deadline.kind, deadline.wording) == (DeadlineKind.UNREADABLE, "  trước ngày 31/2/2026. ")
