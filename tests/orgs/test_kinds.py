"""The kind that a name speaks of."""

import pytest

from orgs.kinds import guess_kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Chi bộ khu phố 3", "PARTY_CELL"),
        ("Các chi bộ trực thuộc", "PARTY_CELL"),
        ("HĐND phường", "COUNCIL"),
        ("UBND xã Tân Lập", "PEOPLES_COMMITTEE"),
        ("Ủy ban MTTQ Việt Nam phường", "FRONT"),
        ("Hội Nông dân phường", "MASS_ORGANIZATION"),
        ("Các tổ chức chính trị - xã hội", "MASS_ORGANIZATION"),
        ("Công an phường", "ARMED_FORCES"),
        ("Ban Xây dựng Đảng", "PARTY_BODY"),
        ("Trường Tiểu học Hải Cảng", "SERVICE"),
        ("Trung tâm Văn hóa phường", "SERVICE"),
        ("Thôn Phú Hòa", "RESIDENTIAL"),
        ("Phòng Văn hóa - Xã hội", "DEPARTMENT"),
        ("Các sở, ban, ngành", "DEPARTMENT"),
        ("Tổ giúp việc 35", "OTHER"),
    ],
)
def test_guess_kind_tells_what_a_name_speaks_of(name, kind):
    assert guess_kind(name) == kind
