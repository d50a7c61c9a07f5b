"""A number and a letter stand once; a place may stand twice, and the older row comes first then."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0004_fill_number_keys_and_letters'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='indicator',
            name='indicator_number_once',
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(fields=('plan', 'number_key'), name='indicator_number_once', violation_error_message='Rādītājs ar šādu numuru jau ir.'),
        ),
        migrations.AlterField(
            model_name='indicatorrow',
            name='letter',
            field=models.CharField(blank=True, default=None, editable=False, max_length=3, verbose_name='burts'),
        ),
        migrations.RemoveConstraint(
            model_name='indicatorrow',
            name='indicator_row_order_once',
        ),
        migrations.AddConstraint(
            model_name='indicatorrow',
            constraint=models.UniqueConstraint(fields=('indicator', 'letter'), name='indicator_row_letter_once', violation_error_message='Rinda ar šādu burtu rādītājam jau ir.'),
        ),
        migrations.AlterModelOptions(
            name='indicator',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'rādītājs', 'verbose_name_plural': 'rādītāji'},
        ),
        migrations.AlterModelOptions(
            name='indicatorrow',
            options={'ordering': ['indicator__order', 'indicator_id', 'order', 'pk'], 'verbose_name': 'rādītāja rinda', 'verbose_name_plural': 'rādītāju rindas'},
        ),
    ]
