from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.platform.maps"
    label = "maps"
