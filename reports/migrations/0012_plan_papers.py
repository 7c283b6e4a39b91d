"""Papers of a plan: the table of who does what by when."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0016_digests_are_claimed"),
        ("reports", "0011_writing_together"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="paperfile",
            name="paper_is_of_one_thing",
        ),
        migrations.AddField(
            model_name="paperfile",
            name="plan",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="papers",
                to="plans.plan",
            ),
        ),
        migrations.AlterField(
            model_name="paperfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("LETTER", "công văn đôn đốc"),
                    ("BLANK_FORM", "phiếu báo cáo"),
                    ("UNIT_REPORT", "báo cáo của đơn vị"),
                    ("LAYOUT", "trang in thử thể thức"),
                    ("ASSIGNMENTS", "bảng phân công nhiệm vụ"),
                ],
                max_length=11,
                verbose_name="loại",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "LETTER"),
                        ("layout", None),
                        ("letter__isnull", False),
                        ("plan", None),
                        ("submission", None),
                    ),
                    models.Q(
                        ("kind", "LAYOUT"),
                        ("layout__isnull", False),
                        ("letter", None),
                        ("plan", None),
                        ("submission", None),
                    ),
                    models.Q(
                        ("kind", "ASSIGNMENTS"),
                        ("layout", None),
                        ("letter", None),
                        ("plan__isnull", False),
                        ("submission", None),
                    ),
                    models.Q(
                        ("kind__in", ["BLANK_FORM", "UNIT_REPORT"]),
                        ("layout", None),
                        ("letter", None),
                        ("plan", None),
                        ("submission__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="paper_is_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperfile",
            constraint=models.UniqueConstraint(
                condition=models.Q(("plan__isnull", False)),
                fields=("plan", "kind", "form"),
                name="plan_paper_is_drawn_once_a_form",
            ),
        ),
    ]
