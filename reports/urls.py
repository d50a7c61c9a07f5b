"""Addresses of the monitoring report."""

from django.urls import path

from reports import views

app_name = "reports"

urlpatterns = [
    path("", views.latest, name="latest"),
    path("<int:year>/", views.report_page, name="report"),
    path("<int:year>/rakstit/", views.edit, name="edit"),
    path("<int:year>/pdf/", views.pdf, name="pdf"),
]
