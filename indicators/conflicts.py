"""A stale save of an indicator's row or of a year's value: both texts side by side."""

from indicators.forms import MeasurementForm, measurement_values
from indicators.models import IndicatorRow, Measurement
from indicators.row_form import RowForm, own_values, row_values
from pmp.common.conflicts import Merge, merge
from pmp.common.versions import saved_by


def merged_measurement(form: MeasurementForm, current: Measurement | None) -> Merge:
    """The typed value beside the one that was saved meanwhile; ``current`` is None if it was deleted."""
    theirs = measurement_values(current)
    version = theirs.pop("version")
    base = _base_of(current, form.cleaned_data["version"], measurement_values)
    base.pop("version", None)

    def rebuild(initial):
        return MeasurementForm(row=form.row, year=form.year, stored=current, initial={**initial, "version": version})

    return merge(form, theirs=theirs, base=base, rebuild=rebuild)


def merged_row(form: RowForm, current: IndicatorRow, years: list[int]) -> Merge:
    """The typed fields beside those saved meanwhile. Of targets and of the indicator's name no earlier state is known."""
    theirs = row_values(current, years)
    version = theirs.pop("version")
    record = current.history.filter(version=form.cleaned_data["version"]).first()

    def rebuild(initial):
        return RowForm(row=current, years=years, initial={**initial, "version": version})

    return merge(form, theirs=theirs, base=own_values(record) if record else {}, rebuild=rebuild)


def who_and_when(current: Measurement | IndicatorRow | None) -> str:
    """Who saved last and when, from the history; empty where that is not known."""
    record = current and current.history.select_related("history_user").first()
    if not record:
        return ""
    return saved_by(record.history_user or "cits lietotājs", record.history_date)


def _base_of(current, version, values):
    """What the form was opened with, as far as the history knows it."""
    if version == 0:
        return values(None)
    record = current and current.history.filter(version=version).first()
    return values(record) if record else {}
