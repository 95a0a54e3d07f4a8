"""Why a project's lamps of a period are what they are: as decided, today, and by other rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ballast.dispatch.alerts.models import Evaluation, Exemption, ProjectLamp
from ballast.dispatch.alerts.rules import (
    PROJECT,
    RATED,
    Colour,
    Family,
    Rulebook,
    names,
    recalled,
    said,
)
from ballast.kernel.periods import Period

from .deciding import Decided, Grounds, decided, grounds, of_rows
from .origins import Found, Origin, origins
from .rulebooks import PRESETS, in_force, rulebook, shipped

if TYPE_CHECKING:
    from ballast.platform.periods.models import PeriodLock
    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True)
class Verdict:
    """The lamps of one project by one rulebook, in the order of its families."""

    rulebook: Rulebook
    own: Decided
    families: Mapping[Family, Decided]

    @property
    def deciding(self) -> Family | None:
        """The family whose lamp is the project's; none where no family is rated."""
        return Family(self.own.row) if self.own.row else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that can be said of a project's lamps of a period.

    ``evaluation`` is None where no lamp is stored: ``verdict`` is then what would be decided now.
    ``changed`` are the families that today's figures would decide otherwise, by the same rulebook.
    ``others``: by each preset, on the figures of the verdict.
    """

    project: "Project"
    lock: "PeriodLock"
    evaluation: Evaluation | None
    verdict: Verdict
    changed: Mapping[Family, Decided]
    others: Sequence[Verdict]
    exemptions: Mapping[Family, Exemption]
    found: Found

    @property
    def period(self) -> Period:
        return Period.from_code(self.lock.code)

    def values(self, family: Family) -> dict[str, str | None]:
        """What a family looks at, as it was decided; None for what was not known."""
        one = self.verdict.families[family]
        if one.row == "exempt":
            return {}
        rule = self.verdict.rulebook.rules[family]
        return {name: one.values.get(name) for name in names(rule)}

    def origin(self, family: Family, name: str) -> Origin | None:
        """Where a value of a family was filed."""
        return self.found.origins.get((family, name))


def explain(project: "Project", lock: "PeriodLock", *, at: datetime) -> Explanation | None:
    """Why, as decided, or where nothing was decided as it would be; a fixed number of queries.

    None for a project that is not in the plan of the period. ``at`` is now.
    """
    period = Period.from_code(lock.code)
    ground = grounds(period, [project.pk])
    stored = _stored(project, lock.code)
    verdict = stored or _decide(ground, rulebook(in_force(period.last_day).text))
    if verdict is None:
        return None
    evaluation = Evaluation.objects.filter(period=lock.code).first() if stored else None
    moment = evaluation.evaluated_at if evaluation else at
    return Explanation(
        project=project,
        lock=lock,
        evaluation=evaluation,
        verdict=verdict,
        changed=_changed(verdict, _decide(ground, verdict.rulebook), period),
        others=_others(ground, verdict),
        exemptions=_exemptions(project, verdict, period),
        found=origins(project, period, verdict.families, moment),
    )


def _stored(project: "Project", period: str) -> Verdict | None:
    lamps = ProjectLamp.objects.filter(project=project, period=period).select_related("rulebook")
    kept = {lamp.family: lamp for lamp in lamps}
    if PROJECT not in kept:
        return None
    by = rulebook(kept[PROJECT].rulebook.text)
    told = {name: _told(lamp) for name, lamp in kept.items()}
    return Verdict(by, told[PROJECT], {one: told[one] for one in Family if one in told})


def _told(lamp: ProjectLamp) -> Decided:
    return Decided(
        lamp.project_id,
        lamp.family,
        Colour(lamp.colour),
        lamp.row,
        lamp.values,
        lamp.running,
        lamp.shows_rate,
    )


def _decide(ground: Grounds, by: Rulebook) -> Verdict | None:
    lamps = {one.family: one for one in decided(ground, by)}
    if PROJECT not in lamps:
        return None
    own = lamps.pop(PROJECT)
    return Verdict(by, own, {Family(name): one for name, one in lamps.items()})


def _changed(verdict: Verdict, today: Verdict | None, period: Period) -> dict[Family, Decided]:
    """What today's figures decide by another row, or say in other figures."""
    found = {}
    for family, now in (today.families if today else {}).items():
        was, rule = verdict.families.get(family), verdict.rulebook.rules[family]
        if was is None:
            continue
        differs = said(rule, was.values, period) != said(rule, now.values, period)
        if was.row != now.row or (differs and now.colour in RATED):
            found[family] = now
    return found


def _others(ground: Grounds, verdict: Verdict) -> list[Verdict]:
    """By the presets, on what the verdict rests on."""
    lamps = {family: (one.row, one.values) for family, one in verdict.families.items()}
    rows = [
        recalled(row, verdict.rulebook, lamps, ground.period)
        for row in ground.facts.collect().iter_rows(named=True)
    ]
    lets = {
        (verdict.own.project_id, family.value): one.values
        for family, one in verdict.families.items()
        if one.row == "exempt"
    }
    same = of_rows(ground, rows, {**ground.lets, **lets})
    verdicts = [_decide(same, rulebook(shipped(code))) for code in PRESETS]
    return [one for one in verdicts if one]


def _exemptions(project: "Project", verdict: Verdict, period: Period) -> dict[Family, Exemption]:
    """The exemption behind each family that is not rated for one."""
    exempt = [family.value for family, one in verdict.families.items() if one.row == "exempt"]
    rows = Exemption.objects.filter(
        project=project, family__in=exempt, valid_from__lte=period.last_day
    )
    return {Family(row.family): row for row in rows.order_by("valid_from", "pk")}
