"""Goals, activities and tasks have their number in a normal form; it is filled and checked in the two migrations that follow."""

from django.db import migrations

import pmp.common.numbers


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0005_one_plan_key'),
    ]

    operations = [
        migrations.AddField(
            model_name='goal',
            name='number_key',
            field=pmp.common.numbers.NumberKeyField(default='', editable=False, from_field='number', max_length=400, verbose_name='numura atslēga'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='activity',
            name='number_key',
            field=pmp.common.numbers.NumberKeyField(default='', editable=False, from_field='number', max_length=400, verbose_name='numura atslēga'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='task',
            name='number_key',
            field=pmp.common.numbers.NumberKeyField(default='', editable=False, from_field='number', max_length=400, verbose_name='numura atslēga'),
            preserve_default=False,
        ),
    ]
