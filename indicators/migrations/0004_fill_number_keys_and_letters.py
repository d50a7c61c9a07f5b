"""Indicators get the normal form of their number (two alike: ``pmp.common.numbers.fill_keys``), rows the letter they were shown with.

Up to now the letter came from the place: none for the first row, b for the second. After z, where the first version ran into
signs, comes aa.
"""

from collections import defaultdict

from django.db import migrations

from pmp.common.numbers import fill_keys, letter_at, next_letter


def fill(apps, schema_editor):
    fill_keys(apps.get_model('indicators', 'Indicator').objects.all(), 'plan_id')
    rows = apps.get_model('indicators', 'IndicatorRow').objects.order_by('order', 'pk')
    found, taken = list(rows), defaultdict(set)
    for row in found:
        letters = taken[row.indicator_id]
        own = letter_at(row.order)
        # A place 0 and a place 1 would both have none.
        row.letter = next_letter(letters) if own in letters else own
        letters.add(row.letter)
    rows.model.objects.bulk_update(found, ['letter'], batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0003_number_keys_and_letters'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
