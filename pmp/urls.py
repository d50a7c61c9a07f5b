"""Addresses of the whole site: the roof, then each app under the slug of a municipality."""

from django.contrib.auth import views as auth_views
from django.urls import include, path

from pmp import views
from pmp.health import health

urlpatterns = [
    path("", views.home, name="home"),
    path("veseliba/", health, name="health"),
    path("ieiet/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("iziet/", auth_views.LogoutView.as_view(), name="logout"),
    path("parole/", auth_views.PasswordResetView.as_view(), name="password_reset"),
    path("parole/nosutita/", auth_views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "parole/<uidb64>/<token>/",
        auth_views.PasswordResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path("parole/gatavs/", auth_views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
    path("<slug:slug>/", views.municipality_home, name="municipality_home"),
    path("<slug:slug>/cilveki/", include("pmp.accounts.urls")),
    path("<slug:slug>/izmainas/", views.audit, name="audit"),
    path("<slug:slug>/plans.json", views.plan_json, name="plan_json"),
    path("<slug:slug>/plans/", include("monitoring.urls")),
    path("<slug:slug>/labot/", include("plans.urls")),
    path("<slug:slug>/raditaji/", include("indicators.urls")),
    path("<slug:slug>/zinojums/", include("reports.urls")),
]
