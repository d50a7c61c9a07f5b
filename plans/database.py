"""One plan, one key: what stands below something belongs to the plan of that thing, and the database itself refuses the rest.

Django 5.2 knows no foreign key of two columns. PostgreSQL is given them by the migration ``one_plan_key``; SQLite has triggers
instead. SQLite cannot make a table anew while a trigger of another table names it, so the triggers go before every ``migrate``
and come back after it (``plans.apps``).
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class SamePlan:
    """Rows of ``table`` have the plan of the row of ``parent`` that their ``column`` names."""

    name: str
    table: str
    column: str
    parent: str

    @property
    def triggers(self) -> dict[str, str]:
        """SQLite's triggers by name: a row that is made, a row that is changed, a parent that would leave its rows behind."""
        wrong = f"SELECT 1 FROM {self.parent} WHERE id = NEW.{self.column} AND plan_id <> NEW.plan_id"  # noqa: S608 - names of this file
        left = f"SELECT 1 FROM {self.table} WHERE {self.column} = NEW.id AND plan_id <> NEW.plan_id"  # noqa: S608
        events = {
            "insert": (f"INSERT ON {self.table}", wrong),
            "update": (f"UPDATE OF plan_id, {self.column} ON {self.table}", wrong),
            "parent": (f"UPDATE OF plan_id ON {self.parent}", left),
        }
        return {
            f"{self.name}_{kind}": (
                f"CREATE TRIGGER IF NOT EXISTS {self.name}_{kind} BEFORE {event} WHEN EXISTS ({breach})"
                f" BEGIN SELECT RAISE(ABORT, '{self.name}'); END"
            )
            for kind, (event, breach) in events.items()
        }


SAME_PLAN = [
    SamePlan("activity_of_goals_plan", "plans_activity", "goal_id", "plans_goal"),
    SamePlan("task_of_activitys_plan", "plans_task", "activity_id", "plans_activity"),
]


def put_triggers(connection: BaseDatabaseWrapper) -> None:
    """On SQLite: make the triggers that are missing; elsewhere, and before the tables are there, nothing."""
    if connection.vendor != "sqlite":
        return
    there = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for rule in SAME_PLAN:
            for trigger in rule.triggers.values() if {rule.table, rule.parent} <= there else ():
                cursor.execute(trigger)


def take_triggers(connection: BaseDatabaseWrapper) -> None:
    """On SQLite: drop the triggers."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name in [name for rule in SAME_PLAN for name in rule.triggers]:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
