"""What the frame around every page needs."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from plans.models import Plan
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
    has_plan = Exists(Plan.objects.filter(municipality=OuterRef("pk")))
    municipality = Municipality.objects.visible_to(user).filter(slug=slug).annotate(has_plan=has_plan).first()
    if municipality is None:
        return {"nav": []}
    roles = [
        f"{row.get_role_display()}{f' ({row.institution})' if row.institution else ''}"
        for row in memberships(user, municipality)
    ]
    has_choice = len({row.municipality_id for row in all_memberships(user)}) > 1
    return {
        "nav": list(_items(user, municipality, match.view_name.split(":")[0])),
        "municipality": municipality,
        "membership_label": municipality.short_name,
        "role_label": ", ".join(roles),
        "user_links": [{"label": "Cita pašvaldība", "url": reverse("home")}] if has_choice else [],
    }


def _items(user, municipality, room):
    places = [("Sākums", "municipality_home", "municipality_home")]
    if municipality.has_plan:
        places += [
            ("Plāns", "monitoring:plan", "monitoring"),
            ("Rādītāji", "indicators:list", "indicators"),
            ("Ziņojums", "reports:latest", "reports"),
        ]
    if can_manage_people(user, municipality):
        places += [("Cilvēki", "accounts:people", "accounts"), ("Izmaiņas", "audit", "audit")]
    for label, name, key in places:
        yield {"label": label, "url": reverse(name, args=[municipality.slug]), "current": key == room}
