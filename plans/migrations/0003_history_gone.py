"""The histories have become change sets."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0001_histories_become_change_sets'),
        ('plans', '0002_plan_status'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='historicalgoal',
            name='history_user',
        ),
        migrations.RemoveField(
            model_name='historicalgoal',
            name='plan',
        ),
        migrations.DeleteModel(
            name='HistoricalActivity',
        ),
        migrations.DeleteModel(
            name='HistoricalGoal',
        ),
    ]
