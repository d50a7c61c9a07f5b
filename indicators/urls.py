"""Addresses of this floor."""

app_name = "indicators"

urlpatterns = []
