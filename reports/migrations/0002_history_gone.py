"""The histories have become change sets."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0001_histories_become_change_sets'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='historicalreportsection',
            name='history_user',
        ),
        migrations.RemoveField(
            model_name='historicalreportsection',
            name='report',
        ),
        migrations.DeleteModel(
            name='HistoricalReportItem',
        ),
        migrations.DeleteModel(
            name='HistoricalReportSection',
        ),
    ]
