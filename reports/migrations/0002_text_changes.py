"""Dates of changes on the report's texts. Texts written before have no known change, hence a date before any approval."""

from datetime import datetime, timezone

from django.db import migrations, models

BEFORE_ANY_APPROVAL = datetime(2000, 1, 1, tzinfo=timezone.utc)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="reportitem",
            name="updated_at",
            field=models.DateTimeField(auto_now=True, default=BEFORE_ANY_APPROVAL, verbose_name="mainīts"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reportsection",
            name="updated_at",
            field=models.DateTimeField(auto_now=True, default=BEFORE_ANY_APPROVAL, verbose_name="mainīts"),
            preserve_default=False,
        ),
    ]
