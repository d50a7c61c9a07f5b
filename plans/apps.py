from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate

from plans.database import put_triggers, take_triggers


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Plāni"

    def ready(self):
        """SQLite's triggers make room for migrations (``plans.database``)."""
        pre_migrate.connect(_before_migrate, sender=self)
        post_migrate.connect(_after_migrate, sender=self)


def _before_migrate(using, **kwargs):
    take_triggers(connections[using])


def _after_migrate(using, **kwargs):
    put_triggers(connections[using])
