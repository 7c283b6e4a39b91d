from django.db import migrations, models

from orgs.append_only import protect, release

TABLE = "plans_urge"


def protect_it(apps, schema_editor):
    protect(schema_editor, TABLE)


def release_it(apps, schema_editor):
    release(schema_editor, TABLE)


class Migration(migrations.Migration):
    """SQLite makes the table anew, which loses its triggers."""

    dependencies = [("plans", "0017_reports_owed_from_later_on")]
    operations = [
        migrations.RunPython(release_it, protect_it),
        migrations.AlterField("urge", "words", models.TextField("nội dung", max_length=20000, blank=True)),
        migrations.RunPython(protect_it, release_it),
    ]
