"""Addresses of the monitoring report."""

from django.urls import path

from reports import edit_view, views

app_name = "reports"

urlpatterns = [
    path("", views.latest, name="latest"),
    path("<int:year>/", views.report, name="report"),
    path("<int:year>/rakstit/", edit_view.edit, name="edit"),
    path("<int:year>/pdf/", views.pdf, name="pdf"),
]
