"""Indicators have their number in a normal form, their rows a letter of their own; both are filled and checked in what follows."""

from django.db import migrations, models

import pmp.common.numbers


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0002_history_gone'),
    ]

    operations = [
        migrations.AddField(
            model_name='indicator',
            name='number_key',
            field=pmp.common.numbers.NumberKeyField(default='', editable=False, from_field='number', max_length=400, verbose_name='numura atslēga'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='indicatorrow',
            name='letter',
            field=models.CharField(blank=True, default=None, editable=False, max_length=3, null=True, verbose_name='burts'),
        ),
    ]
