"""What happens to a plan: an editor changes an activity."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from plans.enums import PartyRole
from plans.models import Activity, ActivityFunding, ActivityParty, ActivityYear, Plan, ProgrammeLink
from plans.rules import can_edit_plan
from pmp.accounts.models import User
from pmp.common.versions import StaleVersion, save_version

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
#: What it has several of, in their order: institutions of each role (keys), funding sources, years, programme codes.
LISTS = {
    **{role.value: role.label for role in PartyRole},
    "funding": "finanšu avoti",
    "years": "gadi",
    "links": "sasaiste",
}


@transaction.atomic
def update_activity(activity: Activity, *, by: User, opened_with: int, **values) -> Activity:
    """Store what an editor changed of an activity: ``FIELDS`` and ``LISTS``; what is not given stays.

    Raises ``PermissionDenied``, ``StaleVersion`` when somebody has saved since the version ``opened_with``, and
    ``ValidationError`` when the number is taken or an institution is not the municipality's. Saving what is stored
    already changes nothing. The history says which of the lists changed.
    """
    if unknown := set(values) - set(FIELDS) - set(LISTS):
        raise TypeError(f"not a field of an activity: {', '.join(sorted(unknown))}")
    # One editor after the other, so that two activities cannot take the same number at once.
    plan = Plan.objects.select_for_update(of=("self",)).select_related("municipality").get(pk=activity.plan_id)
    if not can_edit_plan(by, plan):
        raise PermissionDenied
    row = plan.activities.select_for_update(of=("self",)).get(pk=activity.pk)
    if row.version != opened_with:
        raise StaleVersion(row)
    before = activity_values(row)
    changed = [name for name, value in values.items() if value != before[name]]
    if not changed:
        return row
    _refuse_taken_number(plan, row, values)
    _refuse_foreign_institutions(plan, values)
    for name in set(changed) - set(LISTS):
        setattr(row, name, values[name])
    row._history_user = by
    row._change_reason = _reason(changed)
    save_version(row, opened_with=opened_with)
    for name in set(changed) & set(LISTS):
        _replace(row, name, values[name])
    return row


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


def values_of_version(activity: Activity, version: int) -> dict:
    """The activity's own columns as a form of that version was opened with them; empty if the history does not know it."""
    record = activity.history.filter(version=version).first()
    return {name: getattr(record, name) for name in FIELDS} if record else {}


def _refuse_taken_number(plan, row, values):
    number = values.get("number", row.number)
    if plan.activities.filter(number=number).exclude(pk=row.pk).exists():
        raise ValidationError({"number": "Aktivitāte ar šādu numuru jau ir."})


def _refuse_foreign_institutions(plan, values):
    named = {pk for role in PartyRole.values for pk in values.get(role, [])}
    if plan.municipality.institutions.filter(pk__in=named).count() != len(named):
        raise ValidationError("Izvēlēta institūcija, kuras šajā pašvaldībā nav.")


def _reason(changed):
    """For the history, which keeps the activity's own columns only."""
    names = ", ".join(label for name, label in LISTS.items() if name in changed)
    return f"Mainīts arī: {names}"[:100] if names else None


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
