"""The words of the commands' own refusals."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "user_unknown": _("nobody active signs in as %(name)s"),
    "nobody_drafts": _("nobody active works in the project office: say --by USER"),
    "period_never_opened": _("%(period)s was never opened"),
    "file_unreadable": _("the file %(file)s cannot be read"),
    "mapping_unreadable": _("%(file)s is no mapping of a layout"),
}
