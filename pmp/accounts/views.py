"""Pages about people; administrators only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django_tables2 import RequestConfig

from pmp.accounts import domain
from pmp.accounts.enums import Role
from pmp.accounts.forms import RoleForm
from pmp.accounts.models import Membership, Municipality
from pmp.accounts.rules import can_manage_people, nobody_answers_for
from pmp.accounts.tables import PeopleTable


def _municipality(request, slug):
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), slug=slug)
    if not can_manage_people(request.user, municipality):
        raise PermissionDenied
    return municipality


@require_http_methods(["GET", "POST"])
def people(request, slug):
    """Who has which role, and the form that gives one."""
    municipality = _municipality(request, slug)
    form = RoleForm(request.POST or None, municipality=municipality)
    if request.method == "POST" and form.is_valid() and _give(request, municipality, form):
        return redirect("accounts:people", slug=slug)
    rows = Membership.objects.visible_to(request.user).filter(municipality=municipality)
    table = PeopleTable(rows.select_related("user", "institution", "municipality"))
    RequestConfig(request, paginate={"per_page": 50}).configure(table)
    context = {
        "municipality": municipality,
        "form": form,
        "table": table,
        "unanswered": nobody_answers_for(municipality),
    }
    return render(request, "accounts/people.html", context)


def _give(request, municipality, form):
    data = form.cleaned_data
    try:
        membership = domain.give_role(
            municipality,
            by=request.user,
            email=data["email"],
            name=data["name"],
            role=Role(data["role"]),
            institution=data["institution"],
            site=request.build_absolute_uri("/"),
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, f"Loma piešķirta: {membership}.")
    return True


@require_http_methods(["GET", "POST"])
def take_role(request, slug, pk):
    """Ask once more, then take the role away."""
    municipality = _municipality(request, slug)
    membership = get_object_or_404(
        Membership.objects.visible_to(request.user).select_related("user", "institution", "municipality"),
        pk=pk,
        municipality=municipality,
    )
    if request.method == "POST":
        label = str(membership)
        try:
            domain.take_role(membership, by=request.user)
            messages.success(request, f"Loma noņemta: {label}.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("accounts:people", slug=slug)
    return render(request, "accounts/take_role.html", {"municipality": municipality, "membership": membership})
