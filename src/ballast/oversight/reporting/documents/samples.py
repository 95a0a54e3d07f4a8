"""An invented month, with something to say under every name: templates are tried on it."""

from datetime import date
from decimal import Decimal

from ballast.dispatch.alerts.rules import Colour
from ballast.dispatch.coordination.rules import Cause
from ballast.kernel.periods import Period
from ballast.oversight.reporting.rules import Lamps, Listed, Loop, Month, Part
from ballast.oversight.reporting.rules.loop import counted, share
from ballast.oversight.reporting.rules.month import PART, WHOLE
from ballast.platform.analytics.catalogue import INDICATORS
from ballast.platform.analytics.indicators import Value
from ballast.platform.identity.rules import Series

from .sentences import Deadlines

_YI = Decimal(100_000_000)
_TIME = Decimal(75)
_NAMED = 8  # projects in each list


def september() -> tuple[Month, Deadlines]:
    """September 2023 of an invented city."""
    unit = part("甲<乙>&丙", 57, "184.5", "170.6")
    lamps = Lamps(
        now=dict.fromkeys(Colour, 1),
        before=dict.fromkeys(Colour, 2),
        red_on=1,
        issued_on=date(2023, 10, 12),
    )
    month = Month(
        period=Period.month(2023, 9),
        seal="0123456789abcdef",
        adjusted_on=date(2023, 7, 15),
        whole=whole("978", "3186.5", "2593.8"),
        before=part("", 978, "3186.5", "2287.9", time=Decimal(200) / 3),
        provincial=part("", 127, "560.0", "612.6", province=Decimal("101.1")),
        rest=part("", 851, "2626.5", "1981.2"),
        sectors=[part("产业项目", 486, "1632.8", "1402.6"), part("民生", 492, "1553.7", "1191.2")],
        units={Series.AREAS: [unit], Series.BODIES: [part("市水务局", 15, "48.2", "33.8")]},
        lamps=lamps,
        corrected=23,
        shuts_on=date(2023, 10, 11),
        reds=[_listed(place) for place in range(1, _NAMED)],
        unstarted=[_listed(place) for place in range(1, _NAMED)],
        unfiled=[_listed(place) for place in range(1, _NAMED)],
        loop=loop(),
    )
    return month, Deadlines(date(2023, 10, 16), date(2023, 10, 19), date(2023, 10, 25))


def loop() -> Loop:
    """The loop of the invented city at the end of September."""
    counts = {
        "prompted": 302,
        "prompted_start": 96,
        "prompted_promotion": 231,
        "prompted_both": 25,
        "matters": 264,
        "solved": 147,
        "open": 117,
        "overdue": 37,
    }
    rates = {"acceptance_rate": (250, 264), "on_time_rate": (120, 147)}
    rates |= {"solving_rate": (147, 264), "reopened_rate": (6, 147)}
    return Loop(
        on=date(2023, 9, 30),
        values={code: counted(count) for code, count in counts.items()}
        | {code: share(part) for code, part in rates.items()},
        by_level={1: 58, 2: 46, 3: 13},
        by_cause=[
            (Cause.LAND_CLEARANCE, 34),
            (Cause.LAND_PROCEDURES, 27),
            (Cause.PIPELINES, 19),
            (Cause.FUNDS, 37),
        ],
        at_top=13,
    )


def part(
    name: str,
    count: int,
    planned: str,
    completed: str,
    *,
    time: Decimal = _TIME,
    province: Decimal | None = None,
) -> Part:
    """Some projects together, of these amounts in 亿元."""
    yuan, of = Decimal(completed) * _YI, Decimal(planned) * _YI
    rate = yuan * 100 / of if of else None
    values = {code: Value(None, None, None) for code in PART} | {
        "project_count": Value(Decimal(count), Decimal(count), None),
        "planned_investment": Value(of, of, None),
        "completed_investment": Value(yuan, yuan, None),
        "completion_rate": Value(rate, yuan, of),
        "time_progress": Value(time, time, None),
        "lead_points": Value(None if rate is None else rate - time, yuan, of),
    }
    if rate is not None and province is not None:
        values["gap_to_province"] = Value(rate - province, yuan, of)
    return Part(name, values)


def whole(count: str, planned: str, completed: str) -> Part:
    """The city, with starts and finishes."""
    sums = part("", int(count), planned, completed).values
    counted = {code: Value(None, None, None) for code in WHOLE if code in INDICATORS}
    starts = {
        "started_count": Value(Decimal(182), Decimal(182), None),
        "started_early_count": Value(Decimal(67), Decimal(67), None),
        "start_rate_year": _share(182, 289),
        "start_rate_due": _share(115, 121),
        "finish_rate_year": _share(70, 156),
    }
    return Part("", counted | dict(sums) | starts)


def _share(some: int, of: int) -> Value:
    return Value(Decimal(some) * 100 / of, Decimal(some), Decimal(of))


def _listed(place: int) -> Listed:
    return Listed(
        number=f"YC-{place:06}",
        name="澜江区新能源动力电池产业园（一期）",
        codes="2302-990104-04-01-100013",
        unit="澜江区人民政府",
        unit_code="LJ",
        owner="示例蓉动新能源科技有限公司",
        sponsor="副市长 ×××",
        node="⑪安装配套",
        behind=30,
        months=2,
        reason="进口设备清关滞后，影响安装",
        asks=["110千伏外线第二回路通道赔付未达成一致"],
        planned_yuan=Decimal("12.40") * _YI,
        completed_yuan=Decimal("4.71") * _YI,
        carried_yuan=Decimal("4.71") * _YI,
        rate=Decimal(471) / Decimal("12.4"),
        lead=Decimal(471) / Decimal("12.4") - _TIME,
        own_lead=Decimal("-40.2"),
        start_planned_on=date(2023, 8, 31),
        start_late=30,
        start_forecast_on=date(2023, 11, 10),
    )
