"""Addresses of this floor."""

from django.urls import path

from indicators import views

app_name = "indicators"

urlpatterns = [
    path("", views.indicator_list, name="list"),
    path("<int:pk>/", views.row_page, name="row"),
    path("<int:pk>/labot/", views.row_edit, name="row_edit"),
    path("<int:pk>/<int:year>/", views.measure, name="measure"),
]
