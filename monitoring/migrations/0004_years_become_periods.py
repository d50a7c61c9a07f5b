"""Every monitoring year becomes a reporting period of its plan: the calendar year, open or closed as it was."""

from datetime import date

from django.db import migrations


def to_periods(apps, schema_editor):
    years = apps.get_model("monitoring", "MonitoringYear").objects.using(schema_editor.connection.alias)
    periods = apps.get_model("plans", "ReportingPeriod").objects.using(schema_editor.connection.alias)
    for row in years.all():
        periods.create(
            plan_id=row.plan_id,
            year=row.year,
            start=date(row.year, 1, 1),
            end=date(row.year, 12, 31),
            due=row.due,
            state="open" if row.is_open else "closed",
        )


def to_years(apps, schema_editor):
    """Other spans than the calendar year, labels and moments have no place in what was before."""
    years = apps.get_model("monitoring", "MonitoringYear").objects.using(schema_editor.connection.alias)
    periods = apps.get_model("plans", "ReportingPeriod").objects.using(schema_editor.connection.alias)
    for row in periods.all():
        years.create(plan_id=row.plan_id, year=row.year, due=row.due, is_open=row.state == "open")
    periods.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0003_history_gone'),
        ('plans', '0004_reporting_period'),
    ]

    operations = [migrations.RunPython(to_periods, to_years)]
