from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.oversight.reporting"
    label = "reporting"
