"""Keeping views of the list: what one person does with their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction
from django.db.models import Q

from ballast.kernel.errors import Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity
from ballast.platform.identity.selectors import person

from .models import SavedView

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

MOST = 20  # views of one person
LONGEST = 20  # signs of a name: it is a tab
_TABLE = "portal_savedview"
Fields = Mapping[str, tuple[object, object]]


class NoName(Refused):
    """The view has no name."""

    code = "view_without_name"


class NamedAlready(Refused):
    """The person has another view of this name."""

    code = "view_named_already"


class TooMany(Refused):
    """More views than a row of tabs can hold."""

    code = "too_many_views"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsChanged(Event):
    """A person kept, renamed, ordered, shared or removed views; the subject is the first's name.

    ``what``: "saved", "renamed", "arranged", "shared", "removed" or "put_back".
    """

    code: ClassVar[str] = "portal.views_changed"
    what: str


def kept(viewer: "User", on: date) -> "list[SavedView]":
    """A person's own views in their order, then those that others share with their unit."""
    mine = Q(owner=viewer)
    shared = Q(
        Q(shared_with__assignments__valid_until=None)
        | Q(shared_with__assignments__valid_until__gt=on),
        shared_with__assignments__user=viewer,
        shared_with__assignments__valid_from__lte=on,
    )
    rows = SavedView.objects.filter(mine | shared, removed_at=None).select_related("owner")
    found = rows.distinct().order_by("position", "pk")
    return sorted(found, key=lambda one: one.owner_id != viewer.pk)


def removed(viewer: "User") -> SavedView | None:
    """The view that a person removed last."""
    gone = SavedView.objects.filter(owner=viewer, removed_at__isnull=False)
    return gone.order_by("-removed_at").first()


@transaction.atomic
def save(*, by: Actor, at: datetime, name: str, address: str) -> SavedView:
    """Keep a part of the list under a name.

    Raises ``NotAllowed``, ``NoName``, ``NamedAlready`` and ``TooMany``.
    """
    identity.insist(by, "project.view", at=at)
    there = _own(by)
    if len(there) >= MOST:
        raise TooMany(most=MOST)
    name, whose = _fit(name, there), person(by)
    if whose is None:  # the system and jobs look at no list
        raise identity.NotAllowed
    view = SavedView.objects.create(
        owner=whose, name=name, address=address, position=len(there), saved_at=at
    )
    _note("saved", view, {"name": (None, name), "address": (None, address)}, by=by, at=at)
    return view


@transaction.atomic
def rename(*, by: Actor, at: datetime, view: SavedView, name: str) -> None:
    """Call a view otherwise. Raises as ``save`` does."""
    name = _fit(name, [one for one in _own(by) if one.pk != view.pk])
    _write("renamed", view, {"name": name}, by=by, at=at)


@transaction.atomic
def arrange(*, by: Actor, at: datetime, order: Sequence[SavedView]) -> None:
    """Put a person's views into this order. Raises ``NotAllowed``."""
    _insist_own(by, order)
    changes = []
    for place, view in enumerate(order):
        if view.position != place:
            changes.append(Change(_TABLE, view.pk, {"position": (view.position, place)}))
            view.position = place
    if changes:
        SavedView.objects.bulk_update(order, ["position"])
        event = ViewsChanged(subject=order[0].name, what="arranged")
        audit.record(event, by=by, at=at, changes=changes)


@transaction.atomic
def share(*, by: Actor, at: datetime, view: SavedView, unit_id: int | None) -> None:
    """Let the people of a unit see a view, or nobody else again. Raises ``NotAllowed``."""
    identity.insist(by, "view.share", at=at)
    _write("shared", view, {"shared_with_id": unit_id}, by=by, at=at)


@transaction.atomic
def remove(*, by: Actor, at: datetime, view: SavedView) -> None:
    """Take a view away; the one removed before it is then gone for good."""
    _insist_own(by, [view])
    SavedView.objects.filter(owner=view.owner_id, removed_at__isnull=False).delete()
    _write("removed", view, {"removed_at": at}, by=by, at=at)


@transaction.atomic
def put_back(*, by: Actor, at: datetime, view: SavedView) -> None:
    """Have a view again that was removed. Raises ``NamedAlready`` and ``TooMany``."""
    there = _own(by)
    if len(there) >= MOST:
        raise TooMany(most=MOST)
    _fit(view.name, there)
    _write("put_back", view, {"removed_at": None}, by=by, at=at)


def _own(by: Actor) -> list[SavedView]:
    return list(SavedView.objects.filter(owner=by.id, removed_at=None).order_by("position", "pk"))


def _insist_own(by: Actor, views: Sequence[SavedView]) -> None:
    if any(one.owner_id != by.id for one in views):
        raise identity.NotAllowed


def _fit(name: str, there: Sequence[SavedView]) -> str:
    name = " ".join(name.split())[:LONGEST]
    if not name:
        raise NoName
    if any(one.name == name for one in there):
        raise NamedAlready(name=name)
    return name


def _write(what: str, view: SavedView, new: dict[str, object], *, by: Actor, at: datetime) -> None:
    _insist_own(by, [view])
    fields = {name: (getattr(view, name), value) for name, value in new.items()}
    if all(old == value for old, value in fields.values()):
        return
    for name, value in new.items():
        setattr(view, name, value)
    view.save(update_fields=[name.removesuffix("_id") for name in new])
    _note(what, view, fields, by=by, at=at)


def _note(
    what: str,
    view: SavedView,
    fields: Fields,
    *,
    by: Actor,
    at: datetime,
) -> None:
    event = ViewsChanged(subject=view.name, what=what)
    audit.record(event, by=by, at=at, changes=[Change(_TABLE, view.pk, fields)])
