"""Addresses of the whole site: the roof, then each app under the slug of a municipality."""

from django.contrib.auth import views as auth_views
from django.urls import path

urlpatterns = [
    path("ieiet/", auth_views.LoginView.as_view(redirect_authenticated_user=True), name="login"),
    path("iziet/", auth_views.LogoutView.as_view(), name="logout"),
]
