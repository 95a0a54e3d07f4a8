"""Where a browser's sign-in is kept: in a table that its person can read and end.

A sign-in ends half an hour after the last page and twelve hours after the first, whichever
comes sooner (``SESSION_IDLE`` and ``SESSION_LONGEST``), by the machine's clock: Django's own.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from ballast.platform import clock

from .models import Session

# A page seen within this many seconds of the last one need not be written down.
_GRAIN = 60


class SessionStore(DatabaseStore):
    """Django's store on our own table."""

    _row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        self._row = super()._get_session_from_db()  # type: ignore[misc]  # not in the stubs
        return self._row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        now = clock.machine()
        started = datetime.fromisoformat(data["started_at"]) if "started_at" in data else now
        user = data.get("_auth_user_id")
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=_expiry(started, now),
            user_id=int(user) if user else None,
            ip=data.get("ip"),
            agent=data.get("agent", ""),
            started_at=started,
            seen_at=now,
        )

    def touch(self, at: datetime) -> None:
        """Note that its person is still there."""
        row = self._row
        if row and (at - row.seen_at).total_seconds() >= _GRAIN:
            Session.objects.filter(pk=row.pk).update(
                seen_at=at, expire_date=_expiry(row.started_at, at)
            )


def _expiry(started: datetime, seen: datetime) -> datetime:
    return min(seen + settings.SESSION_IDLE, started + settings.SESSION_LONGEST)
