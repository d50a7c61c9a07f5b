"""Activities get other numbers, several at once: two that swap theirs, a draft that is numbered anew."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from plans.domain import TAKEN, ActivityEdit
from plans.models import Activity, Plan
from plans.rules import can_edit_plan
from pmp.accounts.models import User
from pmp.common.changes import Entry, record
from pmp.common.editing import StaleVersion
from pmp.common.numbers import normal, with_numbers
from pmp.common.ordering import write_apart

#: What a key is while numbers change hands; no normal form begins with a blank.
_ASIDE = Concat(Value(" "), Cast("pk", CharField()))


def swap_numbers(first: Activity, second: Activity, *, by: User, reason: str = "") -> list[Activity]:
    """Each of two activities of a plan gets the number of the other; see ``renumber``."""
    return renumber({first: second.number, second: first.number}, by=by, reason=reason)


@transaction.atomic
def renumber(numbers: dict[Activity, str], *, by: User, reason: str = "") -> list[Activity]:
    """Give activities of one plan their new numbers and return them as they are stored now.

    The activities are as the person saw them, with their versions. Raises what ``ActivityEdit.save`` raises:
    ``PermissionDenied``; ``StaleVersion`` where somebody saved one since; ``ValidationError`` for a number that another
    activity has or gets. What is stored already changes nothing; one change set records the rest. As many queries for
    fifty activities as for two.
    """
    plan = next(iter(numbers)).plan
    stored = _locked(plan, list(numbers))
    if not can_edit_plan(by, plan):
        raise PermissionDenied
    wanted = {seen: number.strip() for seen, number in numbers.items() if number.strip() != stored[seen.pk].number}
    for seen in wanted:
        if seen.version != stored[seen.pk].version:
            raise StaleVersion(stored[seen.pk])
    _refuse(plan, wanted)
    if wanted:
        entries = [_renumbered(stored[seen.pk], number) for seen, number in wanted.items()]
        changed = [entry.row for entry in entries]
        write_apart(changed, ["number", "number_key", "version"], number_key=_ASIDE)
        record(entries, by=by, municipality=plan.municipality, plan=plan, reason=reason)
    return [stored[seen.pk] for seen in numbers]


def _locked(plan, seen):
    """The stored activities by key; one editor of the plan after the other, as in ``ActivityEdit``."""
    list(Plan.objects.select_for_update().filter(pk=plan.pk))
    found = Activity.objects.select_for_update(of=("self",)).select_related("goal", "plan__municipality")
    rows = found.filter(plan=plan).in_bulk([activity.pk for activity in seen])
    if len(rows) < len(seen):
        raise StaleVersion(None)
    return rows


def _refuse(plan, numbers):
    """A number that is none, is too long, is given twice, or is another activity's that keeps it."""
    for activity, number in numbers.items():
        try:
            Activity._meta.get_field("number").clean(number, activity)
        except ValidationError as error:
            raise ValidationError({"number": error.messages}) from error
    others = plan.activities.exclude(pk__in=[activity.pk for activity in numbers])
    twice = len({normal(number) for number in numbers.values()}) < len(numbers)
    if twice or (numbers and with_numbers(others, *numbers.values()).exists()):
        raise ValidationError({"number": TAKEN})


def _renumbered(row, number):
    """The row takes its number; what is to be recorded of that."""
    before = {"number": row.number}
    row.number, row.version = number, row.version + 1
    return Entry(row, ActivityEdit.thing, number, before, {"number": number}, row.pk)
