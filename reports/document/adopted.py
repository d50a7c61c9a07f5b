"""Whether a report still prints what the council approved (docs/decisions/0006-an-approved-report-that-changes.md)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum

from django.core.cache import cache
from django.db.models import Q

from plans.models import Plan
from pmp.common.models import ChangeSet
from reports.document.blocks import ColumnKind, Layout, Width
from reports.document.chapters import Material, chapters
from reports.models import Report

#: How it looks is not what it says.
LOOKS = (ColumnKind, Layout, Width)


def printed_hash(material: Material) -> str:
    """SHA-256 (hexadecimal) of what the report says: its cover and its chapters, without how they look."""
    plan, report = material.plan, material.report
    decision = report.decision and [
        report.decision.number,
        report.decision.date,
        report.decision.minutes,
        report.decision.point,
    ]
    place = plan.municipality
    cover = [
        plan.title,
        place.name,
        place.short_name,
        place.place,
        place.council_genitive,
        report.prepared_by,
        decision,
    ]
    cover += [plan.approval_block, plan.signature_block]
    return hashlib.sha256(json.dumps(_plain([cover, chapters(material)]), default=str).encode()).hexdigest()


def content_hash(plan: Plan, year: int) -> str:
    """The same of the report as it is stored now."""
    return printed_hash(Material(plan, year))


def is_changed(material: Material) -> bool:
    """Whether an approved report prints something else than when it was approved.

    What was changed and put back is not changed. Where the approved content is not known, whatever was saved later counts.
    """
    report = material.report
    if report.approved_at is None:
        return False
    return printed_hash(material) != report.adopted_hash if report.adopted_hash else is_saved_since(report)


def is_saved_since(report: Report) -> bool:
    """Whether anything of the report's plan was saved after its approval. One query."""
    return ChangeSet.objects.filter(plan=report.plan_id, at__gt=report.approved_at).exists()


def is_changed_at_a_glance(material: Material) -> bool:
    """The same without reading the report, as long as nothing was saved since; read once for each save."""
    report = material.report
    if report.approved_at is None or not (latest := _latest_change(report)):
        return False
    key = f"report-is-changed-{report.pk}-{report.adopted_hash}-{latest}"
    return cache.get_or_set(key, lambda: is_changed(Material(material.plan, material.year)))


def _latest_change(report):
    """The newest save in the municipality after the approval, other plans of it left out; None where there is none."""
    saves = ChangeSet.objects.filter(municipality=report.plan.municipality, at__gt=report.approved_at)
    own = saves.filter(Q(plan=report.plan) | Q(plan=None))
    return own.values_list("pk", flat=True).first()


def _plain(value):
    if isinstance(value, LOOKS):
        return None
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Mapping):
        return [[key, _plain(each)] for key, each in value.items()]
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
