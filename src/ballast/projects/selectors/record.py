"""What the register holds of one project beside its present values: names, codes, amounts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ballast.kernel.identifiers import ProjectCode
from ballast.platform.codelists import selectors as codelists
from ballast.projects.models import (
    Capacity,
    Investment,
    ListPlace,
    NationalCode,
    Project,
    ProjectName,
    StateChange,
)
from ballast.projects.rules import Amount, Fault, last_of, over_estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One project's history, the latest first, and the doubts about what stands there."""

    names: Sequence[ProjectName]
    codes: Sequence[NationalCode]
    code_doubts: Sequence[Fault]
    investments: Sequence[Investment]
    money_doubts: Sequence[Fault]
    capacities: Sequence[Capacity]
    lists: Sequence[ListPlace]
    changes: Sequence[StateChange]
    parts: Sequence[Project]


def record(project: Project) -> Record:
    """All of it, in a fixed number of queries."""
    codes = list(project.national_codes.order_by("-valid_from", "code"))
    investments = list(project.investments.order_by("-decided_on", "-pk"))
    return Record(
        names=list(project.names.order_by("-valid_from", "-pk")),
        codes=codes,
        code_doubts=_code_doubts(project, codes),
        investments=investments,
        money_doubts=_money_doubts(project, [amount_of(one) for one in reversed(investments)]),
        capacities=list(project.capacities.order_by("pk")),
        lists=list(project.list_places.order_by("-valid_from", "list_name")),
        changes=list(project.state_changes.select_related("other").order_by("-happened_on", "-pk")),
        parts=list(project.parts.order_by("number")),
    )


def amount_of(row: Investment) -> Amount:
    return Amount(**{name: getattr(row, name) for name in Amount.__dataclass_fields__})


def _code_doubts(project: Project, codes: Sequence[NationalCode]) -> list[Fault]:
    """Codes in force that others bear too, and codes whose region was never one."""
    standing = [one.code for one in codes if one.valid_until is None]
    if not standing:
        return []
    sharing: dict[str, list[str]] = defaultdict(list)
    others = NationalCode.objects.filter(code__in=standing, valid_until__isnull=True)
    for code, number in (
        others.exclude(project=project)
        .order_by("project__number")
        .values_list("code", "project__number")
    ):
        sharing[code].append(number)
    region_of = {code: ProjectCode.parse(code).region for code in standing}
    known = codelists.regions_ever(set(region_of.values()))
    doubts = [
        Fault("code_shared", code, {"numbers": ", ".join(numbers)})
        for code, numbers in sharing.items()
    ]
    doubts += [
        Fault("region_of_code_unknown", code, {"region": region})
        for code, region in region_of.items()
        if region not in known
    ]
    return doubts


def _money_doubts(project: Project, amounts: Sequence[Amount]) -> list[Fault]:
    doubts = []
    if share := over_estimate(amounts):
        doubts.append(Fault("over_estimate", project.number, {"share": share}))
    last = last_of(amounts)
    if last and project.total_investment_yuan != last.total_yuan:
        params = {"listed": project.total_investment_yuan, "last": last.total_yuan}
        doubts.append(Fault("total_other_than_paper", project.number, params))
    return doubts
