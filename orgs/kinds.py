"""What kind of body a name speaks of, for the form of a new unit; a person confirms it. Pure.

Source: DOMAIN.md §6.2, §6.4. The first pattern that the name answers to decides.
"""

import re

from orgs.matching import expand

OTHER = "OTHER"
_KINDS = (
    ("PARTY_CELL", r"chi bo|dang bo (?:bo phan|co so)|to chuc (?:co so )?dang"),
    ("COUNCIL", r"hoi dong nhan dan"),
    ("FRONT", r"mat tran to quoc"),
    ("ARMED_FORCES", r"cong an|quan su|quan doi|bien phong|luc luong vu trang"),
    ("MEDIA", r"\bbao\b|\bdai\b|phat thanh|truyen thanh|truyen hinh"),
    ("SERVICE", r"truong|tram|trung tam|benh vien|hoc vien|ban quan ly"),
    ("PARTY_BODY", r"ban (?:to chuc|tuyen giao|dan van|noi chinh|xay dung dang)|uy ban kiem tra|van phong dang uy"),
    ("PEOPLES_COMMITTEE", r"^(?:cac )?uy ban nhan dan"),
    ("PARTY_COMMITTEE", r"^(?:cac )?(?:dang uy|tinh uy|thanh uy|quan uy|huyen uy)"),
    ("MASS_ORGANIZATION", r"hoi (?:nong dan|lien hiep|cuu|nguoi|chu thap|quan chung)|cong doan|lien doan"),
    ("MASS_ORGANIZATION", r"doan the|doan thanh nien|chinh tri xa hoi"),
    ("RESIDENTIAL", r"\bthon\b|to dan pho|khu pho|khu dan cu|\bban lang\b"),
    ("DEPARTMENT", r"^(?:cac )?(?:so|phong|van phong|thanh tra|chi cuc|cuc|ban|nganh)\b"),
)  # fmt: skip
GRASSROOTS = {"PARTY_CELL", "RESIDENTIAL", "SERVICE"}
PARTY_REGIME = {"PARTY_COMMITTEE", "PARTY_BODY", "PARTY_CELL", "FRONT", "MASS_ORGANIZATION"}


def guess_kind(name: str) -> str:
    """Return the kind (orgs.models.UnitKind) that a name of a unit or a group speaks of; OTHER where it says none."""
    plain = expand(name)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, plain)), OTHER)
