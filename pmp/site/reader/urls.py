"""Addresses of the plan's pages for readers."""

from django.urls import path

from pmp.site.reader import views

app_name = "reader"

urlpatterns = [
    path("", views.plan_page, name="plan"),
    path("par/", views.about, name="about"),
    path("aktivitates/", views.activities, name="activities"),
    path("aktivitates/<int:pk>/", views.activity_page, name="activity"),
]
