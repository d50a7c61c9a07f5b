"""What the frame around every page needs."""

from django.urls import reverse

from plans.shortcuts import plan_in_force, plans_of
from pmp.accounts.models import Municipality
from pmp.accounts.rules import all_memberships, can_manage_people, memberships


def navigation(request):
    """Main navigation and who one is in the municipality that the address names; empty before sign-in.

    Worked out once per request: a table draws each of its template columns with a context of its own.
    """
    if not hasattr(request, "_navigation"):
        request._navigation = _navigation(request)
    return request._navigation


def _navigation(request):
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    user = getattr(request, "user", None)
    if not slug or user is None or not user.is_authenticated:
        return {"nav": []}
    plans = plans_of(request, slug)
    municipality = plans[0].municipality if plans else Municipality.objects.visible_to(user).filter(slug=slug).first()
    if municipality is None:
        return {"nav": []}
    named = next((plan for plan in plans if plan.span == match.kwargs.get("period")), None)
    plan = named or plan_in_force(plans)
    roles = [
        f"{row.get_role_display()}{f' ({row.institution})' if row.institution else ''}"
        for row in memberships(user, municipality)
    ]
    return {
        "nav": [_lit(item, request.path) for item in _items(user, municipality, plan, _room(match.view_name))],
        "municipality": municipality,
        "membership_label": municipality.short_name,
        "role_label": ", ".join(roles),
        "user_links": list(_elsewhere(user, plans, plan)),
    }


def _elsewhere(user, plans, here):
    """The municipality's other plans, and other municipalities one works for."""
    for plan in plans:
        if plan is not here:
            label = f"Plāns {plan.period} gadam ({plan.get_status_display()})"
            yield {"label": label, "url": reverse("plan_home", args=plan.address)}
    if len({row.municipality_id for row in all_memberships(user)}) > 1:
        yield {"label": "Cita pašvaldība", "url": reverse("home")}


def _items(user, municipality, plan, room):
    if plan is None:
        yield _item("Sākums", "municipality_home", [municipality.slug], room == "municipality_home")
    else:
        yield _item("Sākums", "plan_home", plan.address, room == "plan_home")
        yield _item("Plāns", "reader:plan", plan.address, room in ("reader", "monitoring", "plans"))
        yield _item("Rādītāji", "indicators:list", plan.address, room == "indicators")
        yield _item("Ziņojums", "reports:latest", plan.address, room == "reports")
    if can_manage_people(user, municipality):
        yield _item("Cilvēki", "accounts:people", [municipality.slug], room == "accounts")
        yield _item("Izmaiņas", "audit", [municipality.slug], room in ("audit", "change_set"))


def _room(view_name):
    """Where a page belongs: to its app, and what was answered to the home page that lists it."""
    return "plan_home" if view_name == "monitoring:answered" else view_name.split(":")[0]


def _lit(item, path):
    """The tab of the page itself, or of the page's room: what ``aria-current`` says of it."""
    current = ("page" if item["url"] == path else "true") if item["current"] else ""
    return {**item, "current": current}


def _item(label, name, args, current):
    return {"label": label, "url": reverse(name, args=args), "current": current}
