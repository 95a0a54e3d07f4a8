"""A large city, written fast: 20,000 projects with 24 months of filings and figures."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from django.db import connection, transaction

from ballast.delivery.plans.models import PlanLine
from ballast.kernel.identifiers import ballast_number
from ballast.platform.identity.models import Role, UnitKind, User
from ballast.projects.models import Project, Responsibility
from tests.identity.factories import make_unit, make_user

PROJECTS = 20_000
DISTRICT = "990103"
LAST = "2023-09"

_PROJECTS = """
INSERT INTO projects_project (
    number, name, name_key, initials, sort_key, content, sector, industry_code, chain, chain_role,
    tier, investor_kind, approval_route, build_type, delivery_modes, financing, tags, template,
    is_investor_project, region_code, address, crs, precinct, total_investment_yuan, owner_name,
    owner_credit_code, responsible_unit_id, kinship, state, registered_at, provenance,
    five_year_plan, five_year_goal
)
SELECT known.number, '第' || n || '号重点项目', '第' || n || '号重点项目', 'dhzdxm',
    'di' || lpad(n::text, 6, '0'), repeat('建设内容与规模。', 12), '基础设施/交通/铁路', '5310',
    '', '', 'CITY', 'STATE', 'APPROVAL', 'NEW', '{}', '{}', '{}', 'industrial', false,
    '9901' || lpad((n %% 20)::text, 2, '0'), '', '', '', 50000000 + n * 10000,
    '示例建设公司' || n %% 700, '', units.ids[1 + n %% cardinality(units.ids)], '', 'ACTIVE',
    now(), '{}', '', ''
FROM unnest(%(numbers)s::text[]) WITH ORDINALITY AS known (number, n),
    (SELECT %(units)s::bigint[] AS ids) AS units
"""
# A fiftieth is silent in the last month; a third says what it produces.
_FILINGS = """
INSERT INTO progress_filing (
    project_id, period, revision, attempt, kind, state, month_yuan, completed_yuan,
    since_start_yuan, base_yuan, caught_up_yuan, correction_yuan, visible_progress, problems,
    node_dates, unit_id, filed_by, filed_at, submitted_at, is_late, is_on_behalf, answer,
    answer_reason, answered_by, doubts, decided_at, provenance, output_yuan, new_output_yuan
)
SELECT project.id, month.period, 1, 1, 'ACTUAL', 'ACCEPTED', yuan, yuan * month.number,
    yuan * (12 + month.number), yuan * (month.number - 1), 0, 0,
    '主体结构施工，已完成工程量过半。', '', '{}',
    project.responsible_unit_id, 'bench', day, day, false, false, '', '', '', '[]', day, '{}',
    CASE WHEN project.id %% 3 = 0 THEN yuan * 2 END, CASE WHEN project.id %% 3 = 0 THEN yuan END
FROM generate_series(%(first)s::timestamptz, %(last)s::timestamptz, '1 month') AS day,
    LATERAL (
        SELECT to_char(day, 'YYYY-MM') AS period, extract(month FROM day)::int AS number
    ) AS month,
    projects_project AS project,
    LATERAL (SELECT 400000 + project.id %% 89 * 1000 AS yuan) AS amount
WHERE month.period <> %(period)s OR project.id %% 50 <> 0
"""
_FIGURES = """
INSERT INTO progress_monthfigure (
    project_id, period, plan_class, original_yuan, planned_yuan, month_yuan, completed_yuan,
    since_start_yuan, rate, filed_for, kind, filing_id, state
)
SELECT filing.project_id, filing.period, line.plan_class, line.planned_yuan, line.planned_yuan,
    filing.month_yuan, filing.completed_yuan, filing.since_start_yuan,
    round(filing.completed_yuan / line.planned_yuan, 8), filing.period, filing.kind, filing.id,
    'ACCEPTED'
FROM progress_filing filing JOIN plans_planline line
    ON line.project_id = filing.project_id AND line.year = left(filing.period, 4)::int
WHERE filing.period <> %(period)s
"""
# Works begin and end from 2020 to 2026.
_STEPS = """
INSERT INTO projects_steprecord (
    project_id, code, planned_on, actual_on, is_not_applicable, reason, proof, provenance
)
SELECT id, step.code, step.day, CASE WHEN step.day < '2023-10-01' THEN step.day END,
    false, '', '', '{}'
FROM projects_project, LATERAL (VALUES
    ('real_start', date '2020-01-01' + (id %% 1500)::int),
    ('in_use', date '2021-06-01' + (id %% 1800)::int),
    ('signing', date '2019-06-01' + (id %% 1500)::int)
) AS step (code, day)
"""


@transaction.atomic
def build() -> None:
    """The city, all its months but the last one's stored figures, which a recount makes."""
    units = [make_unit(name=f"第{number}区").pk for number in range(35)]
    numbers = [ballast_number(serial) for serial in range(1, PROJECTS + 1)]
    given = {
        "units": units,
        "numbers": numbers,
        "first": date(2021, 10, 1),
        "last": date(2023, 9, 1),
        "period": LAST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PROJECTS, given)
        PlanLine.objects.bulk_create(_lines(), batch_size=5_000)
        for statement in (_STEPS, _FILINGS, _FIGURES):
            cursor.execute(statement, given)


def _lines() -> Iterator[PlanLine]:
    for pk in Project.objects.order_by("pk").values_list("pk", flat=True):
        for year in (2021, 2022, 2023):
            yield PlanLine(
                project_id=pk,
                year=year,
                plan_class="CARRY_OVER",
                planned_yuan=10_000_000 + pk % 97 * 10_000,
                valid_from=date(year, 1, 1),
            )


@cache
@transaction.atomic
def people() -> list[User]:
    """One of each that reads the list, from all of it to a posted officer's sixty projects.

    Made once in a run: nobody leads a project twice.
    """
    bureau = make_unit(name="交通局", kind=UnitKind.DEPARTMENT)
    owner = make_unit(name="路桥公司", kind=UnitKind.OWNER)
    officer = make_user(role=Role.PROJECT_OFFICER, unit=bureau)
    projects = list(Project.objects.order_by("pk").values_list("pk", flat=True))
    Responsibility.objects.bulk_create(
        Responsibility(project_id=pk, party=party, valid_from=date(2021, 1, 1), **holder)
        for party, holder, held in (
            ("LEAD_DEPARTMENT", {"unit": bureau}, projects),
            ("OWNER", {"unit": owner}, projects[:300]),
            ("PROJECT_OFFICER", {"user": officer, "person": "王"}, projects[:60]),
        )
        for pk in held
    )
    return [
        make_user(role=Role.PROJECT_OFFICE),
        make_user(role=Role.DISTRICT, unit=make_unit(name="城南区", region_code=DISTRICT)),
        make_user(role=Role.DEPARTMENT, unit=bureau),
        make_user(role=Role.OWNER, unit=owner),
        officer,
    ]


def is_built() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM progress_filing WHERE filed_by = 'bench')")
        return cursor.fetchone() == (True,)
