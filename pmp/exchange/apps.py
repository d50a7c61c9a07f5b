from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "pmp.exchange"
    verbose_name = "Plāns ārpus datubāzes"
