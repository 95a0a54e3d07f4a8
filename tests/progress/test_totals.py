"""A unit signs figures that hold: the sheet says when they no longer do."""

import io
from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup

from ballast.delivery.progress.models import Duty, Filing, TotalsSheet
from ballast.delivery.progress.rules.totals import Totals
from ballast.delivery.progress.selectors.tally import tally
from ballast.delivery.progress.selectors.totals import reach_of, sees_sheet, sheets
from ballast.delivery.progress.services import accept
from ballast.delivery.progress.services.counting import recount
from ballast.delivery.progress.services.totals import NoSheet, SheetStale, make, sign
from ballast.platform.audit.models import Entry
from ballast.platform.files.models import File
from ballast.platform.files.services import Upload
from ballast.projects.models import ShareSplit
from tests.files.factories import PDF
from tests.identity.factories import make_client
from tests.progress.city import AT, make_city, make_submitted
from tests.progress.factories import (
    SEPTEMBER,
    make_filing,
    make_line,
    make_period,
    reopen,
    wan,
)
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db
ON = AT.date()


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def city():
    """The north has filed one of two projects, late; the south its only one."""
    city = make_city()
    make_submitted(city, completed="900", month="120.5", is_late=True)
    make_submitted(city, unit=city.south, completed="10", month="1")
    silent = make_project(unit=city.north)
    make_line(silent, planned="400")
    make_period()
    recount(periods={SEPTEMBER})
    return city


def made(city, by=None):
    return make(by=by or city.north_by, at=AT, period=SEPTEMBER, units=["NORTH"])[0]


def scan(city, **said):
    given = {"signed_by": "李副区长", "signed_on": date(2023, 9, 26)}
    upload = Upload("城北区.pdf", io.BytesIO(PDF))
    return sign(
        by=city.north_by, at=AT, period=SEPTEMBER, unit="NORTH", upload=upload, **(given | said)
    )


def stale(city):
    [sheet] = sheets(SEPTEMBER, ON, reach_of(city.north_user, ON))
    return sheet.is_stale


def test_the_sheet_counts_what_was_reported_and_what_was_not(city):
    assert Totals.kept(made(city).totals) == Totals(
        count=2,
        filed=1,
        late=1,
        original_yuan=wan(1600),
        planned_yuan=wan(1600),
        month_yuan=wan("120.5"),
        completed_yuan=wan(900),
    )
    assert Totals.kept(made(city).totals).not_reported == 1


def test_acceptance_does_not_age_a_sheet_but_another_figure_does(city):
    first = made(city)
    [sent] = Filing.objects.filter(unit=city.north)
    accept(by=city.office_by, at=AT, filing_ids=[sent.pk], through="急")
    assert not stale(city)
    assert made(city) == first

    make_filing(sent.project, "950", month="170.5", state="SUBMITTED")
    assert stale(city)
    assert made(city).version == 2
    assert not stale(city)


def test_a_project_counts_under_the_accounting_unit_of_who_answers_for_it(city):
    city.group.is_accounting = True
    city.group.save()
    make_submitted(city, unit=city.owner, completed="7")
    last = Filing.objects.latest("pk")
    Duty.objects.create(project=last.project, period=SEPTEMBER, unit=city.owner)

    assert [one.unit.code for one in sheets(SEPTEMBER, ON, None)] == ["GROUP", "NORTH", "SOUTH"]


def shown(unit, **wanted):
    [sheet] = [one for one in sheets(SEPTEMBER, ON, None) if one.unit.code == unit]
    return {name: getattr(sheet.totals, name) for name in wanted}


def test_a_cross_district_project_counts_to_the_cent_by_its_shares():
    """By hand: 100.01 yuan at a third and two thirds of six places.

    100.01 × 0.333333 = 33.33663333 and 100.01 × 0.666667 = 66.67336667; rounded down 33.33 and
    66.67, the cent left goes to the larger remainder: 33.34 and 66.67.
    """
    city = make_city()
    project = make_project(unit=city.north)
    make_line(project, planned="0.010001")
    for unit, share in ((city.north, "0.333333"), (city.south, "0.666667")):
        ShareSplit.objects.create(
            project=project, unit=unit, share=Decimal(share), valid_from=date(2020, 1, 1)
        )
    make_period()
    make_filing(project, "0.010001", state="SUBMITTED")
    recount(periods={SEPTEMBER})

    north = {"count": 1, "filed": 1, "completed_yuan": Decimal("33.34")}
    south = {"count": 0, "filed": 0, "completed_yuan": Decimal("66.67")}
    assert shown("NORTH", **north) == north
    assert shown("SOUTH", **south) == south
    assert shown("SOUTH", planned_yuan=0) == {"planned_yuan": Decimal("66.67")}


def test_a_part_is_not_counted_beside_the_bundle_it_belongs_to():
    city = make_city()
    whole, part = make_project(unit=city.north), make_project(unit=city.north)
    type(part).objects.filter(pk=part.pk).update(parent=whole, kinship="BUNDLE")
    for project in (whole, part):
        make_line(project, planned="1000")
        make_filing(project, "300", state="SUBMITTED")
    make_period()
    recount(periods={SEPTEMBER})

    once = {"count": 1, "filed": 1, "planned_yuan": wan(1000), "completed_yuan": wan(300)}
    assert shown("NORTH", **once) == once
    [sheet] = sheets(SEPTEMBER, ON, None)
    inside = {row.number: row.is_inside for row in sheet.rows}
    assert inside == {whole.number: False, part.number: True}


def test_not_reported_means_what_it_means_on_every_page(city):
    """Returned is returned, a draft is not reported, as at the desk and among the periods."""
    returned, drafted = make_project(unit=city.north), make_project(unit=city.north)
    for project, state in ((returned, "RETURNED"), (drafted, "DRAFT")):
        line = make_line(project)
        Duty.objects.create(
            project=project, period=SEPTEMBER, unit=city.north, plan_class=line.plan_class
        )
        make_filing(project, "70", state=state)
    recount(periods={SEPTEMBER})

    counted = {"count": 4, "filed": 1, "returned": 1, "not_reported": 2}
    assert shown("NORTH", **counted) == counted
    desk = tally(city.north_user, ON, [SEPTEMBER])[SEPTEMBER]
    assert (desk.due, desk.filed, desk.returned, desk.not_filed) == (4, 1, 1, 2)
    said = make_client(city.north_user).get(f"/review/totals/{SEPTEMBER}/NORTH/")
    cells = BeautifulSoup(said.content, "html.parser").select("tbody tr")[0].find_all("td")
    assert [cell.get_text() for cell in cells[:5]] == ["4", "1", "1", "1", "2"]


def test_the_signed_scan_lies_with_the_sheet_for_those_who_may_see_it(city):
    sheet = made(city)

    scan(city)

    sheet.refresh_from_db()
    assert (sheet.signed_by, sheet.signed_on, sheet.uploaded_by) == (
        "李副区长",
        date(2023, 9, 26),
        "north",
    )
    file = File.objects.get()
    assert (file.owner_kind, file.owner_key) == ("totals_sheet", str(sheet.pk))
    assert sees_sheet(city.north_user, file.owner_key, ON)
    assert sees_sheet(city.office_user, file.owner_key, ON)
    assert not sees_sheet(city.south_user, file.owner_key, ON)
    assert Entry.objects.get(code="progress.totals_signed").payload["digest"] == sheet.digest


def test_nobody_signs_figures_that_have_changed(city):
    made(city)
    silent = Duty.objects.get(unit=city.north, project__filings__isnull=True)
    make_filing(silent.project, "50", state="SUBMITTED")

    with pytest.raises(SheetStale):
        scan(city)

    assert not File.objects.exists()
    assert TotalsSheet.objects.get().uploaded_at is None


def test_a_unit_makes_its_own_sheet_alone_and_signs_none_that_was_never_made(city):
    with pytest.raises(NoSheet):
        make(by=city.south_by, at=AT, period=SEPTEMBER, units=["NORTH"])
    with pytest.raises(NoSheet):
        scan(city)

    assert not TotalsSheet.objects.exists()
    assert made(city, by=city.office_by).version == 1


def test_a_reopened_month_is_signed_anew_though_no_figure_has_changed(city):
    first = made(city)
    reopen()

    with pytest.raises(SheetStale):
        scan(city)
    assert made(city).version == first.version + 1
    scan(city)

    assert list(TotalsSheet.objects.order_by("pk").values_list("revision", "signed_by")) == [
        (1, ""),
        (2, "李副区长"),
    ]
