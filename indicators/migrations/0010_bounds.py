"""A value, a baseline and a target keep the bound that is printed with them."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0005_number_keys_and_letters_once'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='target',
            name='target_amount_by_kind',
        ),
        migrations.AddField(
            model_name='indicatorrow',
            name='baseline_bound',
            field=models.CharField(blank=True, choices=[('', 'tieši'), ('below', 'mazāk nekā'), ('up_to', 'ne vairāk kā'), ('above', 'vairāk nekā'), ('at_least', 'vismaz'), ('about', 'aptuveni')], default='', max_length=10, verbose_name='bāzes vērtības robeža'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='bound',
            field=models.CharField(blank=True, choices=[('', 'tieši'), ('below', 'mazāk nekā'), ('up_to', 'ne vairāk kā'), ('above', 'vairāk nekā'), ('at_least', 'vismaz'), ('about', 'aptuveni')], default='', max_length=10, verbose_name='rādītāja vērtības robeža'),
        ),
        migrations.AlterField(
            model_name='target',
            name='kind',
            field=models.CharField(choices=[('value', 'vērtība'), ('below', 'mazāk nekā'), ('up_to', 'līdz'), ('above', 'vairāk nekā'), ('at_least', 'vismaz'), ('change_percent', 'pārmaiņa procentos no bāzes vērtības'), ('within_percent', 'robežās no bāzes vērtības'), ('within_points', 'procentpunktu robežās no bāzes vērtības'), ('increase', 'pieaugums par'), ('direction', 'tikai virziens'), ('to_be_set', 'vēl jānosaka'), ('none', 'nav norādīts')], default='value', max_length=15, verbose_name='veids'),
        ),
        migrations.AddConstraint(
            model_name='indicatorrow',
            constraint=models.CheckConstraint(condition=models.Q(('baseline_bound', ''), models.Q(('baseline_bound__in', ['', 'below', 'up_to', 'above', 'at_least', 'about']), ('baseline_value__isnull', False)), _connector='OR'), name='indicator_row_bound_of_a_value', violation_error_message='Robežu norāda tikai skaitlim.'),
        ),
        migrations.AddConstraint(
            model_name='measurement',
            constraint=models.CheckConstraint(condition=models.Q(('bound', ''), models.Q(('bound__in', ['', 'below', 'up_to', 'above', 'at_least', 'about']), ('value__isnull', False)), _connector='OR'), name='measurement_bound_of_a_value', violation_error_message='Robežu norāda tikai skaitlim.'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('kind__in', ['direction', 'to_be_set', 'none'])), models.Q(('amount__isnull', False), ('kind__in', ['value', 'below', 'up_to', 'above', 'at_least', 'change_percent', 'within_percent', 'within_points', 'increase'])), _connector='OR'), name='target_amount_by_kind', violation_error_message='Šāda veida mērķim jānorāda skaitlis; virzienam un vēl nenoteiktam mērķim skaitļa nav.'),
        ),
    ]
