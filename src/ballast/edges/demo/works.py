"""The invented city's projects: its plan of 2023, and how far each had come by September.

The same seed gives the same projects. Money follows the work: what has not broken ground has
spent nothing, what is to be finished this year is nearly built.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from .city import AREA, AREAS, BODIES, GOVERNMENT, INDUSTRY, KINDS, Body, Kind

YEAR = 2023
# How many projects of each kind, in the order of KINDS: 120.
COUNTS = (10, 9, 8, 6, 6, 6, 5, 4, 9, 3, 5, 7, 7, 7, 7, 6, 5, 6, 4)
CLASSES = {"竣工投产": 17, "续建": 42, "新开工": 29, "预备": 12}
NOT_STARTED = 8  # new starts that still wait for a permit in September
NOT_REPORTED = 4
# September's completion rates in percent, dealt out from the left: the edges first.
EDGES = (44.9, 45, 45.03, 65, 65.1, 74.9, 75)
RED = tuple(range(31, 45, 2))
YELLOW = tuple(range(46, 65, 2))
NEAR = tuple(range(66, 75))
SYLLABLES = "恒远泰和昌明启盛瑞祥安邦卓越"


@dataclass(frozen=True, slots=True)
class Work:
    """One project as the workbooks show it; whole 万元, ``None`` where the cell is blank.

    ``before`` is what was completed by the end of August, of which ``in_august``.
    """

    path: tuple[str, str, str]
    name: str
    code: str
    content: str
    span: str
    total: int
    plan_class: str
    planned: int | None
    goal: str
    owner: str
    unit: Body
    completed: int | None = None
    in_month: int | None = None
    before: int = 0
    in_august: int = 0
    visible_progress: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class _Planned:
    kind: Kind
    work: Work


def in_august(work: Work) -> Work:
    """The same project as it was filed a month before."""
    return replace(
        work,
        completed=work.before,
        in_month=work.in_august,
        visible_progress=work.visible_progress.replace("。", "，8月正常推进。"),
        trouble="",
    )


def works(seed: int = YEAR) -> list[Work]:
    """The 120 projects, in the order of the plan."""
    dice = random.Random(seed)  # noqa: S311  invented projects are no secret
    planned = list(_plan(dice))
    rates = _rates(dice, planned)
    return [_with_month(dice, one, rate) for one, rate in zip(planned, rates, strict=True)]


def _plan(dice: random.Random) -> Iterator[_Planned]:
    classes = dice.choices(list(CLASSES), weights=list(CLASSES.values()), k=sum(COUNTS))
    for kind, count in zip(KINDS, COUNTS, strict=True):
        for name, content, unit in _names(dice, kind, count):
            plan_class = classes.pop()
            total = _total(dice, kind)
            yield _Planned(
                kind,
                Work(
                    path=kind.path,
                    name=name,
                    code=_code(dice, unit, len(classes)),
                    content=content.format(n=dice.randint(*kind.quantity)),
                    span=_span(dice, plan_class),
                    total=total,
                    plan_class=plan_class,
                    planned=_planned(dice, plan_class, total),
                    goal=_goal(kind, plan_class),
                    owner=kind.owner.format(字=dice.choice(SYLLABLES)),
                    unit=unit,
                ),
            )


def _names(dice: random.Random, kind: Kind, count: int) -> list[tuple[str, str, Body]]:
    """``count`` different works of a kind, each in a place and with a unit that answers."""
    chosen: dict[str, tuple[str, str, Body]] = {}
    pairs = list(product(kind.works, AREAS))
    dice.shuffle(pairs)
    for (pattern, content), place in pairs:
        name = pattern.format(
            地=place.place,
            邻=dice.choice([area.place for area in AREAS if area is not place]),
            线=f"{len(chosen) + 2}号线一期",
        )
        if len(name) < 12:
            name += dice.choice(("建设项目", "（一期）", "（二期）", "及配套设施"))
        chosen.setdefault(name, (name, content, _unit(dice, kind, place)))
        if len(chosen) == count:
            break
    return list(chosen.values())


def _unit(dice: random.Random, kind: Kind, place: Body) -> Body:
    answer = dice.choice(kind.answers)
    return place if answer == AREA else next(u for u in (*BODIES, *AREAS) if u.code == answer)


def _code(dice: random.Random, unit: Body, serial: int) -> str:
    """A code of the national shape under an adcode that no city has."""
    month = f"{dice.randint(20, 22)}{dice.randint(1, 12):02}"
    number = 100_000 + serial * 37 + dice.randint(0, 36)
    return f"{month}-{unit.region_code or GOVERNMENT.region_code}-04-01-{number}"


def _span(dice: random.Random, plan_class: str) -> str:
    begin, end = {
        "竣工投产": (dice.randint(2020, 2022), YEAR),
        "续建": (dice.randint(2021, 2022), dice.randint(2024, 2025)),
        "新开工": (YEAR, dice.randint(2024, 2026)),
        "预备": (YEAR + 1, dice.randint(2026, 2027)),
    }[plan_class]
    return f"{begin}-{end}"


def _total(dice: random.Random, kind: Kind) -> int:
    """Heavy-tailed around the kind's size: 3 000 万元 to 120 亿元, in tens of 万元."""
    amount = kind.size * 10_000 * dice.lognormvariate(0, 0.45)
    return int(min(max(amount, 3_000), 1_200_000)) // 10 * 10


def _planned(dice: random.Random, plan_class: str, total: int) -> int | None:
    """The year's plan in hundreds of 万元; preparatory projects often have none."""
    if plan_class == "预备" and dice.random() < 0.6:
        return None
    share = {
        "竣工投产": dice.uniform(0.22, 0.40),
        "续建": dice.uniform(0.20, 0.36),
        "新开工": dice.uniform(0.12, 0.28),
        "预备": dice.uniform(0.005, 0.02),
    }[plan_class]
    return max(round(total * share / 100), 1) * 100


def _goal(kind: Kind, plan_class: str) -> str:
    in_use = "竣工投产。" if kind.path[0] == INDUSTRY else "竣工投用。"
    goals = {
        "竣工投产": in_use,
        "续建": "主体工程完成过半。" if kind.laid else "主体结构封顶，启动安装。",
        "新开工": "取得施工许可并开工，完成基础施工。",
        "预备": "完成可研批复和用地预审，开展初步设计。",
    }
    return goals[plan_class]


def _rates(dice: random.Random, planned: list[_Planned]) -> list[float | None]:
    """September's completion rate in percent per project; ``None`` where nothing was reported.

    The small ones fall behind or silent: the city as a whole is ahead of the calendar.
    """
    rates: list[float | None] = [0.0] * len(planned)
    by_size = sorted(range(len(planned)), key=lambda index: planned[index].work.total)
    starts = [index for index in by_size if planned[index].work.plan_class == "新开工"]
    waiting = set(starts[:NOT_STARTED])
    going = [
        index
        for index in by_size
        if planned[index].work.plan_class != "预备" and index not in waiting
    ]
    behind = [*EDGES, *RED, *YELLOW, *NEAR]
    small, large = going[: len(behind) + NOT_REPORTED], going[len(behind) + NOT_REPORTED :]
    dice.shuffle(small)
    for index, rate in zip(small, [*behind, *[None] * NOT_REPORTED], strict=True):
        rates[index] = rate
    for index in large:
        rates[index] = round(dice.triangular(75.5, 106, 84), 1)
    return rates


BUILT = (
    "基坑支护和桩基施工",
    "地下室底板浇筑完成",
    "主体结构施工过半",
    "主体封顶，安装装饰",
    "设备安装调试",
)
LAID = (
    "清表和便道施工",
    "完成总工程量的三成",
    "完成总工程量的五成",
    "完成总工程量的七成",
    "附属和机电工程施工",
)
TROUBLES = (
    "尚余{n}户未完成征收签约，需属地加快净地移交。",
    "通信、电力管线迁改方案未定，影响作业面{n}处。",
    "用地报批材料退回补正，预计延后{n}天。",
    "设备到货推迟{n}天，正在催交。",
    "企业自筹资金未足额到位，影响{n}份合同支付。",
)


def _with_month(dice: random.Random, one: _Planned, rate: float | None) -> Work:
    if rate is None:
        before = round((one.work.planned or 0) * 0.52)
        return replace(one.work, before=before, in_august=round(before * 0.1))
    completed = round((one.work.planned or 0) * rate / 100)
    in_month = round(completed * dice.uniform(0.08, 0.15))
    return replace(
        one.work,
        completed=completed,
        in_month=in_month,
        before=completed - in_month,
        in_august=round((completed - in_month) * dice.uniform(0.09, 0.14)),
        visible_progress=_visible(one.kind, one.work.plan_class, rate),
        trouble=dice.choice(TROUBLES).format(n=dice.randint(3, 28)) if 0 < rate < 65 else "",
    )


def _visible(kind: Kind, plan_class: str, rate: float) -> str:
    if plan_class == "预备":
        return "可研报告已评审，用地预审报批中。"
    if rate == 0:
        return "尚未开工，正在办理施工许可手续。"
    steps = LAID if kind.laid else BUILT
    place = {"竣工投产": 4, "续建": 3, "新开工": 2}[plan_class] - (rate < 75) - (rate < 45)
    return f"{steps[max(place, 0)]}。"
