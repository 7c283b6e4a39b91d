from django.db import migrations

from orgs.append_only import protect, release

TABLE = "plans_attachment"


def protect_evidence(apps, schema_editor):
    protect(schema_editor, TABLE)


def release_evidence(apps, schema_editor):
    release(schema_editor, TABLE)


class Migration(migrations.Migration):
    dependencies = [("plans", "0011_every_document_in_a_register")]
    operations = [migrations.RunPython(protect_evidence, release_evidence)]
