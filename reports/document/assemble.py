"""Puts the report of a year together from what is stored; nothing derived is kept."""

from plans.models import CouncilDecision, Plan
from pmp.common.prose import paragraphs
from pmp.common.wording import NBSP, lv_date_words, with_nr
from reports.document.adopted import is_changed, is_changed_at_a_glance
from reports.document.chapters import Material, chapters
from reports.document.overview import attention_of
from reports.document.report import Glance, ReportDocument, report_title


def assemble(plan: Plan, year: int) -> ReportDocument:
    """The monitoring report of ``plan`` for ``year``, in the councils' order.

    Works without a stored report too: its texts are then empty and it is a draft. Makes a constant number of queries,
    however many rows the plan has; ``plan.municipality`` and ``plan.target_years`` are best fetched with it.
    """
    material = Material(plan, year)
    report, municipality = material.report, plan.municipality
    known = _glance(material, is_changed(material))
    is_draft = known["is_draft"]
    return ReportDocument(
        **known,
        blocks=chapters(material),
        municipality=municipality.name,
        short_name=municipality.short_name,
        place=municipality.place,
        # A draft is no annex of a decision, and nobody has approved it.
        annex=annex_line(report.decision, municipality.council_genitive) if report.decision and not is_draft else "",
        approval=() if is_draft else paragraphs(plan.approval_block),
        signature=paragraphs(plan.signature_block),
        plan_title=plan.title,
        prepared_by=report.prepared_by,
    )


def glance(plan: Plan, year: int) -> Glance:
    """The report of ``plan`` for ``year`` in a few figures; reads no more than they need, in a constant number of queries."""
    material = Material(plan, year, at_a_glance=True)
    return Glance(**_glance(material, is_changed_at_a_glance(material)))


def _glance(material, changed: bool) -> dict:
    return {
        "title": report_title(material.year),
        "slug": material.plan.municipality.slug,
        "span": material.plan.span,
        "year": material.year,
        "is_draft": material.report.approved_at is None or changed,
        "changed_since_approval": changed,
        "adopted_hash": material.report.adopted_hash,
        "figures": material.figures,
        "attention": attention_of(material.goals, material.indicator_rows),
    }


def annex_line(decision: CouncilDecision, council: str) -> str:
    """*Pielikums Jūrmalas domes 2026. gada 28. maija lēmumam Nr. 295 (protokola Nr. 6, 39. punkts)*; council in genitive."""
    date = lv_date_words(decision.date, "genitive")
    minutes = f"protokola {with_nr(decision.minutes)}" if decision.minutes else ""
    where = ", ".join(text for text in [minutes, decision.point] if text)
    return f"Pielikums {council} {date} lēmumam {with_nr(decision.number)}{f' ({where})' if where else ''}".replace(
        NBSP, " "
    )
