import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("plans", "0010_link_citations")]

    operations = [
        migrations.AlterField(
            "document",
            "keeper",
            models.ForeignKey(
                "orgs.Unit", django.db.models.deletion.PROTECT, related_name="register", verbose_name="sổ văn bản của"
            ),
        ),
        migrations.AlterField("document", "term", models.CharField("khóa", max_length=10, blank=True)),
        migrations.AddIndex("document", models.Index(fields=["keeper", "issued_on"], name="document_in_register")),
        migrations.AddIndex(
            "document",
            models.Index(fields=["keeper"], condition=Q(has_conflict=True), name="document_with_conflict"),
        ),
    ]
