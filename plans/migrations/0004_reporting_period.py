"""The reporting period moves down from ``monitoring``: a plan's years with their dates, label and state."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0003_history_gone'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingPeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(2000), django.core.validators.MaxValueValidator(2100)], verbose_name='pārskata gads')),
                ('start', models.DateField(blank=True, verbose_name='sākums')),
                ('end', models.DateField(blank=True, verbose_name='beigas')),
                ('label', models.CharField(blank=True, max_length=80, verbose_name='apzīmējums')),
                ('state', models.CharField(choices=[('open', 'atvērts'), ('closed', 'slēgts')], default='open', max_length=10, verbose_name='stāvoklis')),
                ('due', models.DateField(blank=True, null=True, verbose_name='atbildēt līdz')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='atvērts')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='slēgts')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='periods', to='plans.plan', verbose_name='plāns')),
            ],
            options={
                'verbose_name': 'pārskata periods',
                'verbose_name_plural': 'pārskata periodi',
                'ordering': ['-year'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'year'), name='reporting_period_once', violation_error_message='Šim gadam pārskata periods jau ir.'), models.CheckConstraint(condition=models.Q(('start__lte', models.F('end'))), name='reporting_period_in_order', violation_error_message='Perioda beigas nevar būt pirms sākuma.'), models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='reporting_period_state_known', violation_error_message='Nezināms perioda stāvoklis.')],
            },
        ),
    ]
