"""Why a view of the list is not kept, or something is not done to many projects."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "view_without_name": _("Give the view a name."),
    "view_named_already": _("You have a view named “%(name)s” already."),
    "picked_not_in_the_list": _("%(number)s is not in this list, or not any more."),
    "picked_too_many": _(
        "%(count)s projects are too many for one press: pick %(most)s at the most."
    ),
    "list_moved": _("The list holds other projects by now, %(count)s of them: look at it again."),
    "part_not_held_by": _("%(number)s: %(person)s does not hold this part."),
    "refused_together": _("Some of the projects stand in the way."),
    "too_many_views": _("There are %(most)s views already: remove one first."),
}
