import pytest

from plans.importing.issuer import name_issuer

LETTERHEAD = ("ĐẢNG BỘ TỈNH MINH HÀ", "ĐẢNG ỦY XÃ TÂN LẬP")


@pytest.mark.parametrize(
    ("opening", "authority", "letterhead", "issuer"),
    [
        (
            "Thực hiện Chương trình số 05-CTr/TU của Tỉnh ủy, Ban Thường vụ Đảng ủy ban hành kế hoạch như sau:",
            "T/M BAN THƯỜNG VỤ",
            LETTERHEAD,
            "Ban Thường vụ Đảng ủy",
        ),
        ("", "T/M BAN THƯỜNG VỤ", LETTERHEAD, "Ban Thường vụ Đảng ủy xã Tân Lập"),
        ("", "T/M BAN CHẤP HÀNH", ("TỈNH ỦY MINH HÀ",), "Ban Chấp hành Tỉnh ủy Minh Hà"),
        ("", "T/M BAN THƯỜNG VỤ", (), "Ban Thường vụ"),
        ("", "TM. ỦY BAN NHÂN DÂN", ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN HÒA"), "Ủy ban nhân dân phường An Hòa"),
        ("", "TM. ỦY BAN NHÂN DÂN TỈNH MINH HÀ", (), "Ủy ban nhân dân tỉnh Minh Hà"),
        ("", None, LETTERHEAD, "Đảng ủy xã Tân Lập"),
        ("", None, ("ỦY BAN NHÂN DÂN", "PHƯỜNG AN HÒA"), "Ủy ban nhân dân phường An Hòa"),
        ("", None, ("SỞ NỘI VỤ",), "Sở Nội vụ"),
        ("BAN THƯỜNG VỤ ĐẢNG ỦY ban hành kế hoạch như sau:", None, (), "Ban Thường vụ Đảng ủy"),
        ("", "K/T CHÁNH VĂN PHÒNG", (), None),
        ("", None, (), None),
    ],
)
def test_the_issuer_reads_as_in_running_text(opening, authority, letterhead, issuer):
    assert name_issuer(opening, authority, letterhead) == issuer
