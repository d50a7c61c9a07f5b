"""Addresses of this floor."""

from django.urls import path

from monitoring import views

app_name = "monitoring"

urlpatterns = [
    path("<int:pk>/<int:year>/", views.mark, name="mark"),
    path("atbildets/<int:year>/", views.answered, name="answered"),
]
