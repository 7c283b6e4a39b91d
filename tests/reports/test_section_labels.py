"""Labels of sections: printed as the superior wrote them, and in his form where sections come and go."""

import pytest
from django.template.loader import render_to_string

from reports.outlines import SectionPlan, fill_in, read_outline, written
from reports.section_labels import kept, numbered, printed

PASTED = "I- TÌNH HÌNH CHUNG\nI- KẾT QUẢ\n1- Tuyên truyền\na) Ở phường\nb) Ở khu phố\n2.1. Đối thoại\nIII - KIẾN NGHỊ"


@pytest.mark.parametrize(
    "label", ["I.", "I-", "I -", "1-", "a)", "2.1.", "2.4 .", "PHẦN THỨ NHẤT.", "Phần thứ hai -", "(1)", "I", ""]
)
def test_a_label_is_printed_as_it_was_written(label):
    assert printed(kept(label)) == label


@pytest.mark.parametrize(
    ("label", "said"), [("I", "I."), ("2.1", "2.1."), ("a", "a."), ("PHẦN THỨ NHẤT", "PHẦN THỨ NHẤT.")]
)
def test_a_label_of_our_own_ends_in_a_full_stop(label, said):
    assert printed(label) == said


def test_a_pasted_outline_keeps_its_labels_even_doubled_ones():
    sections = fill_in(read_outline(PASTED), [], "", "")

    assert [printed(one.label) for one in sections] == ["I-", "I-", "1-", "a)", "b)", "2.1.", "III -"]
    assert read_outline(written(sections)) == sections


def test_labels_go_on_in_the_form_of_their_neighbors_where_items_come_among_them():
    items = [SectionPlan(1, "", "Tuyên truyền", "ITEM"), SectionPlan(1, "", "Đối thoại", "ITEM")]
    sections = fill_in(read_outline("I- TÌNH HÌNH\n[các mục của kế hoạch]\nII- KIẾN NGHỊ"), items, "", "")

    assert [printed(one.label) for one in sections] == ["I-", "II-", "III-", "IV-"]


@pytest.mark.parametrize(
    ("given", "labels"),
    [
        ([(1, "I-"), (1, ""), (2, "")], ["I-", "II-", "1"]),
        ([(1, "I"), (2, "a)"), (2, "")], ["I", "a)", "b)"]),
        ([(1, "1-"), (2, "1.1-"), (2, "")], ["1-", "1.1-", "1.2-"]),
        ([(1, "II"), (2, "2.1"), (2, "")], ["I", "2.1", "2.2"]),
        ([(1, "(1)"), (1, "")], ["(1)", "(2)"]),
        ([(1, "Phần thứ nhất"), (1, "")], ["Phần thứ nhất", "Phần thứ hai"]),
        ([(1, "Mục 1:"), (1, "")], ["Mục 1:", "Mục 2:"]),
    ],
)
def test_new_labels_have_the_marks_of_their_neighbors(given, labels):
    assert numbered(given) == labels


@pytest.mark.parametrize(("label", "said"), [("2.1", "2.1. Tên"), ("2.1.", "2.1. Tên"), ("I-", "I- Tên"), ("", "Tên")])
def test_a_heading_on_a_page_has_the_label_of_the_paper(label, said):
    drawn = render_to_string("reports/_heading.html", {"level": 2, "label": label, "line": "Tên"})

    assert f"<h3>{said}</h3>" in drawn
