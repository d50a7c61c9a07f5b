from django.apps import AppConfig
from django.db.backends.signals import connection_created


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plāni"

    def ready(self):
        """Every connection to SQLite learns Latvian letters."""
        from plans.latvian import register

        connection_created.connect(register, dispatch_uid="latvian")
