"""What an import writes, and that a refused one writes nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.models import Source
from ballast.delivery.ledgers.services import LedgerRefused, Workbook
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.models import Filing, MonthFigure
from ballast.kernel.periods import Period
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.audit.services import Actor
from ballast.platform.identity.models import Role, Unit, UnitName
from ballast.platform.identity.selectors import may
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.periods import selectors as periods
from ballast.platform.periods.rules import State
from ballast.platform.periods.services import PeriodClosed, PeriodNotOpened, move
from ballast.projects.models import Project as Registered
from tests.identity.factories import make_unit, make_user

from .workbooks import Category, Plan, Project, month_workbook, plan_of, plan_workbook

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor("system", None, "重点办")

pytestmark = pytest.mark.django_db


def import_plan(content, *, by=BY, filename="计划.xlsx", year=2023):
    workbook = Workbook(content=content, filename=filename, kind="plan", subject=str(year))
    return services.bring_in(by=by, at=AT, workbook=workbook)


def open_month(code="2023-09"):
    if not periods.periods().filter(pk=code).exists():
        progress.open_periods(by=BY, at=AT, periods=[Period.from_code(code)])


def file_month(content, *, by=BY, filename="九月.xlsx"):
    workbook = Workbook(content=content, filename=filename, kind="filing")
    accept = may(by, "filing.enter_for", AT.date())
    return services.bring_in(by=by, at=AT, workbook=workbook, accept=accept)


def import_month(content, **how):
    open_month()
    return file_month(content, **how)


def faults_of(act):
    with pytest.raises(LedgerRefused) as refused:
        act()
    return [(fault.code, fault.cell) for fault in refused.value.faults]


def nothing_was_written():
    return not any(
        model.objects.exists() for model in (Registered, PlanLine, Filing, Source, Entry)
    )


@pytest.fixture
def unit():
    return Unit.objects.create(
        code="D01",
        name="临川市交通运输局",
        short_name="市交通运输局",
        kind="DEPARTMENT",
        valid_from=date(2020, 1, 1),
    )


def two_roads(**changed):
    first = {"unit": "市交通运输局", "total": 39400, "planned": 12000} | changed
    railways = Category("铁路", projects=[Project("城北站 改造工程（一期）", **first)])
    roads = Category("公路", projects=[Project("环城公路", 25000.5, "—")])
    return Plan([Category("基础设施", [Category("交通", [railways, roads])])])


def test_a_plan_becomes_projects_with_numbers_and_plan_lines(unit):
    imported = import_plan(plan_workbook(two_roads()))

    assert (imported.new, imported.changed, imported.unchanged) == (2, 0, 0)
    station, road = Registered.objects.order_by("number")
    assert station.name == "城北站改造工程（一期）"
    assert station.sector == "基础设施/交通/铁路"
    assert station.total_investment_yuan == Decimal("394000000.00")
    assert station.responsible_unit == unit
    assert road.total_investment_yuan == Decimal("250005000.00")
    assert road.responsible_unit is None
    assert list(
        PlanLine.objects.order_by("project__number").values_list("year", "planned_yuan", "goal")
    ) == [(2023, Decimal("120000000.00"), "完成路基"), (2023, None, "完成路基")]


def test_every_written_field_remembers_its_workbook_and_cell(unit):
    import_plan(plan_workbook(two_roads()))

    source = Source.objects.get()
    assert source.filename == "计划.xlsx"
    station = Registered.objects.earliest("number")
    assert station.provenance == {
        "name": [source.pk, "附件1!B9"],
        "content": [source.pk, "附件1!C9"],
        "sector": [source.pk, "附件1!B8"],
        "total_investment_yuan": [source.pk, "附件1!D9"],
        "owner_name": [source.pk, "附件1!G9"],
        "responsible_unit_id": [source.pk, "附件1!H9"],
    }
    assert PlanLine.objects.get(project=station).provenance == {
        "planned_yuan": [source.pk, "附件1!E9"],
        "goal": [source.pk, "附件1!F9"],
    }


def test_an_import_is_one_journal_entry_with_every_changed_row(unit):
    import_plan(plan_workbook(two_roads()))

    entry = Entry.objects.get()
    assert (entry.code, entry.subject, entry.actor_label) == (
        "ledgers.plan_imported",
        "2023",
        "重点办",
    )
    assert ChangedRow.objects.filter(entry=entry, table="projects_project").count() == 2
    assert ChangedRow.objects.filter(entry=entry, table="plans_planline").count() == 2


def test_the_same_bytes_again_change_nothing(unit):
    content = plan_workbook(two_roads())
    import_plan(content)
    before = list(Registered.objects.order_by("pk").values())

    again = import_plan(content)

    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert list(Registered.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == 1
    assert Source.objects.count() == 1


def test_a_corrected_amount_changes_one_row_and_keeps_its_number(unit):
    import_plan(plan_workbook(two_roads()))
    number = Registered.objects.get(name="城北站改造工程（一期）").number

    imported = import_plan(plan_workbook(two_roads(total=40000)), filename="计划2.xlsx")

    assert (imported.new, imported.changed, imported.unchanged) == (0, 1, 1)
    station = Registered.objects.get(number=number)
    assert station.total_investment_yuan == Decimal("400000000.00")
    first, second = Source.objects.order_by("pk")
    assert station.provenance["total_investment_yuan"] == [second.pk, "附件1!D9"]
    assert station.provenance["name"] == [first.pk, "附件1!B9"]
    change = ChangedRow.objects.get(entry=Entry.objects.latest("pk"))
    assert change.fields == {"total_investment_yuan": ["394000000.00", "400000000.00"]}


def test_an_emptied_cell_takes_nothing_away(unit):
    import_plan(plan_workbook(two_roads()))

    imported = import_plan(plan_workbook(two_roads(unit="", total="", planned="")))

    assert (imported.new, imported.changed, imported.unchanged) == (0, 0, 2)


def test_all_faults_come_at_once_with_their_cells_and_nothing_is_written(unit):
    plan = Plan(
        [
            Category(
                "交通",
                projects=[
                    Project("甲路", total="约三千万"),
                    Project("乙路", unit="临川市交通运愉局"),
                    Project("甲路"),
                ],
                count=4,
            )
        ]
    )

    assert faults_of(lambda: import_plan(plan_workbook(plan))) == [
        ("count_differs", "附件1!B6"),
        ("amount_not_number", "附件1!D7"),
        ("unit_not_found", "附件1!H8"),
        ("name_repeated", "附件1!B9"),
    ]
    assert nothing_was_written()


def test_a_unit_like_none_of_the_city_is_doubted_and_leaves_the_project_without_one(unit):
    imported = import_plan(plan_workbook(Plan(projects=[Project("甲路", unit="外省某集团")])))

    assert [(d.code, d.cell) for d in imported.doubts] == [("unit_of_no_city", "附件1!H6")]
    assert Registered.objects.get().responsible_unit is None


def test_two_projects_of_one_name_are_told_apart_by_their_owner():
    plan = Plan(projects=[Project("学校", owner="甲区"), Project("学校", owner="乙区")])

    imported = import_plan(plan_workbook(plan))
    again = import_plan(plan_workbook(plan))

    assert imported.new == 2
    assert [(d.code, d.cell) for d in imported.doubts] == [("name_shared", "附件1!B7")]
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_a_months_figures_become_filings_found_by_name_or_number():
    import_plan(plan_workbook(two_roads(unit="")))
    road = Registered.objects.get(name="环城公路")

    imported = import_month(
        month_workbook(
            [
                (1, "", "城北站改造工程(一期)", "1,234.5", "完成桩基"),
                (2, road.number, "环城路", 20, ""),
            ],
            head=("序号", "系统编号", "项目名称", "1-9月完成投资（万元）", "形象进度"),
        )
    )

    assert (imported.subject, imported.new) == ("2023-09", 2)
    source = Source.objects.get(filename="九月.xlsx")
    filing = Filing.objects.get(project__name="城北站改造工程（一期）")
    assert filing.period == "2023-09"
    assert filing.completed_yuan == Decimal("12345000.00")
    assert filing.visible_progress == "完成桩基"
    assert filing.filed_by == "重点办"
    assert filing.provenance == {
        "completed_yuan": [source.pk, "进度!D3"],
        "visible_progress": [source.pk, "进度!E3"],
    }
    assert Filing.objects.get(project=road).completed_yuan == Decimal("200000.00")


def test_a_month_of_unknown_or_repeated_projects_is_refused_whole():
    import_plan(plan_workbook(two_roads(unit="")))
    open_month()
    entries = Entry.objects.count()
    rows = [(1, "环城公路", 1, ""), (2, "环城高速", 1, ""), (3, "环城公路", 2, "")]

    with pytest.raises(LedgerRefused) as refused:
        import_month(month_workbook(rows))

    assert [(f.code, f.cell) for f in refused.value.faults] == [
        ("project_unknown", "进度!B4"),
        ("project_twice", "进度!B5"),
    ]
    assert refused.value.faults[0].params == {"name": "环城高速", "near": "环城公路"}
    assert not Filing.objects.exists()
    assert Entry.objects.count() == entries


def test_the_office_s_month_counts_at_once_and_the_same_bytes_again_change_nothing():
    import_plan(plan_workbook(two_roads(unit="")))
    content = month_workbook([(1, "环城公路", 5, "路基"), (2, "城北站改造工程（一期）", 7, "")])

    first, again = import_month(content), import_month(content)

    assert (first.new, first.changed, first.unchanged) == (2, 0, 0)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert {(f.state, f.answer, f.is_on_behalf) for f in Filing.objects.all()} == {
        ("ACCEPTED", "WAITING", True)
    }
    assert MonthFigure.objects.get(project__name="环城公路").completed_yuan == Decimal(50_000)


def test_a_changed_month_is_the_next_attempt_and_a_blank_takes_nothing_away():
    import_plan(plan_workbook(two_roads(unit="")))
    import_month(month_workbook([(1, "环城公路", 5, "路基")]))

    changed = import_month(month_workbook([(1, "环城公路", 6, "")]))

    assert (changed.new, changed.changed) == (0, 1)
    assert list(
        Filing.objects.order_by("attempt").values_list(
            "attempt", "completed_yuan", "visible_progress"
        )
    ) == [(1, Decimal(50_000), "路基"), (2, Decimal(60_000), "路基")]
    assert MonthFigure.objects.get(project__name="环城公路").completed_yuan == Decimal(60_000)


def test_a_month_that_was_not_opened_or_is_closed_takes_no_workbook():
    import_plan(plan_workbook(two_roads(unit="")))
    content = month_workbook([(1, "环城公路", 5, "")])

    with pytest.raises(PeriodNotOpened):
        file_month(content)
    with transaction.atomic():
        open_month()
        for state in (State.CLOSING, State.CLOSED):
            move(by=BY, at=AT, period=Period.month(2023, 9), to=state)
    with pytest.raises(PeriodClosed):
        file_month(content)

    assert not Filing.objects.exists()
    assert not Source.objects.filter(filename="九月.xlsx").exists()


def test_a_company_s_month_goes_to_review_and_what_is_in_doubt_stays_a_draft():
    group = make_unit(name="北区")
    import_plan(
        plan_workbook(Plan(projects=[Project("北路", unit="北区"), Project("东路", unit="北区")]))
    )
    by = actor_of(make_user(role=Role.STATE_COMPANY, unit=group))

    month = month_workbook([(1, "北路", 5, ""), (2, "东路", None, "待批")])
    imported = import_month(month, by=by)

    assert dict(Filing.objects.values_list("project__name", "state")) == {
        "北路": "SUBMITTED",
        "东路": "DRAFT",
    }
    assert [(d.code, d.cell) for d in imported.doubts] == [("figure_missing", "进度!B4")]
    again = import_month(month, by=by)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_the_month_s_own_figure_and_its_problems_come_in_with_the_sum_of_the_year():
    import_plan(plan_workbook(two_roads(unit="")))
    head = ["序号", "项目名称", "9月当月完成投资（万元）", "1—9月累计完成投资（万元）", "存在问题"]

    import_month(month_workbook([(1, "环城公路", 30, 120, "管线待迁")], head=head))

    filing = Filing.objects.get()
    figures = (filing.month_yuan, filing.caught_up_yuan, filing.completed_yuan)
    assert figures == (Decimal(300_000), Decimal(900_000), Decimal(1_200_000))
    assert filing.problems == "管线待迁"


def test_a_row_left_blank_is_no_filing_and_its_project_stays_unreported():
    import_plan(plan_workbook(two_roads(unit="")))

    imported = import_month(month_workbook([(1, "环城公路", None, "")]))

    assert (imported.new, imported.unchanged) == (0, 1)
    assert [(d.code, d.cell) for d in imported.doubts] == [("figure_missing", "进度!B3")]
    assert not Filing.objects.exists()


def test_a_fault_of_a_figure_is_named_at_its_cell_and_nothing_is_filed():
    import_plan(plan_workbook(two_roads(unit="")))
    content = month_workbook([(1, "环城公路", -5, "")])

    assert faults_of(lambda: import_month(content)) == [("cell_amount_negative", "进度!C3")]
    assert not Filing.objects.exists()


def test_a_month_reaches_only_projects_of_the_person_who_brings_it_in():
    north = make_unit(name="北区")
    make_unit(name="南区")
    import_plan(
        plan_workbook(Plan(projects=[Project("北路", unit="北区"), Project("南路", unit="南区")]))
    )
    clerk = make_user(role=Role.STATE_COMPANY, unit=north)
    by = actor_of(clerk)

    assert faults_of(lambda: import_month(month_workbook([(1, "南路", 5, "")]), by=by)) == [
        ("row_foreign", "进度!B3")
    ]
    assert import_month(month_workbook([(1, "北路", 5, "")]), by=by).new == 1
    assert list(Filing.objects.values_list("project__name", "filed_by")) == [("北路", clerk.name)]


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.OWNER, Role.SYSTEM_ADMINISTRATOR, None])
def test_nobody_but_the_office_brings_in_a_plan(role):
    clerk = make_user(role=role)

    with pytest.raises(NotAllowed):
        import_plan(plan_workbook(two_roads(unit="")), by=actor_of(clerk))

    assert nothing_was_written()


@pytest.mark.parametrize("role", [Role.DISTRICT, Role.CITY_LEADER, Role.AUDIT_ADMINISTRATOR, None])
def test_who_does_not_file_brings_in_no_month(role):
    import_plan(plan_workbook(two_roads(unit="")))
    clerk = make_user(role=role)

    with pytest.raises(NotAllowed):
        import_month(month_workbook([(1, "环城公路", 5, "")]), by=actor_of(clerk))

    assert not Filing.objects.exists()


@pytest.mark.parametrize("number", [None, 0, 10**9])
def test_a_person_whom_nobody_knows_brings_in_nothing(number):
    with pytest.raises(NotAllowed):
        import_plan(plan_workbook(two_roads(unit="")), by=Actor("person", number, "?"))

    assert nothing_was_written()


def test_a_unit_is_found_by_the_name_it_had_before():
    unit = make_unit(name="临川新区管委会")
    UnitName.objects.create(
        unit=unit,
        name="临川开发区管委会",
        short_name="临开区",
        valid_from=date(2010, 1, 1),
        valid_until=date(2020, 1, 1),
    )

    import_plan(plan_workbook(Plan(projects=[Project("北路", unit="临开区")])))

    assert Registered.objects.get().responsible_unit == unit


@pytest.mark.django_db(transaction=True)
def test_two_clerks_with_the_same_plan_at_once_enter_each_project_once():
    content = plan_workbook(plan_of(30))

    def bring_in(_):
        try:
            return import_plan(content).new
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as clerks:
        entered = sorted(clerks.map(bring_in, range(3)))

    assert entered == [0, 0, 30]
    assert Registered.objects.count() == 30


def test_a_month_that_names_no_period_or_two_is_refused():
    rows = [(1, "环城公路", 1, "")]

    assert faults_of(lambda: import_month(month_workbook(rows, title="进度表"))) == [
        ("period_missing", "进度!A1")
    ]
    two = month_workbook(rows, title="2023年8月（截至2023年9月）进度表")
    assert faults_of(lambda: import_month(two)) == [("period_several", "进度!A1")]


def test_the_number_of_statements_does_not_grow_with_the_workbook():
    import_plan(plan_workbook(plan_of(5)))
    Registered.objects.all().update(name_key="")
    counts = []
    for size in (10, 200):
        content = plan_workbook(plan_of(size))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            import_plan(content)
        counts.append(len(queries))
        Registered.objects.all().update(name_key="")

    assert counts[0] == counts[1]
