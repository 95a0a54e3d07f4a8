"""Where a month's projects stood on every list, as columns beside its facts.

``at_<list>``: the codes of a project's places on it, with commas between; ``own_<measure>``: what
lists measure of it, in yuan. Of a closed month as it was frozen; of an open one, and of one that
was closed before places were kept, as the rules tell it now: ``is_frozen`` says which.
"""

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from ballast.delivery.progress.selectors import lists
from ballast.delivery.progress.selectors.lists import Stood
from ballast.kernel.periods import Period
from ballast.platform.codelists import selectors as codelists

from .frames import gathered
from .snapshots import stood_then

AT, OWN, FROZEN = "at_", "own_", "is_frozen"
_MONEY = pl.Decimal(18, 2)
_NOWHERE = Stood({}, {})


def told(period: Period, revision: int) -> pl.DataFrame:
    """The table of a period that is stored: its facts, and where its projects stood."""
    table = gathered(period, revision)
    own = table.filter("is_first")["project_id"].to_list()
    return table.join(columns(period, revision, own), on="project_id", how="left")


def columns(
    period: Period, revision: int, ids: Collection[int], codes: Collection[str] = lists.AMOUNTS
) -> pl.DataFrame:
    """Where projects stood in a period, as it was closed or as it is told now; these measures."""
    kept = stood_then(period.code, revision) if revision else {}
    found: Mapping[int, Stood] = kept or lists.stood(ids, period, codes)
    each = [found.get(pk, _NOWHERE) for pk in ids]
    told: dict[str, list[Any]] = {"project_id": list(ids)}
    schema: dict[str, Any] = {"project_id": pl.Int64()}
    for scheme in codelists.schemes(on=period.last_day):
        told[AT + scheme.code] = [",".join(one.places.get(scheme.code, ())) for one in each]
        schema[AT + scheme.code] = pl.String()
    for code in codes:
        told[OWN + code] = [one.amounts.get(code) for one in each]
        schema[OWN + code] = _MONEY
    frame = pl.DataFrame(told, schema=schema)
    return frame.with_columns(pl.lit(bool(kept)).alias(FROZEN))
