"""Addresses of this floor."""

from django.urls import path

from monitoring import views

app_name = "monitoring"

urlpatterns = [
    path("", views.plan, name="plan"),
    path("par/", views.about, name="about"),
    path("aktivitates/", views.activities, name="activities"),
    path("aktivitates/<int:pk>/", views.activity, name="activity"),
    path("aktivitates/<int:pk>/<int:year>/", views.mark, name="mark"),
]
