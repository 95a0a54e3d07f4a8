"""The permission matrix: every route, and what each kind of visitor gets from it.

A new route joins with one line in ``MATRIX``, or in its app's own part of it. Which right it needs is read from the view
(``identity.http.require``); the four visitors are made by ``tests/architecture``:

* anonymous: sent to the sign-in page, and back afterwards;
* lacking the right: 403;
* holding it in another district: ``elsewhere``, 404 where the page is about one object;
* holding it here: ``here``.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from ballast.delivery.progress.services import recount
from ballast.dispatch.alerts.models import Evaluation
from ballast.dispatch.alerts.services import evaluate
from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from tests.alerts.factories import make_trial
from tests.alerts.months import make_issued
from tests.alerts.permissions import CHECKS
from tests.coordination.factories import make_instruction, make_long_sweep
from tests.coordination.issues.permissions_plans import PLANS
from tests.coordination.permissions import ISSUES
from tests.documents.factories import make_drafting, make_sent_paper
from tests.identity.factories import ACTOR, NOW, make_user
from tests.ledgers.factories import make_import
from tests.maps.factories import feature, take_boundaries
from tests.meetings.permissions import MEETINGS
from tests.periods.factories import make_period
from tests.progress.factories import SEPTEMBER, make_filing, make_line
from tests.progress.factories import make_period as make_month
from tests.projects.factories import make_project
from tests.reporting.factories import make_sent
from tests.schedule.permissions import SCHEDULE
from tests.support.places import Guarded, Place, Public, make_place

__all__ = ["MATRIX", "Guarded", "Place", "Public", "make_place", "routes"]


def routes() -> dict[str, Callable[..., Any]]:
    """Every route the site answers: its full name and its view."""
    found = list(_walk(get_resolver().url_patterns, ""))
    names = [name for name, _ in found]
    assert len(names) == len(set(names)), "two routes share a name"
    return dict(found)


def _walk(
    patterns: list[URLPattern | URLResolver], prefix: str
) -> Iterator[tuple[str, Callable[..., Any]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name}", pattern.callback


def an_entry(_: Place) -> list[Any]:
    make_period(Period.month(2022, 12))
    return [Entry.objects.order_by("pk").values_list("pk", flat=True).first()]


def somebody(place: Place) -> list[Any]:
    return [make_user(role=Role.OWNER, unit=place.owner).username]


def an_assignment(place: Place) -> list[Any]:
    user = make_user(role=Role.OWNER, unit=place.owner)
    return [user.username, user.assignments.get().pk]


def the_unit(place: Place) -> list[Any]:
    return [place.north.code]


def an_unowned_file(_: Place) -> list[Any]:
    """Whom an owner shows its files to is tested in ``tests/files``; without one, nobody."""
    return [0]


def some_boundaries(_: Place) -> list[Any]:
    return [take_boundaries(feature("990102")).pk]


def the_year(_: Place) -> list[Any]:
    """A year of which no plan is known: its pages are open, and empty."""
    return [2024]


def a_project_here(place: Place) -> list[Any]:
    return [make_project(unit=place.owner).number]


def a_declarable(place: Place) -> list[Any]:
    """A project of the north, to be put up for a year."""
    return [2024, *a_project_here(place)]


def a_project(place: Place) -> list[Any]:
    return [make_project(unit=place.north).number]


def a_holder(place: Place) -> list[Any]:
    """The responsible unit of a project of the north, as the row that says so."""
    project = make_project(unit=place.north)
    return [project.number, project.responsibilities.get().pk]


def an_act(place: Place) -> list[Any]:
    return [*a_project(place), "rename"]


def an_issued_warning(place: Place) -> list[Any]:
    return [make_issued(make_project(unit=place.north)).warning_id]


def a_sent_table(_: Place) -> list[Any]:
    """Sent from a month that is still open: there is nothing yet to compare it with."""
    return [make_sent().pk]


def an_open_period(_: Place) -> list[Any]:
    return [make_period().code]


def a_trial(_: Place) -> list[Any]:
    return [make_trial().pk]


def a_drafting(_: Place) -> list[Any]:
    return [make_drafting().pk]


def a_kind_of_paper(_: Place) -> list[Any]:
    return ["bulletin"]


def a_sent_paper(place: Place) -> list[Any]:
    """A bulletin that was sent to the north alone."""
    return [make_sent_paper(place.north).pk]


def an_instruction(place: Place) -> list[Any]:
    """Addressed to the north alone."""
    return [make_instruction(to=[place.north]).pk]


def a_sweep(place: Place) -> list[Any]:
    """Over one project, which the north answers for."""
    return [make_long_sweep(projects=[make_project(unit=place.north)]).pk]


def a_submitted_filing(place: Place) -> list[Any]:
    filing = make_filing(make_project(unit=place.north), state="SUBMITTED")
    return [filing.pk]


def a_card(place: Place) -> list[Any]:
    project = make_project(unit=place.north)
    make_line(project)
    make_month()
    recount(periods={SEPTEMBER})
    return [project.number]


def a_totals_sheet(place: Place) -> list[Any]:
    make_line(make_project(unit=place.north))
    make_month()
    return [SEPTEMBER, place.north.code]


def an_open_month(place: Place) -> list[Any]:
    """A project of an owner in the north, to be filed for a period that is open."""
    project = make_project(unit=place.owner, region_code=place.north.region_code)
    make_line(project)
    make_month()
    return [SEPTEMBER, project.number]


def a_sheet_to_fill(place: Place) -> list[Any]:
    return an_open_month(place)[:1]


def a_units_sheet(place: Place) -> list[Any]:
    return [*a_sheet_to_fill(place), place.owner.code]


def an_import(place: Place) -> list[Any]:
    """A workbook of an owner in the north, compared and waiting for a decision."""
    return [make_import(unit=place.owner).pk]


def a_lamp(place: Place) -> list[Any]:
    """A project in the north with issued lamps of September."""
    _, number = an_open_month(place)
    recount(periods=[SEPTEMBER])
    evaluate(by=ACTOR, at=NOW, period=SEPTEMBER)
    Evaluation.objects.update(issued_at=NOW)
    return [number, SEPTEMBER]


def its_project(place: Place) -> list[Any]:
    return an_open_month(place)[1:]


MATRIX: dict[str, Guarded | Public] = {
    "files:file": Guarded(an_unowned_file, here=404, elsewhere=404),
    "identity:sign_in": Public("the door itself"),
    "identity:sign_out": Public("leaving harms nobody; it is a POST with a token of the form"),
    "identity:first": Public("opened by a one-time link printed on the console"),
    "identity:link": Public("opened by a one-time link handed to its person"),
    "identity:again": Guarded(),
    "identity:password": Guarded(),
    "identity:sessions": Guarded(),
    "identity:people": Guarded(),
    "identity:invite": Guarded(here=422, method="post"),
    "identity:person": Guarded(somebody),
    "identity:assign": Guarded(somebody, here=422, method="post"),
    "identity:end_assignment": Guarded(an_assignment, here=302, method="post"),
    "identity:deactivate": Guarded(somebody, here=302, method="post"),
    "identity:unlock": Guarded(somebody, here=302, method="post"),
    "identity:renew_link": Guarded(somebody, method="post"),
    "identity:end_sessions": Guarded(somebody, here=302, method="post"),
    "identity:units": Guarded(),
    "identity:open_unit": Guarded(here=422, method="post"),
    "identity:unit": Guarded(the_unit, elsewhere=404),
    "identity:move_unit": Guarded(the_unit, here=422, method="post"),
    "identity:rename_unit": Guarded(the_unit, here=422, method="post"),
    "identity:close_unit": Guarded(the_unit, here=422, method="post"),
    "alerts:panel": Guarded(a_project_here, elsewhere=404),
    "alerts:explained": Guarded(a_lamp, elsewhere=404),
    "alerts:exemptions": Guarded(),
    "alerts:exemptions_export": Guarded(),
    "alerts:give": Guarded(),
    "alerts:end": Guarded(here=302, elsewhere=302, method="post"),
    "alerts:rulebooks": Guarded(),
    "alerts:rulebook": Guarded(lambda _: ["wuhan-1"]),
    "alerts:rulebook_toml": Guarded(lambda _: ["wuhan-1"]),
    "alerts:try": Guarded(),
    "alerts:trial": Guarded(a_trial),
    "alerts:trial_export": Guarded(a_trial, here=404, elsewhere=404),  # it is not done yet
    "alerts:publish": Guarded(a_trial, here=404, elsewhere=404),
    "alerts:warnings": Guarded(),
    "alerts:warnings_export": Guarded(),
    "alerts:warning": Guarded(an_issued_warning, elsewhere=404),
    "alerts:units": Guarded(),
    "alerts:units_export": Guarded(),
    "alerts:confirm": Guarded(here=302, elsewhere=302, method="post"),
    "alerts:reword": Guarded(here=302, elsewhere=302, method="post"),
    "alerts:let_off": Guarded(here=302, elsewhere=302, method="post"),
    "alerts:undo": Guarded(here=302, elsewhere=302, method="post"),
    "alerts:issue": Guarded(here=302, elsewhere=302, method="post"),
    "coordination:instructions": Guarded(),
    "coordination:instructions_export": Guarded(),
    "coordination:enter": Guarded(),
    "coordination:receive": Guarded(here=302, elsewhere=302, method="post"),
    "coordination:remind": Guarded(here=302, elsewhere=302, method="post"),
    "coordination:instruction": Guarded(an_instruction, elsewhere=404),
    "coordination:instruction_form": Guarded(an_instruction, elsewhere=404),
    "coordination:report": Guarded(an_instruction, here=422, elsewhere=404, method="post"),
    # A secretary changes what they entered themselves, and does not find what others did.
    "coordination:amend": Guarded(an_instruction, here=404, elsewhere=404),
    "coordination:withdraw": Guarded(an_instruction, here=404, elsewhere=404, method="post"),
    "coordination:speak_again": Guarded(an_instruction, here=404, elsewhere=404, method="post"),
    "coordination:close": Guarded(an_instruction, here=422, method="post"),
    "coordination:closing_days": Guarded(here=302, elsewhere=302, method="post"),
    "coordination:handover": Guarded(),
    "coordination:handover_back": Guarded(lambda _: [0], here=302, elsewhere=302, method="post"),
    "coordination:panel": Guarded(a_project_here, elsewhere=404),
    **PLANS,
    "coordination:sweeps": Guarded(),
    "coordination:sweeps_export": Guarded(),
    "coordination:new_sweep": Guarded(),
    "coordination:sweep": Guarded(a_sweep),
    "coordination:sweep_export": Guarded(a_sweep),
    "coordination:sweep_act": Guarded(a_sweep, here=302, method="post"),
    "coordination:answer": Guarded(a_sweep, elsewhere=404),
    "coordination:sheet": Guarded(a_sweep, elsewhere=404),
    "coordination:read_sheet": Guarded(a_sweep, here=422, elsewhere=404, method="post"),
    **CHECKS,
    **ISSUES,
    **MEETINGS,
    **SCHEDULE,
    "plans:start": Guarded(here=302, elsewhere=302),
    "plans:panel": Guarded(a_project_here, elsewhere=404),
    "plans:overview": Guarded(the_year),
    "plans:lines": Guarded(the_year),
    "plans:lines_export": Guarded(the_year),
    "plans:declarations": Guarded(the_year),
    "plans:declarations_export": Guarded(the_year),
    "plans:pick": Guarded(the_year),
    "plans:withdraw": Guarded(the_year, here=302, elsewhere=302, method="post"),
    "plans:declaration": Guarded(a_declarable, elsewhere=404),
    "plans:selection": Guarded(the_year),
    "plans:selection_export": Guarded(the_year),
    "plans:decide": Guarded(the_year, here=302, method="post"),
    "plans:thresholds": Guarded(the_year),
    "plans:thresholds_export": Guarded(the_year),
    "plans:issue": Guarded(the_year),
    "plans:adjustments": Guarded(the_year),
    "plans:adjustments_export": Guarded(the_year),
    "plans:open_window": Guarded(the_year, here=422, method="post"),
    "plans:undo": Guarded(the_year, here=422, method="post"),
    "plans:compose": Guarded(the_year),
    "plans:compose_pick": Guarded(the_year),
    "plans:compose_row": Guarded(a_declarable),
    "progress:review": Guarded(),
    "progress:review_export": Guarded(),
    "progress:review_accept": Guarded(here=302, elsewhere=302, method="post"),
    "progress:review_return": Guarded(here=302, elsewhere=302, method="post"),
    "progress:review_answer": Guarded(here=302, elsewhere=302, method="post"),
    "progress:review_filing": Guarded(a_submitted_filing, elsewhere=404),
    "progress:not_reported": Guarded(here=302, elsewhere=302),  # no period has been opened
    "progress:ways": Guarded(),
    "progress:not_reported_export": Guarded(here=302, elsewhere=302),
    "progress:remind": Guarded(here=302, elsewhere=302, method="post"),
    "progress:totals": Guarded(here=302, elsewhere=302),
    "progress:totals_export": Guarded(here=302, elsewhere=302),
    "progress:make_totals": Guarded(lambda _: [SEPTEMBER], here=302, elsewhere=302, method="post"),
    "progress:totals_sheet": Guarded(a_totals_sheet, elsewhere=404),
    "progress:slip": Guarded(a_totals_sheet, elsewhere=404),
    "plans:targets": Guarded(the_year),
    "plans:target_edit": Guarded(the_year),
    "plans:target_copy": Guarded(the_year, here=302, method="post"),
    "plans:targets_export": Guarded(the_year),
    "plans:applications": Guarded(the_year),
    "plans:applications_export": Guarded(the_year),
    "plans:apply_pick": Guarded(the_year),
    "plans:apply": Guarded(a_declarable),
    "plans:answer": Guarded(the_year, here=302, method="post"),
    "plans:outside": Guarded(the_year),
    "plans:outside_export": Guarded(the_year),
    "plans:put_figure": Guarded(the_year, here=422, method="post"),
    "plans:put_line": Guarded(the_year, here=422, method="post"),
    "plans:read_workbook": Guarded(the_year, here=422, method="post"),
    "plans:take_workbook": Guarded(the_year, here=302, method="post"),
    "plans:roll_over": Guarded(the_year),
    "plans:roll_over_export": Guarded(the_year),
    "portal:people_export": Guarded(),
    "portal:units_export": Guarded(),
    "portal:home": Guarded(),
    "portal:cockpit": Guarded(),
    "portal:loop": Guarded(),
    "portal:rolling": Guarded(),
    "portal:rolling_export": Guarded(elsewhere=404, here=404),
    "portal:brief": Guarded(here=404, elsewhere=404),  # no month has been judged
    "portal:wall": Guarded(),
    "portal:projects": Guarded(),
    "portal:counts": Guarded(),
    "portal:map": Guarded(),
    "portal:map_panel": Guarded(),
    "portal:map_points": Guarded(here=404, elsewhere=404),  # no period was opened
    "portal:map_outlines": Guarded(some_boundaries),
    "portal:map_picker": Guarded(),
    "portal:boundaries": Guarded(),
    "portal:boundaries_bring": Guarded(here=422, elsewhere=422, method="post"),
    "portal:boundaries_withdraw": Guarded(some_boundaries, here=302, elsewhere=302, method="post"),
    "portal:chosen": Guarded(here=404, elsewhere=404, method="post"),  # of no period
    "portal:views": Guarded(),
    "portal:save_view": Guarded(here=404, elsewhere=404, method="post"),  # of no period
    "portal:view": Guarded(lambda _: [0], here=404, elsewhere=404, method="post"),  # nobody's
    "portal:export": Guarded(here=404, elsewhere=404),  # no month has been judged
    "portal:responsibility": Guarded(),
    "portal:responsibility_export": Guarded(),
    "portal:held": Guarded(here=404, elsewhere=404),  # of nobody
    "portal:journal": Guarded(),
    "portal:settings": Guarded(),
    "portal:thresholds": Guarded(here=302, elsewhere=302),
    "portal:journal_entry": Guarded(an_entry),
    "portal:journal_export": Guarded(),
    "portal:figures": Guarded(a_project_here, elsewhere=404),
    "portal:papers": Guarded(a_project_here, elsewhere=404),
    "portal:card": Guarded(a_card, elsewhere=404),
    "portal:cards": Guarded(here=404, elsewhere=404),
    "portal:bulletin": Guarded(here=404, elsewhere=404),
    "projects:new": Guarded(),
    "projects:similar": Guarded(),
    "projects:edit": Guarded(a_project, elsewhere=404),
    "projects:change": Guarded(an_act, here=422, elsewhere=404, method="post"),
    "projects:project": Guarded(a_project, elsewhere=404),
    "projects:star": Guarded(a_project_here, here=302, elsewhere=404, method="post"),
    "projects:past": Guarded(a_project, elsewhere=404),
    "projects:steps": Guarded(a_project, here=404, elsewhere=404),  # a leader reads only
    "projects:people": Guarded(a_project, elsewhere=404),
    "projects:appoint": Guarded(a_project, here=422, elsewhere=404, method="post"),
    "projects:split": Guarded(a_project, here=422, elsewhere=404, method="post"),
    "projects:holder": Guarded(a_holder, elsewhere=404),
    "projects:hand_over": Guarded(a_holder, here=422, elsewhere=404, method="post"),
    "projects:end_holder": Guarded(a_holder, here=422, elsewhere=404, method="post"),
    "ledgers:imports": Guarded(),
    "ledgers:receive": Guarded(here=422, elsewhere=422, method="post"),
    "ledgers:import": Guarded(an_import, elsewhere=404),
    "ledgers:layout": Guarded(an_import, elsewhere=404),
    "ledgers:look_again": Guarded(an_import, here=302, elsewhere=404, method="post"),
    "ledgers:match": Guarded(an_import, here=302, elsewhere=404, method="post"),
    "ledgers:commit": Guarded(an_import, here=302, elsewhere=404, method="post"),
    "ledgers:undo": Guarded(an_import, here=302, elsewhere=404, method="post"),
    "ledgers:discard": Guarded(an_import, here=302, elsewhere=404, method="post"),
    "ledgers:cell": Guarded(an_import, here=404, elsewhere=404),  # of no cell
    "ledgers:export": Guarded(an_import, elsewhere=404),
    "ledgers:marked": Guarded(an_import, here=404, elsewhere=404),  # no workbook is kept of it
    "ledgers:templates": Guarded(),
    "ledgers:all_templates": Guarded(a_sheet_to_fill, elsewhere=302),
    "ledgers:notice": Guarded(a_sheet_to_fill),
    "ledgers:unit_template": Guarded(a_units_sheet, elsewhere=302),
    "reporting:periods": Guarded(),
    "reporting:export": Guarded(),
    "reporting:open": Guarded(here=422, elsewhere=422, method="post"),
    "reporting:period": Guarded(an_open_period),
    "reporting:window": Guarded(an_open_period, here=422, elsewhere=422, method="post"),
    "reporting:begin": Guarded(an_open_period, here=302, elsewhere=302, method="post"),
    "reporting:call_off": Guarded(an_open_period, here=422, elsewhere=422, method="post"),
    "reporting:close": Guarded(an_open_period, here=422, elsewhere=422, method="post"),
    "reporting:reopen": Guarded(an_open_period, here=422, elsewhere=422, method="post"),
    "reporting:frozen": Guarded(lambda place: [*an_open_period(place), 1]),
    "reporting:sent": Guarded(),
    "reporting:export_upward": Guarded(here=404, elsewhere=404),
    "reporting:sent_one": Guarded(a_sent_table),
    "reporting:sent_difference": Guarded(a_sent_table, here=404, elsewhere=404),
    "documents:desk": Guarded(),
    "documents:export": Guarded(),
    "documents:draft_month": Guarded(here=302, elsewhere=302, method="post"),
    "documents:drafting": Guarded(a_drafting),
    "documents:submit": Guarded(here=302, elsewhere=302, method="post"),
    "documents:redraft": Guarded(here=302, elsewhere=302, method="post"),
    "documents:discard": Guarded(here=302, elsewhere=302, method="post"),
    "documents:check": Guarded(here=302, elsewhere=302, method="post"),
    "documents:send_back": Guarded(here=302, elsewhere=302, method="post"),
    "documents:sign": Guarded(here=302, elsewhere=302, method="post"),
    "documents:seal": Guarded(here=302, elsewhere=302, method="post"),
    "documents:send": Guarded(here=302, elsewhere=302, method="post"),
    "documents:withdraw": Guarded(here=302, elsewhere=302, method="post"),
    "documents:receive": Guarded(here=302, elsewhere=302, method="post"),
    "documents:letterhead": Guarded(),
    "documents:numbers": Guarded(here=302, elsewhere=302, method="post"),
    "documents:templates": Guarded(),
    "documents:replace_template": Guarded(a_kind_of_paper, here=422, elsewhere=422, method="post"),
    "documents:put_back": Guarded(a_kind_of_paper, here=302, elsewhere=302, method="post"),
    "documents:template": Guarded(a_kind_of_paper),
    "documents:paper": Guarded(a_sent_paper, elsewhere=404),
    "documents:passages": Guarded(a_sent_paper, here=302, method="post"),
    "documents:heading": Guarded(a_sent_paper, here=422, method="post"),
    "documents:correct": Guarded(a_sent_paper, here=302, method="post"),
    "documents:word": Guarded(a_sent_paper, elsewhere=404),
    "documents:followed": Guarded(a_sent_paper, here=404, elsewhere=404),  # of another kind
    "documents:followed_word": Guarded(a_sent_paper, here=404, elsewhere=404),
    "progress:filings": Guarded(),
    "progress:export": Guarded(here=404, elsewhere=404),  # no period was opened
    "progress:submit_many": Guarded(lambda _: [SEPTEMBER], method="post"),
    "progress:filing": Guarded(an_open_month, elsewhere=404),
    "progress:figures": Guarded(an_open_month, elsewhere=404, method="post"),
    "progress:keep": Guarded(an_open_month, elsewhere=404, method="post"),
    "progress:correction": Guarded(an_open_month, elsewhere=404, method="post"),
    "progress:copy": Guarded(an_open_month, elsewhere=404, method="post"),
    "progress:photos": Guarded(an_open_month, elsewhere=404, method="post"),
    "progress:answer": Guarded(
        an_open_month, here=404, elsewhere=404, method="post", data={"answer": "CONFIRMED"}
    ),
    "progress:panel": Guarded(its_project, elsewhere=404),
    "progress:leaving": Guarded(its_project, elsewhere=404),
    "progress:measures": Guarded(its_project, elsewhere=404),
    "progress:lists": Guarded(),
    "progress:lists_export": Guarded(),
    "notices:notices": Guarded(),
    "notices:count": Guarded(),
    "notices:settings": Guarded(),
    "notices:test": Guarded(here=302, elsewhere=302, method="post"),
    "notices:log": Guarded(),
    "notices:again": Guarded(here=302, elsewhere=302, method="post"),
    "notices:webhook": Guarded(here=302, elsewhere=302, method="post"),
    "notices:read": Guarded(here=302, elsewhere=302, method="post"),
    "notices:follow": Guarded(lambda _: [0], here=404, elsewhere=404),  # another's, or nobody's
    "ui:gallery": Public("shows the components with invented figures only"),
    "ui:size": Public("the choice of text size touches nothing but one's own cookie"),
    "ui:language": Public("the choice of language touches nothing but one's own cookie"),
}
