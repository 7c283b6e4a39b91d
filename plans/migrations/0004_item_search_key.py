from django.db import migrations

import plans.models.fields


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_document_search_key")]

    operations = [
        migrations.AddField(
            "planitem", "search_key", plans.models.fields.FoldedTextField(default="", editable=False, source="text")
        ),
    ]
