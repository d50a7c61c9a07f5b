"""PostgreSQL refuses an activity under the goal, and a task under the activity, of another plan (SQLite: ``plans.database``).

The statements are written out here, since what a migration did must not change with the code.
"""

from django.db import migrations

ADD = [
    "ALTER TABLE plans_goal ADD CONSTRAINT plans_goal_id_plan UNIQUE (id, plan_id)",
    "ALTER TABLE plans_activity ADD CONSTRAINT activity_of_goals_plan FOREIGN KEY (goal_id, plan_id)"
    " REFERENCES plans_goal (id, plan_id) DEFERRABLE INITIALLY IMMEDIATE",
    "ALTER TABLE plans_activity ADD CONSTRAINT plans_activity_id_plan UNIQUE (id, plan_id)",
    "ALTER TABLE plans_task ADD CONSTRAINT task_of_activitys_plan FOREIGN KEY (activity_id, plan_id)"
    " REFERENCES plans_activity (id, plan_id) DEFERRABLE INITIALLY IMMEDIATE",
]
DROP = [
    "ALTER TABLE plans_task DROP CONSTRAINT task_of_activitys_plan",
    "ALTER TABLE plans_activity DROP CONSTRAINT plans_activity_id_plan",
    "ALTER TABLE plans_activity DROP CONSTRAINT activity_of_goals_plan",
    "ALTER TABLE plans_goal DROP CONSTRAINT plans_goal_id_plan",
]


def _run(statements):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            for statement in statements:
                schema_editor.execute(statement)

    return run


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_reporting_period'),
    ]

    operations = [migrations.RunPython(_run(ADD), _run(DROP))]
