"""A plan at work in the ward, read from a document of our own, and new versions of that document."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from orgs.models import Unit
from plans.forms.imports import header_of, names_in
from plans.importing import read_plan, source_from_text
from plans.models import Occurrence, PlanItem
from plans.revisions import Choice, compare_import
from plans.services.confirming import confirm_import
from plans.services.issuing import PastWork, issue_plan
from plans.services.revising import Decided, revise_plan
from tests.factories.orgs import UnitFactory
from tests.factories.plans import PlanImportFactory

ISSUED, TODAY = date(2026, 1, 20), date(2026, 7, 1)
TEXT = """\
ĐẢNG BỘ TỈNH MINH HÀ
ĐẢNG ỦY PHƯỜNG BÌNH AN
*
Số 15-KH/ĐU\tĐẢNG CỘNG SẢN VIỆT NAM
\tBình An, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
công tác dân vận năm 2026
-----

Thực hiện Chương trình số 05-CTr/TU, ngày 12/01/2026 của Ban Thường vụ Tỉnh ủy Minh Hà, Ban Thường vụ Đảng ủy ban hành kế hoạch như sau:

I- MỤC ĐÍCH

1. Làm cho mọi cán bộ, đảng viên hiểu rõ việc phải làm với Nhân dân.

II- NHIỆM VỤ, GIẢI PHÁP

1. Mở chuyên mục trên đài truyền thanh phường.

2. Tổ chức hội nghị gặp mặt người có uy tín ở các khu phố.

III- TỔ CHỨC THỰC HIỆN

1. Ủy ban nhân dân phường

- Rà soát thủ tục hành chính, hoàn thành trước ngày 30/9/2026.

- Bố trí kinh phí cho các mô hình, hoàn thành trước ngày 30/6/2026.

2. Các chi bộ trực thuộc báo cáo kết quả về Đảng ủy trước ngày 15/6 và 15/12 hằng năm.

3. Văn phòng Đảng ủy theo dõi, đôn đốc; thực hiện thường xuyên.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Trần Văn Mẫu
"""  # noqa: E501 -- a paragraph of a plan stands on one line


def draft_of(text):
    return read_plan(source_from_text(text))


@dataclass
class Revising:
    """A plan handed out in January; `amended(*changes)` sends in its text with pieces exchanged."""

    ward: Any
    units: dict = field(default_factory=dict)

    def __post_init__(self):
        ward = self.ward
        self.people = self._unit("Ủy ban nhân dân phường", is_committee=True)
        self.bureau = self._unit("Văn phòng Đảng ủy")
        self.units = {unit.name: unit for unit in (self.people, self.bureau)} | {"Các chi bộ trực thuộc": ward.group}
        draft = draft_of(TEXT)
        read = self._import(TEXT)
        header = header_of(draft, self.units) | {
            "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31), "monitor": None,
        }  # fmt: skip
        matches = {name: self.units.get(name) for name in names_in(draft)}
        self.plan = confirm_import(plan_import=read, by=ward.officer, header=header, matches=matches)
        issue_plan(plan=self.plan, by=ward.officer, on=ISSUED, version=self.plan.version, past=PastWork.FOLLOWED)
        self.plan.refresh_from_db()

    def _unit(self, name, **fields):
        standing = Unit.objects.under(self.ward.committee).filter(name=name).first()
        return standing or UnitFactory(parent=self.ward.committee, name=name, **fields)

    def _import(self, text, **fields):
        source = source_from_text(text)
        return PlanImportFactory(
            issuer=self.ward.committee, uploaded_by=self.ward.officer, source_text=source.text, sha256="1" * 64,
            draft=read_plan(source).to_record(), read_at="2026-06-30T00:00Z", **fields,
        )  # fmt: skip

    def amended(self, *changes):
        text = TEXT
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        return self._import(text, amends=self.plan)

    def decided(self, plan_import, **choices):
        """Everything taken, but for what `choices` say by the first words of a paragraph."""
        revision, _ = compare_import(self.plan, plan_import)
        wanted = {}
        for pair in revision.differing():
            words = (pair.after or pair.before).text
            wanted[pair.key] = next((c for start, c in choices.items() if words.startswith(start)), Choice.TAKE)
        return Decided(
            reason="Kế hoạch sửa đổi", number="20-KH/ĐU", issued_on=date(2026, 6, 29), choices=wanted,
            matches=revision.known | self.units,
        )  # fmt: skip

    def revise(self, plan_import, decided=None, *, version=None):
        return revise_plan(
            plan_import=plan_import, by=self.ward.officer, on=TODAY,
            version=self.plan.version if version is None else version, decided=decided or self.decided(plan_import),
        )  # fmt: skip

    def item(self, start, **more):
        return PlanItem.objects.filter(plan=self.plan, text__startswith=start, **more).latest("pk")


def days(item):
    return sorted(
        row.due_on for row in Occurrence.objects.filter(assignment__item=item, due_on__isnull=False).distinct()
    )
