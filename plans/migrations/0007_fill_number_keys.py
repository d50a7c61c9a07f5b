"""What is numbered gets the normal form of its number.

The first version took 1.1 and 1.1. for two numbers. Where both exist, both stay as they are printed, and the key of the later one
says that it is the second ("1.1 ~2"): nothing is lost, nothing renamed, and no third can come (``pmp.common.numbers.fill_keys``).
"""

from django.db import migrations

from pmp.common.numbers import fill_keys


def fill(apps, schema_editor):
    fill_keys(apps.get_model('plans', 'Goal').objects.all(), 'plan_id', 'listing')
    fill_keys(apps.get_model('plans', 'Activity').objects.all(), 'plan_id')
    fill_keys(apps.get_model('plans', 'Task').objects.all(), 'plan_id')


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0006_number_keys'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
