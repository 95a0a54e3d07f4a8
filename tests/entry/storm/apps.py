from django.apps import AppConfig


class Config(AppConfig):
    name = "tests.entry.storm"
    label = "storm"

    def ready(self):
        from ballast.platform.audit import services as audit
        from tests.jobs import counting

        audit.install(counting.REACTIONS)
