"""Which annexes a report has is for its office to choose."""

from django.db import migrations, models

from reports.annex_kinds import usual_annexes
from reports.freezing import freeze, thaw


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_how_far_a_drawing_is")]

    operations = [
        migrations.RunPython(thaw, freeze),
        migrations.AddField(
            model_name="report",
            name="annexes",
            field=models.JSONField(blank=True, default=usual_annexes, verbose_name="phụ lục"),
        ),
        migrations.RunPython(freeze, thaw),
    ]
