"""Texts ready to paste: what, since when, where to answer, and short."""

from datetime import date

from plans.messages import Item, message_to_all, message_to_unit

TODAY = date(2026, 6, 12)
LINK = "https://danvan.example/work/"
TALKS = Item("Tổ chức đối thoại với Nhân dân.", date(2026, 5, 31))
REPORT = Item("Báo cáo kỳ 6 tháng đầu năm 2026", date(2026, 6, 10))


def test_a_unit_reads_what_it_owes_and_where_to_answer():
    assert message_to_unit("Chi bộ khu phố 1", "Đảng ủy phường Bình An", [TALKS, REPORT], on=TODAY, link=LINK) == (
        "Kính gửi Chi bộ khu phố 1: đến 12/06/2026 đơn vị còn 2 việc quá hạn chưa trả lời.\n"
        "1) Tổ chức đối thoại với Nhân dân (hạn 31/05/2026, quá hạn 12 ngày)\n"
        "2) Báo cáo kỳ 6 tháng đầu năm 2026 (hạn 10/06/2026, quá hạn 2 ngày)\n"
        "Đề nghị đồng chí gửi kết quả tại https://danvan.example/work/ hoặc báo văn phòng nếu có vướng mắc.\n"
        "Đảng ủy phường Bình An"
    )


def test_many_and_long_things_make_a_short_text():
    long = Item("Tuyên truyền,\nvận động " * 40, date(2026, 5, 31))

    text = message_to_unit("Chi bộ khu phố 1", "Đảng ủy", [long] * 12, on=TODAY, link=LINK)

    assert "và 7 việc khác." in text
    assert "Tuyên truyền, vận động Tuyên truyền, vận động" in text
    assert "… (hạn 31/05/2026" in text
    assert len(text) < 1000


def test_a_group_reads_each_unit_in_one_line():
    named = [("Chi bộ khu phố 1", [REPORT, TALKS]), ("Chi bộ khu phố 2", [REPORT])]

    assert message_to_all(named, "Đảng ủy phường Bình An", on=TODAY, link=LINK).splitlines()[1:3] == [
        "1) Chi bộ khu phố 1: 2 việc, lâu nhất quá hạn 12 ngày",
        "2) Chi bộ khu phố 2: 1 việc, lâu nhất quá hạn 2 ngày",
    ]
