"""Drafts read from documents, and what a browser sends from their forms."""

from django.urls import reverse

from plans.importing import read_plan, source_from_text
from plans.importing.corrections import item_key
from plans.services.correcting import corrected_draft
from tests.factories.plans import PlanImportFactory
from tests.plans.importing.samples import PARTY_PLAN


def import_of(ward, text=PARTY_PLAN):
    source = source_from_text(text)
    return PlanImportFactory(
        issuer=ward.committee, uploaded_by=ward.officer, source_text=source.text, draft=read_plan(source).to_record(),
        read_at="2026-02-10T00:00Z", name="ke-hoach.txt",
    )  # fmt: skip


def address(draft, name, *more):
    return reverse(f"plans:import_{name}", args=[draft.pk, *more])


def key_of(draft, words):
    draft.refresh_from_db()
    return next(item_key(item) for item in corrected_draft(draft).walk() if words in item.text)


def draft_now(draft):
    draft.refresh_from_db()
    return draft


def words_of(draft):
    draft.refresh_from_db()
    return [item.text for item in corrected_draft(draft).walk()]


def sent(office, url, **changes):
    """What a browser would send from the form of an item, with changes."""
    bundle = office.get(url).context["bundle"]
    values = {name: bundle.form[name].value() for name in bundle.form.fields}
    for rows in (bundle.who, bundle.deadlines):
        values |= {f"{rows.prefix}-{name}": value for name, value in rows.management_form.initial.items()}
        for row in rows:
            values |= {row[name].html_name: row[name].value() or "" for name in row.fields if name != "who"}
            if "who" in row.fields:
                values[f"{row['who'].html_name}_name"] = row["who"].value().name if row["who"].value() else ""
    return values | changes
