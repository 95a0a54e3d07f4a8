from django.apps import AppConfig


class Config(AppConfig):
    name = "ballast.config"
    label = "config"

    def ready(self) -> None:
        """Hand to the lower tiers what they call without knowing it."""
        from ballast.delivery.plans import selectors as plans
        from ballast.dispatch.alerts import selectors as alerts
        from ballast.dispatch.coordination import selectors as coordination
        from ballast.edges.portal.found import found
        from ballast.oversight.reporting import selectors as reporting
        from ballast.platform.analytics import extracts as analytics
        from ballast.platform.audit import services as audit
        from ballast.platform.documents import kinds as papers
        from ballast.platform.files import services as files

        from .extracts import SOURCES
        from .figures import done
        from .lamps import lamps
        from .owners import OWNERS
        from .papers import PAPERS
        from .reactions import REACTIONS

        alerts.install(reporting.grounds_of)
        analytics.install(SOURCES)
        audit.install(REACTIONS)
        coordination.install(found)
        coordination.install_lamps(lamps)
        plans.install(done)
        files.install(OWNERS)
        papers.install(PAPERS)
        self._put_in_words()

    def _put_in_words(self) -> None:
        """What is said to people: refusals, events, notices, the bar on top."""
        from ballast.platform.notices import kinds as notices
        from ballast.platform.ui import navigation, words

        from .events import EVENTS
        from .navigation import NAVIGATION
        from .notices import NOTICES
        from .words import WORDS

        for table in (*WORDS, EVENTS):
            words.install(table)
        notices.install(NOTICES)
        navigation.install(NAVIGATION)
