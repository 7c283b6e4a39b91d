"""What files are called."""

from reports.file_names import LONGEST_NAME, named


def test_a_name_is_of_letters_that_every_machine_takes():
    assert named("Bảng phân công: 76-KH/ĐU", "pdf") == "bang-phan-cong-76-kh-du.pdf"


def test_a_long_name_ends_with_a_whole_word():
    stem, extension = named("Bảng phân công " + "nhiệm vụ " * 40, "docx").split(".")

    assert extension == "docx"
    assert len(stem) <= LONGEST_NAME
    assert stem.rsplit("-", 1)[1] in {"nhiem", "vu"}


def test_a_word_that_fits_to_the_last_letter_stays():
    assert (
        named("a" * 60 + " " + "b" * (LONGEST_NAME - 61) + " c", "pdf") == f"{'a' * 60}-{'b' * (LONGEST_NAME - 61)}.pdf"
    )


def test_a_single_endless_word_is_cut():
    assert named("a" * 300, "pdf") == f"{'a' * LONGEST_NAME}.pdf"
