"""What happens to indicators: their own fields are changed, a year's value is entered."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from indicators.models import Indicator, IndicatorRow, Measurement, Target
from indicators.rules import can_edit_indicators
from plans.models import Plan
from plans.periods import require_open
from pmp.accounts.models import User
from pmp.common.versions import StaleVersion, save_version

#: What an editor may change of a numbered indicator, of one of its rows, of a target, and enter for a year.
INDICATOR_FIELDS = ("number", "level", "name", "code")
ROW_FIELDS = (
    "label",
    "own_name",
    "own_code",
    "unit",
    "direction",
    "tolerance",
    "baseline_printed",
    "baseline_value",
    "baseline_year",
    "baseline_is_school_year",
    "baseline_numerator",
    "baseline_denominator",
    "sources_text",
    "note",
)
TARGET_FIELDS = ("printed", "kind", "amount")
MEASUREMENT_FIELDS = ("printed", "value", "numerator", "denominator", "note", "missing_reason")


@transaction.atomic
def change_row(
    row: IndicatorRow,
    *,
    by: User,
    opened_with: int,
    fields: dict,
    indicator: dict | None = None,
    targets: dict | None = None,
) -> IndicatorRow:
    """Store new ``fields`` of a row, of its ``indicator`` and of its ``targets`` ({year: fields}); what is not given stays.

    The row's version guards all three; the indicator's own fields are changed through its first row only, so that its
    rows cannot contradict one another. Raises ``PermissionDenied``, ``StaleVersion`` when somebody has saved since the
    version ``opened_with``, and ``ValidationError`` when the number is taken. Saving what is stored already changes
    nothing. The history says which targets, and whether the indicator itself, changed.
    """
    # One editor after the other, so that two indicators cannot take the same number at once.
    Plan.objects.select_for_update().get(indicators=row.indicator_id)
    current = (
        IndicatorRow.objects.select_for_update(of=("self",))
        .select_related("indicator__plan__municipality")
        .get(pk=row.pk)
    )
    if not can_edit_indicators(by, current.indicator.plan):
        raise PermissionDenied
    if current.version != opened_with:
        raise StaleVersion(current)
    changed = _set(current, fields, ROW_FIELDS)
    also = []
    if indicator and current.is_first and _set(current.indicator, indicator, INDICATOR_FIELDS):
        _refuse_taken_number(current.indicator)
        current.indicator.save()
        also.append("rādītāja numurs, nosaukums, līmenis vai kods")
    also += [
        f"{year}. gada mērķis" for year, target in (targets or {}).items() if _change_target(current, year, target)
    ]
    if not changed and not also:
        return current
    current._history_user = by
    # The history keeps the row's own columns only.
    current._change_reason = f"Mainīts arī: {', '.join(also)}"[:100] if also else None
    return save_version(current, opened_with=opened_with)


@transaction.atomic
def measure(row: IndicatorRow, year: int, *, by: User, opened_with: int, **fields) -> Measurement:
    """Store what was measured for a year, given by ``MEASUREMENT_FIELDS``; what is not given stays.

    ``opened_with`` is the version the form was opened with, 0 where nothing had been entered. Raises
    ``PermissionDenied``, ``NotOpen`` when the year takes no values, and ``StaleVersion``. Saving what is stored already
    changes nothing.
    """
    require_open(row.indicator.plan, year)
    # Whoever enters the first value of a year waits here for whoever else does.
    locked = (
        IndicatorRow.objects.select_for_update(of=("self",))
        .select_related("indicator__plan__municipality")
        .get(pk=row.pk)
    )
    if not can_edit_indicators(by, locked.indicator.plan):
        raise PermissionDenied
    stored = Measurement.objects.filter(row=locked, year=year).first()
    if (stored.version if stored else 0) != opened_with:
        raise StaleVersion(stored)
    measurement = stored or Measurement(row=locked, year=year)
    if not _set(measurement, fields, MEASUREMENT_FIELDS) and stored:
        return measurement
    measurement._history_user = by
    if stored:
        return save_version(measurement, opened_with=opened_with)
    measurement.save()
    return measurement


def _set(thing, fields, known):
    """Give a thing its new values; says whether any differs."""
    if unknown := set(fields) - set(known):
        raise TypeError(f"unknown fields: {', '.join(sorted(unknown))}")
    before = [getattr(thing, name) for name in fields]
    for name, value in fields.items():
        setattr(thing, name, value)
    return before != list(fields.values())


def _refuse_taken_number(indicator):
    others = Indicator.objects.filter(plan=indicator.plan_id, number=indicator.number).exclude(pk=indicator.pk)
    if others.exists():
        raise ValidationError({"number": f"Rādītājs ar numuru {indicator.number} šajā plānā jau ir."})


def _change_target(row, year, fields):
    """Store a target; an empty one is made only where there is something to replace."""
    target = Target.objects.filter(row=row, year=year).first() or Target(row=row, year=year, kind="none")
    changed = _set(target, fields, TARGET_FIELDS)
    if changed:
        target.save()
    return changed
