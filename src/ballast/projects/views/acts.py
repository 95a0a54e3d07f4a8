"""What the edit page can do to a project: for each act its card, its form and its service."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from ballast.platform.audit.services import Actor
from ballast.projects import forms, rules, services
from ballast.projects.rules import Change, Kinship, Section
from ballast.projects.selectors import Offers, Record

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ballast.projects.models import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One project on the edit page: what its forms need to know."""

    project: "Project"
    record: Record
    offers: Offers
    today: date


Given = dict[str, Any]
Carry = Callable[[Actor, datetime, "Project", Given], object]
RECORD = _("Record")


def _nothing(_: Desk) -> Given:
    return {}


def _always(_: Desk) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One form of the page. ``words`` name it, ``button`` does it; ``kind`` as buttons have it.

    By one that ``is_leaving`` the project goes from the register, and plan and filing stay behind.
    """

    card: str
    words: "StrPromise"
    form: Callable[..., Form]
    carry: Carry
    button: "StrPromise" = RECORD
    kind: str = ""
    is_leaving: bool = False
    start: Callable[[Desk], Given] = _nothing
    more: Callable[[Desk], Given] = _nothing
    is_offered: Callable[[Desk], bool] = _always


def _attributes(section: Section) -> Act:
    """The plain attributes of a section; what has a history or a document is not among them."""
    asked = [one for one in rules.attributes(section) if one.name not in _BY_ACTS]
    return Act(
        card=section.value,
        words=_("Attributes"),
        button=_("Save"),
        form=forms.Attributes,
        start=lambda desk: {one.name: getattr(desk.project, one.name) for one in asked},
        more=lambda desk: {"attributes": asked, "offers": desk.offers},
        carry=lambda by, at, project, given: services.edit(
            by=by, at=at, edits=[services.Edit(project_id=project.pk, said=given)]
        ),
    )


_BY_ACTS = {"name", "total_investment_yuan", "equipment_investment_yuan"}


def _today(name: str) -> Callable[[Desk], Given]:
    return lambda desk: {name: desk.today}


def _rename(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    one = services.Renaming(project_id=project.pk, **given)
    services.rename(by=by, at=at, renamings=[one])


def _add_code(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    services.add_codes(by=by, at=at, codings=[services.Coding(project_id=project.pk, **given)])


def _end_code(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    services.end_codes(by=by, at=at, codings=[services.Coding(project_id=project.pk, **given)])


def _set_amount(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    services.set_investments(by=by, at=at, amounts=[(project.pk, rules.Amount(**given))])


def _set_capacities(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    services.set_capacities(by=by, at=at, sizes={project.pk: given["sizes"]})


def _put_on_list(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    services.place_on_lists(by=by, at=at, places=[services.Placing(project_id=project.pk, **given)])


def _take_off_list(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    reason = given.pop("reason")
    taking = services.Taking(project_id=project.pk, **given)
    services.take_off_lists(by=by, at=at, takings=[taking], reason=reason)


def _befall(service: Callable[..., None]) -> Carry:
    return lambda by, at, project, given: service(
        by=by, at=at, happenings=[services.Happening(project_id=project.pk, **given)]
    )


def _merge(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    (into,) = services.numbered(by=by, at=at, numbers=[given.pop("into")], about="into")
    happening = services.Happening(project_id=project.pk, **given)
    services.merge(by=by, at=at, into_id=into, happenings=[happening])


def _split(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    division = services.Division(parts=given.pop("parts"), difference=given.pop("difference"))
    happening = services.Happening(project_id=project.pk, **given)
    services.split(by=by, at=at, happenings=[(happening, division)])


def _bundle(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    parts = services.numbered(by=by, at=at, numbers=given["parts"], about="parts")
    services.bundle(
        by=by,
        at=at,
        parent_id=project.pk,
        part_ids=parts,
        kinship=Kinship(given["kinship"]),
    )


def _stand_alone(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    services.unbundle(by=by, at=at, part_ids=[project.pk], reason=given["reason"])


def _add_phase(by: Actor, at: datetime, project: "Project", given: Given) -> None:
    services.add_phases(by=by, at=at, parent_id=project.pk, phases=[forms.draft_of(given)])


def _codes_in_force(desk: Desk) -> list[str]:
    return [one.code for one in desk.record.codes if one.valid_until is None]


def _lists_in_force(desk: Desk) -> list[str]:
    return [one.list_name for one in desk.record.lists if one.valid_until is None]


def _sizes(desk: Desk) -> Given:
    lines = [
        f"{one.item} {one.amount.normalize():f} {one.measure}" for one in desk.record.capacities
    ]
    return {"sizes": "\n".join(lines)}


def _may(change: Change) -> Callable[[Desk], bool]:
    return lambda desk: rules.may_befall(change, desk.project.state)


def _is_whole(desk: Desk) -> bool:
    return desk.project.parent_id is None and rules.is_living(desk.project.state)


def _happening(
    change: Change, words: "StrPromise", service: Callable[..., None], *, kind: str = ""
) -> Act:
    return Act(
        card="state",
        words=words,
        form=forms.Exit if change is Change.EXITED else forms.Happened,
        carry=_befall(service),
        kind=kind,
        is_leaving=change is Change.EXITED,
        start=_today("happened_on"),
        is_offered=_may(change),
    )


# By the last part of the address to which the form is sent.
ACTS: Mapping[str, Act] = {
    Section.BASICS.value: _attributes(Section.BASICS),
    "rename": Act(
        card="names",
        words=_("Give it a new name"),
        form=forms.Name,
        carry=_rename,
        start=_today("valid_from"),
    ),
    "add-code": Act(
        card="names",
        words=_("Add a national code"),
        form=forms.AddCode,
        carry=_add_code,
        start=_today("day"),
    ),
    "end-code": Act(
        card="names",
        words=_("End a national code"),
        form=forms.EndCode,
        carry=_end_code,
        start=_today("day"),
        more=lambda desk: {"codes": _codes_in_force(desk)},
        is_offered=lambda desk: bool(_codes_in_force(desk)),
    ),
    Section.PLACE.value: _attributes(Section.PLACE),
    Section.MONEY.value: _attributes(Section.MONEY),
    "amount": Act(
        card="money",
        words=_("Record a total investment by its document"),
        form=forms.Amount,
        carry=_set_amount,
        start=_today("decided_on"),
    ),
    Section.KIND.value: _attributes(Section.KIND),
    Section.CHAIN.value: _attributes(Section.CHAIN),
    "capacities": Act(
        card="capacities",
        words=_("Capacities"),
        button=_("Save"),
        form=forms.Capacities,
        carry=_set_capacities,
        start=_sizes,
    ),
    "put-on-list": Act(
        card="lists",
        words=_("Put it on a list"),
        form=forms.PutOnList,
        carry=_put_on_list,
        start=_today("valid_from"),
    ),
    "take-off-list": Act(
        card="lists",
        words=_("Take it off a list"),
        form=forms.TakeOffList,
        carry=_take_off_list,
        start=_today("valid_until"),
        more=lambda desk: {"lists": _lists_in_force(desk)},
        is_offered=lambda desk: bool(_lists_in_force(desk)),
    ),
    "suspend": _happening(Change.SUSPENDED, _("Record that work has stopped"), services.suspend),
    "resume": _happening(Change.RESUMED, _("Record that work goes on"), services.resume),
    "exit": _happening(
        Change.EXITED, _("Take it off the list for good"), services.exit, kind="danger"
    ),
    "reinstate": _happening(Change.REINSTATED, _("Take it back"), services.reinstate),
    "add-phase": Act(
        card="kin",
        words=_("Copy it as a later phase"),
        form=forms.Phase,
        carry=_add_phase,
        is_offered=_is_whole,
    ),
    "bundle": Act(
        card="kin",
        words=_("Put other projects under it"),
        form=forms.Bundling,
        carry=_bundle,
        is_offered=_is_whole,
    ),
    "stand-alone": Act(
        card="kin",
        words=_("Let it stand alone again"),
        form=forms.StandAlone,
        carry=_stand_alone,
        is_offered=lambda desk: desk.project.parent_id is not None,
    ),
    "merge": Act(
        card="kin",
        words=_("Merge it into another"),
        form=forms.Merging,
        carry=_merge,
        kind="danger",
        is_leaving=True,
        start=_today("happened_on"),
        is_offered=_may(Change.MERGED),
    ),
    "split": Act(
        card="kin",
        words=_("Split it into new ones"),
        form=forms.Splitting,
        carry=_split,
        kind="danger",
        is_leaving=True,
        start=_today("happened_on"),
        is_offered=_may(Change.SPLIT),
    ),
    Section.STATISTICS.value: _attributes(Section.STATISTICS),
}
