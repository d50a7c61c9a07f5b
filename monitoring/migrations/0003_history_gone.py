"""The histories have become change sets."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0001_histories_become_change_sets'),
        ('monitoring', '0002_status_words'),
    ]

    operations = [
        migrations.DeleteModel(
            name='HistoricalAssessment',
        ),
    ]
