"""The codes that drafts speak of, as far as they are known on a day."""

from collections.abc import Iterable, Mapping
from datetime import date

from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.projects.rules import Tables


def tables(said: Iterable[Mapping[str, object]], on: date) -> Tables:
    """What the drafts' codes may be: a fixed number of queries, none for what nobody says.

    A region is known when GB/T 2260 has it on that day, or a unit of ours bears it.
    """
    drafts = list(said)
    regions = _spoken(drafts, "region_code")
    industries = _spoken(drafts, "industry_code")
    return Tables(
        on=on,
        regions=(codelists.known_regions(regions, on=on) | identity.region_codes(on))
        if regions
        else frozenset(),
        industries=codelists.known_industries(industries) if industries else frozenset(),
        templates=frozenset(codelists.lifecycle(on=on).templates),
    )


def _spoken(drafts: Iterable[Mapping[str, object]], name: str) -> set[str]:
    return {str(value) for draft in drafts if (value := draft.get(name))}
