import pytest

from orgs.matching import EXACT, expand, keys, score, without_place


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("UBND P. Quy Nhơn", "uy ban nhan dan phuong quy nhon"),
        ("Uỷ ban Nhân dân  phường Quy Nhơn", "uy ban nhan dan phuong quy nhon"),
        ("HĐND", "hoi dong nhan dan"),
        ("MTTQ và các tổ chức CT-XH", "mat tran to quoc va cac to chuc chinh tri xa hoi"),
        ("các tổ chức chính trị - xã hội", "cac to chuc chinh tri xa hoi"),
        ("BTV Đảng ủy; UBKT ĐU", "ban thuong vu dang uy uy ban kiem tra dang uy"),
        ("VP HĐND-UBND", "van phong hoi dong nhan dan uy ban nhan dan"),
        ("Phòng VH-XH; TT PVHCC", "phong van hoa xa hoi trung tam phuc vu hanh chinh cong"),
        ("TT HĐND, TT CUDVC", "thuong truc hoi dong nhan dan trung tam cung ung dich vu cong"),
        ("Tr. THCS Lê Lợi", "truong thcs le loi"),
        ("Sở Du lịch", "so du lich"),
        ("Cà Mau", "ca mau"),
        ("", ""),
    ],
)
def test_expand_writes_abbreviations_in_full(text, plain):
    assert expand(text) == plain


def test_a_name_answers_without_its_place():
    assert keys("HĐND phường Quy Nhơn", ["Quy Nhơn"]) == {
        "hoi dong nhan dan phuong quy nhon",
        "hoi dong nhan dan phuong",
    }
    assert "uy ban nhan dan tinh" in keys("UBND tỉnh Gia Lai", ["tỉnh Gia Lai"])
    assert keys("Quy Nhơn", ["Quy Nhơn"]) == {"quy nhon"}


def test_a_name_may_end_in_its_own_place_and_in_no_other():
    def named(text):
        return without_place(text, {"phuong"}, ["Quy Nhơn"])

    assert named("MTTQ phường Quy Nhơn") == ["mat tran to quoc phuong quy nhon", "mat tran to quoc phuong"]
    assert named("Hội Nông dân thành phố Quy Nhơn") == ["hoi nong dan thanh pho quy nhon"]
    assert named("MTTQ phường An Khê") == ["mat tran to quoc phuong an khe"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("VP HĐND-UBND", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân"),
        ("UBMTTQ xã", "Ủy ban Mặt trận Tổ quốc Việt Nam xã"),
        ("Đoàn TNCS HCM xã", "Đoàn Thanh niên xã"),
        ("các tổ chức CT-XH", "Tổ chức chính trị - xã hội"),
        ("Hội LHPN xã", "Hội Liên hiệp Phụ nữ Việt Nam xã"),
    ],
)
def test_words_that_offices_leave_out_make_no_difference(written, name):
    assert score(written, [name]) == EXACT


def test_only_the_whole_name_is_exact():
    names = ["Ủy ban nhân dân phường Quy Nhơn", "UBND phường"]

    assert score("ubnd phuong", names) == EXACT
    assert score("UBND phường Quy Nhơn", names) == EXACT
    assert 0 < score("UBND phường Quy", names) < EXACT
    assert 0 < score("quy nhon uy ban", names) < EXACT


def test_a_slip_of_the_finger_still_finds_and_nonsense_does_not():
    assert score("Ban Xay dựng Đảmg", ["Ban Xây dựng Đảng"]) > 0
    assert score("bxdđ", ["Ban Xây dựng Đảng"]) == EXACT
    assert score("xyz", ["Ban Xây dựng Đảng"]) == 0
    assert score("", ["Ban Xây dựng Đảng"]) == 0
    assert score("...", ["Ban Xây dựng Đảng"]) == 0
