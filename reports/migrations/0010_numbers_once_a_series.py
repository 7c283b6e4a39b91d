"""Signed reports, their copies and their ways up stay as they are; a number is given once in its series."""

from django.db import migrations, models

from orgs.append_only import protect, release
from reports.freezing import freeze, thaw

TABLES = ("reports_signedcopy", "reports_handup")


def close(_apps, schema_editor):
    for table in TABLES:
        protect(schema_editor, table)


def open_again(_apps, schema_editor):
    for table in TABLES:
        release(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("reports", "0009_signed_reports_gain_copies")]

    operations = [
        migrations.RemoveField(model_name="report", name="signed_copy"),
        migrations.RemoveField(model_name="report", name="signed_copy_sha256"),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("signed_on__isnull", False)),
                fields=("issuer", "series", "number_key"),
                name="report_number_is_given_once_a_series",
                violation_error_message="Số này đã dùng cho báo cáo khác của cơ quan ban hành.",
            ),
        ),
        migrations.RunPython(close, open_again),
        migrations.RunPython(freeze, thaw),
    ]
