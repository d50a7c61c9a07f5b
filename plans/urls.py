"""Addresses of this floor."""

from django.urls import path

from plans import views

app_name = "plans"

urlpatterns = [
    path("aktivitates/<int:pk>/", views.activity_edit, name="activity_edit"),
    path("aktivitates/<int:pk>/teksts/<str:cell>/", views.restore_cell, name="restore_cell"),
]
