from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.dispatch.coordination"
    label = "coordination"
