"""What the history tables of the first version knew becomes change sets, whole.

It stands for ``0001_histories_become_change_sets`` where that has not run: which passed over what was written about a thing
that is gone with its owner (an answer of a deleted activity), noughts, places in an order, and wrote keys of rows for words.
Before it, checks are added that the first migrations got when databases had run them already.
"""

from decimal import Decimal

from django.db import migrations

#: checks that some databases of the first version lack
LATE_CHECKS = {
    "user_email_lower_case": ("accounts", "User"),
    "goal_listing_known": ("plans", "Goal"),
    "plan_section_key_known": ("plans", "PlanSection"),
    "activity_party_role_known": ("plans", "ActivityParty"),
    "task_party_role_known": ("plans", "TaskParty"),
    "indicator_row_unit_known": ("indicators", "IndicatorRow"),
    "report_section_key_known": ("reports", "ReportSection"),
    "report_item_kind_known": ("reports", "ReportItem"),
}

#: columns that say nothing of the content: who, when and why stand in the change set, the version in the change
SILENT = {"id", "version", "updated_at", "updated_by", "history_id", "history_date", "history_change_reason"}
SILENT |= {"history_type", "history_user"}
EMPTY = (None, "")

#: history model → (what it is called, feminine, its owner: column and model)
SOURCES = {
    ("accounts", "HistoricalMembership"): ("Loma", True, None),
    ("plans", "HistoricalGoal"): ("Mērķis", False, ("plan_id", "plans", "Plan")),
    ("plans", "HistoricalActivity"): ("Aktivitāte", True, ("plan_id", "plans", "Plan")),
    ("monitoring", "HistoricalAssessment"): ("Izpildes izvērtējums", False, ("activity_id", "plans", "Activity")),
    ("indicators", "HistoricalIndicatorRow"): ("Rādītājs", False, ("indicator_id", "indicators", "Indicator")),
    ("indicators", "HistoricalMeasurement"): ("Rādītāja vērtība", True, ("row_id", "indicators", "IndicatorRow")),
    ("reports", "HistoricalReportSection"): ("Ziņojuma nodaļa", True, ("report_id", "reports", "Report")),
    ("reports", "HistoricalReportItem"): ("Ziņojuma punkts", False, ("report_id", "reports", "Report")),
}
#: owner → path to its plan, and to what it is called by
OWNERS = {
    "Plan": ("", "pk"),
    "Activity": ("plan__", "number"),
    "Indicator": ("plan__", "number"),
    "IndicatorRow": ("indicator__plan__", "indicator__number"),
    "Report": ("plan__", "year"),
}
#: owner that may be gone itself → (its history, the column of its own owner)
LOST = {"Activity": ("HistoricalActivity", "plan_id", "Plan"), "IndicatorRow": ("HistoricalIndicatorRow", "indicator_id", "Indicator")}
#: what a record is about, from what its owner is called by and its own values
ABOUT = {
    "HistoricalGoal": lambda owner, record: record.number,
    "HistoricalActivity": lambda owner, record: record.number,
    "HistoricalAssessment": lambda owner, record: _listed(owner, f"{record.year}. gads"),
    "HistoricalIndicatorRow": lambda owner, record: f"{owner} {record.label}".strip(),
    "HistoricalMeasurement": lambda owner, record: _listed(owner, f"{record.year}. gads"),
    "HistoricalReportSection": lambda owner, record: _listed(owner and f"{owner}. gads", record.get_key_display()),
    "HistoricalReportItem": lambda owner, record: _listed(
        owner and f"{owner}. gads", f"{record.get_kind_display()} {record.order}"
    ),
}
#: column that is a key of another table → that table, and what its rows are called by
CALLED_BY = {
    "user": ("accounts", "User", "email"),
    "municipality": ("accounts", "Municipality", "name"),
    "plan": ("plans", "Plan", "title"),
    "goal": ("plans", "Goal", "number"),
    "activity": ("plans", "Activity", "number"),
    "indicator": ("indicators", "Indicator", "number"),
    "row": ("indicators", "IndicatorRow", "indicator__number"),
    "report": ("reports", "Report", "year"),
}


def _listed(*parts):
    return ", ".join(filter(None, parts))


def add_late_checks(apps, schema_editor):
    """Add those that are missing; a row that breaks one stops the migration, and the database names the check."""
    connection = schema_editor.connection
    for check, (app, name) in LATE_CHECKS.items():
        model = apps.get_model(app, name)
        with connection.cursor() as cursor:
            there = connection.introspection.get_constraints(cursor, model._meta.db_table)
        if check not in there:
            schema_editor.add_constraint(model, next(each for each in model._meta.constraints if each.name == check))


def carry_over(apps, schema_editor):
    """Each record becomes a change; those that one person made in the same second become one change set."""
    Carrier(apps, schema_editor.connection.alias).run()


class Carrier:
    """The histories on their way to change sets."""

    def __init__(self, apps, alias):
        self.apps, self.alias = apps, alias
        self.sets = {}
        self.names = {
            column: dict(self.rows(app, name).values_list("pk", called)) for column, (app, name, called) in CALLED_BY.items()
        }
        self.names["institution"] = {row.pk: row.short or row.name for row in self.rows("accounts", "Institution")}
        self.places = self.places_of_people()

    def rows(self, app, name):
        return self.apps.get_model(app, name)._base_manager.using(self.alias)

    def run(self):
        for (app, name), (what, feminine, owner) in SOURCES.items():
            records = list(self.rows(app, name).order_by("history_id"))
            owners, previous = self.owners(records, owner), {}
            for record in records:
                municipality, plan, called = owners(record)
                # Nobody knows whose it was only where its plan is gone and no person of one municipality ever wrote to it.
                if municipality is not None:
                    change = {"what": what, "feminine": feminine, "about": self.about(name, called, record)}
                    change["model"] = f"{app}.{name.removeprefix('Historical').lower()}"
                    self.change(self.change_set(record, municipality, plan), record, previous.get(record.id), **change)
                previous[record.id] = record

    def owners(self, records, owner):
        """The function that says of a record (municipality, plan, what its owner is called by)."""
        if owner is None:
            return lambda record: (record.municipality_id, None, "")
        column, app, name = owner
        known = self.owners_by_key(app, name)
        guessed = {}
        for record in records:
            if (place := self.places.get(record.history_user_id)) is not None:
                guessed.setdefault(getattr(record, column), (place, None, ""))
        return lambda record: known.get(getattr(record, column)) or guessed.get(getattr(record, column), (None, None, ""))

    def owners_by_key(self, app, name):
        """key → (municipality, plan, what it is called by), also of those that only their own history still knows."""
        path, called = OWNERS[name]
        rows = self.rows(app, name).values_list("pk", f"{path}municipality_id", f"{path}pk" if path else "pk", called)
        known = {pk: (municipality, plan, str(text)) for pk, municipality, plan, text in rows}
        if name in LOST:
            history, column, above = LOST[name]
            owners = self.owners_by_key(app, above)
            for record in self.rows(app, history).order_by("-history_id"):
                municipality, plan, text = owners.get(getattr(record, column), (None, None, ""))
                if municipality is not None:
                    known.setdefault(record.id, (municipality, plan, getattr(record, "number", text)))
        return known

    def places_of_people(self):
        """Person → the municipality, of those who never had a role in another."""
        places = {}
        for app, name in (("accounts", "Membership"), ("accounts", "HistoricalMembership")):
            for person, municipality in self.rows(app, name).values_list("user_id", "municipality_id"):
                places.setdefault(person, set()).add(municipality)
        return {person: found.pop() for person, found in places.items() if len(found) == 1}

    def about(self, name, owner, record):
        if name == "HistoricalMembership":
            return self.names["user"].get(record.user_id, "")
        return ABOUT[name](owner, record)

    def change_set(self, record, municipality, plan):
        key = municipality, plan, record.history_user_id, record.history_date.replace(microsecond=0)
        reason = record.history_change_reason or ""
        if key not in self.sets:
            self.sets[key] = self.rows("common", "ChangeSet").create(
                municipality_id=municipality, plan_id=plan, person_id=record.history_user_id, at=record.history_date, reason=reason
            )
        elif reason not in self.sets[key].reason:
            self.sets[key].reason = "; ".join(filter(None, [self.sets[key].reason, reason]))
            self.sets[key].save(using=self.alias)
        return self.sets[key]

    def change(self, change_set, record, previous, **said):
        self.rows("common", "Change").create(
            change_set=change_set,
            kind=record.history_type,
            object_id=record.id,
            version=getattr(record, "version", 0),
            fields=list(self.fields(record, previous)),
            **said,
        )

    def fields(self, record, previous):
        for field in record._meta.concrete_fields:
            if field.name in SILENT:
                continue
            was = getattr(previous, field.attname) if previous and record.history_type == "~" else None
            now = getattr(record, field.attname)
            if record.history_type == "-":
                was, now = now, None
            if was != now and not (was in EMPTY and now in EMPTY):
                texts = {"was_text": self.text(field, was), "now_text": self.text(field, now)}
                yield {"name": field.name, "label": str(field.verbose_name), "was": plain(was), "now": plain(now), **texts}

    def text(self, field, value):
        if value in EMPTY:
            return ""
        if isinstance(value, bool):
            return "jā" if value else "nē"
        if isinstance(value, Decimal):
            return plain(value).replace(".", ",")
        if field.name in self.names:
            return str(self.names[field.name].get(value, value))
        return str(dict(field.flatchoices).get(value, value))


def plain(value):
    """A value as JSON keeps it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return value.isoformat() if hasattr(value, "isoformat") else value


class Migration(migrations.Migration):

    replaces = [('site', '0001_histories_become_change_sets')]

    dependencies = [
        ('common', '0001_change_sets'),
        ('accounts', '0001_initial'),
        ('plans', '0002_plan_status'),
        ('indicators', '0001_initial'),
        ('monitoring', '0002_status_words'),
        ('reports', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(add_late_checks, migrations.RunPython.noop),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
