from django.db import migrations


def remember_rows(apps, schema_editor):
    """Until now the end of an excuse counted every row of the period; those not counted are taken as its own."""
    rows = apps.get_model("plans", "Occurrence").objects.filter(is_counted=False)
    for report in apps.get_model("plans", "Submission").objects.exclude(excused_reason="").iterator():
        mine = rows.filter(period=report.period_id, unit=report.unit_id)
        report.excused_rows = list(mine.values_list("pk", flat=True))
        report.save(update_fields=["excused_rows"])


class Migration(migrations.Migration):
    dependencies = [("plans", "0018_longer_messages_to_urge")]
    operations = [migrations.RunPython(remember_rows, migrations.RunPython.noop)]
