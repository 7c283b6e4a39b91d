"""Every row of DOMAIN.md §3.2 (D001 to D175) with what it must give, in the short notation of `in_short`.

A row is (id, wording, meaning). The plan around it is issued on 05/5/2026 and runs from 01/01 to 31/12/2026, unless
PLANS names another for the row. "" means no deadline at all. Where the table leaves the choice to the reader, the
choice stands in a comment beside the row; where it adds words about the row ("bare", "table cell") they are left out.
"""

from datetime import date
from typing import Any

PLAN = {"issued_on": date(2026, 5, 5), "start": date(2026, 1, 1), "end": date(2026, 12, 31)}
PLANS = {
    "D062": {"issued_on": date(2017, 5, 1), "start": date(2017, 1, 1), "end": date(2020, 12, 31)},
    "D148": {"issued_on": date(2020, 7, 10), "start": date(2020, 1, 1), "end": date(2020, 12, 31)},
}
MONTH_ENDS = (
    "2026-01-31 2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 "
    "2026-07-31 2026-08-31 2026-09-30 2026-10-31 2026-11-30 2026-12-31"
)
QUARTER_ENDS = "2026-03-31 2026-06-30 2026-09-30 2026-12-31"


def every_month(day: int) -> str:
    return " ".join(f"2026-{month:02d}-{day:02d}" for month in range(1, 13))


def every_quarter(day: int) -> str:
    return " ".join(f"2026-{month:02d}-{day:02d}" for month in (3, 6, 9, 12))


def in_short(said: dict[str, Any]) -> str:
    """One object of `read_deadlines` as "fixed < 2026-05-31 [2026-05-01 2026-05-31] 17:00 ?"; "?" is fuzzy."""
    words = [said["kind"], "<" if said["before"] else "", *said["dates"]]
    words += [f"[{' '.join(said['window'])}]" if said["window"] else "", said["time"] or "", "?" * said["fuzzy"]]
    return " ".join(word for word in words if word)


FIXED_POINTS = [
    ("D001", "trước ngày 10/5/2024", "fixed < 2024-05-10"),
    ("D002", "trước ngày 30/10/2024", "fixed < 2024-10-30"),
    ("D003", "trước ngày 15/6/2025", "fixed < 2025-06-15"),
    ("D004", "trước ngày 25/10/2026", "fixed < 2026-10-25"),
    ("D005", "trước ngày 10/07/2026", "fixed < 2026-07-10"),
    ("D006", "Hoàn thành trước ngày 05/12/2024", "fixed < 2024-12-05"),
    ("D007", "trước ngày 15/12/2016", "fixed < 2016-12-15"),
    ("D008", "trước ngày 20.7.2020", "fixed < 2020-07-20"),
    ("D009", "hoàn thành trước 30-6-2020", "fixed < 2020-06-30"),
    ("D010", "trước ngày 15/1/2015", "fixed < 2015-01-15"),
    ("D011", "ngày 30/1/2015", "fixed 2015-01-30"),
    ("D012", "20/10/2026", "fixed 2026-10-20"),
    # The day something begins is no deadline, and the plan's own end is not its end.
    ("D013", "từ ngày 05/11/2019", ""),
    ("D014", "từ ngày 26 tháng 9 năm 2016", ""),
    ("D015", "trước 7h00 sáng ngày 01/7/2025", "fixed < 2025-07-01 07:00"),
    ("D016", "07 giờ 30 phút, ngày 29/10/2025", "fixed 2025-10-29 07:30"),
    ("D017", "trước 17 giờ 00 ngày 05/12/2026", "fixed < 2026-12-05 17:00"),
    ("D018", "trước 17h00 hôm nay", "fixed < 2026-05-05 17:00"),
    ("D019", "Tính đến ngày 28 tháng 10 năm 2025", ""),  # a cut-off
    ("D020", "07/02/2021 (chủ Nhật)", "fixed 2021-02-07"),
]
WITHOUT_YEAR = [
    ("D021", "trước 15/12", "fixed < 2026-12-15"),
    ("D022", "trước ngày 31/8", "fixed < 2026-08-31"),
    ("D023", "trước ngày 28.2", "fixed < 2026-02-28 ?"),  # before the day of issue: asked (§3.4 rule 7)
    ("D024", "trước 31/12", "fixed < 2026-12-31"),
    ("D025", "ngày 05/6", "fixed 2026-06-05"),
    ("D026", "10-12", "fixed 2026-12-10"),
    ("D026", "10/12", "fixed 2026-12-10"),
    ("D026", "10.12", "fixed 2026-12-10"),
    ("D027", "06/6", "fixed 2026-06-06"),
    ("D028", "31/8 năm nay", "fixed 2026-08-31"),
]
MONTHS = [
    ("D029", "hoàn thành trong tháng 5/2026", "fixed 2026-05-31 [2026-05-01 2026-05-31]"),
    ("D030", "trong tháng 3/2026", "fixed 2026-03-31 [2026-03-01 2026-03-31]"),
    ("D031", "trong tháng 3.2026", "fixed 2026-03-31 [2026-03-01 2026-03-31]"),
    ("D032", "tháng 5/2026", "fixed 2026-05-31 [2026-05-01 2026-05-31]"),
    ("D033", "bắt đầu từ tháng 4-2020", ""),  # as D013
    ("D034", "cuối tháng 3-2020", "fixed 2020-03-31 ?"),
    ("D035", "đầu tháng 3", "undated [2026-03-01 2026-03-10] ?"),
    ("D036", "trong tháng 01 năm 2026", "fixed 2026-01-31 [2026-01-01 2026-01-31]"),
    ("D037", "Dự kiến tuần 03 tháng 12 năm 2024", "undated [2024-12-15 2024-12-21] ?"),
    ("D037", "tháng 12 năm 2024, tuần 03", "undated [2024-12-15 2024-12-21] ?"),
    ("D038", "Tuần 1–3", "undated [2026-05-05 2026-05-26] ?"),
    ("D039", "trong tuần này", "fixed 2026-05-10 ?"),  # Sunday, to be confirmed
]
QUARTERS = [
    ("D040", "trong quý II năm 2019", "fixed 2019-06-30 [2019-04-01 2019-06-30]"),
    ("D040", "Thời gian hoàn thành trong quý II năm 2019", "fixed 2019-06-30 [2019-04-01 2019-06-30]"),
    ("D041", "trong quý I/2026", "fixed 2026-03-31 [2026-01-01 2026-03-31]"),
    ("D042", "trong quý 1/2026", "fixed 2026-03-31 [2026-01-01 2026-03-31]"),
    ("D043", "Quý IV/2026", "fixed 2026-12-31 [2026-10-01 2026-12-31]"),
    ("D044", "Quý III/2026 - Quý IV/2026", "fixed 2026-12-31 [2026-07-01 2026-12-31]"),
    # "đến hết": the last day of the range is due.
    ("D045", "từ tháng 1-2018 đến hết quý I-2019", "fixed 2019-03-31 [2018-01-01 2019-03-31]"),
    ("D046", "trong Quý I và hằng năm", "recurring 2026-03-31"),  # the plan has one year only
    ("D047", "quý cuối năm", "undated [2026-10-01 2026-12-31]"),
]
HALF_YEARS = [
    ("D048", "6 tháng đầu năm", "undated [2026-01-01 2026-06-30]"),  # by the calendar, not by NĐ 09/2019
    ("D049", "6 tháng cuối năm", "undated [2026-07-01 2026-12-31]"),
    ("D050", "6 tháng đầu/cuối năm", "undated [2026-01-01 2026-06-30] | undated [2026-07-01 2026-12-31]"),
    ("D051", "sáu tháng đầu năm 2026", "undated [2026-01-01 2026-06-30]"),
    ("D052", "định kỳ 06 tháng, 01 năm hoặc đột xuất", "undated | on_request"),
    ("D053", "Định kỳ 06 tháng, 01 năm", "undated"),
    (
        "D054",
        "định kỳ 06 tháng (trước ngày 10/5/2024), 01 năm (trước ngày 30/10/2024)",
        "fixed < 2024-05-10 | fixed < 2024-10-30",
    ),
    ("D055", "15/6 và 15/12 hằng năm", "recurring 2026-06-15 2026-12-15"),
    ("D056", "trước ngày 05/06, 05/12 hằng năm", "recurring < 2026-06-05 2026-12-05"),
    ("D057", "ngày 20/6 và ngày 20/12 hàng năm", "recurring 2026-06-20 2026-12-20"),
    ("D058", "Trước ngày 15 tháng 7 và 15 tháng 01 hằng năm", "recurring < 2026-07-15 2027-01-15"),
    ("D059", "Trước ngày 31 tháng 12 hằng năm", "recurring < 2026-12-31"),
    ("D060", "Trước ngày 30 tháng 6 hằng năm", "recurring < 2026-06-30"),
    ("D061", "45 ngày kể từ ngày kết thúc 6 tháng đầu năm tài chính", "recurring 2026-08-14"),
]
YEARLY = [
    ("D062", "trước ngày 10 tháng 12 hằng năm", "recurring < 2017-12-10 2018-12-10 2019-12-10 2020-12-10"),
    ("D063", "10 tháng 12 hằng năm", "recurring 2026-12-10"),
    ("D064", "15 tháng 6 hằng năm", "recurring 2026-06-15"),
    ("D065", "trước ngày 20/11 hàng năm", "recurring < 2026-11-20"),
    ("D066", "trước ngày 25/11 hàng năm", "recurring < 2026-11-25"),
    ("D067", "20/12 hàng năm", "recurring 2026-12-20"),
    ("D068", "trước ngày 15 tháng 01 hằng năm", "recurring < 2027-01-15"),
    ("D069", "30/01 năm sau", "recurring 2027-01-30"),
    ("D070", "trước ngày 15/12 hằng năm cho năm kế tiếp", "recurring < 2026-12-15"),
    ("D071", "ngày 15 tháng 12 của năm trước", ""),  # a cut-off
    ("D072", "hằng năm", "undated"),
    ("D073", "hàng năm", "undated"),
    ("D074", "mỗi năm một lần", "undated"),
    ("D074", "ít nhất mỗi năm một lần", "undated"),
    ("D075", "trong năm … ít nhất 01 cuộc", "undated [2026-01-01 2026-12-31]"),  # a count within the plan's year
    ("D075", "trong năm 2025 ít nhất 01 cuộc", "undated [2025-01-01 2025-12-31]"),
    ("D076", "trong năm 2024", "undated [2024-01-01 2024-12-31]"),
    ("D077", "năm 2025", "undated [2025-01-01 2025-12-31]"),
    ("D078", "Đến hết năm 2026", "fixed 2026-12-31"),
    ("D079", "Đến năm 2030", "fixed 2030-12-31"),
    ("D080", "những tháng cuối năm", "undated [2026-05-05 2026-12-31] ?"),
    ("D081", "ngày cuối cùng của tháng thứ 3 kể từ ngày kết thúc năm dương lịch", "recurring 2027-03-31"),
]
QUARTERLY = [
    ("D082", "chậm nhất ngày 15 của tháng cuối quý", f"recurring {every_quarter(15)}"),
    ("D083", "trước ngày 15 của tháng cuối quý", f"recurring < {every_quarter(15)}"),
    ("D084", "ngày 20 tháng cuối quý", f"recurring {every_quarter(20)}"),
    ("D085", "ngày 20 tháng của cuối quý", f"recurring {every_quarter(20)}"),
    ("D086", "20 của tháng cuối quý", f"recurring {every_quarter(20)}"),
    ("D087", "06 (sáu) của tháng cuối quý", f"recurring {every_quarter(6)}"),
    ("D088", "08 (tám) tháng cuối quý", f"recurring {every_quarter(8)}"),
    ("D089", "trước ngày 05 tháng cuối cùng của mỗi quý", f"recurring < {every_quarter(5)}"),
    # The period is not named: half-years, as a plan's periods are unless it says otherwise, to be confirmed.
    ("D090", "chậm nhất vào ngày 25 của tháng cuối kỳ báo cáo", "recurring 2026-06-25 2026-12-25 ?"),
    ("D091", "hằng quý", "undated"),
    ("D092", "ngày cuối cùng của tháng/quý", f"recurring {MONTH_ENDS} | recurring {QUARTER_ENDS}"),
    ("D093", "30 ngày kể từ ngày kết thúc quý", "recurring 2026-04-30 2026-07-30 2026-10-30 2027-01-30"),
    ("D094", "90 ngày kể từ ngày kết thúc quý", "recurring 2026-06-29 2026-09-28 2026-12-29 2027-03-31"),
    ("D095", "ngày 30 của tháng tiếp sau tháng kết thúc báo cáo", "recurring 2026-07-30 2027-01-30 ?"),  # as D090
    ("D096", "cuối tháng, quý", f"recurring {MONTH_ENDS} | recurring {QUARTER_ENDS}"),
]
MONTHLY = [
    ("D097", "trước ngày 25 hằng tháng", f"recurring < {every_month(25)}"),
    ("D098", "trước 25 hằng tháng", f"recurring < {every_month(25)}"),
    ("D099", "25 hằng tháng", f"recurring {every_month(25)}"),
    ("D100", "Chốt số liệu trước ngày 25 hằng tháng", ""),  # a cut-off
    ("D101", "trước ngày 15 của tháng", f"recurring < {every_month(15)}"),
    ("D102", "Chậm nhất ngày 15 (mười lăm) của tháng báo cáo", f"recurring {every_month(15)}"),
    ("D103", "ngày 20 của tháng báo cáo", f"recurring {every_month(20)}"),
    ("D104", "vào ngày 03 hằng tháng", f"recurring {every_month(3)}"),
    ("D105", "ngày cuối cùng của từng tháng", f"recurring {MONTH_ENDS}"),
    # Due on the last day of the window; the rule keeps its first.
    ("D106", "từ ngày 1 đến ngày 5 hằng tháng", f"recurring {every_month(5)}"),
    ("D107", "từ ngày 5 đến ngày 10 hằng tháng", f"recurring {every_month(10)}"),
    ("D108", "Hằng tháng, Hằng quý, 6 tháng", "undated"),  # one entry, three series
    ("D109", "6 tháng, hằng năm, đầu kỳ, giữa kỳ, cuối kỳ hoặc đột xuất", "undated | on_request"),
]
CIRCULARS = [
    ("D110", "06 (sáu) tháng 06 (sáu)", "fixed 2026-06-06"),
    ("D111", "25 (hai mươi lăm) tháng 11 (mười một)", "fixed 2026-11-25"),
    ("D112", "16 (mười sáu) …", "unreadable"),  # the month is left out: nobody can know it
    ("D112", "16 (mười sáu) của tháng cuối quý", f"recurring {every_quarter(16)}"),
    ("D113", "08 (tám) tháng 06 (sáu)", "fixed 2026-06-08"),
    ("D114", "27 tháng 11", "fixed 2026-11-27"),
    ("D115", "01/10 năm trước → 31/3 năm sau", "undated [2025-10-01 2026-03-31]"),
    ("D116", "01/10 năm trước → 30/9 năm sau", "undated [2025-10-01 2026-09-30]"),
    # A window for every month, of figures and not of work: the series, without a due day.
    ("D117", "từ ngày 15 tháng trước kỳ báo cáo đến ngày 14 của tháng thuộc kỳ", "undated ?"),
    ("D118", "từ 15/12 năm trước đến 14/12", "undated [2025-12-15 2026-12-14]"),
    ("D119", "20 ngày kể từ ngày chốt số liệu", "undated ?"),
    ("D120", "15 ngày kể từ ngày chốt số liệu", "undated ?"),
    ("D121", "tối thiểu sau 01 ngày kể từ ngày chốt", "undated ?"),
]
# The issue of the plan is the one event whose day is known; after any other a person is asked (undated, fuzzy).
EVENTS = [
    ("D122", "sau 10 ngày kể từ ngày ban hành", "fixed 2026-05-15"),
    ("D123", "sau 10 ngày kể từ ngày ký", "fixed 2026-05-15"),
    ("D124", "sau 10 (mười) ngày kể từ ngày ký ban hành", "fixed 2026-05-15"),
    ("D125", "kể từ ngày ký", ""),  # as D013
    ("D126", "10 ngày kể từ ngày xây dựng công văn", "undated ?"),
    ("D127", "chậm nhất 10 ngày kể từ ngày tổ chức hội nghị", "undated ?"),
    ("D128", "chậm nhất 07 ngày trước", "undated ?"),
    ("D129", "105 ngày trước bầu cử", "undated ?"),
    ("D130", "ngay sau kỳ nghỉ Tết", "undated ?"),
    ("D131", "hoàn thành ngay sau UBND xã đi vào hoạt động", "undated ?"),
    ("D132", "2 ngày làm việc kể từ ngày nhận", "undated ?"),
    ("D133", "24-48 giờ", "undated ?"),
    ("D134", "tối đa sau thời gian 05 năm", "undated ?"),
    ("D135", "ngày 10/6 hoặc ngày làm việc kế tiếp", "fixed 2026-06-10"),
]
RANGES = [
    ("D136", "giai đoạn 2023 - 2025", "undated [2023-01-01 2025-12-31]"),
    ("D137", "giai đoạn 2022 - 2026", "undated [2022-01-01 2026-12-31]"),
    ("D138", "giai đoạn 2017 - 2020", "undated [2017-01-01 2020-12-31]"),
    ("D139", "5 năm giai đoạn 2021-2025", "undated [2021-01-01 2025-12-31]"),
    ("D140", "giai đoạn 2021-2025 và định hướng đến năm 2030", "undated [2021-01-01 2025-12-31]"),
    ("D141", "giai đoạn 2026 - 2030, tầm nhìn đến năm 2045", "undated [2026-01-01 2030-12-31]"),
    ("D142", "Tầm nhìn đến năm 2045", ""),
    # A term of office runs from congress to congress: its years are known, its days are to be confirmed.
    ("D143", "nhiệm kỳ 2025-2027", "undated [2025-01-01 2027-12-31] ?"),
    ("D144", "nhiệm kỳ 2025 - 2030", "undated [2025-01-01 2030-12-31] ?"),
    # "đến hết ngày": the last day of the range is due.
    ("D145", "Từ ngày 15/4/2024 đến hết ngày 31/10/2024", "fixed 2024-10-31 [2024-04-15 2024-10-31]"),
    ("D146", "từ 01/01/2016 đến 10/12/2016", "undated [2016-01-01 2016-12-10]"),
    ("D147", "từ 01/01/2017 đến 25/12/2017", "undated [2017-01-01 2017-12-25]"),
    ("D148", "Từ ngày 1.1 đến ngày 6.7", "undated [2020-01-01 2020-07-06]"),
    ("D149", "từ ngày 20-5 đến 30-9-2019", "undated [2019-05-20 2019-09-30]"),
    ("D150", "từ ngày 20/11/2010 đến 30/11/2010", "undated [2010-11-20 2010-11-30]"),
    ("D151", "01/11/202 đến 15/11/2024", "unreadable"),
    ("D152", "4 tháng đầu năm", "undated [2026-01-01 2026-04-30]"),
    ("D153", "9 tháng đầu năm 2025", "undated [2025-01-01 2025-09-30]"),
]
WITHOUT_DATE = [
    ("D154", "thực hiện thường xuyên", "ongoing"),
    ("D155", "thường xuyên", "ongoing"),
    ("D156", "thường xuyên theo dõi, đôn đốc", "ongoing"),
    ("D157", "kịp thời", "undated"),
    ("D158", "định kỳ báo cáo", "undated"),
    ("D159", "định kỳ kiểm tra, đánh giá", "undated"),
    ("D160", "định kỳ, đột xuất", "undated | on_request"),
    ("D161", "Định kỳ (hoặc đột xuất khi cần thiết)", "undated | on_request"),
    ("D162", "đột xuất khi có yêu cầu", "on_request"),
    ("D163", "theo quy định", "undated"),
    ("D164", "theo kế hoạch", "undated"),
    ("D165", "theo đúng sự chỉ đạo của cấp trên", "undated"),
    ("D166", "Theo thực trạng", "undated"),
    ("D167", "trong thời gian đến", "undated"),
    ("D168", "các Nghị quyết hằng năm", ""),
]
NO_DEADLINES = [
    ("D169", "(16/6/1955-16/6/2025)", ""),
    ("D170", "(15/10/1930-15/10/2025)", ""),
    ("D171", "Kết luận số 43-KL/TW, ngày 07/01/2019", ""),  # the date alone would be D011
    ("D171", "Kết luận số 43-KL/TW ngày 07/01/2019", ""),
    ("D172", "khóa XI", ""),
    ("D172", "khoá XII", ""),
    ("D172", "khóa XI / khoá XII", ""),
    ("D173", "năm học, năm ngân sách", ""),
    ("D173", "năm học", ""),
    ("D174", "95 năm Ngày truyền thống", ""),
    ("D175", "trước hết, trước mắt", ""),
    ("D175", "trước hết", ""),
]
ROWS = [
    *FIXED_POINTS,
    *WITHOUT_YEAR,
    *MONTHS,
    *QUARTERS,
    *HALF_YEARS,
    *YEARLY,
    *QUARTERLY,
    *MONTHLY,
    *CIRCULARS,
    *EVENTS,
    *RANGES,
    *WITHOUT_DATE,
    *NO_DEADLINES,
]
