"""The bulletin's attachments: rows of text as they are printed. Money in 亿元."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from ballast.kernel import money
from ballast.oversight.reporting.rules import Listed, Month, Part
from ballast.platform.documents import words
from ballast.platform.identity.rules import Series

Row = dict[str, str]
NOTE = "注：因四舍五入，分项之和与合计可能略有出入，未作调整。"
_SERIES = {
    Series.AREAS: "一、区（市）县和功能区（{}个）",
    Series.BODIES: "二、市级部门和有关企业（{}个）",
}
_REASON = 60  # signs of a cause that stand in a cell


def units(month: Month) -> list[Row]:
    """The whole, then each series with its sum and its units in order."""
    rows = [_unit(month.whole, name="合计")]
    for series, name in _SERIES.items():
        if of := month.units[series]:
            rows.append(_sum(of, month.whole, name.format(len(of))))
            rows += [_unit(one, str(place)) for place, one in enumerate(of, 1)]
    return rows


def _unit(part: Part, place: str = "", name: str = "") -> Row:
    return _figures(
        place,
        name or part.name,
        part.count,
        part.value("planned_investment"),
        part.value("completed_investment"),
        part.values["completion_rate"].value,
        part.values["lead_points"].value,
    )


def _sum(parts: Sequence[Part], whole: Part, name: str) -> Row:
    """Several units together: sums, and the rate of the sums."""
    planned, completed = (
        sum((one.value(code) for one in parts), Decimal(0))
        for code in ("planned_investment", "completed_investment")
    )
    rate = money.ratio(completed * 100, planned)
    lead = None if rate is None else rate - whole.value("time_progress")
    return _figures("", name, sum(one.count for one in parts), planned, completed, rate, lead)


def _figures(
    place: str,
    name: str,
    count: int,
    planned: Decimal,
    completed: Decimal,
    rate: Decimal | None,
    lead: Decimal | None,
) -> Row:
    return {
        "place": place,
        "name": name,
        "count": str(count),
        "planned": money.show(planned),
        "completed": money.show(completed),
        "rate": _rate(rate),
        "lead": _points(lead),
    }


def reds(projects: Iterable[Listed]) -> list[Row]:
    return [
        {
            "place": str(place),
            "name": one.name,
            "code": one.codes or words.UNKNOWN,
            "unit": one.unit or words.UNKNOWN,
            "leader": one.sponsor or words.UNKNOWN,
            "planned": _yi(one.planned_yuan),
            "completed": _yi(one.completed_yuan),
            "rate": _rate(one.rate),
            "lead": _points(one.lead),
            "own": _points(one.own_lead),
            "step": one.node or words.UNKNOWN,
            "late": str(one.behind) if one.behind else words.UNKNOWN,
            "months": str(one.months),
            "cause": words.cut(one.reason, _REASON) or words.UNKNOWN,
            "asks": words.cut("；".join(one.asks), _REASON) or words.UNKNOWN,
        }
        for place, one in enumerate(projects, 1)
    ]


def unstarted(projects: Iterable[Listed]) -> list[Row]:
    return [
        {
            "place": str(place),
            "name": one.name,
            "unit": one.unit or words.UNKNOWN,
            "planned": f"{one.start_planned_on:%Y-%m}" if one.start_planned_on else words.UNKNOWN,
            "late": str(one.start_late),
            "cause": words.cut(one.reason, _REASON) or words.UNKNOWN,
            "step": one.node or words.UNKNOWN,
            "expected": str(one.start_forecast_on or words.UNKNOWN),
        }
        for place, one in enumerate(projects, 1)
    ]


def unfiled(month: Month) -> list[Row]:
    return [
        {
            "place": str(place),
            "name": one.name,
            "unit": one.unit or words.UNKNOWN,
            "filer": one.owner or words.UNKNOWN,
            "due": str(month.shuts_on or words.UNKNOWN),
            "note": _counts_with(one),
        }
        for place, one in enumerate(month.unfiled, 1)
    ]


def _counts_with(one: Listed) -> str:
    """With which figure a project that filed nothing is in the sums all the same."""
    if one.carried_yuan is None:
        return "未报送，完成投资未计入"
    return f"未报送，按最近一次报送计入{_yi(one.carried_yuan)}亿元"


def rounding(month: Month) -> str:
    """That printed parts do not add up to the printed whole, where they do not."""
    of_units = [one for of in month.units.values() for one in of]
    parts = [part for part in (month.provincial, month.rest) if part is not None]
    for code in ("planned_investment", "completed_investment"):
        whole = _shown(month.whole.value(code))
        for of in (of_units, month.sectors, parts):
            if of and sum((_shown(one.value(code)) for one in of), Decimal(0)) != whole:
                return NOTE
    return ""


def _shown(yuan: Decimal) -> Decimal:
    return money.half_up(money.in_unit(yuan, money.Unit.YI), 1)


def _yi(yuan: Decimal | None) -> str:
    return words.UNKNOWN if yuan is None else money.show(yuan, places=2)


def _rate(rate: Decimal | None) -> str:
    return words.UNKNOWN if rate is None else str(money.half_up(rate, 1))


def _points(points: Decimal | None) -> str:
    return words.UNKNOWN if points is None else money.signed(points)
