from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.edges.demo"
    label = "demo"
