"""Deadlines in the running text of an assignment. The samples are ours, in the shape of real plans."""

import os
from datetime import date
from pathlib import Path

import pytest

from plans.deadlines import DeadlineKind, Series, find_deadlines, read_deadlines

PLAN = {"issued_on": date(2026, 5, 5), "start": date(2026, 1, 1), "end": date(2026, 12, 31)}
UNKNOWN = {"issued_on": None, "start": None, "end": None}
SEEDS = os.environ.get("DANVAN_SEEDS")


def found_in(text: str, plan=PLAN) -> list[tuple[str, str, list[str]]]:
    found = find_deadlines(text, **plan)
    return [(each.deadline.wording, each.deadline.kind.value, each.deadline.to_json()["dates"]) for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Quán triệt Kế hoạch này cho đảng viên (*hoàn thành trong tháng 5/2026*).",
            [("hoàn thành trong tháng 5/2026", "fixed", ["2026-05-31"])],
        ),
        (
            "Thường xuyên kiểm tra việc thực hiện (*thực hiện thường xuyên*).",
            [("thực hiện thường xuyên", "ongoing", [])],
        ),
        ("Cung cấp số liệu khi Đảng ủy phường yêu cầu.", [("khi Đảng ủy phường yêu cầu", "on_request", [])]),
        ("Việc này, khi Đảng ủy phường yêu cầu giải trình thì các bên cùng làm.", []),
        (
            "Phổ biến Kết luận số 43-KL/TW ngày 07/01/2019. Thời gian hoàn thành trong quý II năm 2019.",
            [("Thời gian hoàn thành trong quý II năm 2019", "fixed", ["2019-06-30"])],
        ),
        (
            "Các đơn vị định kỳ báo cáo về Đảng ủy (qua Văn phòng) **trước ngày 10 tháng 12 hằng năm**, để biết.",
            [("trước ngày 10 tháng 12 hằng năm", "recurring", ["2026-12-10"])],
        ),
        (
            "Chế độ báo cáo định kỳ 06 tháng (trước ngày 10/5/2026), 01 năm (trước ngày 30/10/2026); gửi Sở Nội vụ.",
            [
                ("định kỳ 06 tháng (trước ngày 10/5/2026)", "fixed", ["2026-05-10"]),
                ("01 năm (trước ngày 30/10/2026)", "fixed", ["2026-10-30"]),
            ],
        ),
        (
            "Tổng hợp báo cáo định kỳ 06 tháng, 01 năm hoặc đột xuất theo quy định.",
            [("định kỳ 06 tháng, 01 năm", "undated", []), ("đột xuất", "on_request", [])],
        ),
        (
            "Theo dõi, kiểm tra việc triển khai; định kỳ báo cáo Ban Thường vụ./.",
            [("định kỳ báo cáo", "undated", [])],
        ),
        (
            "Nộp về Văn phòng trong vòng 10 ngày kể từ ngày ký.",
            [("trong vòng 10 ngày kể từ ngày ký", "fixed", ["2026-05-15"])],
        ),
        (
            "Báo cáo chậm nhất ngày 15/6 và 15/12 hằng năm.",
            [("chậm nhất ngày 15/6 và 15/12 hằng năm", "recurring", ["2026-06-15", "2026-12-15"])],
        ),
        (
            "Tổ chức đối thoại từ ngày 15/4/2026 đến hết ngày 31/10/2026.",
            [("từ ngày 15/4/2026 đến hết ngày 31/10/2026", "fixed", ["2026-10-31"])],
        ),
        ("Lập đội tình nguyện; ra quân ngày 26/7/2026.", [("ngày 26/7/2026", "fixed", ["2026-07-26"])]),
        (
            "Chọn thôn làm điểm; thời gian tổ chức: ngày 25/7/2026.",
            [("thời gian tổ chức: ngày 25/7/2026", "fixed", ["2026-07-25"])],
        ),
        ("Phấn đấu hoàn thành trong năm 2026.", [("hoàn thành trong năm 2026", "fixed", ["2026-12-31"])]),
        ("Tổng kết mô hình (20/10/2026).", [("20/10/2026", "fixed", ["2026-10-20"])]),
    ],
)
def test_marked_wording_is_found_where_it_stands(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Kết luận số 43-KL/TW, ngày 07/01/2019 của Ban Bí thư và Chỉ thị 33/CT-TTg ngày 26 tháng 11 năm 2021.",
        "Quyết định số 217-QĐ/TW và 218-QĐ/TW, ngày 12 tháng 12 năm 2013 (khóa XI).",
        "Chào mừng 70 năm ngày thành lập (16/6/1955-16/6/2025) và đại hội nhiệm kỳ 2025 - 2030.",
        "Tuyên truyền ngày truyền thống 15/10 hằng năm.",
        "Xây dựng chương trình, kế hoạch hằng năm của đơn vị.",
        "Đẩy mạnh phong trào giai đoạn 2023 - 2025 và công tác dân vận năm 2025.",
        "Cải cách hành chính giai đoạn 2021-2025 và định hướng đến năm 2030.",
        "Trước hết, tập trung xử lý dứt điểm; trước mắt rà soát các mô hình.",
        "Thực hiện tốt nhiệm vụ trong năm 2025, kịp thời biểu dương theo quy định.",
        "Đối thoại trực tiếp, định kỳ với Nhân dân ít nhất 01 cuộc.",
        "Sự chỉ đạo toàn diện, thường xuyên của các cấp ủy.",
        "Hoàn thành 100% chỉ tiêu; phụ lục số 6 tháng trước.",
        "Số liệu tính đến ngày 28 tháng 10 năm 2025.",
        "Phụ trách từ ngày 05/11/2019 (ngày 07/01/2019).",
    ],
)
def test_dates_that_only_look_like_deadlines_are_left(text):
    assert found_in(text) == []


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Báo cáo trước ngày 31/2/2026 để tổng hợp.", "trước ngày 31/2/2026"),
        ("Gửi trước ngày 01/11/202, đúng mẫu.", "trước ngày 01/11/202"),
        ("Phải hoàn thành trước quý III năm 2026.", "hoàn thành trước quý III năm 2026"),
    ],
)
def test_a_marked_date_that_cannot_be_read_is_found_for_a_person(text, wording):
    assert found_in(text) == [(wording, "unreadable", [])]


@pytest.mark.parametrize(
    "text",
    [
        "Gửi báo cáo trước ngày 10/12/2026 và thường xuyên cập nhật.",
        "Định kỳ hằng quý (trước ngày 20 của tháng cuối quý), 06 tháng (trước ngày 15/6) và năm (trước ngày 15/12).",
    ],
)
def test_what_is_found_reads_alike_alone(text):
    found = [each.deadline for each in find_deadlines(text, **PLAN)]

    assert len(found) > 1
    for deadline in found:
        assert read_deadlines(deadline.wording, **PLAN) == [deadline]


def seed_paragraph(seed: str, beginning: str) -> str:
    """The paragraph of a real plan that begins so; the plans are not ours to copy."""
    [path] = Path(SEEDS).glob(f"{seed}_*.txt")
    [line] = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(beginning)]
    return line


@pytest.mark.skipif(not SEEDS, reason="DANVAN_SEEDS names no folder with the five real plans")
@pytest.mark.parametrize(
    ("seed", "beginning", "plan", "meaning"),
    [
        ("000", "Chỉ đạo ban hành", UNKNOWN, [("ongoing", [])]),
        ("000", "Chỉ đạo cụ thể hóa", UNKNOWN, [("ongoing", [])]),
        ("000", "Xây dựng chương trình", UNKNOWN, [("ongoing", [])]),
        ("000", "Tổ chức quán triệt", UNKNOWN, [("fixed", ["2026-05-31"])]),
        ("000", "Chủ trì, phối hợp", UNKNOWN, [("undated", [])]),
        ("001", "1. Các chi bộ", UNKNOWN, []),
        ("001", "2. Ủy ban", UNKNOWN, []),
        ("001", "3. Giao Khối", UNKNOWN, []),
        ("002", "1- Tổ chức phổ biến", UNKNOWN, [("fixed", ["2019-06-30"])]),
        ("002", "1- Các huyện ủy", UNKNOWN, [("undated", [])]),
        ("002", "2- Ban Dân vận", UNKNOWN, [("undated", [])]),
        ("003", "Thường xuyên theo dõi", UNKNOWN, [("ongoing", [])]),
        ("003", "Làm đầu mối", UNKNOWN, [("undated", []), ("on_request", [])]),
        ("003", "Tăng cường tuyên truyền về", UNKNOWN, [("undated", [])]),
        ("003", "Bên cạnh đó", UNKNOWN, [("fixed", ["2024-05-10"]), ("fixed", ["2024-10-30"])]),
        ("004", "3- Báo", UNKNOWN, [("ongoing", [])]),
        (
            "004",
            "4- Các đảng đoàn",
            {"issued_on": None, "start": date(2017, 1, 1), "end": date(2020, 12, 31)},
            [("recurring", ["2017-12-10", "2018-12-10", "2019-12-10", "2020-12-10"])],
        ),
        ("004", "điển hình “Dân vận khéo”; thường", UNKNOWN, [("ongoing", [])]),
    ],
)
def test_duties_of_the_real_plans(seed, beginning, plan, meaning):
    found = found_in(seed_paragraph(seed, beginning), plan)

    assert [(kind, dates) for _, kind, dates in found] == meaning


@pytest.mark.skipif(not SEEDS, reason="DANVAN_SEEDS names no folder with the five real plans")
def test_of_all_dates_in_the_real_plans_only_the_deadlines_are_taken():
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path(SEEDS).glob("*.txt"))]
    dated = [
        each.deadline
        for text in texts
        for line in text.splitlines()
        for each in find_deadlines(line, **UNKNOWN)
        if each.deadline.dates or each.deadline.kind is DeadlineKind.UNREADABLE
    ]

    assert [deadline.dates for deadline in dated] == [
        (date(2026, 5, 31),),
        (date(2019, 6, 30),),
        (date(2024, 5, 10),),
        (date(2024, 10, 30),),
    ]
    assert [deadline.series for deadline in dated[2:]] == [(Series.HALF,), (Series.YEAR,)]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Ra quân vào sáng ngày 16/8/2026 tại chợ.", ["2026-08-16"]),
        ("Thả hoa đăng vào tối ngày 27/7/2026.", ["2026-07-27"]),
        ("Tổng duyệt 19 giờ 30 ngày 11/9/2026 tại nhà văn hóa.", ["2026-09-11"]),
        ("Đêm thơ diễn ra tối ngày 14/9/2026 ở đình.", ["2026-09-14"]),
        ("Đã họp dân 19 giờ 30 ngày 11/02/2026 tại nhà văn hóa.", []),
    ],
)
def test_hour_or_part_of_the_day_sets_a_day_of_the_plan_apart(text, dates):
    assert [day for _, _, days in found_in(text) for day in days] == dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Xong trước ngày 20. 8. 2026.", [("trước ngày 20. 8. 2026", "fixed", ["2026-08-20"])]),
        ("Gửi trước ngày 20 . 8 . 2026. 05 thôn.", [("trước ngày 20 . 8 . 2026", "fixed", ["2026-08-20"])]),
        ("Gửi trước ngày 31. 6. 2026.", [("trước ngày 31. 6. 2026", "unreadable", [])]),
        ("Gửi trước ngày 20. 8. Các thôn chấm điểm.", [("trước ngày 20. 8", "unreadable", [])]),
    ],
)
def test_dots_with_blanks_make_a_day_only_with_its_year(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Hằng tuần họp rút kinh nghiệm.", ["undated"]),
        ("Rà soát danh sách; hằng tháng giao ban.", ["undated"]),
        ("Hằng quý, báo cáo Sở trước ngày 20 tháng cuối quý.", ["recurring"]),
        ("Giữ nếp sinh hoạt hằng tháng của chi hội.", []),
        ("Hằng năm đăng ký việc làm theo.", []),
    ],
)
def test_short_series_that_opens_a_clause_is_kept_unless_its_days_follow(text, kinds):
    assert [kind for _, kind, _ in found_in(text)] == kinds


def test_days_for_two_reports_after_one_pointer_are_both_found():
    found = find_deadlines("Gửi trước ngày 15/6 (báo cáo 6 tháng) và 15/11 (báo cáo năm) về xã.", **PLAN)

    assert [(each.deadline.dates, each.deadline.before, each.deadline.series) for each in found] == [
        ((date(2026, 6, 15),), True, (Series.HALF,)),
        ((date(2026, 11, 15),), True, (Series.YEAR,)),
    ]


def test_day_that_stands_apart_from_every_year_comes_back_and_is_asked_about():
    term = PLAN | {"end": date(2028, 12, 31)}
    text = "Các xã hằng năm kiểm điểm, báo cáo Tỉnh ủy (qua Văn phòng) trước ngày 30/11; quý II/2027 sơ kết."
    [found] = find_deadlines(text, **term)

    assert [day.year for day in found.deadline.dates] == [2026, 2027, 2028]
    assert found.deadline.fuzzy
    assert read_deadlines(found.deadline.wording, **term) == [found.deadline]
    assert not find_deadlines("Hằng năm tổng kết, xong trước ngày 15/3/2027.", **term)[0].deadline.recurrence


@pytest.mark.parametrize(("event", "is_window"), [("Tuần lễ Đại đoàn kết của phường", True), ("Tổng kết", False)])
def test_days_of_an_event_are_a_window_and_days_of_figures_are_none(event, is_window):
    found = find_deadlines(f"{event} từ ngày 03/10/2026 đến ngày 12/10/2026.", **PLAN)

    assert [each.deadline.window for each in found] == ([(date(2026, 10, 3), date(2026, 10, 12))] if is_window else [])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Họp hai lần: lần một ngày 12/9/2026, lần hai trong tuần đầu tháng 10/2026.", ["fixed", "undated"]),
        ("Khám đợt I tháng 9/2026, đợt II cuối quý IV/2026.", ["fixed", "fixed"]),
        ("Lần thứ nhất vào ngày 12/9/2026, lần thứ hai ngày 35/10/2026.", ["fixed", "unreadable"]),
        ("Thăm đợt 1 ngày 12/9/2026, đợt 2 sau vụ gặt.", ["fixed", "unreadable"]),
        ("Hội nghị lần thứ nhất ngày 03/02/2021, lần thứ hai ngày 04/5/2021.", []),
        ("Đại hội lần thứ I ngày 12/9/2026.", []),
    ],
)
def test_turns_have_each_a_day_or_a_question(text, kinds):
    assert [kind for _, kind, _ in found_in(text)] == kinds
