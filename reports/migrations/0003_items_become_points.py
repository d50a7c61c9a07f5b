"""Conclusions and proposals are points: each has a version, and two may stand at one place while they are numbered anew."""

from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_history_gone'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='reportitem',
            name='report_item_order_once',
        ),
        migrations.RemoveConstraint(
            model_name='reportitem',
            name='report_item_kind_known',
        ),
        migrations.RenameModel(
            old_name='ReportItem',
            new_name='ReportPoint',
        ),
        migrations.AlterModelOptions(
            name='reportpoint',
            options={'ordering': ['kind', 'order', 'pk'], 'verbose_name': 'ziņojuma punkts', 'verbose_name_plural': 'ziņojuma punkti'},
        ),
        migrations.AddField(
            model_name='reportpoint',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versija'),
        ),
        migrations.AlterField(
            model_name='reportpoint',
            name='order',
            field=models.PositiveSmallIntegerField(verbose_name='numurs'),
        ),
        migrations.AlterField(
            model_name='reportpoint',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='reports.report', verbose_name='ziņojums'),
        ),
        migrations.AddConstraint(
            model_name='reportpoint',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['conclusion', 'proposal'])), name='report_point_kind_known'),
        ),
    ]
