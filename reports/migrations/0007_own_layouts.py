"""A committee's own layout of paper, tried and in force."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orgs", "0006_mail_for_who_wants_it"),
        ("reports", "0006_purposes_of_headings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LayoutVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("base", models.CharField(max_length=20, verbose_name="quy định")),
                ("number", models.PositiveSmallIntegerField(verbose_name="bản số")),
                ("changes", models.JSONField(blank=True, default=dict, verbose_name="giá trị khác quy định")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "thể thức riêng",
                "verbose_name_plural": "thể thức riêng",
                "ordering": ["committee", "base", "-number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="paperfile",
            name="paper_is_of_one_thing",
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
                ],
                max_length=11,
                verbose_name="loại",
            ),
        ),
        migrations.AddField(
            model_name="layoutversion",
            name="committee",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="layouts",
                to="orgs.unit",
                verbose_name="cấp ủy, cơ quan",
            ),
        ),
        migrations.AddField(
            model_name="layoutversion",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="paperfile",
            name="layout",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="papers",
                to="reports.layoutversion",
            ),
        ),
        migrations.AddConstraint(
            model_name="paperfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "LETTER"),
                        ("layout__isnull", True),
                        ("letter__isnull", False),
                        ("submission__isnull", True),
                    ),
                    models.Q(
                        ("kind", "LAYOUT"),
                        ("layout__isnull", False),
                        ("letter__isnull", True),
                        ("submission__isnull", True),
                    ),
                    models.Q(
                        ("kind__in", ["BLANK_FORM", "UNIT_REPORT"]),
                        ("layout__isnull", True),
                        ("letter__isnull", True),
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
                condition=models.Q(("layout__isnull", False)),
                fields=("layout", "form"),
                name="layout_is_drawn_once_a_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="layoutversion",
            constraint=models.UniqueConstraint(fields=("committee", "base", "number"), name="layout_number_is_unique"),
        ),
        migrations.AddConstraint(
            model_name="layoutversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_from__isnull", True)),
                fields=("committee", "base"),
                name="one_layout_is_tried",
            ),
        ),
    ]
