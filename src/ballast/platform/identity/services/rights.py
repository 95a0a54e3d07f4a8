"""Whether an actor may, asked where the page, the workbook and the programme meet."""

from datetime import datetime

from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.platform.audit.services import Actor
from ballast.platform.identity.selectors import may


class NotAllowed(Refused):
    """The person holds none of the rights that this needs."""

    code = "not_allowed"


def insist(by: Actor, *rights: str, at: datetime) -> None:
    """Go on only for who holds one of these rights today. Raises ``NotAllowed``."""
    on = timezone.localdate(at)
    if not any(may(by, right, on) for right in rights):
        raise NotAllowed
