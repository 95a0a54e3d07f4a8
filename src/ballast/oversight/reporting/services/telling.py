"""Keeping the tables that screens of the whole city read."""

from datetime import datetime
from hashlib import sha256
from io import BytesIO

from django.db import transaction

from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors
from ballast.oversight.reporting.models import MonthFrame
from ballast.platform.audit import selectors as audit
from ballast.platform.jobs import services as jobs


def tell(*, at: datetime) -> int:
    """Make the tables again that are behind the journal; how many. One transaction each.

    Nothing is journalled: what a table says is said again at any time.
    """
    told = list(selectors.untold())
    for period, revision in told:
        _tell(period, revision, at)
    return len(told)


@transaction.atomic
def _tell(period: Period, revision: int, at: datetime) -> None:
    jobs.take_turn("reporting.frames")
    last = audit.last_entry()  # before reading: what comes meanwhile is told the next time
    table = BytesIO()
    selectors.table_of(period, revision).write_parquet(table)
    MonthFrame.objects.update_or_create(
        period=period.code,
        defaults={
            "revision": revision,
            "entry_id": last,
            "told_at": at,
            "digest": sha256(table.getvalue()).hexdigest(),
            "table": table.getvalue(),
        },
    )
