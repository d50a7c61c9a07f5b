"""That there are no data is a state too."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0001_initial'),
        ('plans', '0002_plan_status'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='assessment',
            name='assessment_status_known',
        ),
        migrations.AlterField(
            model_name='assessment',
            name='status',
            field=models.CharField(blank=True, choices=[('done', 'izpildīts'), ('started', 'uzsākts'), ('not_started', 'nav uzsākts'), ('partly_done', 'daļēji izpildīts'), ('postponed', 'atlikts'), ('cancelled', 'atcelts'), ('', 'nav datu')], default='', max_length=12, verbose_name='izpildes statuss'),
        ),
        migrations.AlterField(
            model_name='historicalassessment',
            name='status',
            field=models.CharField(blank=True, choices=[('done', 'izpildīts'), ('started', 'uzsākts'), ('not_started', 'nav uzsākts'), ('partly_done', 'daļēji izpildīts'), ('postponed', 'atlikts'), ('cancelled', 'atcelts'), ('', 'nav datu')], default='', max_length=12, verbose_name='izpildes statuss'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['done', 'started', 'not_started', 'partly_done', 'postponed', 'cancelled', ''])), name='assessment_status_known', violation_error_message='Nezināms izpildes statuss.'),
        ),
    ]
