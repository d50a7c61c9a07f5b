"""The histories have become change sets."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('site', '0001_histories_become_change_sets'),
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(
            name='HistoricalMembership',
        ),
    ]
