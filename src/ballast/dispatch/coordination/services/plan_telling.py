"""Notices of 整改方案 and of later limits to those they wait for; told after the act."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from ballast.dispatch.coordination.models import Issue, LimitExtension, Plan
from ballast.dispatch.coordination.rules.issues import OPEN
from ballast.dispatch.coordination.rules.plans import Grade, PlanState
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.platform.notices import services as notices
from ballast.platform.notices.services import Telling

if TYPE_CHECKING:
    from django.db.models import QuerySet

_EXTENSIONS = {None: "extension_asked", True: "extension_granted", False: "extension_refused"}


def tell_plans_asked(*, numbers: Collection[str], at: datetime) -> int:
    """The leads of these issues learn until when a plan is to be handed in."""
    rows = Plan.objects.filter(issue__number__in=numbers, state=PlanState.ASKED)
    return _tell_plans("plan_asked", rows, at)


def tell_plans_handed_in(*, numbers: Collection[str], at: datetime) -> int:
    """The office learns that plans wait for its grade."""
    rows = Plan.objects.filter(issue__number__in=numbers, state=PlanState.HANDED_IN)
    return _tell_plans("plan_handed_in", rows, at, office=True)


def tell_plans_reviewed(*, numbers: Collection[str], grade: Grade, at: datetime) -> int:
    """The leads learn that their plans passed, or are to be made again."""
    kind = "plan_returned" if grade is Grade.UNQUALIFIED else "plan_passed"
    rows = Plan.objects.filter(issue__number__in=numbers, reviewed_at=at, grade=grade)
    return _tell_plans(kind, rows, at)


def tell_plans_due(*, at: datetime) -> int:
    """The leads of plans not handed in learn that their day is near or has gone by."""
    on = localdate(at)
    by = codelists.calendar().add(on, 1)
    rows = Plan.objects.filter(state=PlanState.ASKED, due_on__lte=by, issue__state__in=OPEN)
    return _tell_plans("plan_due", rows, at)


def tell_extensions(*, numbers: Collection[str], granted: bool | None, at: datetime) -> int:
    """The office learns that a later limit is asked for; the leads, whether they have it."""
    moment = "asked_at" if granted is None else "decided_at"
    rows = LimitExtension.objects.filter(issue__number__in=numbers, **{moment: at})
    told = [
        (one.issue, one.was_due_on if granted is False else one.wanted_on, one.pk)
        for one in rows.select_related("issue").order_by("pk")
    ]
    return _tell(_EXTENSIONS[granted], told, "extension", at, office=granted is None)


def _tell_plans(kind: str, rows: "QuerySet[Plan]", at: datetime, *, office: bool = False) -> int:
    found = rows.select_related("issue").order_by("pk")
    told = [(one.issue, one.due_on, one.pk) for one in found]
    return _tell(kind, told, "plan", at, office=office)


def _tell(
    kind: str, told: Collection[tuple[Issue, date, int]], what: str, at: datetime, *, office: bool
) -> int:
    on, leads = localdate(at), {issue.lead_id for issue, _, _ in told}
    deciding = identity.people_with("issue.decide", on) if office and told else ()
    handling = {} if office else identity.people_in(leads, "issue.handle", on)
    return notices.tell_all(
        [
            Telling(
                kind=kind,
                to=deciding if office else handling.get(issue.lead_id, ()),
                params={"number": issue.number, "title": issue.title, "due": f"{due}"},
                link=f"/issues/{issue.number}/",
                about=f"{what} {pk}",
            )
            for issue, due, pk in told
        ],
        at=at,
    )
