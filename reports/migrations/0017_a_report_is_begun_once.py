"""One press begins one report; of reports begun before, none has a key."""

from django.conf import settings
from django.db import migrations, models

from reports.freezing import freeze, thaw


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0016_lists_of_rows_are_drawn'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(thaw, freeze),
        migrations.AddField(
            model_name='report',
            name='key',
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('created_by', 'key'), name='report_is_begun_once_a_key'),
        ),
        migrations.RunPython(freeze, thaw),
    ]
