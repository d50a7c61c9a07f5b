"""Change sets: one save, and what it touched."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('plans', '0002_plan_status'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='kad')),
                ('reason', models.TextField(blank=True, verbose_name='iemesls')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='change_sets', to='accounts.municipality', verbose_name='pašvaldība')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kas mainīja')),
                ('plan', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='change_sets', to='plans.plan', verbose_name='plāns')),
            ],
            options={
                'verbose_name': 'izmaiņu kopa',
                'verbose_name_plural': 'izmaiņu kopas',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('+', 'pievienots'), ('~', 'mainīts'), ('-', 'dzēsts')], max_length=1, verbose_name='kas noticis')),
                ('model', models.CharField(max_length=60, verbose_name='modelis')),
                ('object_id', models.BigIntegerField(verbose_name='atslēga')),
                ('version', models.PositiveIntegerField(default=0, verbose_name='versija pēc tam')),
                ('what', models.CharField(max_length=60, verbose_name='kas tas ir')),
                ('feminine', models.BooleanField(default=False, verbose_name='sieviešu dzimte')),
                ('about', models.TextField(blank=True, verbose_name='par ko')),
                ('fields', models.JSONField(default=list, verbose_name='vērtības')),
                ('change_set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='common.changeset', verbose_name='izmaiņu kopa')),
            ],
            options={
                'verbose_name': 'izmaiņa',
                'verbose_name_plural': 'izmaiņas',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='changeset',
            index=models.Index(fields=['municipality', '-at', '-id'], name='change_set_newest'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['model', 'object_id', 'version'], name='change_of_thing'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['+', '~', '-'])), name='change_kind_known'),
        ),
    ]
