"""The audit trail of a municipality: who changed what and when, read from the history tables of all floors."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import CharField, F, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast

from indicators.figures import lv_decimal
from indicators.models import IndicatorRow, Measurement
from monitoring.models import Assessment
from plans.models import Activity, Goal
from pmp.accounts.models import Membership, Municipality, User
from reports.enums import ReportSectionKey
from reports.models import ReportItem, ReportSection

#: model → (what it is called, path from its history to the municipality, path to what it is about)
SOURCES = {
    Activity: ("Aktivitāte", "plan__municipality", "number"),
    Assessment: ("Izpildes izvērtējums", "activity__plan__municipality", "activity__number"),
    Goal: ("Mērķis", "plan__municipality", "number"),
    IndicatorRow: ("Rādītājs", "indicator__plan__municipality", "indicator__number"),
    Measurement: ("Rādītāja vērtība", "row__indicator__plan__municipality", "row__indicator__number"),
    Membership: ("Loma", "municipality", "user__email"),
    ReportItem: ("Ziņojuma punkts", "report__plan__municipality", "order"),
    ReportSection: ("Ziņojuma nodaļa", "report__plan__municipality", "key"),
}

#: Fields that say nothing to a reader of the trail.
SILENT = {"id", "version", "updated_at", "updated_by", "order"}

KINDS = {"+": "pievienots", "~": "mainīts", "-": "dzēsts"}
FEMININE_KINDS = {"+": "pievienota", "~": "mainīta", "-": "dzēsta"}


@dataclass(frozen=True)
class Change:
    """One field before and after, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One line of the trail."""

    when: datetime
    who: str
    what: str
    about: str
    kind: str
    reason: str
    changes: list[Change]


def trail(municipality: Municipality) -> QuerySet:
    """Rows of all histories of one municipality, newest first; give a page of them to ``entries``."""
    parts = [_part(model, municipality) for model in SOURCES]
    return parts[0].union(*parts[1:], all=True).order_by("-at", "-history")


def entries(rows: list[dict]) -> list[Entry]:
    """What the rows of one page say, with the fields that changed: a constant number of queries."""
    people = User.objects.in_bulk({row["who"] for row in rows if row["who"]})
    records = {model: _records(model, rows) for model in SOURCES}
    return [_entry(row, people, records) for row in rows]


def _part(model, municipality):
    history = model.history.model
    name, path, about = SOURCES[model]
    previous = (
        history.objects.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        .order_by("-history_id")
        .values("history_id")[:1]
    )
    return (
        history.objects.filter(**{path: municipality})
        .order_by()
        .values(
            what=Value(name, CharField()),
            at=F("history_date"),
            history=F("history_id"),
            previous=Subquery(previous, IntegerField()),
            who=F("history_user_id"),
            change=F("history_type"),
            about=Cast(F(about), CharField()),
        )
    )


def _records(model, rows):
    name = SOURCES[model][0]
    mine = [row for row in rows if row["what"] == name]
    return model.history.in_bulk(
        {row["history"] for row in mine} | {row["previous"] for row in mine if row["previous"]}
    )


def _entry(row, people, records):
    model = next(model for model, (name, _, _) in SOURCES.items() if name == row["what"])
    new = records[model].get(row["history"])
    old = records[model].get(row["previous"])
    return Entry(
        when=row["at"],
        who=str(people.get(row["who"], "sākuma dati" if row["change"] == "+" else "sistēma")),
        what=row["what"],
        about=_about(model, new, row["about"]),
        kind=(FEMININE_KINDS if row["what"].endswith(("a", "e")) else KINDS)[row["change"]],
        reason=(new and new.history_change_reason) or "",
        changes=list(_changes(model, old, new)) if old is not None and row["change"] == "~" else [],
    )


def _about(model, record, about):
    """What was changed, more closely than its number says."""
    if model is ReportSection:
        return dict(ReportSectionKey.choices).get(about, about)
    if model is ReportItem and record:
        return f"{about} ({record.get_kind_display()})"
    if model in (Assessment, Measurement) and record:
        return f"{about}, {record.year}. gads"
    return about


def _changes(model, old, new):
    for field in model._meta.concrete_fields:
        if field.name in SILENT:
            continue
        before, after = getattr(old, field.attname), getattr(new, field.attname)
        if before != after:
            yield Change(str(field.verbose_name), _text(field, before), _text(field, after))


def _text(field, value):
    if value in (None, ""):
        return "—"
    if isinstance(value, bool):
        return "jā" if value else "nē"
    if isinstance(value, Decimal):
        return lv_decimal(value)
    return str(dict(field.flatchoices).get(value, value))
