"""A database of the first version migrates without loss, and ends with the schema of a new one (see ``first_version.py``)."""

import json
import lzma
from collections import defaultdict
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations import RemoveConstraint
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from indicators.models import IndicatorRow
from monitoring.models import Assessment
from plans.models import Plan, ReportingPeriod
from pmp.accounts.models import Municipality, User
from pmp.common.changes import plain
from pmp.common.models import Change
from tests.helpers.databases import OwnDatabase
from tests.helpers.schema import schema_of
from tests.house.first_version import FILE

#: history tables, which are change sets now → the model that their changes name; and the one it was given later
HISTORIES = {
    "accounts_historicalmembership": ("accounts.membership",),
    "plans_historicalgoal": ("plans.goal",),
    "plans_historicalactivity": ("plans.activity",),
    "indicators_historicalindicatorrow": ("indicators.indicatorrow",),
    "indicators_historicalmeasurement": ("indicators.measurement",),
    "monitoring_historicalassessment": ("monitoring.assessment",),
    "reports_historicalreportsection": ("reports.reportsection",),
    "reports_historicalreportitem": ("reports.reportitem", "reports.reportpoint"),
}
#: years are reporting periods of the plan now; ``test_years_have_become_reporting_periods``
YEARS = "monitoring_monitoringyear"
#: tables that have another name now, as soon as they have it
RENAMED = {"reports_reportitem": "reports_reportpoint"}
#: columns that have another name now: (table of the first version, column) → column
RENAMED_COLUMNS = {}
#: words that another stands for now, as soon as it does: (table, column, word) → word
RENAMED_WORDS = {("django_content_type", "model", "reportitem"): "reportpoint"}
#: tables into which ``migrate`` itself writes what the newest models need
GROWING = {"auth_permission", "django_content_type"}
#: columns of a history that say what a change set says: who, when, why, in which state of the row
SAID_BY_CHANGE_SETS = {"id", "version", "updated_at", "updated_by_id"}
SAID_BY_CHANGE_SETS |= {f"history_{name}" for name in ("id", "date", "change_reason", "type", "user_id")}


@pytest.fixture(scope="module")
def first():
    """What the file holds: commit, schema, migrations, tables."""
    return json.loads(lzma.decompress(FILE.read_bytes()))


@pytest.fixture(scope="module")
def own_databases(django_db_setup, django_db_blocker):
    """``own_databases(name)`` makes one for the tests of this module."""
    made = []

    def make(name):
        made.append(OwnDatabase(name))
        return made[-1]

    with django_db_blocker.unblock():
        yield make
        for database in made:
            database.drop()


@pytest.fixture(scope="module")
def targets(first):
    """The first version's last migration of each app."""
    return list(dict(first["migrations"]).items())


@pytest.fixture(scope="module")
def new_schema(own_databases):
    """The schema of a database that was migrated from nothing."""
    with own_databases("new").in_use():
        call_command("migrate", verbosity=0)
        return schema_of(connection)


@pytest.fixture(scope="module")
def migrated(first, targets, own_databases):
    """The first version's database on its way: ``schema_before``, its rows as Python has them (``rows``), ``schema``."""
    database = own_databases("first")
    with database.in_use():
        MigrationExecutor(connection).migrate(targets)
        schema_before = schema_of(connection)
        rows = _load(first, MigrationExecutor(connection).loader.project_state(targets).apps)
        call_command("migrate", verbosity=0)
        return SimpleNamespace(database=database, schema_before=schema_before, rows=rows, schema=schema_of(connection))


@pytest.fixture
def old(migrated, django_db_blocker):
    """The first version's database, migrated, is the one in use; what a test writes is taken back."""
    with django_db_blocker.unblock(), migrated.database.in_use(), transaction.atomic():
        yield migrated
        transaction.set_rollback(True)


@transaction.atomic
def _load(first, models):
    """Insert the rows as they were, past models and signals; returns them by table as {key: {column: value}}."""
    loaded, by_table = {}, {model._meta.db_table: model for model in models.get_models(include_auto_created=True)}
    for table, content in first["tables"].items():
        meta = by_table[table]._meta
        fields = {field.column: field for field in meta.concrete_fields}
        assert set(fields) == set(content["columns"])
        rows = [
            {column: fields[column].to_python(value) for column, value in zip(content["columns"], row, strict=True)}
            for row in content["rows"]
        ]
        loaded[table] = {row[meta.pk.column]: row for row in rows}
        _insert(table, fields, rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(by_table.values())):
            cursor.execute(statement)
    return loaded


def _insert(table, fields, rows):
    columns = ", ".join(f'"{column}"' for column in fields)
    places = ", ".join(["%s"] * len(fields))
    values = [[field.get_db_prep_save(row[column], connection) for column, field in fields.items()] for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', values)  # noqa: S608 - names of models


# -------------------------------------------------------------------------------------------------------------- schema


def test_the_first_migrations_make_what_the_first_version_had(first, migrated):
    """Else a migration that databases have run was rewritten, and they lack what it makes today."""
    assert migrated.schema_before == first["schema"][connection.vendor]


def test_the_schema_is_that_of_a_new_database(migrated, new_schema):
    assert migrated.schema == new_schema


#: checks that the first migrations got two days after they were first run: those databases lack them
LATE_CHECKS = {
    "user_email_lower_case": ("accounts", "user"),
    "goal_listing_known": ("plans", "goal"),
    "plan_section_key_known": ("plans", "plansection"),
    "activity_party_role_known": ("plans", "activityparty"),
    "task_party_role_known": ("plans", "taskparty"),
    "indicator_row_unit_known": ("indicators", "indicatorrow"),
    "report_section_key_known": ("reports", "reportsection"),
    "report_item_kind_known": ("reports", "reportitem"),
}


def test_a_database_without_the_late_checks_gets_them(targets, own_databases, new_schema):
    with own_databases("early").in_use():
        MigrationExecutor(connection).migrate(targets)
        state, before = MigrationExecutor(connection).loader.project_state(targets), len(schema_of(connection))
        for check, (app, model) in LATE_CHECKS.items():
            without, removal = state.clone(), RemoveConstraint(model, check)
            removal.state_forwards(app, without)
            with connection.schema_editor() as editor:
                removal.database_forwards(app, editor, state, without)
            state = without
        assert len(schema_of(connection)) == before - len(LATE_CHECKS)
        call_command("migrate", verbosity=0)
        assert schema_of(connection) == new_schema


def test_the_schema_tells_what_would_be_missing(old):
    """The comparison sees columns, checks, indexes, keys of two columns, and SQLite's triggers."""
    assert {"column plans_goal.title", "constraint plans_goal.goal_level_known"} <= set(old.schema)
    assert any("change_set_newest" in key for key in old.schema if key.startswith("index "))
    keys = "trigger activity_of_goals_plan_insert", "constraint plans_activity.activity_of_goals_plan"
    assert keys[connection.vendor == "postgresql"] in old.schema


def test_a_database_that_ran_the_earlier_carrying_over_is_not_touched(old):
    """Its change sets are there already; what stands for that migration is taken as done."""
    recorder, before = MigrationRecorder(connection), Change.objects.count()
    recorder.record_unapplied("site", "0020_every_record_becomes_a_change")
    recorder.record_applied("site", "0001_histories_become_change_sets")
    call_command("migrate", verbosity=0)
    assert Change.objects.count() == before
    assert ("site", "0020_every_record_becomes_a_change") in recorder.applied_migrations()


# ---------------------------------------------------------------------------------------------------------------- rows


def test_every_table_and_column_has_a_place(first, old):
    """Whoever takes a table or a column away says here where its content went."""
    now = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    homeless = []
    for table, content in first["tables"].items():
        if table in HISTORIES or table == YEARS:
            continue
        model = now.get(table) or now.get(RENAMED.get(table))
        columns = {field.column for field in model._meta.concrete_fields} if model else set()
        homeless += [
            f"{table}.{column}"
            for column in content["columns"]
            if RENAMED_COLUMNS.get((table, column), column) not in columns
        ]
    assert homeless == []


def test_every_row_is_what_it_was(old):
    now = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    compared = 0
    for table, rows in old.rows.items():
        if table in HISTORIES or table == YEARS:
            continue
        stored = _stored(now.get(table) or now[RENAMED[table]])
        assert set(rows) == set(stored) or (table in GROWING and set(rows) < set(stored)), table
        for key, row in rows.items():
            there = {column: stored[key][RENAMED_COLUMNS.get((table, column), column)] for column in row}
            for column, value in row.items():
                assert there[column] in (value, RENAMED_WORDS.get((table, column, str(value)), value)), (
                    table,
                    key,
                    column,
                )
        compared += len(rows)
    assert compared > 2500


def _stored(model):
    rows = model._base_manager.values(*(field.attname for field in model._meta.concrete_fields))
    names = {field.attname: field.column for field in model._meta.concrete_fields}
    return {row[model._meta.pk.attname]: {names[name]: value for name, value in row.items()} for row in rows}


def test_new_rows_do_not_take_old_keys(old):
    """The sequences go on behind what was loaded."""
    plan = Plan.objects.order_by("-pk").first()
    made = Plan.objects.create(municipality=plan.municipality, title="Vēl viens", period_start=2040, period_end=2044)
    assert made.pk > plan.pk


def test_plans_were_adopted(old):
    assert set(Plan.objects.values_list("status", flat=True)) == {"adopted"}


def test_years_have_become_reporting_periods(old):
    periods = ReportingPeriod.objects.values_list("plan", "year", "start", "end", "due", "state", "label")
    assert sorted(periods) == sorted(
        (
            year["plan_id"],
            year["year"],
            date(year["year"], 1, 1),
            date(year["year"], 12, 31),
            year["due"],
            "open" if year["is_open"] else "closed",
            "",
        )
        for year in old.rows[YEARS].values()
    )
    assert {state for *_, state, _ in periods} == {"open", "closed"}


# ----------------------------------------------------------------------------------------------------------- histories


@pytest.mark.parametrize("table", HISTORIES)
def test_every_record_of_a_history_is_a_change(old, table):
    """Who, when and why; what was, and what it became, to the last value; also of what is gone."""
    records = sorted(old.rows[table].values(), key=lambda record: record["history_id"])
    changes = defaultdict(list)
    for change in Change.objects.filter(model__in=HISTORIES[table]).select_related("change_set").order_by("pk"):
        changes[change.object_id].append(change)
    assert sum(map(len, changes.values())) == len(records) > 0
    previous = {}
    for record in records:
        change, change_set = _next(changes[record["id"]])
        assert change.kind == record["history_type"]
        assert change.version == record.get("version", 0)
        assert change_set.person_id == record["history_user_id"]
        assert change_set.at.replace(microsecond=0) == record["history_date"].replace(microsecond=0)
        assert (record["history_change_reason"] or "") in change_set.reason
        assert _values(change) == _differences(record, previous.get(record["id"], {}))
        previous[record["id"]] = record


def _next(changes):
    change = changes.pop(0)
    return change, change.change_set


def _values(change):
    model = apps.get_model(change.model)
    columns = {field.name: field.column for field in model._meta.concrete_fields}
    return {columns[each["name"]]: (each["was"], each["now"]) for each in change.fields}


def _differences(record, previous):
    """{column: (was, now)} of what the record says beyond the one before; nothing is nothing, written either way."""
    pairs = {}
    for column in set(record) - SAID_BY_CHANGE_SETS:
        was = previous.get(column) if record["history_type"] == "~" else None
        now = record[column]
        pairs[column] = (now, None) if record["history_type"] == "-" else (was, now)
    return {
        column: (_written(was), _written(now))
        for column, (was, now) in pairs.items()
        if was != now and not (was in (None, "") and now in (None, ""))
    }


def _written(value):
    """As a change keeps a value: to the letter, spaces and line ends included."""
    return value if isinstance(value, str) else plain(value)


@pytest.mark.parametrize(
    ("model", "about", "name", "text"),
    [
        ("monitoring.assessment", "99, 2026. gads", "evaluation", "Atcelts ar domes lēmumu."),
        ("indicators.measurement", "97, 2026. gads", "value", "7"),
        ("plans.goal", "98", "title", "Svītrots mērķis"),
    ],
)
def test_what_was_deleted_with_its_owner_stays_readable(old, model, about, name, text):
    made, gone = Change.objects.filter(model=model, about=about).order_by("pk")
    assert (made.kind, gone.kind) == ("+", "-")
    assert {each["name"]: each["was_text"] for each in gone.fields}[name] == text
    assert gone.change_set.municipality.slug == "jurmala"


def test_texts_of_a_report_that_is_gone_stay_readable(old):
    """Nothing kept what plan it was of; the person who wrote it had a role in one municipality only."""
    gone = Change.objects.get(model="reports.reportsection", kind="-")
    assert (gone.change_set.municipality.slug, gone.change_set.plan, gone.about) == ("jurmala", None, "ievads")
    assert {each["name"]: each["was_text"] for each in gone.fields}["body"] == "Melnraksts."


def test_people_and_institutions_stand_by_their_names(old):
    taken = Change.objects.get(model="accounts.membership", about="gone@jurmala.example", kind="-")
    texts = {each["name"]: each["was_text"] for each in taken.fields}
    assert (texts["user"], texts["role"], texts["institution"]) == ("gone@jurmala.example", "koordinators", "LP")


def test_a_nought_that_became_no_value_is_told(old):
    changes = Change.objects.filter(model="indicators.measurement", kind="~")
    told = {(each["was"], each["now"]) for change in changes for each in change.fields if each["name"] == "value"}
    assert told == {("12.3456", "12.5"), ("0", None)}


# --------------------------------------------------------------------------------------------------------------- pages


def _addresses():
    municipality = Municipality.objects.get(slug="jurmala")
    plan = municipality.plans.get(period_start=2025)
    activity = plan.activities.order_by("order").first()
    row = IndicatorRow.objects.filter(indicator__plan=plan).order_by("pk").first()
    answered = Assessment.objects.filter(activity__plan=plan, year=2026).first()
    own, draft = f"/jurmala/{plan.span}", "/jurmala/2030-2034"
    yield from ["/jurmala/", "/jurmala/zinojums/2025/"]
    yield from [f"{own}/", f"{own}/plans/", f"{own}/plans/par/", f"{own}/plans/aktivitates/", f"{own}/plans.json"]
    yield from [f"{own}/plans/aktivitates/{activity.pk}/", f"{own}/labot/aktivitates/{activity.pk}/"]
    yield f"{own}/plans/aktivitates/{answered.activity_id}/2026/"
    yield from [
        f"{own}/raditaji/",
        f"{own}/raditaji/{row.pk}/",
        f"{own}/raditaji/{row.pk}/labot/",
        f"{own}/raditaji/{row.pk}/2026/",
    ]
    yield from [f"{own}/zinojums/2025/", f"{own}/zinojums/2025/rakstit/"]
    yield from [
        f"{draft}/",
        f"{draft}/plans/",
        f"{draft}/plans/aktivitates/",
        f"{draft}/raditaji/",
        f"{draft}/plans.json",
    ]


def _client(name):
    client = Client()
    client.force_login(User.objects.get(email=f"{name}.example"), "django.contrib.auth.backends.ModelBackend")
    return client


def test_its_pages_are_there(old):
    client = _client("editor@jurmala")
    assert {address: client.get(address, follow=True).status_code for address in _addresses()} == dict.fromkeys(
        _addresses(), 200
    )


def test_its_changes_are_there(old):
    client = _client("admin@jurmala")
    page = client.get("/jurmala/izmainas/").content.decode()
    assert "Loma gone@jurmala.example: dzēsta" in page
    largest = Change.objects.filter(model__in=HISTORIES["reports_historicalreportitem"], kind="~").first().change_set
    page = client.get(f"/jurmala/izmainas/{largest.pk}/").content.decode()
    assert "Ziņojuma punkts 2025. gads, secinājums 15: dzēsts" in page


def test_every_municipality_has_its_pages(old):
    for slug in ["liepaja", "riga", "tukums", "valka"]:
        client = _client(f"editor@{slug}")
        span = Plan.objects.get(municipality__slug=slug).span
        for address in ["", f"{span}/plans/", f"{span}/raditaji/", f"{span}/zinojums/2025/"]:
            assert client.get(f"/{slug}/{address}", follow=True).status_code == 200, (slug, address)
