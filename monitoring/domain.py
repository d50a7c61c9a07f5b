"""What happens in the monitoring year."""

from monitoring.models import Assessment
from monitoring.rules import takes_part
from plans.models import Activity
from plans.periods import require_open
from pmp.accounts.models import User
from pmp.common.changes import Thing
from pmp.common.editing import Edit

#: What may be reported of an activity for a year.
FIELDS = ("status", "evaluation", "spent", "spent_printed", "planned", "achieved", "impact", "factors")


class AnswerEdit(Edit):
    """What is reported of an activity for a year, by whoever answers for it while the year is open."""

    thing = Thing("Izpildes izvērtējums", {name: Assessment._meta.get_field(name).verbose_name for name in FIELDS})
    fields = FIELDS
    printed = {"spent_printed": ("spent",)}

    def __init__(self, activity: Activity, year: int, by: User):
        super().__init__(by)
        self.activity, self.year = activity, year

    def municipality(self):
        """The plan's."""
        return self.activity.plan.municipality

    def plan(self):
        """The activity's plan."""
        return self.activity.plan

    def may(self) -> bool:
        """Editors, and coordinators of the activity's institutions; ``find`` sees to the year being open."""
        return takes_part(self.by, self.activity)

    def find(self, *, lock=False):
        """The stored answer, or None; with ``lock`` only while the year is open (raises ``NotOpen``)."""
        rows = Assessment.objects.with_person().filter(activity=self.activity, year=self.year)
        if lock:
            require_open(self.activity.plan, self.year)
            rows = rows.select_for_update(of=("self",))
        return rows.first()

    def new(self):
        """Nothing is reported yet."""
        return Assessment(activity=self.activity, year=self.year)

    def assign(self, row, changed):
        """And who said so."""
        super().assign(row, changed)
        row.updated_by = self.by

    def is_withdrawn(self, values):
        """An answer of which everything was cleared."""
        return all(value in ("", None) for value in values.values())

    def about(self, row):
        """Number and year."""
        return f"{self.activity.number}, {self.year}. gads"


def assess(activity: Activity, year: int, *, by: User, opened_with: int, **fields) -> Assessment:
    """Store what ``by`` reports of an activity for a year; see ``AnswerEdit`` and ``Edit.save``."""
    return AnswerEdit(activity, year, by).save(opened_with=opened_with, **fields).row
