"""What refusals, ways and states of deliveries are called in the reader's language."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .kinds import TEST, Kind
from .rules import State, Way

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

NOTICES: Mapping[str, Kind] = {
    TEST: Kind(_("Test of one's own"), _("Sent to yourself as a test, %(time)s."), "send"),
}

WAYS: Mapping[str, "StrPromise"] = {
    Way.MAIL.value: _("By mail"),
    Way.WEBHOOK.value: _("By messenger"),
}

STATES: Mapping[str, "StrPromise"] = {
    State.WAITING.value: _("Waits"),
    State.SENDING.value: _("Is being sent"),
    State.SENT.value: _("Sent out"),
    State.SKIPPED.value: _("Not needed any more"),
    State.FAILED.value: _("Failed"),
    State.UNSURE.value: _("Cut off: perhaps sent"),
}

WORDS: Mapping[str, "StrPromise"] = {
    "mail_missing": _("Give your mail address, or wish for nothing by mail."),
    "quiet_one_sided": _("Quiet hours have a beginning and an end."),
    "quiet_all_day": _(
        "Quiet hours that begin and end at the same time leave no hour to reach you."
    ),
    "digest_in_quiet": _("The time of all at once lies in your quiet hours."),
    "no_way_open": _(
        "No way is open to you: give a mail address, or ask the system administrator."
    ),
    "webhook_no_address": _("This is no address that can be called: %(host)s"),
    "webhook_not_https": _("%(host)s is called in the clear: only https goes beyond this machine."),
    "webhook_with_password": _("An address with a name or password in it is not kept: %(host)s"),
    "webhook_host_not_approved": _(
        "%(host)s is not approved: whoever keeps the machine names it in BALLAST_WEBHOOK_HOSTS."
    ),
    "webhook_without_key": _(
        "Nothing can be signed: BALLAST_WEBHOOK_KEY has fewer than %(count)s signs."
    ),
}
