"""What people are told of meetings."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from ballast.platform.notices.kinds import Kind

NOTICES: Mapping[str, Kind] = {
    "meeting_asks_topics": Kind(
        _("Topics asked of units"), _("“%(title)s” asks for topics."), "list-plus"
    ),
    "meeting_topics_wait": Kind(
        _("Topics to admit"), _("Topics for “%(title)s” wait to be admitted."), "list-plus"
    ),
    "meeting_topic_back": Kind(
        _("Topics sent back"), _("A topic of yours for “%(title)s” came back."), "undo-2"
    ),
    "gathering_look": Kind(
        _("Events to look at again"),
        _("“%(title)s” was %(days)s days ago: look what really came of its projects."),
        "footprints",
    ),
    "meeting_opinion": Kind(
        _("Opinions asked for"),
        _("Your unit is asked for its written opinion on “%(title)s” until %(due)s."),
        "message-square-text",
    ),
}
