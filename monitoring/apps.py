from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Uzraudzība"

    def ready(self):
        """Editing a plan asks before it takes a year away for which there is an answer."""
        from monitoring.queries import answered_years
        from plans.rules import KEPT_YEARS

        KEPT_YEARS.append(answered_years)
