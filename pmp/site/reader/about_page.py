"""What a plan's document says besides its table."""

from plans.enums import GoalListing
from plans.models import Plan
from pmp.common.latvian import in_latvian_order


def about_context(plan: Plan) -> dict:
    """Decisions, chapters, a second list of goals where there is one, institutions, abbreviations, and a table of contents."""
    sections = list(plan.sections.all())
    goals = list(plan.goals.filter(listing=GoalListing.STRATEGIC).prefetch_related("expected_results", "variants"))
    return {
        "plan": plan,
        "decisions": plan.decisions.all(),
        "sections": sections,
        "strategic_goals": goals,
        "institutions": plan.municipality.institutions.order_by(in_latvian_order("name")),
        "abbreviations": plan.abbreviations.all(),
        "contents": list(_contents(sections, goals)),
    }


def _contents(sections, goals):
    yield {"id": "lemumi", "label": "Domes lēmumi"}
    for section in sections:
        yield {"id": f"nodala-{section.pk}", "label": section.title}
    if goals:
        yield {"id": "strategiskie", "label": "Stratēģisko mērķu tabula"}
    yield {"id": "institucijas", "label": "Institūcijas"}
    yield {"id": "saisinajumi", "label": "Saīsinājumi un termini"}
