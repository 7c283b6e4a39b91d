"""A letter was sent on the day that it bears: one field for one fact."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def tell_day_of_sending(apps: Any, schema_editor: Any) -> None:
    """For the way back."""
    letters = apps.get_model("reports", "UrgingLetter").objects.using(schema_editor.connection.alias)
    letters.filter(sent_at__isnull=False).update(sent_on=F("issued_on"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0020_letter_numbers_once_a_series")]

    operations = [
        migrations.RemoveConstraint(model_name="urgingletter", name="letter_is_sent_at_some_hour"),
        migrations.RunPython(migrations.RunPython.noop, tell_day_of_sending),
        migrations.RemoveField(model_name="urgingletter", name="sent_on"),
        migrations.AddConstraint(
            model_name="urgingletter",
            constraint=models.CheckConstraint(
                condition=Q(issued_on__isnull=True, sent_at__isnull=True)
                | Q(issued_on__isnull=False, sent_at__isnull=False),
                name="letter_bears_a_day_once_it_is_sent",
            ),
        ),
    ]
