"""Draft warnings follow the lamps of a closing period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ballast.dispatch.alerts.models import WarningStep
from ballast.dispatch.alerts.rules import (
    CALLING,
    Colour,
    Family,
    Rulebook,
    WarningState,
    drafted,
)
from ballast.dispatch.alerts.selectors import Decided
from ballast.platform.audit.services import Change

STEPS = "alerts_warningstep"
# Drafts those asked for, anew where they stood otherwise; a warning begins with its first draft.
_DRAFT = """
WITH asked AS MATERIALIZED (
    SELECT * FROM unnest(%(project)s::bigint[], %(family)s::text[], %(prompt)s::text[],
        %(colour)s::text[]) AS one (project_id, family, prompt, colour)
), begun AS (
    INSERT INTO alerts_projectwarning (project_id, family)
    SELECT project_id, family FROM asked
    ON CONFLICT DO NOTHING RETURNING id, project_id, family
), warning AS (
    SELECT * FROM begun
    UNION ALL
    SELECT id, project_id, family FROM alerts_projectwarning JOIN asked USING (project_id, family)
)
INSERT INTO alerts_warningstep (warning_id, period, state, prompt, colour, wording, judged_by)
SELECT warning.id, %(period)s, 'draft', prompt, colour, '', ''
FROM asked JOIN warning USING (project_id, family)
ON CONFLICT (warning_id, period) DO UPDATE SET
    state = 'draft', prompt = EXCLUDED.prompt, colour = EXCLUDED.colour, wording = '',
    worded_on = NULL, exemption_id = NULL, judged_at = NULL, judged_by = ''
RETURNING id, colour
"""
Key = tuple[int, str]  # project, family


@dataclass(frozen=True, slots=True)
class _Known:
    """A period's warning as it stands."""

    pk: int
    state: WarningState
    colour: str
    prompt: str
    wording: str
    worded_on: Mapping[str, str] | None

    def is_as_judged(self, lamp: Decided) -> bool:
        same_words = not self.wording or self.worded_on == lamp.values
        return self.colour == lamp.colour and same_words


def draft(period: str, decided: Sequence[Decided], rulebook: Rulebook) -> list[Change]:
    """Draft, draft anew and drop the warnings of a period, after its lamps; what changed.

    Families whose rule has no prompt give none.
    """
    prompts = {family.value: rule.prompt for family, rule in rulebook.rules.items() if rule.prompt}
    known, lamps = _known(period), _lamps(decided, prompts)
    anew: list[Decided] = []
    for key, lamp in lamps.items():
        one = known.get(key)
        state = _after(one, lamp)
        if state is WarningState.DRAFT and not _stands(one, lamp, prompts):
            anew.append(lamp)
    gone = [one for key, one in known.items() if _after(one, lamps.get(key)) is None]
    written = _write(period, anew, prompts)
    WarningStep.objects.filter(pk__in=[one.pk for one in gone]).delete()
    before = {one.pk: one for one in known.values()}
    return [
        *(_change(pk, before.get(pk), "draft", colour) for pk, colour in written),
        *(_change(one.pk, one, None, None) for one in gone),
    ]


def _after(one: _Known | None, lamp: Decided | None) -> WarningState | None:
    return drafted(
        one.state if one else None,
        is_calling=lamp is not None and lamp.colour in CALLING,
        is_exempt=lamp is not None and lamp.row == "exempt",
        is_as_judged=one is not None and lamp is not None and one.is_as_judged(lamp),
    )


def _stands(one: _Known | None, lamp: Decided, prompts: Mapping[str, str]) -> bool:
    """It is that very draft already."""
    if one is None or one.state is not WarningState.DRAFT:
        return False
    return (one.colour, one.prompt) == (lamp.colour, prompts[lamp.family])


def _lamps(decided: Sequence[Decided], prompts: Mapping[str, str]) -> dict[Key, Decided]:
    """What calls for a warning or lets off."""
    told = CALLING | {Colour.DASH}
    return {
        (one.project_id, one.family): one
        for one in decided
        if one.family in prompts and one.colour in told
    }


def _known(period: str) -> dict[Key, _Known]:
    rows = WarningStep.objects.filter(period=period).values_list(
        "warning__project", "warning__family", *_Known.__slots__
    )
    return {
        (project, Family(family).value): _Known(pk, WarningState(state), *rest)
        for project, family, pk, state, *rest in rows
    }


def _write(
    period: str, anew: Sequence[Decided], prompts: Mapping[str, str]
) -> list[tuple[int, str]]:
    if not anew:
        return []
    columns: dict[str, list[Any]] = {
        "project": [one.project_id for one in anew],
        "family": [one.family for one in anew],
        "prompt": [prompts[one.family] for one in anew],
        "colour": [one.colour.value for one in anew],
    }
    with connection.cursor() as cursor:
        cursor.execute(_DRAFT, {**columns, "period": period})
        return list(cursor.fetchall())


def _change(pk: int, before: _Known | None, state: str | None, colour: str | None) -> Change:
    was = (before.state.value, before.colour) if before else (None, None)
    return Change(STEPS, pk, {"state": (was[0], state), "colour": (was[1], colour)})
