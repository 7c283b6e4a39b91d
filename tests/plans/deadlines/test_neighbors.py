"""Official wordings beside the table of DOMAIN.md §3.2: rightly read, or left to a person; never wrong."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.deadlines import DeadlineKind, read_deadlines
from tests.plans.deadlines.table import PLAN, PLANS, ROWS, in_short

READ = """
chậm nhất đến ngày 30/6/2026 = fixed 2026-06-30
chậm nhất trước ngày 10/12/2026 = fixed < 2026-12-10
hạn chót là 17h00 ngày 20/8/2026 = fixed 2026-08-20 17:00
không quá ngày 30/6/2026 = fixed 2026-06-30
hết tháng 6/2026 = fixed 2026-06-30
đến cuối năm 2026 = fixed 2026-12-31 ?
trước cuối tháng 6/2026 = fixed < 2026-06-30 ?
trong ngày 15/6/2026 = fixed 2026-06-15
ngày 15, 16/6/2026 = fixed 2026-06-15 2026-06-16
15/6, 15/9, 15/12/2026 = fixed 2026-06-15 2026-09-15 2026-12-15
thứ Hai, ngày 20/7/2026 = fixed 2026-07-20
Thứ Ba, ngày 20/7/2026 = fixed 2026-07-20 ?
ngày 20/7/2026, thứ Ba = fixed 2026-07-20 ?
Chủ nhật, ngày 20/9/2026 = fixed 2026-09-20
08 giờ 00, thứ Hai, ngày 20/7/2026 = fixed 2026-07-20 08:00
trước 17:00 ngày 20/7/2026 = fixed < 2026-07-20 17:00
8g30 ngày 20/7/2026 = fixed 2026-07-20 08:30
14h00 chiều ngày 20/7/2026 = fixed 2026-07-20 14:00
quý III-2026 = fixed 2026-09-30 [2026-07-01 2026-09-30]
Quý II, III/2026 = fixed 2026-06-30 [2026-04-01 2026-06-30] | fixed 2026-09-30 [2026-07-01 2026-09-30]
quý II-III/2026 = fixed 2026-09-30 [2026-04-01 2026-09-30]
từ quý II đến quý IV/2026 = undated [2026-04-01 2026-12-31]
tháng 5, 6/2026 = fixed 2026-05-31 [2026-05-01 2026-05-31] | fixed 2026-06-30 [2026-06-01 2026-06-30]
tháng 5-6/2026 = fixed 2026-06-30 [2026-05-01 2026-06-30]
Tháng 7 - 9/2026 = fixed 2026-09-30 [2026-07-01 2026-09-30]
tháng 5 đến tháng 7/2026 = fixed 2026-07-31 [2026-05-01 2026-07-31]
từ tháng 5 đến tháng 10 năm 2026 = undated [2026-05-01 2026-10-31]
tháng 6 và tháng 12 hằng năm = recurring 2026-06-30 2026-12-31
từ nay đến hết tháng 6/2026 = fixed 2026-06-30 [2026-05-05 2026-06-30]
từ nay đến 30/6/2026 = undated [2026-05-05 2026-06-30]
từ nay đến cuối năm = undated [2026-05-05 2026-12-31] ?
từ ngày 10 đến ngày 15/6/2026 = undated [2026-06-10 2026-06-15]
từ ngày 10 đến 15 tháng 6 năm 2026 = undated [2026-06-10 2026-06-15]
từ ngày 15/12/2025 đến ngày 14/6/2026 = undated [2025-12-15 2026-06-14]
trung tuần tháng 6/2026 = undated [2026-06-11 2026-06-20] ?
tuần đầu tháng 6/2026 = undated [2026-06-01 2026-06-07] ?
tuần thứ 2 của tháng 6/2026 = undated [2026-06-08 2026-06-14] ?
bắt đầu từ ngày 01/7/2026, hoàn thành trước ngày 30/9/2026 = fixed < 2026-09-30
trước ngày 29/02/2028 = fixed < 2028-02-29
29/02 hằng năm = recurring 2026-02-28 ?
trước ngày 15/01 năm sau = recurring < 2027-01-15
trước ngày 20 của tháng cuối mỗi quý = recurring < 2026-03-20 2026-06-20 2026-09-20 2026-12-20
sau 05 ngày làm việc kể từ ngày ban hành kế hoạch = fixed 2026-05-12 ?
trong vòng 03 tháng kể từ ngày ký = fixed 2026-08-05
chậm nhất sau 30 ngày kể từ khi Kế hoạch này được ban hành = fixed 2026-06-04
chậm nhất sau 05 ngày kể từ khi kết thúc quý = recurring 2026-04-05 2026-07-05 2026-10-05 2027-01-05
trong 5 ngày làm việc kể từ ngày nhận được văn bản = undated ?
chậm nhất là 03 ngày làm việc trước ngày họp = undated ?
hằng quý, 6 tháng, năm = undated
02 lần/năm = undated
ít nhất 02 lần/năm = undated
mỗi quý ít nhất 01 lần = undated
6 tháng (trước 15/6), năm (trước 15/12) = recurring < 2026-06-15 | recurring < 2026-12-15
6 tháng đầu năm trước ngày 15/6, cả năm trước ngày 15/12 = recurring < 2026-06-15 | recurring < 2026-12-15
báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước 05/12 = recurring < 2026-06-10 | recurring < 2026-12-05
báo cáo 6 tháng trước 10/6, năm trước 05/12 = recurring < 2026-06-10 | recurring < 2026-12-05
báo cáo sơ kết 6 tháng trước ngày 15/6/2026 = fixed < 2026-06-15
trước ngày 15/6 (báo cáo 6 tháng) và trước ngày 15/12 (báo cáo năm) = fixed < 2026-06-15 | fixed < 2026-12-15
thường xuyên; báo cáo trước ngày 15/12 hằng năm = ongoing | recurring < 2026-12-15
Thường xuyên, định kỳ hằng quý = ongoing | undated
15tháng6năm2026 = fixed 2026-06-15
"""

LEFT_TO_A_PERSON = """
ngày 30 tháng 2
ngày 31/11
ngày 32
32/12/2026
trước ngày 00/5/2026
trước ngày 10/0/2026
trước ngày 10/5/20266
trước ngày 10/5/202
trước ngày 1O/5/2026
trước ngày l0/5/2026
trước ngày 10/5/26
trước ngày …/5/2026
trước ngày .../.../2026
ngày ... tháng ... năm 2026
trước ngày 29/02/2026
30/02 hằng năm
31/6 và 31/12 hằng năm
trước ngày 15/6 và 31/11 hằng năm
ngày 30, 31/6/2026
24h00 ngày 30/6/2026
25 giờ ngày 30/6/2026
trước 17h65 ngày 30/6/2026
6-12/2026
2026/06/15
T6/2026
Q3/2026
quý ba năm 2026
thứ Sáu hằng tuần
trước 16h00 hằng ngày
trong 10 ngày tới
ngày mai
tháng này
quý tới
trước tháng 7/2026
trước năm 2030
trước quý III/2026
trước Tết Nguyên đán
trước khi kết thúc quý 10 ngày
10 ngày trước khi hết quý
sau ngày 01/7/2026
sau khi có hướng dẫn của Trung ương
2 năm một lần
trước ngày 25 tháng thứ hai của quý
ngày làm việc cuối cùng của tháng
tuần cuối tháng 6/2026
năm 2026 và những năm tiếp theo
Tháng 6/2026 (hằng năm)
Thời hạn: 03 tháng
Trước 30/6 (6 tháng), trước 31/12 (năm)
đợt 1: tháng 3/2026, đợt 2: tháng 9/2026
Quý II/2026 (sau khi có hướng dẫn)
từ 7 giờ 30 đến 11 giờ 30 ngày 20/7/2026
"""


@pytest.mark.parametrize("line", READ.strip().splitlines())
def test_a_neighbor_is_read(line):
    wording, meaning = line.split(" = ")

    assert " | ".join(in_short(found.to_json()) for found in read_deadlines(wording, **PLAN)) == meaning


@pytest.mark.parametrize("wording", LEFT_TO_A_PERSON.strip().splitlines())
def test_a_neighbor_is_left_to_a_person(wording):
    assert [found.kind for found in read_deadlines(wording, **PLAN)] == [DeadlineKind.UNREADABLE]


VARIETY = (
    lambda text: text.upper().replace("H00", "h00"),
    lambda text: unicodedata.normalize("NFD", text),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" ", " \u200b"),
    lambda text: f"({text}).",
    lambda text: f"**{text}**;",
    lambda text: f"  *“{text}”*./.",
    lambda text: text.replace("đ", "ð").replace("Đ", "Ð"),
    lambda text: text.replace("quý", "quí").replace("kỳ", "kì"),
    lambda text: text.replace("hằng", "hàng").replace("Hằng", "Hàng"),
    lambda text: text.replace("hoàn", "hòan").replace("Hoàn", "Hòan"),
    lambda text: text.replace("-", "–"),
)
dated_rows = st.sampled_from([row for row in ROWS if row[2]])


@given(dated_rows, st.lists(st.sampled_from(VARIETY), max_size=5, unique=True))
@settings(max_examples=500, deadline=None)
def test_variety_of_spelling_does_not_change_the_reading(row, changes):
    name, wording, meaning = row
    for change in changes:
        wording = change(wording)

    found = read_deadlines(wording, **PLANS.get(name, PLAN))

    assert " | ".join(in_short(deadline.to_json()) for deadline in found) == meaning
