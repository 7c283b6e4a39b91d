from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_answers_are_append_only")]

    operations = [
        migrations.AddField("document", "search_key", models.TextField(default="", editable=False)),
    ]
