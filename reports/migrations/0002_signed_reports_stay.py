"""A signed report, its words and its drawn files can be neither changed nor deleted, whoever asks (TRUST.md P4)."""

from django.db import migrations

from reports.freezing import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
