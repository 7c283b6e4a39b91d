import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MAY_BE_NULL = {"null": True, "blank": True}


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0001_initial"),
        ("plans", "0008_import_progress"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "document",
            "keeper",
            models.ForeignKey(
                "orgs.Unit", django.db.models.deletion.PROTECT, null=True, related_name="register",
                verbose_name="sổ văn bản của",
            ),
        ),
        migrations.AddField(
            "document",
            "issuer",
            models.ForeignKey(
                "orgs.Unit", django.db.models.deletion.SET_NULL, **MAY_BE_NULL, editable=False, related_name="+"
            ),
        ),
        migrations.AddField("document", "term", models.CharField("khóa", max_length=10, blank=True, default="")),
        migrations.AlterField("document", "abstract", models.TextField("trích yếu", max_length=2000, blank=True)),
        migrations.AddField(
            "document",
            "implements",
            models.ManyToManyField(
                "plans.Document", blank=True, related_name="implemented_by", verbose_name="thực hiện văn bản"
            ),
        ),
        migrations.AddField(
            "document",
            "implements_checked_on",
            models.DateField("đã xem chuỗi văn bản ngày", **MAY_BE_NULL, editable=False),
        ),
        migrations.AddField(
            "document",
            "verified_on",
            models.DateField("đã đối chiếu với văn bản ngày", **MAY_BE_NULL, editable=False),
        ),
        migrations.AddField(
            "document",
            "verified_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, **MAY_BE_NULL, editable=False,
                related_name="+",
            ),
        ),
        migrations.AddField("document", "settled", models.JSONField(default=dict, editable=False)),
        migrations.AddField("document", "has_conflict", models.BooleanField(default=False, editable=False)),
        migrations.AddField("document", "version", models.PositiveIntegerField(default=0, editable=False)),
        migrations.AddField(
            "citation",
            "document",
            models.ForeignKey(
                "plans.Document", django.db.models.deletion.SET_NULL, **MAY_BE_NULL, related_name="citations",
                verbose_name="văn bản trong sổ",
            ),
        ),
    ]  # fmt: skip
