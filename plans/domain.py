"""What happens to a plan: an editor changes an activity."""

from django.core.exceptions import ValidationError

from plans.enums import FundingSource, PartyRole
from plans.models import Activity, ActivityFunding, ActivityParty, ActivityYear, Plan, ProgrammeLink
from plans.rules import can_edit_plan
from pmp.accounts.models import User
from pmp.common.changes import Thing, last_value
from pmp.common.editing import Edit, Saved
from pmp.common.numbers import is_taken
from pmp.common.wording import years_text

#: The activity's own columns that an editor may change.
FIELDS = (
    "number",
    "title",
    "planned_result",
    "tasks_text",
    "resources",
    "lead_printed",
    "involved_printed",
    "supervising_printed",
    "funding_printed",
    "programme_links_printed",
    "term_printed",
    "term_start",
    "term_end",
    "term_ongoing",
    "note",
)
TAKEN = "Aktivitāte ar šādu numuru jau ir."
#: What it has several of, in their order: institutions of each role (keys), funding sources, years, programme codes.
LISTS = {
    **{role.value: role.label for role in PartyRole},
    "funding": "finanšu avoti",
    "years": "gadi",
    "links": "sasaiste",
}
#: The document's own cell, printed as it stands → what is chosen and printed where the cell is empty.
PRINTED = {
    **{f"{role.value}_printed": (role.value,) for role in PartyRole},
    "funding_printed": ("funding",),
    "programme_links_printed": ("links",),
    "term_printed": ("term_start", "term_end", "term_ongoing"),
}


class ActivityEdit(Edit):
    """An activity as an editor changes it: ``FIELDS`` and ``LISTS``."""

    thing = Thing(
        "Aktivitāte", {**{name: Activity._meta.get_field(name).verbose_name for name in FIELDS}, **LISTS}, feminine=True
    )
    fields = FIELDS
    printed = PRINTED

    def __init__(self, activity: Activity, by: User):
        super().__init__(by)
        self.activity, self._plan = activity, activity.plan

    def municipality(self):
        """The plan's."""
        return self._plan.municipality

    def plan(self):
        """The activity's plan."""
        return self._plan

    def may(self) -> bool:
        """Editors of the municipality."""
        return can_edit_plan(self.by, self._plan)

    def find(self, *, lock=False):
        """The stored activity; with ``lock`` one editor of the plan after the other, so that no number is taken twice."""
        if not lock:
            return self.activity
        list(Plan.objects.select_for_update().filter(pk=self._plan.pk))
        rows = Activity.objects.select_for_update(of=("self",)).select_related("goal", "plan__municipality")
        return rows.get(pk=self.activity.pk, plan=self._plan)

    def values(self, row):
        """Columns, and lists; institutions as their keys."""
        return activity_values(row)

    def refuse(self, row, values):
        """A number that is taken, an institution of another municipality."""
        _refuse_taken_number(row, values)
        _refuse_foreign_institutions(self._plan, values)

    def write_lists(self, row, changed):
        """Whole lists in their new order."""
        for name in set(changed) & set(LISTS):
            _replace(row, name, changed[name])

    def about(self, row):
        """Its number."""
        return row.number

    def words(self):
        """Institutions by their abbreviation, sources by their names."""
        names = {institution.pk: str(institution) for institution in self._plan.municipality.institutions.all()}
        by_key = {role.value: lambda keys: "\n".join(names.get(key, "?") for key in keys) for role in PartyRole}
        return {**by_key, "funding": lambda keys: "\n".join(str(FundingSource(key).label) for key in keys)}


def update_activity(activity: Activity, *, by: User, opened_with: int, **values) -> Activity:
    """Store what an editor changed of an activity; see ``ActivityEdit`` and ``Edit.save``."""
    return ActivityEdit(activity, by).save(opened_with=opened_with, **values).row


def restore_printed(activity: Activity, name: str, *, by: User) -> Saved:
    """Print again the text of the cell ``name`` that its last change took away; a cell that has a text keeps it."""
    if getattr(activity, name):
        return Saved(activity, is_changed=False)
    return ActivityEdit(activity, by).save(opened_with=activity.version, **{name: last_value(activity, name)})


def in_words(activity: Activity, name: str) -> str:
    """What is printed for the cell ``name`` of ``PRINTED`` where it is empty."""
    of = name.removesuffix("_printed")
    return activity.parties_in_words(of) if of in PartyRole.values else getattr(activity, f"{of}_in_words")


def contradictions(activity: Activity) -> list[str]:
    """What of its years and term does not agree, a sentence each."""
    found = []
    if activity.term_ongoing and activity.term_end:
        found.append(f"Atzīmēts „pastāvīgi”, bet ir arī beigu datums {activity.term_end:%d.%m.%Y.}")
    if outside := [year for year in activity.year_marks if not activity.term_covers(year)]:
        found.append(f"Atzīmēts gads ārpus termiņa ({activity.term_in_words}): {years_text(outside)}")
    return found


def activity_values(activity: Activity) -> dict:
    """What is stored of an activity, by the names of ``FIELDS`` and ``LISTS``; institutions as their keys."""
    parties = list(activity.parties.all())
    return {
        **{name: getattr(activity, name) for name in FIELDS},
        **{role: [party.institution_id for party in parties if party.role == role] for role in PartyRole.values},
        "funding": [row.source for row in activity.funding.all()],
        "years": [row.year for row in activity.years.all()],
        "links": [row.code for row in activity.programme_links.all()],
    }


def _refuse_taken_number(row, values):
    if is_taken(values.get("number", row.number), row, row.plan.activities):
        raise ValidationError({"number": TAKEN})


def _refuse_foreign_institutions(plan, values):
    named = {pk for role in PartyRole.values for pk in values.get(role, [])}
    if plan.municipality.institutions.filter(pk__in=named).count() != len(named):
        raise ValidationError("Izvēlēta institūcija, kuras šajā pašvaldībā nav.")


def _replace(row, name, values):
    if name in PartyRole.values:
        row.parties.filter(role=name).delete()
        ActivityParty.objects.bulk_create(
            ActivityParty(activity=row, role=name, institution_id=pk, order=order) for order, pk in enumerate(values, 1)
        )
    elif name == "links":
        row.programme_links.all().delete()
        ProgrammeLink.objects.bulk_create(
            ProgrammeLink(activity=row, code=code, order=order) for order, code in enumerate(values, 1)
        )
    elif name == "funding":
        row.funding.all().delete()
        ActivityFunding.objects.bulk_create(ActivityFunding(activity=row, source=source) for source in values)
    else:
        row.years.all().delete()
        ActivityYear.objects.bulk_create(ActivityYear(activity=row, year=year) for year in values)
