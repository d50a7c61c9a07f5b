"""What the history tables of the first version knew becomes change sets; nothing is lost."""

from decimal import Decimal

from django.db import migrations

#: Columns that say nothing of the content.
SILENT = {"id", "version", "updated_at", "updated_by", "order", "history_id", "history_date", "history_change_reason"}
SILENT |= {"history_type", "history_user"}

#: history model → (what it is called, feminine, its owner: column and model, column that names it)
SOURCES = {
    ("accounts", "HistoricalMembership"): ("Loma", True, None, None),
    ("plans", "HistoricalGoal"): ("Mērķis", False, ("plan_id", "plans", "Plan"), "number"),
    ("plans", "HistoricalActivity"): ("Aktivitāte", True, ("plan_id", "plans", "Plan"), "number"),
    ("monitoring", "HistoricalAssessment"): ("Izpildes izvērtējums", False, ("activity_id", "plans", "Activity"), "year"),
    ("indicators", "HistoricalIndicatorRow"): ("Rādītājs", False, ("indicator_id", "indicators", "Indicator"), "label"),
    ("indicators", "HistoricalMeasurement"): ("Rādītāja vērtība", True, ("row_id", "indicators", "IndicatorRow"), "year"),
    ("reports", "HistoricalReportSection"): ("Ziņojuma nodaļa", True, ("report_id", "reports", "Report"), "key"),
    ("reports", "HistoricalReportItem"): ("Ziņojuma punkts", False, ("report_id", "reports", "Report"), "order"),
}


def carry_over(apps, schema_editor):
    """Each record becomes a change; those that one person made in the same second become one change set."""
    sets = {}
    for (app, name), source in SOURCES.items():
        history, previous = apps.get_model(app, name), {}
        owners = _owners(apps, source[2])
        for record in history.objects.order_by("history_id").iterator():
            municipality, plan, owner = _whose(record, source[2], owners)
            if municipality is not None:
                change_set = _set(apps, sets, record, municipality, plan)
                _change(apps, change_set, record, previous.get(record.id), source, owner, f"{app}.{name.removeprefix('Historical').lower()}")
            previous[record.id] = record


def _owners(apps, owner):
    """The rows that own the records: key → (municipality, plan, number)."""
    if owner is None:
        return {}
    _, app, name = owner
    path = {"Plan": "", "Activity": "plan__", "Indicator": "plan__", "IndicatorRow": "indicator__plan__", "Report": "plan__"}[name]
    number = {"Activity": "number", "Indicator": "number", "IndicatorRow": "indicator__number", "Report": "year"}.get(name, "pk")
    rows = apps.get_model(app, name).objects.values_list("pk", f"{path}municipality_id", f"{path}id", number)
    return {pk: (municipality, plan, str(number)) for pk, municipality, plan, number in rows}


def _whose(record, owner, owners):
    if owner is None:
        return record.municipality_id, None, ""
    return owners.get(getattr(record, owner[0]), (None, None, ""))


def _set(apps, sets, record, municipality, plan):
    key = municipality, plan, record.history_user_id, record.history_date.replace(microsecond=0)
    if key not in sets:
        sets[key] = apps.get_model("common", "ChangeSet").objects.create(
            municipality_id=municipality,
            plan_id=plan,
            person_id=record.history_user_id,
            at=record.history_date,
            reason=record.history_change_reason or "",
        )
    elif record.history_change_reason and record.history_change_reason not in sets[key].reason:
        sets[key].reason = "; ".join(filter(None, [sets[key].reason, record.history_change_reason]))
        sets[key].save()
    return sets[key]


def _change(apps, change_set, record, previous, source, owner, model):
    what, feminine, _, naming = source
    own = str(getattr(record, naming)) if naming else ""
    about = {"number": own, "year": f"{owner}, {own}. gads", "label": f"{owner} {own}".strip()}.get(naming, own)
    apps.get_model("common", "Change").objects.create(
        change_set=change_set,
        kind=record.history_type,
        model=model,
        object_id=record.id,
        version=getattr(record, "version", 0),
        what=what,
        feminine=feminine,
        about=about or _person(apps, record),
        fields=list(_fields(record, previous)),
    )


def _person(apps, record):
    user = apps.get_model("accounts", "User").objects.filter(pk=getattr(record, "user_id", None)).first()
    return user.email if user else ""


def _fields(record, previous):
    for field in record._meta.concrete_fields:
        if field.name in SILENT:
            continue
        was = getattr(previous, field.attname) if previous and record.history_type == "~" else None
        now = getattr(record, field.attname)
        if record.history_type == "-":
            was, now = now, None
        if was != now and (was or now):
            yield {
                "name": field.name,
                "label": str(field.verbose_name),
                "was": _plain(was),
                "now": _plain(now),
                "was_text": _text(field, was),
                "now_text": _text(field, now),
            }


def _plain(value):
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _text(field, value):
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return "jā" if value else "nē"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    return str(dict(field.flatchoices).get(value, value))


class Migration(migrations.Migration):

    dependencies = [
        ('common', '0001_change_sets'),
        ('accounts', '0001_initial'),
        ('plans', '0002_plan_status'),
        ('indicators', '0001_initial'),
        ('monitoring', '0002_status_words'),
        ('reports', '0001_initial'),
    ]

    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
