"""The words of a letter that urges."""

from datetime import date

from plans.cells import Cells
from reports.urging import EVERY_UNIT, Lateness, Source, abstract_of, addressees_of, citation, letter_text

PLAN = Source("Kế hoạch", "76-KH/ĐU", date(2026, 5, 5), "Đảng ủy phường A", "Công tác dân vận năm 2026")
CELLS = Cells(finished_on_time=7, finished_late=1, open_in_time=2, open_overdue=2)


def text(units=("Chi bộ Khu phố 1",), sources=(PLAN,), rows=2, reports=0, end=".", is_of_subordinates=False):
    lateness = Lateness(CELLS, rows, reports, units, is_of_subordinates)
    return letter_text(
        lateness, list(sources), issuer="Đảng ủy phường A", receiver="Văn phòng Đảng ủy", wanted_on=date(2026, 12, 5),
        on=date(2026, 11, 20), end=end,
    )  # fmt: skip


def test_a_letter_to_one_unit_says_what_gave_the_work_how_it_stands_and_what_is_wanted():
    grounds, state, wanted, answering, closing = text().split("\n")

    assert grounds == (
        "Qua theo dõi việc thực hiện Kế hoạch số 76-KH/ĐU, ngày 05/5/2026 của Đảng ủy phường A về công tác dân vận "
        "năm 2026, Đảng ủy phường A thông báo tình hình như sau:"
    )
    assert state == (
        "Đến ngày 20/11/2026, Chi bộ Khu phố 1 được giao 12 việc có thời hạn; đã hoàn thành 08 việc, trong đó 01 việc "
        "quá hạn; chưa hoàn thành 04 việc, trong đó 02 việc đã quá hạn. Những việc cần đôn đốc nêu trong danh sách "
        "kèm theo."
    )
    assert wanted == (
        "Để bảo đảm tiến độ, Đảng ủy phường A đề nghị Chi bộ Khu phố 1 rà soát, khẩn trương hoàn thành các việc quá "
        "hạn nêu trong danh sách; báo cáo kết quả, nêu rõ nguyên nhân chậm và thời gian hoàn thành, gửi về Văn phòng "
        "Đảng ủy trước ngày 05/12/2026."
    )
    assert answering == "Người đứng đầu Chi bộ Khu phố 1 chịu trách nhiệm về việc chậm thực hiện và kết quả khắc phục."
    assert closing == "Đề nghị Chi bộ Khu phố 1 quan tâm, chỉ đạo thực hiện."


def test_a_superior_asks_no_favor_of_those_below_it():
    _, _, wanted, _, closing = text(is_of_subordinates=True).split("\n")

    assert "Đảng ủy phường A yêu cầu Chi bộ Khu phố 1 rà soát" in wanted
    assert closing == "Yêu cầu Chi bộ Khu phố 1 nghiêm túc triển khai thực hiện."


def test_a_letter_to_several_units_names_none_of_them():
    words = text(units=("Chi bộ 1", "Chi bộ 2"), end="./.")

    assert "Chi bộ 1" not in words
    assert EVERY_UNIT in words
    assert words.endswith("chỉ đạo thực hiện./.")


def test_reports_that_were_not_sent_are_counted_and_asked_for():
    words = text(rows=1, reports=3)

    assert "; còn 03 báo cáo định kỳ quá hạn chưa gửi. Những" in words
    assert "khẩn trương hoàn thành các việc, gửi các báo cáo quá hạn nêu trong danh sách" in words
    assert "khẩn trương hoàn thành các báo cáo quá hạn" in text(rows=0, reports=3)


def test_what_there_is_none_of_is_not_counted():
    nothing_done = Lateness(Cells(open_overdue=1), 1, 0, ("Chi bộ 1",))
    only_reports = Lateness(Cells(), 0, 1, ("Chi bộ 1",))
    words = {"issuer": "A", "receiver": "B", "wanted_on": date(2026, 12, 5), "on": date(2026, 11, 20), "end": "."}

    assert (
        "Chi bộ 1 được giao 01 việc có thời hạn; chưa hoàn thành 01 việc, trong đó 01 việc đã quá hạn."
        in letter_text(nothing_done, [PLAN], **words)
    )
    assert "Chi bộ 1 còn 01 báo cáo định kỳ quá hạn chưa gửi. Những" in letter_text(only_reports, [PLAN], **words)


def test_many_documents_are_counted_not_named():
    words = text(sources=[PLAN] * 4)

    assert words.startswith("Qua theo dõi việc thực hiện 04 văn bản giao việc (nêu trong danh sách kèm theo), ")
    assert abstract_of([PLAN] * 4) == "V/v đôn đốc thực hiện nhiệm vụ được giao"
    assert abstract_of([PLAN]) == "V/v đôn đốc thực hiện Kế hoạch số 76-KH/ĐU"


def test_a_document_is_cited_with_what_is_known_of_it():
    assert citation(Source("Kế hoạch", "", None, "", "Thực hiện Kết luận số 1")) == "Kế hoạch thực hiện Kết luận số 1"
    assert citation(Source("", "9-CV/ĐU", date(2026, 1, 2), "", "")) == "Văn bản số 9-CV/ĐU, ngày 02/01/2026"


def test_a_long_list_of_addressees_becomes_one_line():
    assert addressees_of(["Chi bộ 1", "Chi bộ 2"]) == ["Chi bộ 1", "Chi bộ 2"]
    assert addressees_of([f"Chi bộ {n}" for n in range(13)]) == ["Các cơ quan, đơn vị có tên trong danh sách kèm theo"]
