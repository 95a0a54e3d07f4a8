"""The words of the commands' own refusals."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "user_unknown": _("nobody active signs in as %(name)s"),
    "file_unreadable": _("the file %(file)s cannot be read"),
    "mapping_unreadable": _("%(file)s is no mapping of a layout"),
}
