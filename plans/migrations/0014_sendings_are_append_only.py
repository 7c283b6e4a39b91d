from django.db import migrations

from orgs.append_only import protect, release

TABLES = ["plans_submissionround", "plans_submissionround_answers", "plans_roundreview", "plans_urge"]


def protect_all(apps, schema_editor):
    for table in TABLES:
        protect(schema_editor, table)


def release_all(apps, schema_editor):
    for table in TABLES:
        release(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("plans", "0013_periods_answered_unit_by_unit")]
    operations = [migrations.RunPython(protect_all, release_all)]
