"""设置: all that may be set while the house is up, what is set now, and who set it last."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import TYPE_CHECKING

import django
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ballast.delivery.progress import selectors as progress
from ballast.dispatch.alerts import selectors as alerts
from ballast.kernel.periods import Period
from ballast.oversight.reporting.messages import data_state
from ballast.platform.audit import reading
from ballast.platform.audit import selectors as journal
from ballast.platform.codelists import selectors as codelists
from ballast.platform.documents import selectors as documents
from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors as people
from ballast.platform.identity.http import SIGNED_IN, require
from ballast.platform.jobs import selectors as jobs
from ballast.platform.notices import ways
from ballast.platform.periods import selectors as periods
from ballast.platform.ui.http import AuthedRequest

from .lines import label

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from ballast.platform.audit.models import Entry


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing to be set: where, who may, by which events it changes, what it is on a day."""

    route: str
    words: "StrPromise"
    icon: str
    right: str
    codes: Sequence[str]
    now: Callable[[date], str]


def _units(on: date) -> str:
    count = people.units(on).count()
    return ngettext("%(count)d unit", "%(count)d units", count) % {"count": count}


def _accounts(on: date) -> str:
    count = people.people(on).filter(is_active=True).count()
    return ngettext("%(count)d open account", "%(count)d open accounts", count) % {"count": count}


def _months(_on: date) -> str:
    lock = periods.periods().first()
    if lock is None:
        return _("no period was opened yet")
    of = {"period": label(Period.from_code(lock.code)), "state": data_state(lock)}
    return _("the last is %(period)s, %(state)s") % of


def _calendar(on: date) -> str:
    rule = progress.window_rule(on)
    return _("opens on day %(opens)d of the month, %(days)d working days after it to file") % {
        "opens": rule.opens_day,
        "days": rule.shuts_after_workdays,
    }


def _rulebook(on: date) -> str:
    book = alerts.in_force(on)
    return _("in force: %(key)s") % {"key": book.key}


def _letterhead(on: date) -> str:
    head = documents.letterhead(on)
    return head.issuer if head else _("nobody has said yet in whose name papers go out")


def _templates(_on: date) -> str:
    count = len(documents.template_in_force())
    if not count:
        return _("all as shipped")
    return ngettext("%(count)d replaced", "%(count)d replaced", count) % {"count": count}


def _ways(_on: date) -> str:
    opened = len(ways.opened())
    return ngettext("%(count)d way is open", "%(count)d ways are open", opened) % {"count": opened}


def _thresholds(_on: date) -> str:
    return _("by sector, from a day on")


def _journal(_on: date) -> str:
    head = journal.head()
    return _("sealed up to place %(place)d") % {"place": head.position if head else 0}


SETTINGS = (
    Setting(
        "identity:units",
        gettext_lazy("Units and their tree"),
        "network",
        "unit.view",
        [f"identity.units_{act}" for act in ("opened", "moved", "renamed", "closed")],
        _units,
    ),
    Setting(
        "identity:people",
        gettext_lazy("People and roles"),
        "users-round",
        "person.view",
        ["identity.people_invited", "identity.roles_assigned", "identity.people_deactivated"],
        _accounts,
    ),
    Setting(
        "reporting:periods",
        gettext_lazy("Periods and their closing"),
        "calendar-days",
        "period.manage",
        [f"periods.{act}" for act in ("opened", "closing", "closed", "reopened")],
        _months,
    ),
    Setting(
        "progress:ways",
        gettext_lazy("Filing calendar and review chain"),
        "workflow",
        "period.manage",
        ["progress.calendar_set", "progress.chain_set"],
        _calendar,
    ),
    Setting(
        "alerts:rulebooks",
        gettext_lazy("Rulebooks of lamps"),
        "scale",
        "alert.judge",
        ["alerts.rulebook_published"],
        _rulebook,
    ),
    Setting(
        "documents:letterhead",
        gettext_lazy("Letterhead and numbers"),
        "stamp",
        "paper.set_up",
        ["documents.letterhead_kept", "documents.numbers_begun"],
        _letterhead,
    ),
    Setting(
        "documents:templates",
        gettext_lazy("Templates of papers"),
        "file-cog",
        "paper.set_up",
        ["documents.template_replaced"],
        _templates,
    ),
    Setting(
        "portal:thresholds",
        gettext_lazy("Thresholds of the plan"),
        "ruler",
        "plan.edit",
        ["plans.thresholds_set"],
        _thresholds,
    ),
    Setting(
        "portal:boundaries",
        gettext_lazy("Boundaries of the map"),
        "land-plot",
        "map.edit",
        ["maps.taken", "maps.withdrawn"],
        lambda _on: _("replaceable files, each with its source and review number"),
    ),
    Setting(
        "notices:log",
        gettext_lazy("Notices by mail and webhook"),
        "send",
        "notice.manage",
        ["notices.webhook_set", "notices.tried_again"],
        _ways,
    ),
    Setting(
        "portal:journal",
        gettext_lazy("Journal"),
        "scroll-text",
        "journal.view",
        ["audit.exported"],
        _journal,
    ),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One setting as its reader finds it; ``last`` is none where nobody changed it yet."""

    setting: Setting
    now: str
    last: "Entry | None"


@require_GET
@require(SIGNED_IN)
def settings(request: AuthedRequest) -> HttpResponse:
    """What this person may set or look up; the state of the house for who keeps it."""
    scope, on = identity.scope(request), identity.today()
    offered = [one for one in SETTINGS if scope.may(one.right)]
    last = reading.last_of([code for one in offered for code in one.codes])
    context = {
        "cards": [
            Card(one, one.now(on), _latest(last[code] for code in one.codes if code in last))
            for one in offered
        ],
        "tables": list(_tables(on)),
        "house": list(_house()) if scope.may("person.edit") else [],
    }
    return render(request, "portal/settings.html", context)


@require_GET
@require("plan.edit")
def thresholds(_request: AuthedRequest) -> HttpResponse:
    """The thresholds stand under the plan of a year: of the one that runs."""
    return redirect("plans:thresholds", identity.today().year)


def _latest(entries: "Iterator[Entry]") -> "Entry | None":
    return max(entries, key=lambda one: (one.at, one.pk), default=None)


def _tables(on: date) -> Iterator[tuple[str, str]]:
    """What ships with the product and changes by a new version only."""
    lifecycle = codelists.lifecycle(on=on)
    nodes = {"version": lifecycle.version, "nodes": len(lifecycle.nodes)}
    yield _("Stages and nodes"), _("version %(version)s, %(nodes)d nodes") % nodes
    schemes = codelists.schemes(on=on)
    yield (
        _("Lists"),
        _("version %(version)s, %(lists)d lists")
        % {
            "version": schemes[0].version,
            "lists": len(schemes),
        },
    )
    last = codelists.calendar().last_official_year
    said = _("official until the end of %(year)d; provisional after") % {"year": last}
    yield _("Working days"), said if last else _("not loaded")


def _house() -> Iterator[tuple[str, str]]:
    """Versions and the database, without a word that helps to break in."""
    yield _("Ballast"), version("ballast")
    yield _("Licence"), "Apache-2.0"
    yield "Python", ".".join(map(str, sys.version_info[:3]))
    yield "Django", django.get_version()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database())"
        )
        server, size = cursor.fetchone()
    yield "PostgreSQL", server
    yield _("Size of the database"), filesizeformat(size)
    failed = jobs.failed().count()
    yield _("Jobs that failed for good"), str(failed)
