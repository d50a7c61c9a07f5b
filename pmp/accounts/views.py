"""Pages about people, for administrators only; and the way to a password, open to all."""

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from pmp.accounts import domain, limits
from pmp.accounts.clients import client_address
from pmp.accounts.enums import Role
from pmp.accounts.forms import ForgottenPasswordForm, RoleForm
from pmp.accounts.models import Membership, Municipality
from pmp.accounts.rules import can_manage_people, nobody_answers_for
from pmp.accounts.tables import PeopleTable
from pmp.common.tables import arrange

NOT_SENT = "Vēstuli uz adresi {} nosūtīt neizdevās: pasta serveris to nepieņēma. Vēlāk nospiediet „Nosūtīt uzaicinājumu vēlreiz”."


class ForgottenPassword(auth_views.PasswordResetView):
    """Asks for an address and answers alike whether it has an account or not, and only so often."""

    form_class = ForgottenPasswordForm

    def form_valid(self, form):
        """To the page that says what happens now."""
        if sentence := limits.refusal(email=form.cleaned_data["email"], client=client_address(self.request)):
            form.add_error("email", sentence)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return super().form_valid(form)


def _municipality(request, slug):
    municipality = get_object_or_404(Municipality.objects.visible_to(request.user), slug=slug)
    if not can_manage_people(request.user, municipality):
        raise PermissionDenied
    return municipality


def _municipality_and_membership(request, slug, pk):
    municipality = _municipality(request, slug)
    rows = municipality.memberships.select_related("user", "institution", "municipality")
    return municipality, get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def people(request, slug):
    """Who has which role, and the form that gives one."""
    municipality = _municipality(request, slug)
    form = RoleForm(request.POST if request.method == "POST" else None, municipality=municipality)
    if request.method == "POST" and form.is_valid() and _give(request, municipality, form):
        return redirect("accounts:people", slug=slug)
    table = PeopleTable(municipality.memberships.all(), last_administrator=domain.last_administrator(municipality))
    context = {
        "municipality": municipality,
        "form": form,
        "table": arrange(table, request, per_page=50),
        "unanswered": nobody_answers_for(municipality),
    }
    return render(request, "accounts/people.html", context, status=422 if form.errors else 200)


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
        form.add_refusal(error)
        return False
    messages.success(request, f"Loma piešķirta: {membership}.")
    _say_whether_sent(request, membership, membership.invited_at)
    return True


def _say_whether_sent(request, membership, is_sent):
    if is_sent:
        messages.info(request, f"Vēstule nosūtīta uz adresi {membership.user.email}.")
    else:
        messages.error(request, NOT_SENT.format(membership.user.email))


@require_POST
def invite(request, slug, pk):
    """Send the invitation once more."""
    _, membership = _municipality_and_membership(request, slug, pk)
    try:
        is_sent = domain.invite_again(membership, by=request.user, site=request.build_absolute_uri("/"))
        _say_whether_sent(request, membership, is_sent)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:people", slug=slug)


@require_http_methods(["GET", "POST"])
def take_role(request, slug, pk):
    """Ask once more, then take the role away; taken already, as by a double click, it is taken all the same."""
    if domain.was_taken(_municipality(request, slug), pk):
        messages.info(request, "Šī loma jau ir noņemta.")
        return redirect("accounts:people", slug=slug)
    municipality, membership = _municipality_and_membership(request, slug, pk)
    if request.method == "POST":
        return _take(request, municipality, membership)
    is_last = membership == domain.last_administrator(municipality)
    context = {
        "municipality": municipality,
        "membership": membership,
        "refusal": domain.LAST_ADMINISTRATOR if is_last else "",
        "is_own": membership.user_id == request.user.pk,
    }
    return render(request, "accounts/take_role.html", context)


def _take(request, municipality, membership):
    label = str(membership)
    try:
        domain.take_role(membership, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:people", slug=municipality.slug)
    messages.success(request, f"Loma noņemta: {label}.")
    left = Membership.objects.filter(user=request.user, municipality=municipality)
    if left.filter(role=Role.ADMINISTRATOR).exists():
        return redirect("accounts:people", slug=municipality.slug)
    # One's own: where one may still go.
    return redirect("municipality_home", slug=municipality.slug) if left.exists() else redirect("home")
