"""A number stands once in its normal form; a place may stand twice, and the older row comes first then."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0007_fill_number_keys'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='expectedresult',
            name='expected_result_order_once',
        ),
        migrations.RemoveConstraint(
            model_name='plansection',
            name='plan_section_order_once',
        ),
        migrations.RemoveConstraint(
            model_name='goal',
            name='goal_number_once',
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(fields=('plan', 'listing', 'number_key'), name='goal_number_once', violation_error_message='Mērķis ar šādu numuru jau ir.'),
        ),
        migrations.RemoveConstraint(
            model_name='activity',
            name='activity_number_once',
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.UniqueConstraint(fields=('plan', 'number_key'), name='activity_number_once', violation_error_message='Aktivitāte ar šādu numuru jau ir.'),
        ),
        migrations.RemoveConstraint(
            model_name='task',
            name='task_number_once',
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('plan', 'number_key'), name='task_number_once', violation_error_message='Uzdevums ar šādu numuru jau ir.'),
        ),
        migrations.AlterModelOptions(
            name='abbreviation',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'saīsinājums', 'verbose_name_plural': 'saīsinājumi'},
        ),
        migrations.AlterModelOptions(
            name='activity',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'aktivitāte', 'verbose_name_plural': 'aktivitātes'},
        ),
        migrations.AlterModelOptions(
            name='activityparty',
            options={'ordering': ['role', 'order', 'pk'], 'verbose_name': 'aktivitātes institūcija', 'verbose_name_plural': 'aktivitātes institūcijas'},
        ),
        migrations.AlterModelOptions(
            name='expectedresult',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'sagaidāmais rezultāts', 'verbose_name_plural': 'sagaidāmie rezultāti'},
        ),
        migrations.AlterModelOptions(
            name='goal',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'mērķis', 'verbose_name_plural': 'mērķi'},
        ),
        migrations.AlterModelOptions(
            name='plansection',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'plāna nodaļa', 'verbose_name_plural': 'plāna nodaļas'},
        ),
        migrations.AlterModelOptions(
            name='programmelink',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'sasaiste ar attīstības programmu', 'verbose_name_plural': 'sasaistes ar attīstības programmu'},
        ),
        migrations.AlterModelOptions(
            name='task',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'darba uzdevums', 'verbose_name_plural': 'darba uzdevumi'},
        ),
        migrations.AlterModelOptions(
            name='taskparty',
            options={'ordering': ['role', 'order', 'pk'], 'verbose_name': 'uzdevuma institūcija', 'verbose_name_plural': 'uzdevuma institūcijas'},
        ),
        migrations.AlterModelOptions(
            name='wordingvariant',
            options={'ordering': ['order', 'pk'], 'verbose_name': 'cits formulējums', 'verbose_name_plural': 'citi formulējumi'},
        ),
    ]
