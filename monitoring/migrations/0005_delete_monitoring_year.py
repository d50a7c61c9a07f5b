"""What a year is now stands in ``plans``."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0004_years_become_periods'),
    ]

    operations = [migrations.DeleteModel(name='MonitoringYear')]
