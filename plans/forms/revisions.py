"""What a person decides about a new version of a plan: a choice for each paragraph that differs, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from orgs.candidates import value_of
from orgs.forms.fields import DayField, VersionField
from plans.citations import normal_number
from plans.forms.imports import NamesForm
from plans.importing.comparing import Outcome, Pair
from plans.importing.drafts import DraftPlan
from plans.models import Plan, PlanImport
from plans.revisions import Choice, Revision, Settled
from plans.services.revising import Decided

TYPED = ("reason", "number", "issued_on")
WORDS = {
    Outcome.CHANGED: ("Nhận thay đổi", "Giữ như cũ"),
    Outcome.DROPPED: ("Thôi thực hiện", "Giữ lại"),
    Outcome.NEW: ("Thêm vào kế hoạch", "Không thêm"),
}
# Which parts of the header are taken unless the person says otherwise; an amending document has a title of its own.
_PLAIN_FACTS = {"period", "signatory"}


class RevisionForm(forms.Form):
    """Choices by pair and by fact; `reason`, `number` and `issued_on` are of the amending document."""

    version = VersionField()
    import_version = VersionField()
    number = forms.CharField(label="Số và ký hiệu của văn bản sửa đổi", max_length=60, required=False)
    issued_on = DayField(label="Ngày của văn bản sửa đổi", required=False)
    reason = forms.CharField(
        label="Lý do, căn cứ sửa đổi", max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Kế hoạch số 120-KH/ĐU, ngày 01/6/2026 thay cho bản ban hành đầu năm.",
    )  # fmt: skip

    def __init__(self, data: Any, *, revision: Revision, settled: Settled, plan_import: PlanImport):
        versions = {"version": revision.plan.version, "import_version": plan_import.version}
        super().__init__(data, initial=_initial(revision.plan, revision.draft) | settled.fields | versions)
        self.revision, self.is_confirmed = revision, bool(data and "confirm" in data)
        for fact in revision.facts:
            known = settled.facts.get(fact.name) or (Choice.TAKE if fact.name in _PLAIN_FACTS else None)
            self.fields[f"fact_{fact.name}"] = self._choice(fact.label, WORDS[Outcome.CHANGED], known)
        for pair in revision.differing():
            known = settled.choices.get(pair.key) or revision.default(pair)
            self.fields[field_of(pair)] = self._choice("Chọn", WORDS[pair.outcome], known)

    def _choice(self, label: str, words: tuple[str, str], initial: str | None) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=label, choices=list(zip(Choice, words, strict=True)), initial=initial, widget=forms.RadioSelect,
            required=self.is_confirmed, error_messages={"required": "Hãy chọn một trong hai."},
        )  # fmt: skip

    def clean_number(self) -> str:
        number = " ".join(self.cleaned_data["number"].split())
        return normal_number(number) or number

    def clean_reason(self) -> str:
        reason = self.cleaned_data["reason"]
        if self.is_confirmed and not reason:
            raise ValidationError("Hãy ghi lý do sửa đổi, ví dụ số văn bản sửa đổi.")
        return reason

    def settled_over(self, settled: Settled, names: NamesForm) -> Settled:
        """What was decided before, with what this form says."""
        said = self.cleaned_data
        settled.choices |= {
            pair.key: said[field_of(pair)] for pair in self.revision.differing() if said[field_of(pair)]
        }
        settled.facts |= {fact.name: said[f"fact_{fact.name}"] for fact in self.revision.facts}
        settled.names |= {name: value_of(target) for name, target in names.matches().items() if target}
        settled.fields = {name: _typed(said[name]) for name in TYPED}
        return settled

    def decided(self, names: NamesForm) -> Decided:
        """What services.revising takes of a valid, confirmed form."""
        said = self.cleaned_data
        taken = [fact for fact in self.revision.facts if said[f"fact_{fact.name}"] == Choice.TAKE]
        return Decided(
            reason=said["reason"], number=said["number"], issued_on=said["issued_on"],
            choices={pair.key: Choice(said[field_of(pair)]) for pair in self.revision.differing()},
            matches=dict(self.revision.known) | names.matches(),
            header={name: value for fact in taken for name, value in fact.fields.items()},
        )  # fmt: skip


def field_of(pair: Pair) -> str:
    return f"choice_{pair.key}"


def _typed(value: Any) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value or ""


def _initial(plan: Plan, draft: DraftPlan) -> dict[str, Any]:
    """As the document names itself; its number says why, if it is another one than the plan's."""
    number = draft.number or draft.number_text or ""
    is_other = bool(number) and number != plan.document.number
    named = f"{(draft.type_name or 'Văn bản').capitalize()} số {number}" if is_other else ""
    day = f", ngày {_typed(draft.issued_on)}" if named and draft.issued_on else ""
    return {"number": number, "issued_on": draft.issued_on, "reason": f"{named}{day}"}
