"""What administrators look after."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from ballast.platform.audit import selectors as audit
from ballast.platform.identity import selectors as identity
from ballast.platform.notices import selectors as notices

from .asking import Asker
from .waiting import Waiting

_SOON = timedelta(days=30)


def units(asker: Asker) -> Iterator[Waiting]:
    yield Waiting(identity.units_without_people(asker.on).count(), reverse("identity:units"))


def invited(asker: Asker) -> Iterator[Waiting]:
    del asker
    yield Waiting(identity.never_signed_in().count(), reverse("identity:people"))


def roleless(asker: Asker) -> Iterator[Waiting]:
    yield Waiting(identity.without_role(asker.on).count(), reverse("identity:people"))


def ending(asker: Asker) -> Iterator[Waiting]:
    found = identity.roles_ending(asker.on, asker.on + _SOON)
    first = found.values_list("valid_until", flat=True).first()
    yield Waiting(found.count(), reverse("identity:people"), due=first)


def unsealed(asker: Asker) -> Iterator[Waiting]:
    """Entries that the sealing job should have taken a while ago."""
    late = audit.unsealed().filter(at__lt=asker.at - timedelta(minutes=10))
    first = late.order_by("pk").values_list("at", flat=True).first()
    yield Waiting(late.count(), reverse("portal:journal"), since=first.date() if first else None)


def unsent(asker: Asker) -> Iterator[Waiting]:
    """Notices by mail or webhook that did not go out, or of which nobody knows."""
    del asker
    yield Waiting(notices.count_unsent(), reverse("notices:log"))
