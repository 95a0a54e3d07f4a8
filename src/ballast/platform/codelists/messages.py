"""What the kernel's refusals are called, since the kernel itself has no words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "not_money": _("“%(text)s” is not an amount."),
    "not_a_period": _("“%(text)s” is not a month, quarter or year."),
    "not_a_position": _(
        "“%(text)s” is no position. Type longitude and latitude, such as 110.2901, 39.0803 or"
        " 39°04′49″N 110°17′24″E."
    ),
    "not_a_ballast_number": _("“%(text)s” is not a Ballast number, or a digit is wrong."),
    "circular_steps": _("These steps wait for one another: %(ring)s."),
}
