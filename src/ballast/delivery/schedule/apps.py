from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.delivery.schedule"
    label = "schedule"
