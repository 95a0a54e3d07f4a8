"""报送确认单: what a unit filed for a period, summed up, for its people to put their names to.

A paper is written in Chinese whatever language its drafter's screen is in.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from ballast.delivery.progress.rules.totals import Row, Totals
from ballast.delivery.progress.selectors import totals as selectors
from ballast.delivery.progress.selectors.totals import Sheet
from ballast.kernel import money
from ballast.kernel.money import Unit
from ballast.kernel.periods import Period
from ballast.platform.documents import words
from ballast.platform.documents.kinds import Composed, Form, Kind, Query

TEMPLATE = Path(__file__).parent / "papers" / "totals_sheet.docx"
_MARK = 16  # signs of the digest, as the page shows them


def subjects(period: str) -> Sequence[str]:
    """The codes of the units that file for a period."""
    on = Period.from_code(period).last_day
    return [sheet.unit.code for sheet in selectors.sheets(period, on, None)]


def compose(query: Query) -> Sequence[Composed]:
    """The slip of each of these units that the viewer may open, on its figures as they are now."""
    period, wanted = Period.from_code(query.period), set(query.subjects)
    reach = selectors.reach_of(query.viewer, query.on)
    sheets = selectors.sheets(period.code, query.on, reach)
    return [_composed(sheet, period) for sheet in sheets if sheet.unit.code in wanted]


def _composed(sheet: Sheet, period: Period) -> Composed:
    now = sheet.totals
    rows = sorted(sheet.rows, key=lambda row: row.number)
    version = f"第{sheet.made.version}版，" if sheet.made and sheet.holds else ""
    return Composed(
        subject=sheet.unit.code,
        title=f"{period.label()}重点项目报送确认单（{sheet.unit.short_name}）",
        values={
            "unit": sheet.unit.name,
            "period": period.label(),
            "month": period.label(year=False),
            "to_date": period.label_to_date(year=False),
            "told": _told(now, period),
            "count": now.count,
            "filed": now.filed,
            "original": _wan(now.original_yuan),
            "planned": _wan(now.planned_yuan),
            "in_month": _wan(now.month_yuan),
            "completed": _wan(now.completed_yuan),
            "rows": [_row(place, row) for place, row in enumerate(rows, 1)],
            "note": "".join(_notes(rows)),
            "source": f"{version}数据标识 {sheet.digest[:_MARK]}；报送数据变动后须重新打印、签字",
        },
        addressees=(sheet.unit.code,),
    )


def _told(now: Totals, period: Period) -> str:
    """How much of what was due was filed; what is nought is not said."""
    parts = [
        f"已报送{now.filed}个{f'（其中逾期报送{now.late}个）' if now.late else ''}",
        *(
            f"{said}{count}个"
            for said, count in (("退回待更正", now.returned), ("未报送", now.not_reported))
            if count
        ),
    ]
    return f"{period.label()}本单位归口应报送重点项目{now.count}个，{'，'.join(parts)}。"


def _row(place: int, row: Row) -> dict[str, object]:
    return {
        "place": place,
        "number": row.number,
        "name": row.name,
        "planned": _wan(row.planned_yuan),
        "in_month": _wan(row.month_yuan),
        "completed": _wan(row.completed_yuan),
        "state": _state(row),
    }


def _state(row: Row) -> str:
    if row.is_returned:
        state = "退回待更正"
    elif not row.attempt:
        state = "未报送"
    else:
        state = "逾期报送" if row.is_late else "已报送"
    parts = [state]
    if row.share is not None:
        parts.append(f"分劈{money.percent(row.share)}%")
    if row.is_inside:
        parts.append("已计入整体")
    return "，".join(parts)


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """What the sums leave out or take a part of, where there is any."""
    if any(row.share is not None for row in rows):
        yield "跨区域项目按本单位分劈份额计投资，项目个数计入第一责任单位。"
    if any(row.is_inside for row in rows):
        yield "打包项目的子项已计入整体，合计中不重复计算。"


def _wan(yuan: Decimal | None) -> str:
    return words.UNKNOWN if yuan is None else money.show(yuan, Unit.WAN)


def sample() -> Composed:
    """A slip with something under every name."""
    row = {
        "place": 1,
        "number": "B0000013",
        "name": "澜江区新能源动力电池产业园（一期）",
        "planned": "124000.00",
        "in_month": "4200.00",
        "completed": "47100.00",
        "state": "已报送",
    }
    return Composed(
        subject="LJ",
        title="2023年9月重点项目报送确认单（澜江区）",
        values={
            "unit": "澜江区人民政府",
            "period": "2023年9月",
            "month": "9月",
            "to_date": "1—9月",
            "told": (
                "2023年9月本单位归口应报送重点项目62个，已报送60个（其中逾期报送1个），"
                "退回待更正1个，未报送1个。"
            ),
            "count": 62,
            "filed": 60,
            "original": "1854000.00",
            "planned": "1854000.00",
            "in_month": "128400.00",
            "completed": "1353000.00",
            "rows": [row, {**row, "place": 2, "number": "B0000014"}],
            "note": "跨区域项目按本单位分劈份额计投资，项目个数计入第一责任单位。",
            "source": "第1版，数据标识 3f2a1b9c4d5e6f70；报送数据变动后须重新打印、签字",
        },
        addressees=("LJ",),
    )


KIND = Kind(
    code="totals_sheet",
    name="报送确认单",
    form=Form.WORKING,
    template=TEMPLATE,
    subjects=subjects,
    compose=compose,
    sample=sample,
)
