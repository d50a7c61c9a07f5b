from django.apps import AppConfig
from django.core.checks import register


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Ziņojumi"

    def ready(self):
        """Questions to the machine that Django asks at each start."""
        from reports.checks import fonts_are_there

        register(fonts_are_there)
