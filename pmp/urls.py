"""Addresses of the whole site: the roof, then each app under the slug of a municipality."""

from django.contrib.auth import views as auth_views
from django.urls import include, path

from pmp import views

urlpatterns = [
    path("", views.home, name="home"),
    path("ieiet/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("iziet/", auth_views.LogoutView.as_view(), name="logout"),
    path("<slug:slug>/", views.municipality_home, name="municipality_home"),
    path("<slug:slug>/cilveki/", views.people, name="people"),
    path("<slug:slug>/izmainas/", views.audit, name="audit"),
    path("<slug:slug>/plans.json", views.plan_json, name="plan_json"),
    path("<slug:slug>/plans/", include("monitoring.urls")),
    path("<slug:slug>/labot/", include("plans.urls")),
    path("<slug:slug>/raditaji/", include("indicators.urls")),
    path("<slug:slug>/zinojums/", include("reports.urls")),
]
