from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.config"
    label = "config"
