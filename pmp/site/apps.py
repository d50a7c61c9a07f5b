from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "pmp.site"
    verbose_name = "Vietne"
