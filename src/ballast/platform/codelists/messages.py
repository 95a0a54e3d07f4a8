"""What the kernel's refusals are called, since the kernel itself has no words."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "not_money": _("“%(text)s” is not an amount."),
    "not_a_period": _("“%(text)s” is not a month, quarter or year."),
    "not_a_ballast_number": _("“%(text)s” is not a Ballast number, or a digit is wrong."),
    "circular_steps": _("These steps wait for one another: %(ring)s."),
}
