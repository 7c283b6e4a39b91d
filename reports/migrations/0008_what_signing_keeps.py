"""Numbers by series, seals, replacements, copies of signed reports, ways up, checks, packages (0009 fills them in)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from reports.freezing import freeze, thaw


def text(length, **kwargs):
    return models.CharField(blank=True, max_length=length, **kwargs)


def person():
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0016_digests_are_claimed"),
        ("reports", "0007_own_layouts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(thaw, freeze),
        migrations.AddField("report", "number_key", text(20, editable=False, default=""), preserve_default=False),
        migrations.AddField("report", "series", text(40, editable=False, default=""), preserve_default=False),
        migrations.AddField(
            "report", "seal", text(64, editable=False, default="", verbose_name="mã niêm phong"), preserve_default=False
        ),
        migrations.AddField(
            "report", "returned_reason", text(500, default="", verbose_name="lý do trả về"), preserve_default=False
        ),
        migrations.AddField(
            "report",
            "supersedes",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="reports.report",
                verbose_name="thay thế báo cáo",
            ),
        ),
        migrations.AddField(
            "reportfile",
            "renderer",
            text(64, default="", verbose_name="phiên bản chương trình in"),
            preserve_default=False,
        ),
        migrations.AddField(
            "reportparagraph",
            "quotes",
            models.ManyToManyField(blank=True, related_name="quoted_by", to="reports.reportparagraph"),
        ),
        migrations.CreateModel(
            name="SignedCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(editable=False, unique=True)),
                ("differs", models.BooleanField(default=False, verbose_name="khác bản hệ thống")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("file", models.FileField(upload_to="reports/%Y/%m")),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content_type", models.CharField(max_length=100)),
                ("added_at", models.DateTimeField(verbose_name="lúc")),
                ("added_by", person()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signed_copies", to="reports.report"
                    ),
                ),
            ],
            options={"verbose_name": "bản đã ký", "verbose_name_plural": "bản đã ký", "ordering": ["report", "pk"]},
        ),
        migrations.CreateModel(
            name="HandUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("by", person()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hand_ups", to="reports.report"
                    ),
                ),
                (
                    "round",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hand_up", to="plans.submissionround"
                    ),
                ),
            ],
            options={
                "verbose_name": "báo cáo gửi cấp trên",
                "verbose_name_plural": "báo cáo gửi cấp trên",
                "ordering": ["report", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("checked_at", models.DateTimeField(verbose_name="kiểm tra lúc")),
                ("damage", models.JSONField(default=list, verbose_name="không còn như lúc ký")),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="last_check", to="reports.report"
                    ),
                ),
            ],
            options={"verbose_name": "lần kiểm tra", "verbose_name_plural": "lần kiểm tra"},
        ),
        migrations.CreateModel(
            name="PlanPackage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("requested_at", models.DateTimeField()),
                ("asked", models.PositiveIntegerField(default=0)),
                ("packed_at", models.DateTimeField(blank=True, null=True)),
                ("file", models.FileField(blank=True, upload_to="packages/%Y/%m")),
                ("size", models.PositiveBigIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("manifest_sha256", models.CharField(blank=True, max_length=64)),
                ("error", models.TextField(blank=True)),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="package", to="plans.plan"
                    ),
                ),
                ("requested_by", person()),
            ],
            options={"verbose_name": "hồ sơ kế hoạch", "verbose_name_plural": "hồ sơ kế hoạch"},
        ),
    ]
