"""Reasons, review steps, sheets and the window of a closed month: no change goes unfound."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from ballast.delivery.progress.models import Correction, Filing, TotalsSheet
from ballast.delivery.progress.rules import Days
from ballast.delivery.progress.services import accept, set_windows
from ballast.delivery.progress.services.reviewing import begin
from ballast.delivery.progress.services.totals import make
from ballast.edges.cli import audit
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.rules import FrozenFault, FrozenKind
from tests.alerts.factories import confirm_drafts
from tests.audit.tampering import superuser
from tests.identity.factories import ACTOR
from tests.progress.city import AT, make_city
from tests.progress.factories import make_filing, make_line, make_period, wan
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db(transaction=True)

SEPTEMBER = Period.month(2023, 9)


@dataclass(frozen=True)
class Closed:
    """September closed with one filing that corrects August, its review and a signed sheet."""

    number: str  # of the project
    filing: Any
    city: Any


@pytest.fixture
def closed():
    city = make_city()
    project = make_project(unit=city.north)
    make_line(project)
    make_period()
    figures = {"correction_yuan": wan(-5), "caught_up_yuan": wan(105)}
    filing = make_filing(project, "100", state="DRAFT", **figures)
    Correction.objects.create(
        filing=filing,
        period="2023-09",
        about_period="2023-08",
        amount_yuan=wan(-5),
        reason="审计核减",
    )
    Filing.objects.update(state="SUBMITTED", submitted_at=AT)
    begin([filing], by=city.owner_by, at=AT)
    make(by=city.office_by, at=AT, period="2023-09", units=["NORTH"])
    TotalsSheet.objects.update(signed_by="李副区长", signed_on=date(2023, 9, 26))
    accept(by=city.office_by, at=AT, filing_ids=[filing.pk], through="月底")
    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)
    confirm_drafts()
    services.close(by=ACTOR, at=AT, period=SEPTEMBER)
    return Closed(project.number, filing, city)


def tamper(statement):
    """Past every right and trigger of the table, which come back as they were."""
    table = next(word for word in statement.split() if word.startswith("progress_"))
    with superuser() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(
            "SELECT tgname, tgenabled FROM pg_trigger"
            " WHERE tgrelid = %s::regclass AND NOT tgisinternal",
            [table],
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
        cursor.execute(statement)
        assert cursor.rowcount == 1
        for name, _ in triggers:
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
        cursor.execute("COMMIT")


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE progress_correction SET reason = '另有原因'", FrozenKind.CORRECTION),
        ("UPDATE progress_correction SET paper = '审计〔2023〕1号'", FrozenKind.CORRECTION),
        ("UPDATE progress_correction SET about_period = '2023-07'", FrozenKind.CORRECTION),
        ("UPDATE progress_review SET reason = 'x' WHERE level = 'OFFICE'", FrozenKind.REVIEW),
        ("UPDATE progress_review SET decided_by = 'x' WHERE level = 'OFFICE'", FrozenKind.REVIEW),
        (
            "UPDATE progress_review SET verdict = 'ACCEPTED' WHERE level = 'DISTRICT'",
            FrozenKind.REVIEW,
        ),
        ("UPDATE progress_review SET decided_at = now() WHERE level = 'OFFICE'", FrozenKind.REVIEW),
        ("DELETE FROM progress_review WHERE level = 'DISTRICT'", FrozenKind.REVIEW),
        ("UPDATE progress_totalssheet SET signed_by = 'x'", FrozenKind.SHEET),
        ("UPDATE progress_totalssheet SET signed_on = '2023-09-27'", FrozenKind.SHEET),
        ("UPDATE progress_totalssheet SET totals = '{\"count\": 9}'", FrozenKind.SHEET),
        ("UPDATE progress_totalssheet SET digest = repeat('0', 64)", FrozenKind.SHEET),
        ("DELETE FROM progress_totalssheet", FrozenKind.SHEET),
        ("UPDATE progress_window SET shuts_on = '2023-10-31'", FrozenKind.WINDOW),
        ("DELETE FROM progress_window", FrozenKind.WINDOW),
    ],
)
def test_a_superusers_change_beside_the_figures_is_found_and_named(closed, statement, kind):
    assert selectors.verify_frozen() == []

    tamper(statement)

    about = {FrozenKind.SHEET: "NORTH", FrozenKind.WINDOW: ""}.get(kind, closed.number)
    assert selectors.verify_frozen() == [FrozenFault(kind, "2023-09", 1, about)]


def test_a_changed_amount_is_found_as_a_correction_and_as_the_figure_it_makes(closed):
    tamper("UPDATE progress_correction SET amount_yuan = -60000")

    assert selectors.verify_frozen() == [
        FrozenFault(kind, "2023-09", 1, closed.number)
        for kind in (FrozenKind.FILING, FrozenKind.CORRECTION)
    ]


def test_the_terminal_names_the_project_and_the_unit(closed, capsys):
    tamper("UPDATE progress_correction SET reason = '另有原因'")
    tamper("UPDATE progress_totalssheet SET signed_by = 'x'")

    with translation.override("en"):
        assert audit.run(["verify"]) == 1

    told = capsys.readouterr().out
    assert f"the corrections of {closed.number} are not those" in told
    assert "the totals sheets of NORTH are not those" in told


def test_what_may_change_after_a_reopening_is_no_fault_and_what_was_closed_with_stays(closed):
    services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="漏报")
    later = Days(date(2023, 9, 20), date(2023, 9, 25), date(2023, 10, 31))
    set_windows(by=ACTOR, at=AT, windows={"2023-09": later})
    make(by=closed.city.office_by, at=AT, period="2023-09", units=["NORTH"])
    make_filing(closed.filing.project, "120", state="DRAFT", revision=2)
    assert selectors.verify_frozen() == []

    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)
    confirm_drafts()
    services.close(by=ACTOR, at=AT, period=SEPTEMBER)
    assert selectors.verify_frozen() == []

    tamper("UPDATE progress_totalssheet SET signed_by = 'x' WHERE version = 1")
    assert selectors.verify_frozen() == [FrozenFault(FrozenKind.SHEET, "2023-09", 1, "NORTH")]


def test_a_month_closed_before_trails_were_kept_is_named_and_is_no_fault(closed, capsys):
    with superuser() as cursor:
        cursor.execute("ALTER TABLE reporting_frozentrail DISABLE TRIGGER frozen_stays")
        cursor.execute("DELETE FROM reporting_frozentrail")
        cursor.execute("ALTER TABLE reporting_frozentrail ENABLE ALWAYS TRIGGER frozen_stays")
        cursor.execute("UPDATE audit_entry SET payload = payload - 'trail'")

    assert selectors.verify_frozen() == []
    with translation.override("en"):
        assert audit.run(["verify"]) == 0

    told = capsys.readouterr().out
    assert "Period 2023-09, revision 1: closed before trails were kept." in told
    assert "The closed periods are as they were closed." in told
