from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.config"
    label = "config"

    def ready(self) -> None:
        """Hand to the lower tiers what they call without knowing it."""
        from ballast.platform.audit import services as audit
        from ballast.platform.ui import words

        from .reactions import REACTIONS
        from .words import WORDS

        audit.install(REACTIONS)
        for table in WORDS:
            words.install(table)
