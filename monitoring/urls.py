"""Addresses of this floor."""

app_name = "monitoring"

urlpatterns = []
