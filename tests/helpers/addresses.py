"""All addresses of the site, read from the URLconf, and something to put into each of them."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

from plans.domain import update_activity
from reports.enums import PointKind
from tests import factories as make


@dataclass(frozen=True)
class Address:
    """A view's name, such as ``accounts:people``, and the names of what its address is made of."""

    name: str
    parts: tuple[str, ...]
    view: object

    def __str__(self):
        return self.name


def addresses(patterns=None, namespace="", parts=()):
    """Every ``Address`` of the site."""
    found = []
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        own_parts = (*parts, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            assert entry.name, f"{entry} has no name"
            found.append(Address(namespace + entry.name, own_parts, entry.callback))
        else:
            inner = namespace + (f"{entry.namespace}:" if entry.namespace else "")
            found += addresses(entry.url_patterns, inner, own_parts)
    return found


#: part of an address → its value for a plan of ``factories.whole_plan``
PARTS = {
    "slug": lambda plan: plan.municipality.slug,
    "period": lambda plan: plan.span,
    "rest": lambda plan: "plans/",
    "year": lambda plan: make.YEAR,
    "kind": lambda plan: PointKind.CONCLUSION,
    "uidb64": lambda plan: "MQ",
    "cell": lambda plan: "lead_printed",
    "token": lambda plan: "set-password",
}


def _change_set(plan):
    activity = plan.activities.first()
    update_activity(activity, by=make.editor(plan.municipality), opened_with=activity.version, note="Cita piezīme")
    return plan.change_sets.first()


#: where a part such as ``pk`` means different things in different apps: (name of the view or its app, part) → its value
PARTS_OF = {
    ("change_set", "pk"): lambda plan: _change_set(plan).pk,
    ("accounts", "pk"): lambda plan: make.editor(plan.municipality).memberships.get().pk,
    ("plans", "pk"): lambda plan: plan.activities.first().pk,
    ("reader", "pk"): lambda plan: plan.activities.first().pk,
    ("monitoring", "pk"): lambda plan: plan.activities.first().pk,
    ("reports", "pk"): lambda plan: plan.reports.get().points.filter(kind=PointKind.CONCLUSION).first().pk,
    ("indicators", "pk"): lambda plan: plan.indicators.first().rows.first().pk,
}


def url_for(address, plan):
    """The address filled with what belongs to ``plan``."""
    app = address.name.split(":")[0]
    values = {}
    for part in address.parts:
        value = PARTS_OF.get((address.name, part)) or PARTS_OF.get((app, part)) or PARTS.get(part)
        assert value, (
            f"tests/helpers/addresses.py does not know what to put for <{part}> of {address.name}: add it to PARTS_OF"
        )
        values[part] = value(plan)
    return reverse(address.name, kwargs=values)


def plan_url(name, plan, *parts, slug=None):
    """The address of a page of a plan, as the template tag of that name makes it; ``slug`` puts it under another municipality."""
    own_slug, span = plan.address
    return reverse(name, args=[slug or own_slug, span, *parts])
