from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.platform.notices"
    label = "notices"
