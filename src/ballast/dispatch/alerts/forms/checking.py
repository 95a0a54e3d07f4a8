"""What is typed about checks: one answer to a line, and the office's limits."""

from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ballast.dispatch.alerts.messages.checks import TRUE, WRONG
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.rules import Limits
from ballast.dispatch.alerts.services import CheckAnswer
from ballast.platform.files.services import Upload

FIELDS = ("verdict", "cause", "words", "asks", "lead")
_LONGEST = 1_100  # a little more than is taken, so that too much is told and not cut


def field_of(pk: int, name: str) -> str:
    """The name of a line's field; a fault of the service is ``about`` the same turned round."""
    return f"{name}-{pk}"


def typed(row: Check, post: Mapping[str, str]) -> dict[str, str]:
    """What stands in the fields of a line."""
    return {name: post.get(field_of(row.pk, name), "").strip()[:_LONGEST] for name in FIELDS}


def answer_of(
    row: Check,
    said: Mapping[str, str],
    units: Mapping[str, int],
    *,
    sent: Sequence[Any] = (),
    drops: Sequence[str] = (),
) -> CheckAnswer | None:
    """The answer in a line; None where nothing is said in it. ``units``: ids by code."""
    uploads = [Upload(one.name or "", cast("BinaryIO", one.file)) for one in sent]
    if not any(said.values()) and not uploads and not drops:
        return None
    return CheckAnswer(
        check_id=row.pk,
        is_true={TRUE: True, WRONG: False}.get(said["verdict"]),
        cause=said["cause"],
        words=said["words"],
        asks=said["asks"],
        lead_id=units.get(said["lead"]),
        uploads=uploads,
        drops=[int(pk) for pk in drops if pk.isdecimal()],
    )


class LimitsForm(forms.Form):
    """How many working days units have."""

    answer_within = forms.IntegerField(label=_("To answer (working days)"), min_value=1)
    mend_within = forms.IntegerField(
        label=_("To hand in how it is mended (working days)"), min_value=1
    )

    @property
    def limits(self) -> Limits:
        given = self.cleaned_data
        return Limits(given["answer_within"], given["mend_within"])
