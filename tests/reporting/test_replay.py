"""A closed month comes out the same for ever, and whoever asks learns what moved since."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.models import Exemption, ProjectLamp
from ballast.dispatch.alerts.services import publish
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.models import (
    FrozenFact,
    FrozenLamp,
    FrozenSnapshot,
    FrozenValue,
)
from ballast.oversight.reporting.rules import Cause, FrozenFault, FrozenKind, NoSnapshot, NotClosed
from ballast.oversight.reporting.rules.snapshot import text
from ballast.platform.analytics import catalogue
from ballast.platform.analytics.catalogue import VersionMissing
from ballast.platform.analytics.expressions import Column, Sum
from ballast.platform.audit.models import Entry
from ballast.projects.models import Project, ShareSplit
from tests.alerts.factories import confirm_drafts
from tests.audit.tampering import past_guards, superuser
from tests.identity.factories import ACTOR, make_unit
from tests.progress.factories import AT, make_filing, make_line, make_period
from tests.projects.factories import make_project

pytestmark = pytest.mark.django_db

SEPTEMBER = Period.month(2023, 9)
TABLES = ("frozensnapshot", "frozenfact", "frozenlamp", "frozenvalue")


@pytest.fixture
def works():
    """North's 300 of 1,200, red and let off its start; South's 1,500 of 1,800, shared with North."""
    city = make_unit(code="CITY", name="示例市", region_code="990100")
    north, south = (
        make_unit(code=code, under=city, is_accounting=True) for code in ("NORTH", "SOUTH")
    )
    works = [
        make_line(make_project(unit=unit), planned=planned).project
        for unit, planned in ((north, "1200"), (south, "1800"))
    ]
    for unit, share in ((north, "0.333333"), (south, "0.666667")):
        ShareSplit.objects.create(
            project=works[1], unit=unit, share=share, valid_from=date(2023, 1, 1)
        )
    Exemption.objects.create(
        project=works[0],
        family="entry",
        valid_from=date(2023, 9, 1),
        valid_until=date(2023, 11, 1),
        cause="winter",
        proof="停工令",
        given_by="tests",
        given_at=AT,
    )
    make_period()
    for work, completed in zip(works, ("300", "1500"), strict=True):
        make_filing(work, completed)
    return works


def close():
    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)
    confirm_drafts()
    return services.close(by=ACTOR, at=AT, period=SEPTEMBER)


def replayed(revision=None):
    return selectors.replay(selectors.kept("2023-09", revision))


def causes(found):
    return {(one.cause, one.place, one.what) for one in found}


def test_closing_keeps_facts_lamps_and_values_with_their_versions_and_seals_them(works):
    close()

    head = FrozenSnapshot.objects.get()
    assert (head.schema, head.rulebook) == (1, "default-1")
    assert head.indicators == catalogue.versions()
    assert head.rulebook_text == alerts.shipped("default")
    parts = FrozenFact.objects.filter(number=works[1].number).order_by("unit")
    assert [(part.unit, part.facts["completed_yuan"]) for part in parts] == [
        ("NORTH", "4999995"),
        ("SOUTH", "10000005"),
    ]
    let_off = FrozenFact.objects.get(number=works[0].number)
    assert let_off.grounds["exempt"]["entry"]["until"] == "2023-11-01"
    lamp = FrozenLamp.objects.get(number=works[0].number, family="progress")
    assert (lamp.colour, lamp.row, lamp.running) == ("red", "far_behind", 1)
    assert FrozenLamp.objects.count() == ProjectLamp.objects.count()
    rate = FrozenValue.objects.get(plan="current", grouping="all", code="completion_rate")
    assert (rate.key, rate.value, rate.numerator, rate.denominator) == (
        "all",
        60,
        18_000_000,
        30_000_000,
    )
    assert (
        selectors.kept("2023-09").digest
        == Entry.objects.get(code="periods.closed").payload["snapshot"]
    )
    assert selectors.verify_frozen() == []


def test_a_value_is_kept_with_all_its_places(works):
    make_line(make_project(), planned="700")
    close()

    third = FrozenValue.objects.get(plan="current", grouping="all", code="completion_rate")
    assert third.numerator == Decimal(18_000_000)
    assert third.denominator == Decimal(37_000_000)
    assert third.value == Decimal("48.64864864864864864864864865")


def test_no_float_is_kept_so_that_nobodys_spelling_of_one_can_matter(works):
    close()

    def floats(told):
        if isinstance(told, dict):
            return [one for value in told.values() for one in floats(value)]
        return [told] if isinstance(told, float) else []

    kept = selectors.kept("2023-09")
    rows = [kept.head, *kept.facts, *kept.lamps, *kept.values]
    assert [one for row in rows for one in floats(row)] == []


def test_a_closed_month_comes_out_as_it_was_stored(works):
    close()

    told = replayed()

    assert (told.differences, told.since, told.is_identical) == ((), (), True)


def test_it_does_after_an_indicator_a_rulebook_and_the_register_have_moved_on(works, monkeypatch):
    close()
    rate = catalogue.INDICATORS["completion_rate"]
    total = replace(rate, version=2, denominator=Sum(Column("total_yuan")))
    monkeypatch.setitem(catalogue.INDICATORS, "completion_rate", total)
    monkeypatch.setitem(catalogue.VERSIONS, ("completion_rate", 2), total)
    stricter = alerts.shipped("default").replace('version = "1"', 'version = "2"')
    publish(by=ACTOR, at=AT, text=stricter, valid_from=date(2023, 10, 1))
    Project.objects.filter(pk=works[0].pk).update(owner_name="改名公司", total_investment_yuan=1)

    told = replayed()

    assert told.is_identical
    assert {one.cause for one in told.since} == {Cause.FACT, Cause.INDICATOR}
    moved = {(one.what, one.stored, one.now) for one in told.since if one.cause is Cause.FACT}
    assert ("owner", works[0].owner_name or None, "改名公司") in moved
    assert {one.place for one in told.since if one.cause is Cause.FACT} == {works[0].number}
    assert (Cause.INDICATOR, "all", "completion_rate current value") in causes(told.since)


def test_a_later_month_is_measured_by_the_new_version_and_the_closed_one_by_the_old(
    works, monkeypatch
):
    close()
    rate = catalogue.INDICATORS["completion_rate"]
    doubled = replace(rate, version=2, denominator=Sum(Column("total_yuan")))
    monkeypatch.setitem(catalogue.INDICATORS, "completion_rate", doubled)
    monkeypatch.setitem(catalogue.VERSIONS, ("completion_rate", 2), doubled)
    services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="漏报")
    close()

    first, second = (
        FrozenSnapshot.objects.get(revision=number).indicators["completion_rate"]
        for number in (1, 2)
    )
    assert (first, second) == (1, 2)
    assert replayed(1).is_identical
    assert replayed(2).is_identical
    assert selectors.kept("2023-09").revision == 2


def test_what_the_catalogue_no_longer_knows_is_refused_by_name(works, monkeypatch):
    close()
    monkeypatch.delitem(catalogue.VERSIONS, ("entry_rate", 1))

    assert selectors.missing_versions() == [("2023-09", "entry_rate", 1)]
    with pytest.raises(VersionMissing) as refusal:
        replayed()
    assert refusal.value.params == {"missing": "entry_rate 1"}


def test_every_shipped_version_is_found_by_its_code_and_number():
    assert catalogue.missing(catalogue.versions()) == []
    assert len(catalogue.VERSIONS) >= len(catalogue.INDICATORS)
    assert all(
        one is catalogue.VERSIONS[code, one.version] for code, one in catalogue.INDICATORS.items()
    )


@pytest.mark.parametrize(
    ("statement", "cause", "what"),
    [
        ("UPDATE reporting_frozenlamp SET colour = 'green' WHERE family = 'progress'", Cause.LAMP, "progress colour"),
        ("UPDATE reporting_frozenlamp SET running = 9 WHERE family = 'project'", Cause.LAMP, "project running"),
        ("DELETE FROM reporting_frozenlamp WHERE family = 'filing'", Cause.LAMP, "filing colour"),
        ("UPDATE reporting_frozenvalue SET value = 61 WHERE code = 'completion_rate' AND grouping = 'all'", Cause.VALUE, "completion_rate current value"),
        ("UPDATE reporting_frozenvalue SET denominator = 1 WHERE code = 'completion_rate'", Cause.VALUE, "completion_rate original denominator"),
        ("DELETE FROM reporting_frozenvalue WHERE code = 'project_count'", Cause.VALUE, "project_count current value"),
        ("""UPDATE reporting_frozenfact SET facts = facts || '{"planned_yuan": "1"}'""", Cause.VALUE, "planned_investment current value"),
        ("""UPDATE reporting_frozenfact SET facts = facts || '{"completed_yuan": "1"}'""", Cause.LAMP, "progress values"),
        ("DELETE FROM reporting_frozenfact", Cause.LAMP, "progress colour"),
        ("UPDATE reporting_frozenfact SET facts = '{}'", Cause.LAMP, "progress colour"),
        ("UPDATE reporting_frozenfact SET facts = facts - 'planned_yuan' WHERE unit = 'NORTH'", Cause.VALUE, "planned_investment current value"),
        ("UPDATE reporting_frozenfact SET grounds = '{}'", Cause.LAMP, "entry row"),
        ("UPDATE reporting_frozensnapshot SET rulebook_text = replace(rulebook_text, '-30', '-99')", Cause.SEAL, "digest"),
        ("""UPDATE reporting_frozensnapshot SET given = '{"": {"target_yuan": "1"}}'""", Cause.VALUE, "target_rate current value"),
    ],
)  # fmt: skip
def test_a_stored_row_altered_past_every_guard_is_found_and_named(works, statement, cause, what):
    close()

    past_guards(statement)

    told = replayed()
    assert not told.is_identical
    assert (Cause.SEAL, "", "digest") in causes(told.differences)
    assert (cause, what) in {(one.cause, one.what) for one in told.differences}
    assert selectors.verify_frozen() == [FrozenFault(FrozenKind.CHANGED, "2023-09", 1)]


def test_a_lamp_repainted_on_the_pages_is_found(works):
    close()
    past_guards(
        "UPDATE alerts_projectlamp SET colour = 'green'"
        f" WHERE family = 'progress' AND project_id = {works[0].pk}"
    )

    assert [
        (one.cause, one.place, one.what, one.stored, one.now) for one in replayed().differences
    ] == [(Cause.SHOWN, works[0].number, "progress colour", "red", "green")]


def test_a_fact_told_otherwise_today_is_listed_by_project_and_field(works):
    close()
    past_guards(
        f"UPDATE progress_monthfigure SET completed_yuan = 1 WHERE project_id = {works[0].pk}"
    )
    Exemption.objects.all().delete()

    told = replayed()

    assert told.is_identical
    assert {
        (one.place, one.what, one.stored, one.now) for one in told.since if "exempt" not in one.what
    } == {
        (works[0].number, "completed_yuan", "3000000", "1"),
    }
    assert (Cause.FACT, works[0].number, "exempt entry") in causes(told.since)


def test_a_reopened_month_keeps_the_first_snapshot_and_shows_what_the_second_changed(works):
    close()
    services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="漏报")
    make_filing(works[0], "900", revision=2)
    assert selectors.closed_facts("2023-09", 1).head.revision == 1
    close()

    for number, rate in ((1, Decimal(60)), (2, Decimal(80))):
        kept = FrozenValue.objects.get(
            revision=number, plan="current", grouping="all", code="completion_rate"
        )
        assert kept.value == rate
        assert replayed(number).is_identical
    assert (Cause.FACT, works[0].number, "completed_yuan") in causes(replayed(1).since)
    assert replayed(2).since == ()


def test_a_month_closed_before_snapshots_is_named_and_is_no_fault(works):
    close()
    for table in TABLES:
        past_guards(f"DELETE FROM reporting_{table}")
    with superuser() as cursor:
        cursor.execute("UPDATE audit_entry SET payload = payload - 'snapshot'")

    assert selectors.verify_frozen() == []
    assert selectors.without_snapshot() == [("2023-09", 1)]
    with pytest.raises(NoSnapshot):
        replayed()


def test_an_open_month_has_nothing_to_replay(works):
    with pytest.raises(NotClosed):
        replayed()


@pytest.mark.parametrize(
    ("amount", "told"),
    [("1200.00", "1200"), ("0.10", "0.1"), ("-0.00", "0"), ("1E+2", "100"), ("1E-7", "0.0000001"), ("-3.50", "-3.5")],
)  # fmt: skip
def test_an_amount_is_sealed_in_one_spelling_whoever_formats_it(amount, told):
    assert text(Decimal(amount)) == told


def test_a_rulebook_is_tried_on_what_a_closed_month_kept(works):
    close()
    kept = totals(alerts.grounds(SEPTEMBER))

    Project.objects.update(total_investment_yuan=Decimal(1))

    assert totals(alerts.facts_of(SEPTEMBER)) == kept != totals(alerts.grounds(SEPTEMBER))
    assert (works[0].pk, "entry") in alerts.facts_of(SEPTEMBER).lets


def test_an_open_month_has_no_grounds_but_those_of_today(works):
    assert selectors.grounds_of(SEPTEMBER) is None


def totals(found):
    return sorted(found.facts.select("project_id", "total_yuan").collect().iter_rows())
