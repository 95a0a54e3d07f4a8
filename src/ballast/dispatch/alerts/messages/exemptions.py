"""Where an exemption stands, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from ballast.dispatch.alerts.rules import Running

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

RUNNING: Mapping[str, "StrPromise"] = {
    Running.NOW: pgettext_lazy("exemption", "Running"),
    Running.COMING: pgettext_lazy("exemption", "Coming"),
    Running.OVER: pgettext_lazy("exemption", "Ended"),
}
