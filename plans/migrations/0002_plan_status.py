"""Plans have a status; those that are there already were adopted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('plans', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='status',
            field=models.CharField(choices=[('draft', 'darba redakcija'), ('adopted', 'apstiprināts'), ('ended', 'beidzies')], default='adopted', max_length=10, verbose_name='stāvoklis'),
        ),
        migrations.AlterField(
            model_name='plan',
            name='status',
            field=models.CharField(choices=[('draft', 'darba redakcija'), ('adopted', 'apstiprināts'), ('ended', 'beidzies')], default='draft', max_length=10, verbose_name='stāvoklis'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'adopted', 'ended'])), name='plan_status_known'),
        ),
    ]
