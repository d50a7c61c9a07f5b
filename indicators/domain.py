"""What happens to indicators: their own fields are changed, a year's value is entered."""

import re

from django.core.exceptions import ValidationError

from indicators.enums import Bound, TargetKind
from indicators.models import Indicator, IndicatorRow, Measurement, Target
from indicators.rules import can_edit_indicators
from plans.models import Plan
from plans.periods import require_open
from pmp.accounts.models import User
from pmp.common.changes import Thing
from pmp.common.editing import Edit
from pmp.common.numbers import is_taken

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
    "baseline_bound",
    "baseline_year",
    "baseline_is_school_year",
    "baseline_numerator",
    "baseline_denominator",
    "sources_text",
    "note",
)
TARGET_FIELDS = ("printed", "kind", "amount")
MEASUREMENT_FIELDS = ("printed", "value", "bound", "numerator", "denominator", "note", "missing_reason")

_TARGET = re.compile(r"target_(\d{4})_(\w+)")
_TARGET_LABELS = {"printed": "mērķis, kā dokumentā", "kind": "mērķa veids", "amount": "mērķa skaitlis"}


class _OfPlan(Edit):
    """What both kinds have in common: they belong to a plan, and its editors change them."""

    def __init__(self, row: IndicatorRow, by: User):
        super().__init__(by)
        self.row, self._plan = row, row.indicator.plan

    def municipality(self):
        """The plan's."""
        return self._plan.municipality

    def plan(self):
        """The indicator's plan."""
        return self._plan

    def may(self) -> bool:
        """Editors of the municipality."""
        return can_edit_indicators(self.by, self._plan)


class RowEdit(_OfPlan):
    """A row as an editor changes it: its own fields, its indicator's at the first row, its targets of the given ``years``.

    The row's version guards all three; the indicator's own fields are changed through its first row only, so that its rows
    cannot contradict one another.
    """

    fields = ROW_FIELDS

    def __init__(self, row: IndicatorRow, by: User, years: list[int]):
        super().__init__(row, by)
        self.years = sorted({*years, *(target.year for target in row.targets.all())})

    @property
    def thing(self):
        """The labels of the row's values; each target has three."""
        labels = {name: f"rādītāja {Indicator._meta.get_field(name).verbose_name}" for name in INDICATOR_FIELDS}
        labels |= {name: IndicatorRow._meta.get_field(name).verbose_name for name in ROW_FIELDS}
        for year in self.years:
            labels |= {f"target_{year}_{name}": f"{year}. gada {_TARGET_LABELS[name]}" for name in TARGET_FIELDS}
        return Thing("Rādītājs", labels)

    def find(self, *, lock=False):
        """The stored row; with ``lock`` one editor of the plan after the other, so that no number is taken twice."""
        if not lock:
            return self.row
        list(Plan.objects.select_for_update().filter(pk=self._plan.pk))
        rows = IndicatorRow.objects.select_for_update(of=("self",)).select_related("indicator__plan__municipality")
        return rows.get(pk=self.row.pk, indicator__plan=self._plan)

    def values(self, row):
        """Columns of the row and its indicator, and each target's three."""
        return row_values(row, self.years)

    def refuse(self, row, values):
        """A number that is taken; the indicator's own fields at a later row."""
        own = {name: getattr(row.indicator, name) for name in INDICATOR_FIELDS}
        if not row.is_first and any(values.get(name, value) != value for name, value in own.items()):
            raise ValidationError("Rādītāja numuru, līmeni un nosaukumu maina pie tā pirmās rindas.")
        number = values.get("number", row.indicator.number)
        if is_taken(number, row.indicator, self._plan.indicators):
            raise ValidationError({"number": f"Rādītājs ar numuru {number} šajā plānā jau ir."})

    def assign(self, row, changed):
        """The indicator's own fields are saved with the row."""
        super().assign(row, changed)
        if row.baseline_value is None:
            row.baseline_bound = Bound.EXACT
        if own := set(changed) & set(INDICATOR_FIELDS):
            for name in own:
                setattr(row.indicator, name, changed[name])
            row.indicator.save()

    def write_lists(self, row, changed):
        """The targets that changed."""
        for year in {int(found[1]) for name in changed if (found := _TARGET.fullmatch(name))}:
            target = Target.objects.filter(row=row, year=year).first() or Target(row=row, year=year, kind="none")
            for name in TARGET_FIELDS:
                setattr(target, name, changed.get(f"target_{year}_{name}", getattr(target, name)))
            target.save()

    def about(self, row):
        """Its mark."""
        return row.mark

    def words(self):
        """Kinds of targets by their names."""
        return {f"target_{year}_kind": lambda kind: str(TargetKind(kind).label) for year in self.years}


class MeasurementEdit(_OfPlan):
    """What was measured for a year."""

    thing = Thing(
        "Rādītāja vērtība",
        {name: Measurement._meta.get_field(name).verbose_name for name in MEASUREMENT_FIELDS},
        feminine=True,
    )
    fields = MEASUREMENT_FIELDS

    def __init__(self, row: IndicatorRow, year: int, by: User):
        super().__init__(row, by)
        self.year = year

    def find(self, *, lock=False):
        """The stored value, or None; with ``lock`` only while the year is open, one person after the other."""
        if lock:
            require_open(self._plan, self.year)
            list(IndicatorRow.objects.select_for_update(of=("self",)).filter(pk=self.row.pk))
        return Measurement.objects.filter(row=self.row, year=self.year).first()

    def new(self):
        """Nothing is entered yet."""
        return Measurement(row=self.row, year=self.year)

    def assign(self, row, changed):
        """Without a number there is no bound."""
        super().assign(row, changed)
        if row.value is None:
            row.bound = Bound.EXACT

    def about(self, row):
        """The row's mark and the year."""
        return f"{self.row.mark}, {self.year}. gads"


def change_row(
    row: IndicatorRow,
    *,
    by: User,
    opened_with: int,
    fields: dict,
    indicator: dict | None = None,
    targets: dict | None = None,
) -> IndicatorRow:
    """Store new ``fields`` of a row, of its ``indicator`` (at the first row) and ``targets`` ({year: fields}); see ``RowEdit``."""
    values = {**fields, **((indicator or {}) if row.is_first else {})}
    for year, target in (targets or {}).items():
        values |= {f"target_{year}_{name}": value for name, value in target.items()}
    return RowEdit(row, by, list(targets or {})).save(opened_with=opened_with, **values).row


def measure(row: IndicatorRow, year: int, *, by: User, opened_with: int, **fields) -> Measurement:
    """Store what was measured for a year; see ``MeasurementEdit`` and ``Edit.save``."""
    return MeasurementEdit(row, year, by).save(opened_with=opened_with, **fields).row


def row_values(row: IndicatorRow, years: list[int]) -> dict:
    """What is stored of a row, by the names of ``RowEdit.thing``; a target that is not there is of the kind *none*."""
    values = {name: getattr(row.indicator, name) for name in INDICATOR_FIELDS}
    values |= {name: getattr(row, name) for name in ROW_FIELDS}
    targets = {target.year: target for target in row.targets.all()}
    for year in years:
        target = targets.get(year) or Target(kind=TargetKind.NONE)
        values |= {f"target_{year}_{name}": getattr(target, name) for name in TARGET_FIELDS}
    return values
