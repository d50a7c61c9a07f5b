"""The histories have become change sets."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0001_histories_become_change_sets'),
        ('indicators', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='historicalmeasurement',
            name='history_user',
        ),
        migrations.RemoveField(
            model_name='historicalmeasurement',
            name='row',
        ),
        migrations.DeleteModel(
            name='HistoricalIndicatorRow',
        ),
        migrations.DeleteModel(
            name='HistoricalMeasurement',
        ),
    ]
