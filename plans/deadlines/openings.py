"""Where in running text a deadline may begin, told by the word there and by what stands soon after it.

Most places are none, so the grammar is tried at few: reading stays linear and fast on any text.
"""

from collections.abc import Sequence

from plans.deadlines.reader import FIRST_NUMBER_WORDS
from plans.deadlines.tokens import Token, one_spelling

MAX_LEAD = 14
# Words that make the end of a period due, and are seldom anything else in running text.
COMPLETING = (
    "thời gian thực hiện và hoàn thành",
    "thời gian hoàn thành",
    "thời hạn hoàn thành",
    "hạn hoàn thành",
    "thời gian thực hiện",
    "thời gian tổ chức",
    "thời hạn thực hiện",
    "hoàn thành xong",
    "hoàn thành",
    "thực hiện xong",
    "thời hạn",
    "thời gian",
    "thời hạn cuối cùng",
    "hạn cuối cùng",
    "hạn cuối",
    "hạn chót",
    "hạn nộp",
)
BEGINNING = (
    "trước",
    "chậm nhất",
    "muộn nhất",
    "đến hết",
    "trong tháng",
    "trong quý",
    "trong vòng",
    "trong thời hạn",
    "không quá",
    "tối đa",
    "vào ngày",
    "vào sáng ngày",
    "vào chiều ngày",
    "vào tối ngày",
    "sáng ngày",
    "chiều ngày",
    "tối ngày",
    "vào cuối",
    "vào tháng",
    "vào quý",
    "vào",
    "đúng dịp",
    "nhân dịp",
    "dịp",
    "ngày",
    "ngày cuối cùng",
    "sau",
    "định kỳ",
    "thường xuyên",
    "đột xuất khi",
    "hằng tuần",
    "hàng tuần",
    "hằng tháng",
    "hàng tháng",
    "hằng quý",
    "hàng quý",
    "từ ngày",
    "từ tháng",
    "từ",
    "tính đến",
    "chốt số liệu",
    "giai đoạn",
    "nhiệm kỳ",
    "đến ngày",
    "đến cuối",
    "đến tháng",
    "đến quý",
    "dự kiến",
    "khi có yêu cầu",
    "khi có chỉ đạo",
    "khi được yêu cầu",
)
REPEATING = ("báo cáo", "hằng năm", "hàng năm", "mỗi năm")
_FIRST_WORDS = frozenset(one_spelling(phrase.split()[0]) for phrase in (*COMPLETING, *BEGINNING))
_BY_THEMSELVES = frozenset(one_spelling(word) for word in ("(", "định", "thường", "đột"))
_TIMELY_AS_WRITTEN = "quý hôm cuối đầu giữa cả nay này hằng hàng mỗi từng tuần sau theo kịp ngay khẩn"
_TIMELY = FIRST_NUMBER_WORDS | frozenset(map(one_spelling, _TIMELY_AS_WRITTEN.split()))
_CLAUSE_ENDS = frozenset(".;")
_EACH = frozenset(map(one_spelling, ("hằng", "hàng")))
_REPEATING = frozenset(tuple(map(one_spelling, phrase.split())) for phrase in REPEATING)
_ASKED = (one_spelling("khi"), frozenset(map(one_spelling, ("có", "được"))))
_ASKING = (one_spelling("yêu"), one_spelling("cầu"))
MAX_ASKING = 10  # words from "khi" to the "yêu cầu" of whoever asks
_SHORT_PERIODS = frozenset(map(one_spelling, ("tuần", "tháng", "quý")))
COUNTED = ("lần", "đợt", "cuộc", "kỳ", "buổi")
TURNS = frozenset(map(one_spelling, ("lần", "đợt", "cuộc", "buổi")))
TURN_NUMBERS = frozenset(map(one_spelling, "một nhất đầu hai nhì ba bốn tư 1 2 3 4 i ii iii iv".split()))  # noqa: SIM905
RANK = one_spelling("thứ")
_AFTER_NUMBER_AS_WRITTEN = "/ - . : ( h g giờ ngày tuần tháng năm lần đợt buổi cuộc kỳ của hằng hàng mỗi từng"
_AFTER_NUMBER = frozenset(map(one_spelling, _AFTER_NUMBER_AS_WRITTEN.split()))


def _repeats(tokens: Sequence[Token], at: int, after: str) -> bool:
    """Whether "hằng tuần" opens or closes a clause there; "hằng năm" is too common in prose to set a duty."""
    if tokens[at].text not in _EACH or after not in _SHORT_PERIODS:
        return False
    is_last = at + 2 >= len(tokens) or tokens[at + 2].text in _CLAUSE_ENDS
    return is_last or at == 0 or not tokens[at - 1].is_word


def openings(tokens: Sequence[Token]) -> list[int]:
    """Where a deadline may begin, by the word there and by what stands soon after it: most places are none."""
    places: list[int] = []
    timely, asking, after = len(tokens) + MAX_LEAD, len(tokens) + MAX_ASKING, ""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        text = token.text
        is_number = token.is_number
        if is_number:
            is_opening = after in _AFTER_NUMBER
        else:
            is_opening = (
                text in _BY_THEMSELVES
                or _repeats(tokens, at, after)
                or (text == _ASKED[0] and (after in _ASKED[1] or asking - at <= MAX_ASKING))
                or (text, after) in _REPEATING
                or (text in TURNS and (after == RANK or after in TURN_NUMBERS) and timely - at <= MAX_LEAD)
                or (text in _FIRST_WORDS and timely - at <= MAX_LEAD)
            )
        if is_opening:
            places.append(at)
        if is_number or text in _TIMELY:
            timely = at
        if (text, after) == _ASKING:
            asking = at
        after = text
    places.reverse()
    return places
