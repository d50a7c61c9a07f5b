from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pmp.accounts"
    verbose_name = "Cilvēki un iestādes"
