"""The whole plan as one self-contained document (format: docs/plan-json.md); later it is what a revision freezes."""

from decimal import Decimal

from django.db.models import Prefetch

from indicators.models import IndicatorRow
from plans.enums import GoalListing, PartyRole
from plans.models import Activity, Goal, Plan, Task

#: Raised by one whenever a reader of the document would have to change.
FORMAT = 1


def plan_document(plan: Plan) -> dict:
    """Everything of ``plan`` as plain lists, dicts, strings, ints and None; exact decimals are strings.

    Makes a constant number of queries, however many rows the plan has.
    """
    goals = list(_goals(plan))
    return {
        "format": FORMAT,
        "municipality": {
            "slug": plan.municipality.slug,
            "name": plan.municipality.name,
            "short_name": plan.municipality.short_name,
            "name_genitive": plan.municipality.name_genitive,
            "name_locative": plan.municipality.name_locative,
            "council_genitive": plan.municipality.council_genitive,
            "place": plan.municipality.place,
        },
        "title": plan.title,
        "period": [plan.period_start, plan.period_end],
        "target_years": [target.year for target in plan.target_years.all()],
        "headings": plan.headings,
        "level_headings": plan.level_headings,
        "decisions": [_decision(row) for row in plan.decisions.all()],
        "institutions": [
            {"short": row.short, "name": row.name, "group": row.is_group}
            for row in plan.municipality.institutions.all()
        ],
        "abbreviations": [{"short": row.short, "long": row.long} for row in plan.abbreviations.all()],
        "sections": [{"key": row.key, "title": row.title, "body": row.body} for row in plan.sections.all()],
        "strategic_goals": [_goal(goal) for goal in goals if goal.listing == GoalListing.STRATEGIC],
        "goals": [_goal(goal) for goal in goals if goal.listing == GoalListing.PLAN],
        "indicators": [_indicator_row(row) for row in _indicator_rows(plan)],
        "reports": {str(report.year): _report(report) for report in _reports(plan)},
    }


def plain(number: Decimal | None) -> str | None:
    """A decimal as a string without needless zeros: 77.0000 → "77", 5.8800 → "5.88"."""
    return None if number is None else f"{number.normalize():f}"


def _goals(plan):
    activities = (
        Activity.objects.with_parties()
        .select_related("plan")
        .prefetch_related(
            "variants", "assessments", Prefetch("tasks", Task.objects.prefetch_related("parties__institution"))
        )
    )
    return Goal.objects.filter(plan=plan).prefetch_related(
        "expected_results", "variants", Prefetch("activities", activities)
    )


def _indicator_rows(plan):
    return IndicatorRow.objects.filter(indicator__plan=plan).with_figures()


def _reports(plan):
    return plan.reports.select_related("decision").prefetch_related("sections", "items")


def _decision(row) -> dict:
    return {
        "kind": row.kind,
        "year": row.year,
        "number": row.number,
        "date": row.date.isoformat(),
        "minutes": row.minutes,
        "point": row.point,
        "title": row.title,
    }


def _goal(goal) -> dict:
    return {
        "number": goal.number,
        "level": goal.level,
        "title": goal.title,
        "expected_results": [row.text for row in goal.expected_results.all()],
        "variants": _variants(goal),
        "note": goal.note,
        "activities": [_activity(activity) for activity in goal.activities.all()],
    }


def _activity(activity) -> dict:
    return {
        "number": activity.number,
        "title": activity.title,
        "planned_result": activity.planned_result,
        "tasks_text": activity.tasks_text,
        **_parties(activity),
        "resources": activity.resources,
        "funding": [row.source for row in activity.funding.all()],
        "funding_printed": activity.funding_text,
        "years": [row.year for row in activity.years.all()],
        **_term(activity),
        "programme_links": [row.code for row in activity.programme_links.all()],
        "programme_links_printed": activity.programme_links_text,
        "tasks": [
            {"number": task.number, "title": task.title, **_term(task), **_parties(task), "note": task.note}
            for task in activity.tasks.all()
        ],
        "variants": _variants(activity),
        "note": activity.note,
        "reported": {str(row.year): _assessment(row) for row in activity.assessments.all()},
    }


def _parties(owner) -> dict:
    return {
        "institutions": {role: [str(i) for i in owner.institutions_by_role(role)] for role in PartyRole.values},
        "institutions_printed": {role: owner.parties_text(role) for role in PartyRole.values},
    }


def _term(owner) -> dict:
    return {
        "term": owner.term_printed,
        "term_start": owner.term_start.isoformat() if owner.term_start else None,
        "term_end": owner.term_end.isoformat() if owner.term_end else None,
        "term_ongoing": owner.term_ongoing,
    }


def _variants(owner) -> list[dict]:
    return [{"where": row.where, "field": row.field, "text": row.text} for row in owner.variants.all()]


def _assessment(row) -> dict:
    return {
        "status": row.status or None,
        "evaluation": row.evaluation,
        "spent": None if row.spent is None else str(row.spent),
        "spent_printed": row.spent_printed,
        "planned": row.planned,
        "achieved": row.achieved,
        "impact": row.impact,
        "factors": row.factors,
    }


def _indicator_row(row) -> dict:
    return {
        "number": row.indicator.number,
        "level": row.indicator.level,
        "name": row.name,
        "row": row.label,
        "mark": row.mark,
        "code": row.code,
        "unit": row.unit,
        "direction": row.direction,
        "tolerance": plain(row.tolerance),
        "baseline": {
            "printed": row.baseline_printed,
            "value": plain(row.baseline_value),
            "numerator": plain(row.baseline_numerator),
            "denominator": plain(row.baseline_denominator),
            "year": row.baseline_year,
            "school_year": row.baseline_is_school_year,
        },
        "targets": {
            str(target.year): {
                "printed": target.printed,
                "value": plain(target.value_against(row.baseline_value)),
                "kind": target.kind,
                "amount": plain(target.amount),
            }
            for target in row.targets.all()
        },
        "sources": row.sources,
        "values": {
            str(m.year): {
                "printed": m.printed,
                "value": plain(m.value),
                "numerator": plain(m.numerator),
                "denominator": plain(m.denominator),
                "note": m.note,
                "missing_reason": m.missing_reason,
                "trend": row.trend_for(m.year).value,
            }
            for m in row.measurements.all()
        },
        "note": " ".join(filter(None, [row.indicator.note if row.is_first else "", row.note])),
    }


def _report(report) -> dict:
    return {
        "prepared_by": report.prepared_by,
        "decision": report.decision.number if report.decision else None,
        "sections": {section.key: section.body for section in report.sections.all()},
        "conclusions": [item.text for item in report.items.all() if item.kind == "conclusion"],
        "proposals": [item.text for item in report.items.all() if item.kind == "proposal"],
    }
