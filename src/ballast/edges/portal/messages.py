"""Why a view of the list is not kept, or something is not done to many projects."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "view_without_name": _("Give the view a name."),
    "view_named_already": _("You have a view named “%(name)s” already."),
    "too_many_views": _("There are %(most)s views already: remove one first."),
}
