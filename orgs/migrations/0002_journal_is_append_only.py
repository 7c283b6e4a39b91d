from django.db import migrations

from orgs.append_only import protect, release

TABLE = "orgs_journalentry"


class Migration(migrations.Migration):
    dependencies = [("orgs", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: protect(schema_editor, TABLE),
            lambda apps, schema_editor: release(schema_editor, TABLE),
        )
    ]
