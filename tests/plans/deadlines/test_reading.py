"""Wording found in real plans (DOMAIN.md §3.2; the id of its row stands beside it), read whole."""

from datetime import date

import pytest

from plans.deadlines import DeadlineKind, read_deadlines

PLAN = {"issued_on": date(2026, 5, 5), "start": date(2026, 1, 1), "end": date(2026, 12, 31)}
MONTH_ENDS = "01-31 02-28 03-31 04-30 05-31 06-30 07-31 08-31 09-30 10-31 11-30 12-31"


def every_month(day: int) -> str:
    return " ".join(f"{month:02d}-{day:02d}" for month in range(1, 13))


def in_short(deadline) -> str:
    """ "fixed < 2026-05-31 [2026-05-01 2026-05-31] 17:00 ?half": the plan's own year is left out."""
    said = deadline.to_json()
    words = [said["kind"], "<" if said["before"] else "", *said["dates"]]
    words += [f"[{' '.join(said['window'])}]" if said["window"] else "", said["time"] or ""]
    words += ["?" if said["fuzzy"] else "", "+".join(deadline.series), deadline.reason or ""]
    return " ".join(word for word in words if word).replace("2026-", "")


FIXED_POINTS = [
    ("D001", "trước ngày 10/5/2024", "fixed < 2024-05-10"),
    ("D005", "trước ngày 10/07/2026", "fixed < 07-10"),
    ("D006", "Hoàn thành trước ngày 05/12/2024", "fixed < 2024-12-05"),
    ("D008", "trước ngày 20.7.2020", "fixed < 2020-07-20"),
    ("D009", "hoàn thành trước 30-6-2020", "fixed < 2020-06-30"),
    ("D010", "trước ngày 15/1/2015", "fixed < 2015-01-15"),
    ("D011", "ngày 30/1/2015", "fixed 2015-01-30"),
    ("D012", "20/10/2026", "fixed 10-20"),
    ("D015", "trước 7h00 sáng ngày 01/7/2025", "fixed < 2025-07-01 07:00"),
    ("D016", "07 giờ 30 phút, ngày 29/10/2025", "fixed 2025-10-29 07:30"),
    ("D017", "trước 17 giờ 00 ngày 05/12/2026", "fixed < 12-05 17:00"),
    ("D018", "trước 17h00 hôm nay", "fixed < 05-05 17:00"),
    ("D020", "07/02/2021 (chủ Nhật)", "fixed 2021-02-07"),
    ("D020, another weekday", "07/02/2021 (thứ Hai)", "fixed 2021-02-07 ?"),
    ("D021", "trước 15/12", "fixed < 12-15"),
    ("D022", "trước ngày 31/8", "fixed < 08-31"),
    ("D023", "trước ngày 28.2", "fixed < 02-28 ?"),
    ("D025", "ngày 05/6", "fixed 06-05"),
    ("D026", "10-12", "fixed 12-10"),
    ("D026", "10.12", "fixed 12-10"),
    ("D028", "31/8 năm nay", "fixed 08-31"),
    ("D110", "06 (sáu) tháng 06 (sáu)", "fixed 06-06"),
    ("D111", "25 (hai mươi lăm) tháng 11 (mười một)", "fixed 11-25"),
    ("D114", "27 tháng 11", "fixed 11-27"),
    ("two days", "trước ngày 15/6 và 15/12/2026", "fixed < 06-15 12-15"),
    ("afternoon", "trước 5 giờ chiều ngày 10/6/2026", "fixed < 06-10 17:00"),
    ("a long lead-in", "thời hạn cuối cùng: ngày 10/12/2026", "fixed 12-10"),
    ("addressed", "gửi báo cáo về Đảng ủy (qua Ban Xây dựng đảng) trước ngày 10/6/2026", "fixed < 06-10"),
]
PERIODS = [
    ("D029", "hoàn thành trong tháng 5/2026", "fixed 05-31 [05-01 05-31]"),
    ("D031", "trong tháng 3.2026", "fixed 03-31 [03-01 03-31]"),
    ("D032", "tháng 5/2026", "fixed 05-31 [05-01 05-31]"),
    ("D032, no word", "5/2026", "fixed 05-31 [05-01 05-31]"),
    ("D034", "cuối tháng 3-2020", "fixed 2020-03-31 ?"),
    ("D035", "đầu tháng 3", "undated [03-01 03-10] ?"),
    ("D036", "trong tháng 01 năm 2026", "fixed 01-31 [01-01 01-31]"),
    ("D037", "Dự kiến tuần 03 tháng 12 năm 2024", "undated [2024-12-15 2024-12-21] ?"),
    ("D038", "Tuần 1–3", "undated [05-05 05-26] ?"),
    ("D039", "trong tuần này", "fixed 05-10 ?"),
    ("D040", "trong quý II năm 2019", "fixed 2019-06-30 [2019-04-01 2019-06-30]"),
    ("D040", "Thời gian hoàn thành trong quý II năm 2019", "fixed 2019-06-30 [2019-04-01 2019-06-30]"),
    ("D042", "trong quý 1/2026", "fixed 03-31 [01-01 03-31]"),
    ("D043", "Quý IV/2026", "fixed 12-31 [10-01 12-31]"),
    ("D044", "Quý III/2026 - Quý IV/2026", "fixed 12-31 [07-01 12-31]"),
    ("D045", "từ tháng 1-2018 đến hết quý I-2019", "fixed 2019-03-31 [2018-01-01 2019-03-31]"),
    ("D047", "quý cuối năm", "undated [10-01 12-31]"),
    ("D048", "6 tháng đầu năm", "undated [01-01 06-30]"),
    ("D049", "6 tháng cuối năm", "undated [07-01 12-31]"),
    ("D050", "6 tháng đầu/cuối năm", "undated [01-01 06-30] | undated [07-01 12-31]"),
    ("D051", "sáu tháng đầu năm 2026", "undated [01-01 06-30]"),
    ("due with a marker", "hoàn thành trong 6 tháng đầu năm 2026", "fixed 06-30 [01-01 06-30]"),
    ("D075", "trong năm … ít nhất 01 cuộc", "undated [01-01 12-31]"),
    ("D076", "trong năm 2024", "undated [2024-01-01 2024-12-31]"),
    ("D077", "năm 2025", "undated [2025-01-01 2025-12-31]"),
    ("D078", "Đến hết năm 2026", "fixed 12-31"),
    ("D079", "Đến năm 2030", "fixed 2030-12-31"),
    ("D080", "những tháng cuối năm", "undated [05-05 12-31] ?"),
    ("D115", "01/10 năm trước → 31/3 năm sau", "undated [2025-10-01 03-31]"),
    ("D118", "từ 15/12 năm trước đến 14/12", "undated [2025-12-15 12-14]"),
    ("D136", "giai đoạn 2023 - 2025", "undated [2023-01-01 2025-12-31]"),
    ("D139", "5 năm giai đoạn 2021-2025", "undated [2021-01-01 2025-12-31]"),
    ("D140", "giai đoạn 2021-2025 và định hướng đến năm 2030", "undated [2021-01-01 2025-12-31]"),
    ("D141", "giai đoạn 2026 - 2030, tầm nhìn đến năm 2045", "undated [01-01 2030-12-31]"),
    ("D145", "Từ ngày 15/4/2024 đến hết ngày 31/10/2024", "fixed 2024-10-31 [2024-04-15 2024-10-31]"),
    ("D146", "từ 01/01/2016 đến 10/12/2016", "undated [2016-01-01 2016-12-10]"),
    ("D148", "Từ ngày 1.1 đến ngày 6.7", "undated [01-01 07-06]"),
    ("D149", "từ ngày 20-5 đến 30-9-2019", "undated [2019-05-20 2019-09-30]"),
    ("D152", "4 tháng đầu năm", "undated [01-01 04-30]"),
    ("D153", "9 tháng đầu năm 2025", "undated [2025-01-01 2025-09-30]"),
]
RECURRING = [
    ("D046", "trong Quý I và hằng năm", "recurring 03-31 year"),
    ("D055", "15/6 và 15/12 hằng năm", "recurring 06-15 12-15 year"),
    ("D056", "trước ngày 05/06, 05/12 hằng năm", "recurring < 06-05 12-05 year"),
    ("D057", "ngày 20/6 và ngày 20/12 hàng năm", "recurring 06-20 12-20 year"),
    ("D058", "Trước ngày 15 tháng 7 và 15 tháng 01 hằng năm", "recurring < 07-15 2027-01-15 year"),
    ("D061", "45 ngày kể từ ngày kết thúc 6 tháng đầu năm tài chính", "recurring 08-14 year"),
    ("D062", "trước ngày 10 tháng 12 hằng năm", "recurring < 12-10 year"),
    ("D068", "trước ngày 15 tháng 01 hằng năm", "recurring < 2027-01-15 year"),
    ("D069", "30/01 năm sau", "recurring 2027-01-30 year"),
    ("D070", "trước ngày 15/12 hằng năm cho năm kế tiếp", "recurring < 12-15 year"),
    ("series first", "hằng năm, trước ngày 10/12", "recurring < 12-10 year"),
    ("D081", "ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch", "recurring 2027-03-31 year"),
    ("D082", "chậm nhất ngày 15 của tháng cuối quý", "recurring 03-15 06-15 09-15 12-15 quarter"),
    ("D085", "ngày 20 tháng của cuối quý", "recurring 03-20 06-20 09-20 12-20 quarter"),
    ("D087", "06 (sáu) của tháng cuối quý", "recurring 03-06 06-06 09-06 12-06 quarter"),
    ("D088", "08 (tám) tháng cuối quý", "recurring 03-08 06-08 09-08 12-08 quarter"),
    ("D089", "trước ngày 05 tháng cuối cùng của mỗi quý", "recurring < 03-05 06-05 09-05 12-05 quarter"),
    ("D090", "chậm nhất vào ngày 25 của tháng cuối kỳ báo cáo", "recurring 06-25 12-25 ? period"),
    (
        "D092",
        "ngày cuối cùng của tháng/quý",
        f"recurring {MONTH_ENDS} month | recurring 03-31 06-30 09-30 12-31 quarter",
    ),
    ("D093", "30 ngày kể từ ngày kết thúc quý", "recurring 04-30 07-30 10-30 2027-01-30 quarter"),
    ("D095", "ngày 30 của tháng tiếp sau tháng kết thúc báo cáo", "recurring 07-30 2027-01-30 ? period"),
    ("D096", "cuối tháng, quý", f"recurring {MONTH_ENDS} month | recurring 03-31 06-30 09-30 12-31 quarter"),
    ("D097", "trước ngày 25 hằng tháng", f"recurring < {every_month(25)} month"),
    ("D099", "25 hằng tháng", f"recurring {every_month(25)} month"),
    ("D101", "trước ngày 15 của tháng", f"recurring < {every_month(15)} month"),
    ("D102", "Chậm nhất ngày 15 (mười lăm) của tháng báo cáo", f"recurring {every_month(15)} month"),
    ("D105", "ngày cuối cùng của từng tháng", f"recurring {MONTH_ENDS} month"),
    ("D106", "từ ngày 1 đến ngày 5 hằng tháng", f"recurring {every_month(5)} month"),
    ("short months", "ngày 31 hằng tháng", f"recurring {MONTH_ENDS} month"),
]
SERIES = [
    ("D052", "định kỳ 06 tháng, 01 năm hoặc đột xuất", "undated half+year | on_request"),
    ("D053", "Định kỳ 06 tháng, 01 năm", "undated half+year"),
    (
        "D054",
        "định kỳ 06 tháng (trước ngày 10/5/2024), 01 năm (trước ngày 30/10/2024)",
        "fixed < 2024-05-10 half | fixed < 2024-10-30 year",
    ),
    (
        "no year",
        "báo cáo 6 tháng trước ngày 15/6; báo cáo năm trước ngày 15/12",
        "recurring < 06-15 half | recurring < 12-15 year",
    ),
    (
        "each named after",
        "trước ngày 15/6 (báo cáo 6 tháng), trước ngày 15/12 (báo cáo năm)",
        "fixed < 06-15 half | fixed < 12-15 year",
    ),
    ("how often", "01 lần/năm", "undated year"),
    ("how often", "6 tháng/lần", "undated half"),
    ("named after", "trước ngày 15/6/2026 (báo cáo 6 tháng)", "fixed < 06-15 half"),
    ("D072", "hằng năm", "undated year"),
    ("D073", "hàng năm", "undated year"),
    ("D074", "ít nhất mỗi năm một lần", "undated year"),
    ("D091", "hằng quý", "undated quarter"),
    ("D108", "Hằng tháng, Hằng quý, 6 tháng", "undated month+quarter+half"),
    ("D109", "6 tháng, hằng năm, đầu kỳ, giữa kỳ, cuối kỳ hoặc đột xuất", "undated half+year+term | on_request"),
    ("D158", "định kỳ báo cáo", "undated period"),
    ("D159", "định kỳ kiểm tra, đánh giá", "undated period"),
    ("D160", "định kỳ, đột xuất", "undated period | on_request"),
    ("D161", "Định kỳ (hoặc đột xuất khi cần thiết)", "undated period | on_request"),
]
WITHOUT_DATE = [
    ("D122", "sau 10 ngày kể từ ngày ban hành", "fixed 05-15"),
    ("D124", "sau 10 (mười) ngày kể từ ngày ký ban hành", "fixed 05-15"),
    ("working days", "5 ngày làm việc kể từ ngày ký", "fixed 05-12 ?"),
    ("D127", "chậm nhất 10 ngày kể từ ngày tổ chức hội nghị", "undated ? event"),
    ("D128", "chậm nhất 07 ngày trước", "undated ? event"),
    ("D129", "105 ngày trước bầu cử", "undated ? event"),
    ("D130", "ngay sau kỳ nghỉ Tết", "undated ? event"),
    ("D131", "hoàn thành ngay sau UBND xã đi vào hoạt động", "undated ? event"),
    ("D132", "2 ngày làm việc kể từ ngày nhận", "undated ? event"),
    ("D133", "24-48 giờ", "undated ? event"),
    ("D134", "tối đa sau thời gian 05 năm", "undated ? event"),
    ("D135", "ngày 10/6 hoặc ngày làm việc kế tiếp", "fixed 06-10"),
    ("D135, a Sunday", "ngày 14/6 hoặc ngày làm việc kế tiếp", "fixed 06-15"),
    ("D154", "thực hiện thường xuyên", "ongoing"),
    ("D156", "thường xuyên theo dõi, đôn đốc", "ongoing"),
    ("all year", "Thường xuyên trong năm", "ongoing"),
    ("D157", "kịp thời", "undated promptly"),
    ("D162", "đột xuất khi có yêu cầu", "on_request"),
    ("D163", "theo quy định", "undated by_rule"),
    ("D164", "theo kế hoạch", "undated by_plan"),
    ("D165", "theo đúng sự chỉ đạo của cấp trên", "undated by_order"),
    ("D166", "Theo thực trạng", "undated as_needed"),
    ("D167", "trong thời gian đến", "undated soon"),
]


@pytest.mark.parametrize(("row", "wording", "meaning"), [*FIXED_POINTS, *PERIODS, *RECURRING, *SERIES, *WITHOUT_DATE])
def test_wording_of_real_plans_is_understood(row, wording, meaning):
    assert " | ".join(in_short(deadline) for deadline in read_deadlines(wording, **PLAN)) == meaning


@pytest.mark.parametrize(
    "wording",
    [
        "từ ngày 05/11/2019",
        "từ ngày 26 tháng 9 năm 2016",
        "Tính đến ngày 28 tháng 10 năm 2025",
        "bắt đầu từ tháng 4-2020",
        "ngày 15 tháng 12 của năm trước",
        "Chốt số liệu trước ngày 25 hằng tháng",
        "kể từ ngày ký",
        "Tầm nhìn đến năm 2045",
        "các Nghị quyết hằng năm",
        "(16/6/1955-16/6/2025)",
        "(15/10/1930-15/10/2025)",
        "Kết luận số 43-KL/TW ngày 07/01/2019",
        "khoá XII",
        "năm học, năm ngân sách",
        "95 năm Ngày truyền thống",
        "trước hết, trước mắt",
        "",
        "   ",
        "./.",
    ],
)
def test_what_is_no_deadline_gives_none(wording):
    assert read_deadlines(wording, **PLAN) == []


@pytest.mark.parametrize(
    "wording",
    [
        "01/11/202 đến 15/11/2024",
        "trước ngày 31/2/2026",
        "29/2/2026",
        "31/4",
        "31/2 hằng năm",
        "tháng 13/2026",
        "quý V/2026",
        "quý 11/2026",
        "trước quý III",
        "sau Đại hội",
        "trước Tết",
        "trước tháng 6/2026",
        "trước năm 2030",
        "12/31/2026",
        "2026-05-31",
        "trước ngày 10/12 hằng năm nếu có",
        "Các đơn vị báo cáo trước ngày 10/12 hằng năm",
        "15 (mười sáu) hằng tháng",
        "trước 25h00 ngày 10/5/2026",
        "từ ngày 10/6/2026 đến ngày 1/6/2026",
        "ngày 10",
        "trước ngày 10/5/24",
    ],
)
def test_what_is_not_wholly_understood_is_left_to_a_person(wording):
    [deadline] = read_deadlines(wording, **PLAN)

    assert (deadline.kind, deadline.wording, deadline.dates) == (DeadlineKind.UNREADABLE, wording, ())
