"""Put the documents of plans into their issuers' registers, and link what plans cite to entries there."""

from django.db import migrations

from orgs.text import fold
from plans.citations import normal_number, number_key
from plans.directives import Mention, conflicts, place_of_issuer, same_document, split_term, symbol_of
from plans.openings import described


def link(apps, schema_editor):
    Plan = apps.get_model("plans", "Plan")
    for plan in Plan.objects.select_related("document", "issuer").order_by("pk").iterator():
        document = plan.document
        document.keeper = document.issuer = plan.issuer
        document.number_key = number_key(document.number)
        document.search_key = searched(document)
        document.save()
    for plan in Plan.objects.select_related("issuer").order_by("pk"):
        link_plan(apps, plan)
    for document in apps.get_model("plans", "Document").objects.filter(citations__isnull=False).distinct():
        said = [mention(citation) for citation in document.citations.all()]
        if conflicts(said):
            document.has_conflict = True
            document.save()


def link_plan(apps, plan):
    Document = apps.get_model("plans", "Document")
    Unit = apps.get_model("orgs", "Unit")
    called = described(plan.items.order_by("position").values_list("text", flat=True))
    paths = [plan.issuer.path[:end] for end in range(4, len(plan.issuer.path) + 1, 4)]
    line = list(Unit.objects.filter(path__in=paths, is_committee=True).order_by("-path"))
    for citation in plan.citations.order_by("position"):
        citation.number_key = number_key(citation.number)[:60]
        entries = Document.objects.filter(keeper=plan.issuer, number_key=citation.number_key)
        others = entries.exclude(pk=plan.document_id).order_by("pk")
        found = (one for one in others if same_document(registered(one), mention(citation)))
        citation.document = next(found, None) or entry(apps, plan, citation, line, called)
        citation.save()


def entry(apps, plan, citation, line, called):
    Document = apps.get_model("plans", "Document")
    said, words = mention(citation), called.get(citation.number_key)
    document = Document(
        keeper=plan.issuer, number=(normal_number(citation.number) or citation.number)[:60],
        number_key=citation.number_key, issued_on=said.issued_on, issuer_text=said.issuer, term=said.term,
        type_name=words.type_name[:40] if words else "Văn bản", abstract=words.abstract if words else "",
    )  # fmt: skip
    symbol, place = fold(symbol_of(said.number)), place_of_issuer(said.issuer)
    signing = (unit for unit in line if symbol and fold(unit.symbol) == symbol)
    document.issuer = next((u for u in signing if not place or place in fold(f"{u.name} {u.place}")), None)
    document.search_key = searched(document)
    document.save()
    return document


def registered(document):
    return Mention(document.number, document.issued_on, document.issuer_text, document.term)


def mention(citation):
    issuer, term = split_term(citation.issuer_text)
    return Mention(citation.number, citation.issued_on, issuer, term, source=citation.plan_id)


def searched(document):
    words = [document.type_name, document.number, document.number_key, document.abstract, document.issuer_text]
    return fold(" ".join(words))


class Migration(migrations.Migration):
    dependencies = [("plans", "0009_register_of_documents")]

    operations = [migrations.RunPython(link, migrations.RunPython.noop)]
