from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.dispatch.meetings"
    label = "meetings"
