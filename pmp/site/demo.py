"""Loads the demo: the five plans of ``fixtures/*.yaml`` (format: docs/fixtures.md) and the people who work on them."""

import os
import secrets
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from indicators.models import Indicator, IndicatorRow, Measurement, Target
from monitoring.models import Assessment
from plans.enums import GoalListing, PartyRole, PlanStatus
from plans.models import (
    Abbreviation,
    Activity,
    ActivityFunding,
    ActivityParty,
    ActivityYear,
    CouncilDecision,
    ExpectedResult,
    Goal,
    Plan,
    PlanSection,
    ProgrammeLink,
    ReportingPeriod,
    TargetYear,
    Task,
    TaskParty,
    WordingVariant,
)
from pmp.accounts.enums import Role
from pmp.accounts.models import Institution, Membership, Municipality, User
from reports.models import Report, ReportItem, ReportSection

FIXTURES = settings.BASE_DIR / "fixtures"

#: The monitoring year that is open in every demo municipality.
DEMO_YEAR = 2025

#: (address before the @, first name, role, institution's abbreviation); Jūrmala has them all, the others an editor each.
JURMALA_PEOPLE = [
    ("admin", "Administrators", Role.ADMINISTRATOR, None),
    ("editor", "Redaktore", Role.EDITOR, None),
    ("coordinator-jip", "Koordinatore JIP", Role.COORDINATOR, "JIP"),
    ("coordinator-lp", "Koordinatore LP", Role.COORDINATOR, "LP"),
    ("council", "Deputāte", Role.COUNCIL, None),
]
EDITOR_ONLY = [("editor", "Redaktore", Role.EDITOR, None)]


def fixture_paths() -> list[Path]:
    """The files of the demo municipalities, by name."""
    return sorted(FIXTURES.glob("*.yaml"))


def load_plans() -> list[str]:
    """Load every fixture whose plan is not there yet, and return the slugs of those that were loaded."""
    loaded = []
    for path in fixture_paths():
        if not Plan.objects.filter(municipality__slug=path.stem).exists():
            PlanLoader(yaml.safe_load(path.read_text(encoding="utf-8"))).load()
            loaded.append(path.stem)
    return loaded


def load_people() -> str:
    """Make the demo people, give them the demo's password where they lack it, and return that password.

    The password is ``DEMO_PASSWORD`` from the environment, or one made up at the first load and kept in ``var/``.
    """
    password = os.environ.get("DEMO_PASSWORD") or _kept_password()
    # Checking a password is slow on purpose, so one person stands for all.
    witness = User.objects.filter(email="admin@jurmala.example").first()
    is_known = witness is not None and witness.check_password(password)
    for municipality in Municipality.objects.filter(slug__in=[path.stem for path in fixture_paths()]):
        for person in JURMALA_PEOPLE if municipality.slug == "jurmala" else EDITOR_ONLY:
            _load_person(municipality, *person, password=password, renew=not is_known)
    return password


def _load_person(municipality, name, first_name, role, short, *, password, renew):
    email = f"{name}@{municipality.slug}.example"
    user, created = User.objects.get_or_create(email=email, defaults={"first_name": first_name})
    if created or renew:
        user.set_password(password)
        user.save(update_fields=["password"])
    institution = municipality.institutions.get(short=short) if short else None
    Membership.objects.get_or_create(user=user, municipality=municipality, role=role, institution=institution)


def _kept_password() -> str:
    kept = settings.VAR_DIR / "demo-password.txt"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9), encoding="utf-8")
    return kept.read_text(encoding="utf-8").strip()


class PlanLoader:
    """Writes one fixture into the database, whole or not at all."""

    def __init__(self, data: dict):
        self.data = data

    @transaction.atomic
    def load(self) -> Plan:
        """Store everything the fixture holds and return the plan."""
        self.municipality, _ = Municipality.objects.get_or_create(
            slug=self.data["municipality"]["slug"], defaults=self.data["municipality"]
        )
        self._load_institutions()
        self._load_plan()
        for order, row in enumerate(self.data.get("strategic_goals") or [], 1):
            self._load_goal(row, order, GoalListing.STRATEGIC)
        for order, row in enumerate(self.data["goals"], 1):
            self._load_goal(row, order, GoalListing.PLAN)
        for order, row in enumerate(self.data["indicators"], 1):
            self._load_indicator(row, order)
        for year, row in (self.data.get("reports") or {}).items():
            self._load_report(year, row)
        return self.plan

    def _load_institutions(self):
        self.institutions = {}
        for row in self.data["institutions"]:
            institution, _ = Institution.objects.get_or_create(
                municipality=self.municipality,
                name=row["name"],
                defaults={"short": row.get("short") or "", "is_group": bool(row.get("group"))},
            )
            self.institutions[row.get("short") or row["name"]] = institution

    def _load_plan(self):
        row = self.data["plan"]
        self.plan = Plan.objects.create(
            municipality=self.municipality,
            title=row["title"],
            status=PlanStatus.ADOPTED,
            period_start=row["period"][0],
            period_end=row["period"][1],
            headings={key: text for key, text in (row.get("headings") or {}).items() if text},
            level_headings=row.get("level_headings") or {},
        )
        TargetYear.objects.bulk_create(TargetYear(plan=self.plan, year=year) for year in row["target_years"])
        for decision in self.data.get("decisions") or []:
            CouncilDecision.objects.create(plan=self.plan, **decision)
        for order, section in enumerate(self.data.get("sections") or [], 1):
            PlanSection.objects.create(plan=self.plan, order=order, **section)
        for order, abbreviation in enumerate(self.data.get("abbreviations") or [], 1):
            Abbreviation.objects.create(plan=self.plan, order=order, **abbreviation)
        ReportingPeriod.objects.create(plan=self.plan, year=DEMO_YEAR, due=date(DEMO_YEAR + 1, 1, 31))

    def _load_goal(self, row, order, listing):
        goal = Goal.objects.create(
            plan=self.plan,
            listing=listing,
            number=str(row["number"]),
            level=row["level"],
            title=row["title"],
            note=row.get("note") or "",
            order=order,
        )
        for place, text in enumerate(row.get("expected_results") or [], 1):
            ExpectedResult.objects.create(goal=goal, text=text, order=place)
        self._load_variants(row, goal=goal)
        for activity in row.get("activities") or []:
            self._load_activity(activity, goal)

    def _load_activity(self, row, goal):
        activity = Activity.objects.create(
            plan=self.plan,
            goal=goal,
            number=str(row["number"]),
            title=row["title"],
            **{key: row.get(key) or "" for key in ("planned_result", "tasks_text", "resources", "note")},
            funding_printed=_printed(row, "funding"),
            programme_links_printed=_printed(row, "programme_links"),
            order=Activity.objects.filter(plan=self.plan).count() + 1,
            **_party_cells(row),
            **_term(row),
        )
        self._load_parties(row, ActivityParty, activity=activity)
        for source in row.get("funding") or []:
            ActivityFunding.objects.create(activity=activity, source=source)
        for year in row.get("years") or []:
            ActivityYear.objects.create(activity=activity, year=year)
        for place, code in enumerate(row.get("programme_links") or [], 1):
            ProgrammeLink.objects.create(activity=activity, code=code, order=place)
        self._load_variants(row, activity=activity)
        for task in row.get("tasks") or []:
            self._load_task(task, activity)
        for year, assessment in (row.get("assessments") or {}).items():
            self._load_assessment(year, assessment, activity)

    def _load_task(self, row, activity):
        task = Task.objects.create(
            plan=self.plan,
            activity=activity,
            number=str(row["number"]),
            title=row["title"],
            note=row.get("note") or "",
            order=Task.objects.filter(plan=self.plan).count() + 1,
            **_party_cells(row),
            **_term(row),
        )
        self._load_parties(row, TaskParty, task=task)

    def _load_parties(self, row, model, **owner):
        for role in PartyRole.values:
            for place, name in enumerate(row.get(role) or [], 1):
                model.objects.create(role=role, institution=self.institutions[name], order=place, **owner)

    def _load_variants(self, row, **owner):
        for place, variant in enumerate(row.get("variants") or [], 1):
            WordingVariant.objects.create(order=place, **owner, **variant)

    def _load_assessment(self, year, row, activity):
        ReportingPeriod.objects.get_or_create(plan=self.plan, year=year)
        texts = ("status", "evaluation", "spent_printed", "planned", "achieved", "impact", "factors")
        Assessment.objects.create(
            activity=activity,
            year=year,
            spent=_decimal(row.get("spent")),
            **{key: row.get(key) or "" for key in texts},
        )

    def _load_indicator(self, row, order):
        indicator = Indicator.objects.create(
            plan=self.plan,
            number=str(row["number"]),
            level=row["level"],
            name=row["name"],
            code=row.get("code") or "",
            note=row.get("note") or "",
            order=order,
        )
        for place, sub in enumerate(row["rows"], 1):
            self._load_indicator_row(sub, indicator, place)

    def _load_indicator_row(self, row, indicator, order):
        baseline = row.get("baseline") or {}
        stored = IndicatorRow.objects.create(
            indicator=indicator,
            label=row.get("label") or "",
            own_name=row.get("name") or "",
            own_code=row.get("code") or "",
            unit=row["unit"],
            direction=row["direction"],
            tolerance=_decimal(row.get("tolerance")),
            baseline_printed=baseline.get("printed") or "",
            baseline_value=_decimal(baseline.get("value")),
            baseline_numerator=_decimal(baseline.get("numerator")),
            baseline_denominator=_decimal(baseline.get("denominator")),
            baseline_year=baseline.get("year") or None,
            baseline_is_school_year=bool(baseline.get("school_year")),
            sources_text="\n".join(row.get("sources") or []),
            note=row.get("note") or "",
            order=order,
        )
        for year, target in (row.get("targets") or {}).items():
            Target.objects.create(
                row=stored,
                year=year,
                printed=target.get("printed") or "",
                kind=target["kind"],
                amount=_decimal(target.get("amount")),
            )
        for year, value in (row.get("values") or {}).items():
            Measurement.objects.create(
                row=stored,
                year=year,
                printed=value.get("printed") or "",
                value=_decimal(value.get("value")),
                numerator=_decimal(value.get("numerator")),
                denominator=_decimal(value.get("denominator")),
                note=value.get("note") or "",
                missing_reason=value.get("missing_reason") or "",
            )

    def _load_report(self, year, row):
        decision = self.plan.decisions.filter(kind="report", year=year).first()
        report = Report.objects.create(plan=self.plan, year=year, prepared_by=row["prepared_by"], decision=decision)
        for key, body in row["sections"].items():
            ReportSection.objects.create(report=report, key=key, body=body)
        for kind, texts in (("conclusion", row["conclusions"]), ("proposal", row["proposals"])):
            for place, text in enumerate(texts, 1):
                ReportItem.objects.create(report=report, kind=kind, text=text, order=place)
        if decision:
            Report.objects.filter(pk=report.pk).update(approved_at=timezone.now())


def _decimal(text) -> Decimal | None:
    return Decimal(str(text)) if text not in (None, "") else None


def _printed(row, key) -> str:
    return (row.get("printed") or {}).get(key) or ""


def _party_cells(row) -> dict:
    return {f"{role}_printed": _printed(row, role) for role in PartyRole.values}


def _term(row) -> dict:
    term = row.get("term") or {}
    return {
        "term_printed": term.get("printed") or "",
        "term_start": term.get("start") or None,
        "term_end": term.get("end") or None,
        "term_ongoing": bool(term.get("ongoing")),
    }
