"""A ledger of twenty columns brought in, beside a plain reader of the same bytes."""

import io
import random
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import openpyxl

from ballast.delivery.ledgers import services as ledgers
from ballast.delivery.ledgers.services import Brought, Workbook
from ballast.platform.audit.services import Actor
from bench.bars import stopwatch

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor("system", None, "bench")

HEAD = (
    *("序号", "项目名称", "建设单位", "建设规模及内容", "建设性质", "建设地点", "建设起止年限"),
    *("总投资（万元）", "2023年计划投资（万元）", "计划类别", "年度目标", "开工时间", "竣工时间"),
    *("所属行业", "项目级别", "资金来源", "产业链", "预计年产值（万元）", "备注", "联系人"),
)
PLACES = "江北城南滨河新区高铁东站云岭湖山柳桥石塘梅溪青浦竹园松岗杨林桃源"
_SIGNS = 6  # of a place
WORKS = ("公路", "学校", "医院", "水厂", "厂房", "园区", "管网", "桥梁", "车站", "电站")


def import_of(rows: int) -> float:
    """Seconds in which so many rows are read, compared and committed; a plain reader beside."""
    content = ledger(rows)
    plain = plainly_read(content)
    with stopwatch() as watch:
        done = _bring(content)
    if (done.new, len(done.faults)) != (rows, 0):
        raise AssertionError(f"{rows} new projects were expected: {done.counts} {done.faults[:3]}")
    print(f"  {rows} rows: a plain reader takes {plain:.2f} s, 1/{watch.seconds / plain:.1f}")
    return watch.seconds


def plainly_read(content: bytes) -> float:
    """Seconds in which openpyxl reads every value and nothing is done with it."""
    with stopwatch() as watch:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        for sheet in book:
            for _ in sheet.iter_rows(values_only=True):
                pass
    return watch.seconds


@cache
def ledger(rows: int) -> bytes:
    """A year's plan in twenty columns, as many projects as rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("项目表")
    sheet.append(["临川市2023年重点项目投资计划"])
    sheet.append(HEAD)
    chance = random.Random(rows)
    places = chance.sample(range(len(PLACES) ** _SIGNS), rows)  # no name twice
    for number, place in enumerate(places, start=1):
        sheet.append(_project(number, _named(place), chance))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _named(place: int) -> str:
    return "".join(PLACES[place // len(PLACES) ** at % len(PLACES)] for at in range(_SIGNS))


def _project(number: int, place: str, chance: random.Random) -> list[object]:
    work = chance.choice(WORKS)
    total = chance.randint(1_000, 900_000)
    return [
        *(number, f"{place}{work}建设项目", f"{place}{work}建设有限公司", f"新建{work}及配套"),
        *("新建", f"{place}路", "2022-2025", total, total // 4, "续建", f"完成{work}主体"),
        *("2022年3月", "2025年11月", "基础设施", "市级", "财政", "", total // 10, "", "张三"),
    ]


def _bring(content: bytes) -> Brought:
    workbook = Workbook(content=content, filename="台账.xlsx", kind="plan", subject="2023")
    return ledgers.bring_in(by=BY, at=AT, workbook=workbook)
