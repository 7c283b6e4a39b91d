"""What was kept of reports signed before: their copies as rows, their numbers by series. They bear no seal."""

import mimetypes
import uuid
from pathlib import PurePath

from django.core.files.storage import default_storage
from django.db import migrations

from reports.numbering import number_key, series_of


def learn(apps, schema_editor):
    alias = schema_editor.connection.alias
    reports = apps.get_model("reports", "Report").objects.using(alias)
    copies = apps.get_model("reports", "SignedCopy").objects.using(alias)
    for report in reports.filter(signed_on__isnull=False).select_related("issuer"):
        issuer = report.issuer
        term = (issuer.term_from, issuer.term_to)
        report.number_key = number_key(report.number)
        report.series = series_of("BC", regime=issuer.regime, signed_on=report.signed_on, term=term)
        report.save(using=alias, update_fields=["number_key", "series"])
        name = report.signed_copy.name
        if name and default_storage.exists(name):
            copies.create(
                report=report,
                key=uuid.uuid4(),
                name=PurePath(name).name,
                file=name,
                size=default_storage.size(name),
                sha256=report.signed_copy_sha256,
                content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
                added_by_id=report.created_by_id,
                added_at=report.submitted_at,
            )


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_what_signing_keeps")]
    operations = [migrations.RunPython(learn, migrations.RunPython.noop)]
