"""Invented workbooks in the shape of a city's: for tests and the speed bar."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

CHINESE = "零一二三四五六七八九十"
PLAN_HEAD = (
    ("序号", "项目名称", "建设规模及内容", "总投资", "2023年", "", "责任主体", ""),
    ("", "", "", "", "计划投资", "形象进度目标", "项目业主", "责任单位"),
)
PLAN_MERGED = ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3", "G3:H3", "A1:H1")
MONTH_HEAD = ("序号", "项目名称", "1-9月完成投资（万元）", "形象进度")


@dataclass
class Project:
    name: str
    total: object = 1000
    planned: object = 600
    owner: str = "城投集团"
    unit: str = ""
    content: str = "新建道路二公里"
    goal: str = "完成路基"


@dataclass
class Category:
    """A category row; ``count`` None declares the true count, ``""`` declares none."""

    name: str
    children: Sequence["Category"] = ()
    projects: Sequence[Project] = ()
    count: object = None

    def all(self) -> list[Project]:
        return [*self.projects, *(p for child in self.children for p in child.all())]


@dataclass
class Plan:
    categories: Sequence[Category] = ()
    projects: Sequence[Project] = ()  # of a plan without categories
    title: str = "临川市2023年重点项目投资计划"
    unit: str = "单位：万元"
    count: object = None
    notes: Sequence[str] = ("注：本表为虚构。",)
    sheet: str = "附件1"
    cells: dict[str, object] = field(default_factory=dict)  # put over what was built

    def all(self) -> list[Project]:
        return [*self.projects, *(p for category in self.categories for p in category.all())]


def plan_workbook(plan: Plan, *, merged: str = "") -> bytes:
    """Title, unit in a cell, two-level merged heading, total, three levels of categories, note."""
    book = Workbook()
    sheet = book.active
    sheet.title = plan.sheet
    sheet.append([plan.title])
    sheet.append(["编制单位：临川市重点项目办公室", *[""] * 6, plan.unit])
    for line in PLAN_HEAD:
        sheet.append(list(line))
    for merged in PLAN_MERGED:
        sheet.merge_cells(merged)
    sheet.append(_sums("合计", plan.all(), plan.count))
    serial = iter(range(1, 1_000_000))
    for project in plan.projects:
        sheet.append(_project(project, next(serial)))
    for place, category in enumerate(plan.categories, start=1):
        _category(sheet, category, 1, place, serial)
    for note in plan.notes:
        sheet.append([note])
    for cell, value in plan.cells.items():
        sheet[cell] = value
    if merged:
        sheet.merge_cells(merged)
    return _bytes(book)


def _category(sheet: Worksheet, category: Category, level: int, place: int, serial: Iterator[int]):
    ordinal = {1: f"{_chinese(place)}、", 2: f"（{_chinese(place)}）", 3: f"{place}."}[level]
    sheet.append(_sums(ordinal + category.name, category.all(), category.count))
    for project in category.projects:
        sheet.append(_project(project, next(serial)))
    for number, child in enumerate(category.children, start=1):
        _category(sheet, child, level + 1, number, serial)


def _chinese(number: int) -> str:
    return CHINESE[number] if number <= 10 else f"十{CHINESE[number - 10]}"


def _sums(label: str, projects: Sequence[Project], count: object) -> list[object]:
    counted = "" if count == "" else f"（{len(projects) if count is None else count}项）"
    totals = [p.total for p in projects if isinstance(p.total, int)]
    planned = [p.planned for p in projects if isinstance(p.planned, int)]
    return ["", label + counted, "", sum(totals), sum(planned), "", "", ""]


def _project(p: Project, number: int) -> list[object]:
    return [number, p.name, p.content, p.total, p.planned, p.goal, p.owner, p.unit]


def month_workbook(
    rows: Sequence[Sequence[object]],
    *,
    title: str = "临川市2023年9月重点项目进度表",
    head: Sequence[str] = MONTH_HEAD,
) -> bytes:
    """A month's figures: number, name, completed since January in 万元, visible progress."""
    book = Workbook()
    sheet = book.active
    sheet.title = "进度"
    sheet.append([title])
    sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    return _bytes(book)


def plan_of(size: int) -> Plan:
    """A plan of ``size`` projects in three levels of categories."""
    projects = [
        Project(f"临川市第{number}号产业园区配套基础设施及标准厂房建设项目（一期）", 1000 + number)
        for number in range(1, size + 1)
    ]
    tens = [projects[start : start + 10] for start in range(0, size, 10)]
    third = [Category(f"小类{place}", projects=ten) for place, ten in enumerate(tens)]
    second = [Category(f"中类{s}", children=third[s : s + 10]) for s in range(0, len(third), 10)]
    first = [Category(f"大类{s}", children=second[s : s + 5]) for s in range(0, len(second), 5)]
    return Plan(first)


def grid_workbook(rows: Sequence[Sequence[object]], merged: Sequence[str] = ()) -> bytes:
    """Cells exactly as given."""
    book = Workbook()
    sheet = book.active
    sheet.title = "表"
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    return _bytes(book)


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
