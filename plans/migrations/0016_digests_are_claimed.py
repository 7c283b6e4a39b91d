from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("plans", "0015_figures_typed_but_not_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="digest",
            name="claimed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="nhận gửi lúc"),
        ),
    ]
