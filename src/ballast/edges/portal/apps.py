from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.edges.portal"
    label = "portal"
