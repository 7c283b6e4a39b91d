"""Write the search keys again: more abbreviations are read in full (orgs.matching)."""

from django.db import migrations

from orgs.models.units import search_key


def write_search_keys(apps, schema_editor):
    for model in (apps.get_model("orgs", "Unit"), apps.get_model("orgs", "UnitGroup")):
        for named in model.objects.iterator():
            named.search_key = search_key([named.name, *named.other_names])
            named.save(update_fields=["search_key"])


class Migration(migrations.Migration):
    dependencies = [("orgs", "0004_unsent_forms")]

    operations = [migrations.RunPython(write_search_keys, migrations.RunPython.noop)]
