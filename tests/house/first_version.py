"""How ``first_version.json.xz`` was made: a database of the first version, with what people do in it.

The first version is the commit fbd2520, the last one before the redesign. The file holds its schema on both engines, the names
of its migrations, and the rows of its tables after ``migrate``, ``load_demo`` and ``use`` below. In a checkout of that commit,
with its requirements, on an empty database of each engine, PostgreSQL last::

    VAR_DIR=… DATABASE_URL=… PYTHONPATH=. DJANGO_SETTINGS_MODULE=pmp.settings python …/tests/house/first_version.py

It was made once and is not made again: a database of the first version does not change. Nothing else imports this module,
whose imports are that version's.
"""

import json
import lzma
import runpy
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

FILE = Path(__file__).with_name("first_version.json.xz")
SITE = "https://pmp.example"
#: rows that are nobody's business, or of no use elsewhere
LEFT_OUT = {"django_session"}


def use():
    """What a year of work leaves behind: edits through the first version's own steps, and what only its shell could do."""
    from pmp.accounts.models import Municipality, User

    jurmala = Municipality.objects.get(slug="jurmala")
    people = {user.email.split("@")[0]: user for user in User.objects.filter(email__endswith="@jurmala.example")}
    plan = jurmala.plans.get()
    _answers(plan, people)
    _activities(plan, people["editor"])
    _indicators(plan, people["editor"])
    _report(plan, people["editor"])
    _people(jurmala, people["admin"])
    _deleted(plan, people)
    _draft(jurmala, people["editor"])
    _around(people)


def _answers(plan, people):
    """Answers given, edited twice, withdrawn; a year that is closed, and one that is open."""
    from monitoring.domain import assess
    from monitoring.models import MonitoringYear

    assess = _apart(assess)
    MonitoringYear.objects.create(plan=plan, year=2026)
    jip = plan.activities.filter(parties__institution__short="JIP", parties__role="lead").order_by("order").first()
    other = plan.activities.exclude(pk=jip.pk).order_by("order").last()
    coordinator, editor = people["coordinator-jip"], people["editor"]
    given = assess(jip, 2026, by=coordinator, opened_with=0, status="started", evaluation="Sāktas divas grupas.")
    given = assess(
        jip,
        2026,
        by=coordinator,
        opened_with=given.version,
        evaluation="Sāktas divas grupas.\n\nTrešā – rudenī.",
        spent=0,
    )
    assess(jip, 2026, by=editor, opened_with=given.version, status="partly_done", spent=Decimal("1234.50"))
    stored = other.assessments.get(year=2025)
    stored = assess(
        other, 2025, by=editor, opened_with=stored.version, status="", spent=Decimal("0.00"), spent_printed="bez maksas"
    )
    assess(
        other, 2025, by=editor, opened_with=stored.version, spent=None, spent_printed="", impact="„Labs”, 100% 🙂 < & >"
    )
    MonitoringYear.objects.filter(plan__municipality__slug__in=["liepaja", "riga"]).update(is_open=False)
    MonitoringYear.objects.filter(plan__municipality__slug="riga").update(due=None)


def _activities(plan, editor):
    """An activity changed with its lists, and again."""
    from plans.domain import activity_values, update_activity

    update_activity = _apart(update_activity)
    activity = plan.activities.order_by("order").first()
    values = activity_values(activity)
    activity = update_activity(
        activity,
        by=editor,
        opened_with=activity.version,
        title=values["title"] + " (precizēts)",
        term_start=date(2025, 9, 1),
        term_end=date(2029, 5, 31),
        term_ongoing=not values["term_ongoing"],
        involved=values["lead"] + values["involved"][:1],
        years=[2025, 2027],
        links=["I2.1.1.", "I2.1.2."],
    )
    update_activity(
        activity, by=editor, opened_with=activity.version, note="Precizēts pēc domes sēdes.", lead_printed=""
    )


def _indicators(plan, editor):
    """Values corrected, a nought that became no value, a row with a target of a year that the plan does not list."""
    from indicators.domain import change_row, measure
    from indicators.models import IndicatorRow

    change_row, measure = _apart(change_row), _apart(measure)
    first, second, third = IndicatorRow.objects.filter(indicator__plan=plan).order_by("indicator__order", "order")[:3]
    for row, values in [(first, ["12.3456", "12.5"]), (second, ["0", None])]:
        for value in values:
            stored = row.measurements.filter(year=2026).first()
            measure(
                row,
                2026,
                by=editor,
                opened_with=stored.version if stored else 0,
                value=None if value is None else Decimal(value),
                printed=(value or "–").replace(".", ","),
                missing_reason="" if value else "Dati tiks saņemti vēlāk.",
            )
    row = change_row(
        first,
        by=editor,
        opened_with=first.version,
        fields={"note": "Skaits bez tālmācības.", "baseline_is_school_year": not first.baseline_is_school_year},
        indicator={"name": first.indicator.name + " (gadā)"},
        targets={2031: {"printed": "< 10%", "kind": "below", "amount": Decimal(10)}},
    )
    change_row(row, by=editor, opened_with=row.version, fields={"direction": "hold", "tolerance": Decimal("2.5")})
    change_row(third, by=editor, opened_with=third.version, fields={"sources_text": "VIIS\nCSP"})


def _report(plan, editor):
    """Chapters written anew, a conclusion taken away, proposals added; a report begun for the next year."""
    from reports.domain import report_texts, write_report

    write_report = _apart(write_report)
    report = plan.reports.get(year=2025)
    texts = report_texts(report)
    report = write_report(
        plan,
        2025,
        by=editor,
        opened_with=report.version,
        summary=texts["summary"] + "\n\nPapildināts pēc apspriedes.",
        conclusions=texts["conclusions"][1:],
    )
    write_report(
        plan, 2025, by=editor, opened_with=report.version, proposals=["Pirmais priekšlikums.", *texts["proposals"]]
    )
    write_report(plan, 2026, by=editor, opened_with=0, introduction="Melnraksts.", conclusions=["Viens.", "Divi."])


def _people(jurmala, admin):
    """Roles given and taken away; an account that is closed, one that may all; a person of two municipalities."""
    from pmp.accounts.domain import give_role, take_role
    from pmp.accounts.models import Membership, Municipality, User

    lp = jurmala.institutions.get(short="LP")
    given = {"by": admin, "site": SITE}
    give_role(jurmala, email="Second@Jurmala.example", name="Otrais", role="editor", institution=None, **given)
    taken = give_role(jurmala, email="gone@jurmala.example", name="Bijusī", role="coordinator", institution=lp, **given)
    take_role(taken, by=admin)
    User.objects.filter(email="gone@jurmala.example").update(is_active=False)
    Membership.objects.create(
        user=User.objects.get(email="second@jurmala.example"),
        municipality=Municipality.objects.get(slug="valka"),
        role="council",
    )
    User.objects.create_superuser("operator@pmp.example", None)


def _deleted(plan, people):
    """What no page of the first version deletes, but its shell: things with a history, together with what they stood in."""
    from indicators.domain import measure
    from monitoring.domain import assess
    from plans.models import Activity, Goal
    from pmp.accounts.models import Membership, User

    goal = plan.goals.filter(listing="plan").order_by("order").last()
    activity = Activity.objects.create(plan=plan, goal=goal, number="99", title="Svītrota aktivitāte", order=99)
    assess(
        activity, 2026, by=people["editor"], opened_with=0, status="cancelled", evaluation="Atcelts ar domes lēmumu."
    )
    activity.delete()
    Goal.objects.create(plan=plan, number="98", level="universal", title="Svītrots mērķis", order=98).delete()
    indicator = plan.indicators.create(number="97", level="universal", name="Svītrots rādītājs", order=97)
    row = indicator.rows.create(label="", unit="persons", direction="down", order=1)
    measure(row, 2026, by=people["editor"], opened_with=0, value=Decimal(7), printed="7")
    row.delete()
    report = plan.reports.get(year=2026)
    report.delete()
    leaver = User.objects.create_user("leaver@jurmala.example", first_name="Aizgājusī")
    Membership.objects.create(user=leaver, municipality=plan.municipality, role="editor")
    answered = plan.activities.order_by("order")[1]
    stored = answered.assessments.get(year=2025)
    assess(answered, 2025, by=leaver, opened_with=stored.version, factors="Trūka pedagogu.")
    leaver.delete()


def _draft(jurmala, editor):
    """A second plan, not adopted yet, in which numbers are written as they come."""
    from indicators.domain import measure
    from plans.models import Activity, Goal, Plan, Task

    plan = Plan.objects.create(
        municipality=jurmala, title="PMP plāns 2030.–2034. gadam (projekts)", period_start=2030, period_end=2034
    )
    plan.target_years.create(year=2034)
    goals = [
        Goal.objects.create(plan=plan, number=number, level="universal", title=f"Mērķis {number}", order=order)
        for order, number in enumerate(["1", "1.", "2"], 1)
    ]
    for order, number in enumerate(["1.1", "1.1.", "1.01.", "１.１", "1.2", "2b", "2.b"], 1):
        activity = Activity.objects.create(
            plan=plan, goal=goals[0], number=number, title=f"Aktivitāte {number}", order=order, term_ongoing=True
        )
        Task.objects.create(plan=plan, activity=activity, number=f"{number} a", title=f"Uzdevums {number}", order=order)
    last = plan.tasks.order_by("order").last()
    Task.objects.create(plan=plan, activity=last.activity, number="1.1.a", title="Uzdevums vēlreiz", order=90)
    for order, number in enumerate(["3", "3.", "03"], 1):
        indicator = plan.indicators.create(number=number, level="universal", name=f"Rādītājs {number}", order=order)
        for place, label in enumerate(["zēni", "meitenes", "zēni"], 1):
            row = indicator.rows.create(label=label, unit="percent", direction="down", order=place)
            measure(row, 2031, by=editor, opened_with=0, value=Decimal("0.5"), printed="0,5%")
    plan.reports.create(year=2030, prepared_by="")


def _around(people):
    """What libraries keep: groups and permissions, refused sign-ins."""
    from axes.models import AccessAttempt, AccessFailureLog, AccessLog
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.create(name="Apkope")
    group.permissions.set(Permission.objects.order_by("pk")[:3])
    people["admin"].groups.add(group)
    people["admin"].user_permissions.set(Permission.objects.filter(codename="view_plan"))
    where = {
        "username": "editor@jurmala.example",
        "ip_address": "192.0.2.1",
        "user_agent": "test",
        "path_info": "/ieiet/",
    }
    AccessAttempt.objects.create(get_data="", post_data="", failures_since_start=2, **where)
    AccessFailureLog.objects.create(**where)
    AccessLog.objects.create(**where)


def _apart(save):
    """The save, a second after what was before: two saves of a person are not made at once."""

    def later(*args, **kwargs):
        time.sleep(1.1)
        return save(*args, **kwargs)

    return later


def write(connection):
    """Write the file: rows from this database, its schema beside that of the other engine."""
    from django.apps import apps

    schema_of = runpy.run_path(str(Path(__file__).parents[1] / "helpers" / "schema.py"))["schema_of"]
    kept = json.loads(lzma.decompress(FILE.read_bytes())) if FILE.exists() else {"schema": {}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        migrations = cursor.fetchall()
    content = {
        "commit": "fbd2520",
        "schema": {**kept["schema"], connection.vendor: schema_of(connection)},
        "migrations": migrations,
        "tables": {
            model._meta.db_table: _rows(model)
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and model._meta.db_table not in LEFT_OUT
        },
    }
    FILE.write_bytes(lzma.compress(json.dumps(content, ensure_ascii=False, default=_plain).encode(), preset=9))


def _rows(model):
    columns = [field.column for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in model._meta.concrete_fields))
    rows = [dict(zip(columns, row, strict=True)) for row in rows]
    if "password" in columns:
        rows = [{**row, "password": "!"} for row in rows]
    return {"columns": columns, "rows": [list(row.values()) for row in rows]}


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def main():
    """Make the database and write the file."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("load_demo")
    use()
    write(connection)


if __name__ == "__main__":
    main()
