import time

import pytest

from plans.importing.names import split_names
from plans.importing.predicates import predicate_start
from plans.importing.roster import Roster

KNOWN = Roster(["Ban Tổ chức, Kiểm tra và Thi đua", "Ban Tổ chức", "Khoa Đón tiếp và quản lý người bệnh", "Đội"])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ban Tổ chức, Kiểm tra và Thi đua họp", "Ban Tổ chức, Kiểm tra và Thi đua"),
        ("Ban Tổ chức, Kiểm tra sổ sách", "Ban Tổ chức"),
        ("Ban  Tổ chức họp", "Ban  Tổ chức"),
    ],
)
def test_longest_name_that_begins_there_is_found(text, name):
    assert KNOWN.match(text) == len(name)


@pytest.mark.parametrize("text", ["Ban Tổ chứcs", "ban Tổ chức", "Đội trực đêm", ""])
def test_other_words_and_single_words_are_no_known_name(text):
    assert KNOWN.match(text) is None


def test_known_name_goes_before_the_guess_by_words():
    subject = "Khoa Đón tiếp và quản lý người bệnh, Ban Tổ chức, Kiểm tra và Thi đua "

    assert predicate_start(subject + "đo huyết áp", 0, KNOWN) == len(subject)
    assert [party.name for party in split_names(subject, KNOWN)] == [
        "Khoa Đón tiếp và quản lý người bệnh",
        "Ban Tổ chức, Kiểm tra và Thi đua",
    ]


def test_known_name_goes_on_with_a_place():
    assert predicate_start("Ban Tổ chức xã Yên Lạc họp", 0, KNOWN) == len("Ban Tổ chức xã Yên Lạc ")


def test_looking_names_up_takes_time_that_grows_with_the_text():
    names = [f"Ban Quản lý chợ số {number}" for number in range(2000)]
    text = ", ".join(names)
    known = Roster(names)

    started = time.perf_counter()
    parties = split_names(text, known)

    assert len(parties) == 2000
    assert time.perf_counter() - started < 2
