"""Addresses of the whole site: the roof, then under the slug of a municipality and the span of a plan each app's own."""

from django.contrib.auth import views as auth_views
from django.urls import include, path, register_converter

from pmp.accounts.forms import NewPasswordForm, SignInForm
from pmp.accounts.own import OwnPassword, sign_ins
from pmp.accounts.views import ForgottenPassword
from pmp.site import views
from pmp.site.health import health


class Plain:
    """A part of an address that is taken as it stands."""

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


class Span(Plain):
    """The years of a plan: 2025-2029."""

    regex = r"[0-9]{4}-[0-9]{4}"


class OldAddress(Plain):
    """What stood behind the municipality when addresses named no plan."""

    regex = r"plans\.json|(?:plans|labot|raditaji|zinojums)/.*"


register_converter(Span, "span")
register_converter(OldAddress, "old_address")

handler403 = "pmp.site.refusals.forbidden"
handler404 = "pmp.site.refusals.not_found"

plan_patterns = [
    path("", views.plan_home, name="plan_home"),
    path("plans.json", views.plan_json, name="plan_json"),
    path("plans/", include("pmp.site.reader.urls")),
    path("plans/aktivitates/", include("monitoring.urls")),
    path("labot/", include("plans.urls")),
    path("raditaji/", include("indicators.urls")),
    path("zinojums/", include("reports.urls")),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("veseliba/", health, name="health"),
    path(
        "ieiet/",
        auth_views.LoginView.as_view(redirect_authenticated_user=True, authentication_form=SignInForm),
        name="login",
    ),
    path("iziet/", auth_views.LogoutView.as_view(), name="logout"),
    path("konts/parole/", OwnPassword.as_view(), name="own_password"),
    path("konts/pieteiksanas/", sign_ins, name="own_sign_ins"),
    path("parole/", ForgottenPassword.as_view(), name="password_reset"),
    path("parole/nosutita/", auth_views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "parole/<uidb64>/<token>/",
        auth_views.PasswordResetConfirmView.as_view(form_class=NewPasswordForm),
        name="password_reset_confirm",
    ),
    path("parole/gatavs/", auth_views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("<slug:slug>/", views.municipality_home, name="municipality_home"),
    path("<slug:slug>/cilveki/", include("pmp.accounts.urls")),
    path("<slug:slug>/izmainas/", views.audit, name="audit"),
    path("<slug:slug>/izmainas/<int:pk>/", views.change_set, name="change_set"),
    path("<slug:slug>/<span:period>/", include(plan_patterns)),
    # Addresses of the first version named no plan: bookmarks and letters lead to the one in force.
    path("<slug:slug>/<old_address:rest>", views.old_address, name="old_address"),
]
