"""What the change sets know of a point stays with it under its new name."""

from django.db import migrations


def rename(old, new):
    """A step that gives the changes of one model the name of another."""

    def step(apps, schema_editor):
        apps.get_model('common', 'Change').objects.filter(model=old).update(model=new)

    return step


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_items_become_points'),
        ('common', '0001_change_sets'),
    ]

    operations = [
        migrations.RunPython(
            rename('reports.reportitem', 'reports.reportpoint'),
            rename('reports.reportpoint', 'reports.reportitem'),
        ),
    ]
