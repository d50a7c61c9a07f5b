"""Addresses of the pages about people."""

from django.urls import path

from pmp.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.people, name="people"),
    path("<int:pk>/uzaicinat/", views.invite, name="invite"),
    path("<int:pk>/nonemt/", views.take_role, name="take_role"),
]
