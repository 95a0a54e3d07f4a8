"""Telling people something, and what they read of it.

A notice is no fact: it says that something happened which the journal holds, and is itself
not journalled.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q

from ballast.kernel.encoding import encoded

from . import kinds, ways
from .models import Notice
from .rules import KEPT_READ

if TYPE_CHECKING:
    from ballast.platform.identity.models import User

# Told again in the same words it is not news; told later in others it is unread once more.
# What is news also sets out to who wished so, by the ways that are open.
_TELL = """
WITH news AS (
INSERT INTO notices_notice AS old (user_id, kind, about, params, link, made_at)
SELECT person.id, told.kind, told.about, told.params, told.link, %(at)s
FROM unnest(%(to)s::bigint[], %(kind)s::text[], %(about)s::text[],
            %(params)s::jsonb[], %(link)s::text[])
     AS told(person, kind, about, params, link)
JOIN identity_user person ON person.id = told.person AND person.is_active
ORDER BY person.id, told.kind, told.about
ON CONFLICT (user_id, kind, about) DO UPDATE
SET params = excluded.params, link = excluded.link, made_at = excluded.made_at, read_at = NULL
WHERE excluded.made_at > old.made_at
  AND (excluded.params, excluded.link) IS DISTINCT FROM (old.params, old.link)
RETURNING id, user_id, kind, made_at
), on_their_way AS (
INSERT INTO notices_delivery (notice_id, way, told_at, state, next_at, attempts, error)
SELECT news.id, wish.way, news.made_at, 'waiting', news.made_at, 0, ''
FROM news JOIN notices_wish wish ON wish.user_id = news.user_id AND wish.kind IN (news.kind, '*')
WHERE wish.way = ANY(%(ways)s)
ON CONFLICT DO NOTHING
)
SELECT count(*) FROM news
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One thing to be told to some people: ``to`` are their ids, ``link`` leads to it.

    ``about`` names it for good, so that it is told once: a filing's number, a period's code.
    """

    kind: str
    to: Collection[int]
    params: Mapping[str, str]
    link: str
    about: str


def tell(
    *,
    kind: str,
    to: Collection[int],
    params: Mapping[str, str],
    link: str,
    at: datetime,
    about: str,
) -> int:
    """Tell people one thing; to how many it was news. See ``tell_all``."""
    return tell_all([Telling(kind=kind, to=to, params=params, link=link, about=about)], at=at)


def tell_all(tellings: Collection[Telling], *, at: datetime) -> int:
    """Tell many things to many people in one statement; how many notices are new or news again.

    Who is no longer active is left out. Raises ``KeyError`` for a kind that has no words.
    """
    rows: dict[tuple[int, str, str], Telling] = {}
    for one in tellings:
        if one.kind not in kinds.known():
            raise KeyError(one.kind)
        rows |= {(person, one.kind, one.about): one for person in one.to}
    if not rows:
        return 0
    asked: dict[str, Any] = {
        "at": at,
        "to": [person for person, _, _ in rows],
        "kind": [kind for _, kind, _ in rows],
        "about": [about for _, _, about in rows],
        "params": [encoded(dict(one.params)) for one in rows.values()],
        "link": [one.link for one in rows.values()],
        "ways": ways.opened(),
    }
    with connection.cursor() as cursor:
        cursor.execute(_TELL, asked)
        [told] = cursor.fetchone()
    return int(told)


def read(*, viewer: "User", at: datetime, ids: Collection[int]) -> int:
    """Mark some of one's own as read; how many were not."""
    return _read(Q(pk__in=ids), viewer, at)


def read_all(*, viewer: "User", at: datetime, kind: str = "") -> int:
    """Mark all of one's own as read, or all of a kind; how many were not."""
    return _read(Q(kind=kind) if kind else Q(), viewer, at)


def prune(*, at: datetime) -> int:
    """Delete what was read long ago, and what was told to who has left; how many."""
    old = Q(read_at__lt=at - KEPT_READ) | Q(user__is_active=False)
    return Notice.objects.filter(old).delete()[0]


def _read(which: Q, viewer: "User", at: datetime) -> int:
    return Notice.objects.filter(which, user=viewer, read_at=None).update(read_at=at)
