"""The year's plan as the office puts it together: a workbook for each sector, each drawn anew."""

from collections.abc import Sequence
from itertools import groupby

from ballast.edges.demo.generator.told import YEAR, Work

from .paper import Cell, Head, Row, numbered, table
from .tables import CHINESE, MARKS, WAN_IN_YI

MONTHS = [f"{month}月" for month in range(1, 13)]
TIERS = ("省重点", "市重点")


def plan_books(city: str, works: Sequence[Work]) -> list[tuple[str, bytes]]:
    """The plan's workbooks by the sector they are of, in the plan's order."""
    books = []
    for place, (sector, group) in enumerate(groupby(works, key=lambda work: work.path[0])):
        draw = (_by_category, _by_month, _by_class)[place % 3]
        books.append((sector, draw(f"{city}{YEAR}年重点项目投资计划表（{sector}）", [*group])))
    return books


_WHERE: tuple[Head, ...] = ("建设地点", "行政区划代码", "经度", "纬度", "坐标系")
_WHOSE: tuple[Head, ...] = (("责任主体", ["项目业主", "责任单位"]),)
_KIND: tuple[Head, ...] = ("项目级别", "建设性质", "投资类型")


def _where(work: Work) -> list[Cell]:
    longitude, latitude = work.position
    return [work.address, work.region_code, longitude, latitude, "CGCS2000"]


def _kind(work: Work) -> list[Cell]:
    return [work.tier, work.build_type, work.investor]


def _by_category(title: str, works: Sequence[Work]) -> bytes:
    """Three levels of categories, each with its count and sums; in 万元."""
    head: list[Head] = [
        *("序号", "项目名称", "项目代码", "建设内容及规模", "建设年限", "总投资"),
        (f"{YEAR}年计划", ["年度计划投资", "形象进度目标"]),
        *("计划类别", *_KIND, *_WHERE, *_WHOSE, ("月度计划", MONTHS)),
    ]
    body = [_sums(f"合计（{len(works)}项）", works), *_categories(works, 0)]
    return table(head, numbered(body), title=title, corner=("", "单位：万元"), sheet="计划")


def _categories(works: Sequence[Work], level: int) -> list[Row]:
    if level == len(MARKS):
        return [_category_row(work) for work in works]
    rows: list[Row] = []
    groups = groupby(works, key=lambda work: work.path[level])
    for place, (name, group) in enumerate(groups, start=1):
        members = [*group]
        label = f"{MARKS[level](place)}{name}（{len(members)}项）"
        rows += [_sums(label, members), *_categories(members, level + 1)]
    return rows


def _sums(label: str, works: Sequence[Work]) -> Row:
    amounts = [sum(work.total for work in works), sum(work.planned for work in works)]
    return [None, label, None, None, None, *amounts, *[None] * 24]


def _category_row(work: Work) -> Row:
    head: list[Cell] = [0, work.name, work.code, work.content, work.span, work.total]
    plan: list[Cell] = [work.planned, work.goal, work.plan_class]
    whose: list[Cell] = [work.owner, work.unit.name]
    return [*head, *plan, *_kind(work), *_where(work), *whose, *_split(work)]


def _split(work: Work) -> list[Cell]:
    """The year's plan month by month, where it was split; blank where not."""
    return [*work.split] or [None] * len(MONTHS)


def _by_month(title: str, works: Sequence[Work]) -> bytes:
    """The year split by month where it was; categories in a column of their own."""
    head: list[Head] = [
        *("序号", "项目名称", "行业领域", "项目代码", "建设内容及规模", "建设起止年限"),
        *("总投资（万元）", "年度计划投资（万元）", ("月度计划（万元）", MONTHS), "年度目标"),
        *("计划类别", *_KIND, *_WHERE, *_WHOSE),
    ]
    body = [_month_row(number, work) for number, work in enumerate(works, start=1)]
    return table(head, body, title=title, sheet="月度计划")


def _month_row(number: int, work: Work) -> Row:
    head: list[Cell] = [number, work.name, "/".join(work.path), work.code, work.content]
    amounts: list[Cell] = [work.total, work.planned, *_split(work)]
    plan: list[Cell] = [work.span, *amounts, work.goal, work.plan_class]
    return [*head, *plan, *_kind(work), *_where(work), work.owner, work.unit.name]


def _by_class(title: str, works: Sequence[Work]) -> bytes:
    """By class, in 亿元, with notes below."""
    head: list[Head] = [
        *("序号", "项目名称", "所属行业", "投资项目统一代码", "主要建设内容", "起止年限"),
        *("总投资\n（亿元）", f"{YEAR}年计划投资\n（亿元）", "项目性质", f"{YEAR}年工作目标"),
        *(*_KIND, *_WHERE, "建设单位", "牵头责任单位"),
    ]
    body: list[Row] = []
    for place, (name, members) in enumerate(_classes(works)):
        label = f"{CHINESE[place]}、{name}项目（{len(members)}项）"
        amounts = [_yi(sum(w.total for w in members)), _yi(sum(w.planned for w in members))]
        body += [[None, label, None, None, None, None, *amounts, *[None] * 12]]
        body += map(_class_row, members)
    notes = ["注：项目按计划类别排列；年度计划投资以本表为准。", "编制：　　　　审核："]
    return table(head, numbered(body), title=title, notes=notes, sheet="Sheet1")


def _classes(works: Sequence[Work]) -> list[tuple[str, list[Work]]]:
    names = ("续建", "新开工", "竣工投产", "预备")
    found = [(name, [work for work in works if work.plan_class == name]) for name in names]
    return [(name, members) for name, members in found if members]


def _class_row(work: Work) -> Row:
    head: list[Cell] = [0, work.name, "/".join(work.path), work.code, work.content, work.span]
    plan: list[Cell] = [_yi(work.total), _yi(work.planned), work.plan_class, work.goal]
    return [*head, *plan, *_kind(work), *_where(work), work.owner, work.unit.name]


def _yi(amount: int) -> float:
    return round(amount / WAN_IN_YI, 4)
