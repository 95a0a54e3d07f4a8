"""An import as a thing of its own: kept, looked at, asked about, committed later by its rows."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.ledgers import selectors, services
from ballast.delivery.ledgers.models import Import, ImportRow
from ballast.delivery.ledgers.rules import is_stalled
from ballast.delivery.ledgers.services import (
    ImportDecided,
    ImportUnknown,
    LedgerRefused,
    UnitNotYours,
    Workbook,
)
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.models import Filing
from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Actor
from ballast.platform.files import selectors as files
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from ballast.projects.models import Project as Registered
from tests.identity.factories import make_unit, make_user
from tests.support.jobs import run_all

from .workbooks import Plan, Project, month_workbook, plan_workbook

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor("system", None, "重点办")
NORTH, SOUTH = Project("北路", planned=600), Project("南路", planned=300)

pytestmark = pytest.mark.django_db


def receive(content, *, by=BY, **said):
    imported = services.receive(by=by, at=AT, content=content, filename="台账.xlsx", **said)
    run_all()
    return Import.objects.get(pk=imported.pk)


def receive_plan(*projects, **said):
    return receive(plan_workbook(Plan(projects=projects)), **said)


def bring_plan(*projects):
    workbook = Workbook(
        content=plan_workbook(Plan(projects=projects)),
        filename="计划.xlsx",
        kind="plan",
        subject="2023",
    )
    return services.bring_in(by=BY, at=AT, workbook=workbook)


def commit(imported, **how):
    return services.commit(by=BY, at=AT, import_id=imported.pk, **how)


def standings(imported):
    return list(selectors.rows(imported).values_list("name", "standing"))


def test_a_workbook_is_kept_looked_at_and_writes_nothing_until_it_is_committed():
    imported = receive_plan(NORTH, SOUTH)

    assert (imported.state, imported.kind, imported.subject) == ("READY", "plan", "2023")
    assert (imported.progress, imported.counts["new"]) == (100, 2)
    assert files.content(selectors.SOURCE, str(imported.source_id)).startswith(b"PK")
    assert not Registered.objects.exists()

    commit(imported)

    assert PlanLine.objects.get(project__name="北路").planned_yuan == Decimal(6_000_000)
    assert Entry.objects.get().pk == Import.objects.get().entry


def test_a_workbook_of_one_unit_is_not_said_to_lack_what_another_carries():
    for name in ("北区", "南区"):
        make_unit(code=name, name=name)
    bring_plan(Project("北路", unit="北区"), Project("北桥", unit="北区"))
    brought = bring_plan(Project("南路", unit="南区"), Project("无主路", unit=""))
    again = bring_plan(Project("北路", unit="北区"))

    assert [one.name for one in brought.missing] == []
    assert [one.name for one in again.missing] == ["北桥", "无主路"]


def test_the_preview_tells_every_change_old_and_new():
    bring_plan(NORTH, SOUTH)

    imported = receive_plan(Project("北路", planned=700, total=1200), Project("东路"))

    assert standings(imported) == [("北路", "CHANGED"), ("东路", "NEW"), ("南路", "MISSING")]
    [changed] = selectors.rows(imported, "CHANGED")
    assert changed.changes == {
        "total_investment_yuan": ["10000000.00", "12000000.00"],
        "planned_yuan": ["6000000.00", "7000000.00"],
    }


def test_a_name_that_comes_near_waits_until_a_person_says_which_it_is():
    bring_plan(Project("滨江路道路改造工程"))
    imported = receive_plan(Project("滨江路改造工程"))
    [row] = selectors.rows(imported, "NEAR")
    known = Registered.objects.get()
    assert [near["name"] for near in row.near] == ["滨江路道路改造工程"]
    with pytest.raises(LedgerRefused):
        commit(imported)

    services.match(by=BY, at=AT, import_id=imported.pk, chosen={row.pk: known.pk})
    assert standings(Import.objects.get(pk=imported.pk)) == [("滨江路改造工程", "CHANGED")]
    commit(imported)

    assert Registered.objects.get().name == "滨江路改造工程"


def test_a_name_that_comes_near_may_be_said_to_be_new():
    bring_plan(Project("滨江路道路改造工程"))
    imported = receive_plan(Project("滨江路改造工程"))
    [row] = selectors.rows(imported, "NEAR")

    services.match(by=BY, at=AT, import_id=imported.pk, chosen={row.pk: None})
    commit(imported)

    assert Registered.objects.count() == 2


def test_no_project_is_chosen_that_was_not_offered():
    bring_plan(Project("滨江路道路改造工程"), SOUTH)
    imported = receive_plan(Project("滨江路改造工程"), SOUTH)
    [row] = selectors.rows(imported, "NEAR")
    south = Registered.objects.get(name="南路")

    with pytest.raises(ImportDecided):
        services.match(by=BY, at=AT, import_id=imported.pk, chosen={row.pk: south.pk})


def test_what_was_entered_meanwhile_is_met_at_the_commit_and_not_entered_twice():
    imported = receive_plan(NORTH, SOUTH)
    bring_plan(NORTH, SOUTH)

    commit(imported)

    assert Registered.objects.count() == 2
    assert Import.objects.get(pk=imported.pk).counts["unchanged"] == 2


def test_an_import_is_committed_once_and_a_discarded_one_never():
    first, second = receive_plan(NORTH), receive_plan(SOUTH)
    commit(first)
    services.discard(by=BY, at=AT, import_id=second.pk)

    for imported in (first, second):
        with pytest.raises(ImportDecided):
            commit(imported)


def test_a_workbook_that_cannot_be_read_is_refused_in_words_and_kept_to_be_seen():
    imported = receive(b"\x00\x01\x02")

    assert (imported.state, imported.progress) == ("REFUSED", 100)
    assert imported.refusal["code"]


def test_a_month_that_is_not_open_refuses_before_anybody_commits():
    bring_plan(NORTH)

    imported = receive(month_workbook([(1, "北路", 5, "")]))

    assert (imported.state, imported.refusal["code"]) == ("REFUSED", "period_not_opened")


def test_faulty_rows_stay_as_drafts_with_what_could_be_read():
    bring_plan(NORTH, SOUTH)
    progress.open_periods(by=BY, at=AT, periods=[Period.month(2023, 9)])
    imported = receive(month_workbook([(1, "北路", 5, "路基"), (2, "南路", "约五", "桥墩")]))
    with pytest.raises(LedgerRefused):
        commit(imported, accept=True)

    commit(imported, accept=True, without_faulty=True)

    filings = Filing.objects.order_by("project__name").values_list("state", "visible_progress")
    assert list(filings) == [("ACCEPTED", "路基"), ("DRAFT", "桥墩")]
    [left] = ImportRow.objects.filter(left_out=True)
    assert (left.name, left.faults[0]["cell"]) == ("南路", "进度!C4")


def test_a_look_that_died_is_seen_to_have_and_can_be_begun_anew():
    imported = services.receive(
        by=BY, at=AT, content=plan_workbook(Plan(projects=[NORTH])), filename="台账.xlsx"
    )
    assert not is_stalled(imported.state, imported.moved_at, at=AT + timedelta(minutes=1))
    assert is_stalled(imported.state, imported.moved_at, at=AT + timedelta(minutes=5))

    services.look_again(by=BY, at=AT + timedelta(minutes=5), import_id=imported.pk)
    run_all()

    assert Import.objects.get().state == "READY"


def test_a_unit_sees_its_own_imports_and_nobody_else_s():
    north, south = make_unit(name="北区"), make_unit(name="南区")
    bring_plan(Project("北路", unit="北区"))
    progress.open_periods(by=BY, at=AT, periods=[Period.month(2023, 9)])
    ours, theirs = (make_user(role=Role.STATE_COMPANY, unit=unit) for unit in (north, south))
    content = month_workbook([(1, "北路", 5, "路基")])

    imported = receive(content, by=actor_of(ours))

    assert imported.unit == north
    on = AT.date()
    assert list(selectors.imports(ours, on)) == [imported]
    assert not selectors.imports(theirs, on).exists()
    assert not selectors.sees_source(theirs, str(imported.source_id), on)
    with pytest.raises(ImportUnknown):
        services.commit(by=actor_of(theirs), at=AT, import_id=imported.pk)
    with pytest.raises(UnitNotYours):
        receive(content, by=actor_of(theirs), unit=north.pk)


def test_what_a_month_s_ledger_says_otherwise_of_the_plan_is_shown_and_not_written():
    bring_plan(NORTH)
    progress.open_periods(by=BY, at=AT, periods=[Period.month(2023, 9)])
    head = ["序号", "项目名称", "总投资（万元）", "1-9月完成投资（万元）", "形象进度"]

    imported = receive(month_workbook([(1, "北路", 1500, 5, "路基")], head=head))
    commit(imported, accept=True)

    [row] = selectors.rows(imported)
    assert [(d["code"], d["cell"]) for d in row.doubts] == [("told_otherwise", "进度!C3")]
    assert Registered.objects.get().total_investment_yuan == Decimal(10_000_000)
