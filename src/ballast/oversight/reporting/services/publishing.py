"""A closed month's facts as a Parquet file: a publication, never read as truth.

Whoever analyses the city's months reads them with any tool that knows the format. The file can be
made again at any time; what it says is in the database.
"""

import json
import os
import tempfile
from pathlib import Path

from django.conf import settings

from ballast.oversight.reporting import selectors


def publish_facts(*, period: str) -> Path:
    """Write, or write again, the file of a period's last closed revision; its path.

    A row for each project and unit it counts for, in the columns and types of
    ``analytics.schema``; its metadata name revision, versions and digest. Readers see the file
    before or the file after, never a part. Raises ``NotClosed``, ``NoSnapshot``.
    """
    closed = selectors.closed_facts(period)
    told = {
        "period": period,
        "revision": str(closed.head.revision),
        "schema": str(closed.head.schema),
        "indicators": json.dumps(closed.head.indicators, sort_keys=True),
        "rulebook": closed.head.rulebook,
        "digest": closed.digest,
    }
    folder = Path(settings.FACTS_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(prefix=f".{period}-", dir=folder)
    os.close(handle)
    try:
        closed.facts.collect().to_native().write_parquet(unfinished, metadata=told)
        return Path(unfinished).replace(folder / f"{period}.parquet")
    except BaseException:
        Path(unfinished).unlink()
        raise
