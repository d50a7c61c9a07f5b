from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CommonConfig(AppConfig):
    name = "pmp.common"
    verbose_name = "Kopīgais"

    def ready(self):
        """Every connection to SQLite learns Latvian letters."""
        from pmp.common.latvian import register

        connection_created.connect(register, dispatch_uid="latvian")
