"""Letters that urge know the series in which their number was given; those sent before as well."""

from django.db import migrations, models

from reports.numbering import number_key, series_of


def fill(apps, _schema_editor):
    """Of letters that bear one number twice the first keeps it in the series, so that none is lost."""
    letters = apps.get_model("reports", "UrgingLetter").objects
    known = set()
    for letter in letters.filter(sent_on__isnull=False).exclude(number="").select_related("issuer").order_by("pk"):
        issuer = letter.issuer
        term = (issuer.term_from, issuer.term_to)
        series = series_of("CV", regime=issuer.regime, signed_on=letter.issued_on, term=term)
        key = number_key(letter.number)
        if (issuer.pk, series, key) not in known:
            letters.filter(pk=letter.pk).update(series=series, number_key=key)
            known.add((issuer.pk, series, key))


class Migration(migrations.Migration):
    dependencies = [("reports", "0018_signed_copies_are_searched")]

    operations = [
        migrations.AddField(
            model_name="urgingletter",
            name="number_key",
            field=models.CharField(blank=True, editable=False, max_length=20, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="urgingletter",
            name="series",
            field=models.CharField(blank=True, editable=False, max_length=40, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
