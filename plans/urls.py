"""Addresses of this floor."""

app_name = "plans"

urlpatterns = []
