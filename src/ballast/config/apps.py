from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.config"
    label = "config"

    def ready(self) -> None:
        """Hand to the lower tiers what they call without knowing it."""
        from ballast.platform.audit import services as audit

        from .reactions import REACTIONS

        audit.install(REACTIONS)
