"""What a ledger's rows say of projects: each value in the field it fills, with its cell.

A day under a node of which is not said whether it is planned or done is done when it lies
before the end of the month the ledger is of, and planned otherwise.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ballast.delivery.ledgers.rules import FINISH, PLAN, LedgerRow
from ballast.delivery.plans.rules import PLAN_CLASS_WORDS, splits
from ballast.kernel.periods import Period
from ballast.platform.sheets.reading import NAME, Dated, Fault, Reading, Row, Table, dated, plain
from ballast.projects.rules import name_key, tidy_name

from .bodies import body_of
from .columns import table as known
from .fiveyears import five_years
from .months import IN_MONTH, holes, months_of
from .words import code_of

_HUNDRED = 100
_NAMES = ("name", "owner_name")
_NOTHING = Decimal(0)
_NONE: frozenset[int] = frozenset()
_PLANNED, _TO_DEKAD = "month_planned", "to_dekad_completed"
_PART = re.compile("[上中]旬")  # the month is not over
_DAYS = re.compile(r"20\d\d[年./-]\d{1,2}(?:[月./-](?:\d{1,2}日?)?)?")
_TO_COME = re.compile("前|拟|计划|预计|力争|争取|将")
_STANDING = re.compile("(?:在建|预备|储备|前期)(?:重点|重大)?(?:建设)?(?:项目|工程)?")
_NODES = ("node.", "step.")
_DONE = re.compile("完成|批复|取得|办结|通过|批准|核准|备案")
_FIVE_YEARS = ("last_five_years_yuan", "five_year_planned_yuan", "five_year_goal")


def rows(reading: Reading, kind: str, of: Period | int | None) -> list[LedgerRow]:
    """Every project of every table; ``of`` is the month of a filing, the year of a plan."""
    return [
        _Teller(table, row, kind, of, headed).tell()
        for table in reading.tables
        for headed in [_headed(table)]
        for row in table.rows
    ]


def _headed(table: Table) -> Mapping[str, frozenset[int]]:
    """The months that have a column, by what their columns say."""
    headed: defaultdict[str, set[int]] = defaultdict(set)
    for heading in table.headings:
        if heading.month:
            headed[heading.column.key].add(heading.month)
    return {key: frozenset(months) for key, months in headed.items()}


@dataclass
class _Teller:
    """One row being told: values go to their families one by one."""

    table: Table
    row: Row
    kind: str
    of: Period | int | None
    headed: Mapping[str, frozenset[int]]
    said: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    steps: dict[str, dict[str, Dated]] = field(default_factory=lambda: defaultdict(dict))
    months: dict[int, Decimal] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)

    @property
    def period(self) -> Period | None:
        return self.of if isinstance(self.of, Period) else None

    @property
    def year(self) -> int | None:
        return self.of.year if isinstance(self.of, Period) else self.of

    def tell(self) -> LedgerRow:
        for key, value in self.row.values.items():
            self._take(key, value)
        self._classify()
        self._split()
        self._sum_months()
        self._leave_part_of_month()
        self._check_since_start()
        self._name_five_years()
        name = tidy_name(self.row.text(NAME))
        row, project = self.said["row"], self.said["project"]
        return LedgerRow(
            sheet=self.table.sheet,
            line=self.row.line,
            number=str(row.get("number", "")),
            codes=tuple(str(row.get("codes", "")).split()),
            name=name,
            name_key=name_key(name),
            owner=str(project.get("owner_name", "")),
            unit=tidy_name(str(row.get("unit", ""))),
            sector=str(project.get("sector", "")),
            sector_cell=self.cells.get("sector", ""),
            project=project,
            plan=self.said["plan"],
            filing=self.said["filing"],
            months=self.months,
            steps=self.steps,
            kept=self.said["kept"],
            cells=self.cells,
            faults=tuple(self.faults),
            doubts=tuple(self.doubts),
        )

    def _take(self, key: str, value: object) -> None:
        column, month = _parted(key)
        if column.startswith(_NODES):
            self._take_node(key, value)
        elif month:
            self._take_month(column, month, key, value)
        elif about := known().columns.get(column):
            self._fill(about.family, about.field, key, value)

    def _fill(self, family: str, name: str, key: str, value: object) -> None:
        """Put a value into its field; what the field has no word for is only kept."""
        match family:
            case "kept":
                self._put("kept", key, key, value)
            case "step":
                self._take_step(name, key, value)
            case "plan" if name == "plan_class":
                self._take_class(key, str(value))
            case "project" if key == "owner_and_person":
                self._put(family, name, key, body_of(str(value)))
            case "project" if key == "build_type" and _class_of(str(value)) == "CARRY_OVER":
                self._take_class(key, str(value))
            case "project" | "filing" if family == "project" or name == "kind":
                self._take_code(family, name, key, value)
            case _:
                self._put(family, name, key, _shared(name, value))

    def _put(self, family: str, name: str, key: str, value: object) -> None:
        """The first column that fills a field says it; a second one is kept."""
        if name in self.said[family]:
            self.said["kept"][key] = value
            return
        self.said[family][name] = value
        self.cells[name] = self.row.cells[key]

    def _take_code(self, family: str, name: str, key: str, value: object) -> None:
        code = code_of(name, value)
        if code is None:
            self.said["kept"][key] = value
            self._doubt("word_unknown", key, text=str(value)[:40])
        else:
            self._put(family, name, key, tidy_name(str(code)) if name in _NAMES else code)

    def _take_class(self, key: str, text: str) -> None:
        """项目性质 holds the plan's class, or in some ledgers the build type."""
        if code := _class_of(text):
            self._put("plan", "plan_class", key, code)
        elif build := code_of("build_type", text):
            self._put("project", "build_type", key, build)
        else:
            params = {"text": text[:40]}
            self.faults.append(Fault("plan_class_unknown", self.row.cells[key], params))

    def _take_step(self, name: str, key: str, value: object) -> None:
        """A day of a step; words that name none are kept."""
        if not isinstance(value, Dated):
            self.said["kept"][key] = value
        elif name == "years":
            self._say("ground_breaking", "planned_on", key, _day(value.first, value))
            self._say(FINISH, "planned_on", key, _day(value.last, value))
        else:
            step, _, said = name.partition(".")
            self._say(step, said, key, value)

    def _say(self, step: str, said: str, key: str, value: Dated) -> None:
        """A column of its own says a day better than the years do; of two nodes the later one."""
        cell, known = f"{step}.{said}", self.steps[step].get(said)
        is_node = key.startswith(_NODES)
        if known and (key == "start_finish" or (is_node and value.last < known.last)):
            return
        self.steps[step][said] = value
        self.cells[cell] = self.row.cells[key]

    def _take_node(self, key: str, value: object) -> None:
        """What is said of a node; a day goes to its step, the rest is kept."""
        node, said = ".".join(key.split(".")[:2]), ".".join(key.split(".")[2:]) or "on"
        step = known().nodes[node].step if node in known().nodes else node.split(".")[1]
        if said == "progress" and (done := _done_on(str(value))):
            self._put("kept", key, key, value)
            said, value = "actual_on", done
        if step and isinstance(value, Dated) and said in ("planned_on", "actual_on", "on"):
            is_past = self.period is not None and value.last <= self.period.last_day
            bare = "actual_on" if is_past else "planned_on"
            self._say(step, bare if said == "on" else said, key, value)
        else:
            self._put("kept", key, key, value)

    def _take_month(self, column: str, month: str, key: str, value: object) -> None:
        """A month's words are filed with that month; sums of months are filed on their own."""
        about = known().columns[column]
        if about.family == "filing" and self.period and month == str(self.period.last):
            if column != IN_MONTH:
                self._put(about.family, about.field, key, value)
        elif column != IN_MONTH or not month.isdigit():
            self._put("kept", key, key, value)

    def _classify(self) -> None:
        """The sector is the path of categories, or the sector column.

        A category that is a class, or says how far its projects are, is none.
        """
        path = self.table.path(self.row)
        sector = [c for c in path if not (_class_of(c.name) or _STANDING.fullmatch(c.name))]
        if sector:
            self.said["project"]["sector"] = "/".join(c.name.replace("/", "／") for c in sector)
            self.cells["sector"] = sector[-1].cell
        for category in path:
            if "plan_class" not in self.said["plan"] and (code := _class_of(category.name)):
                self.said["plan"]["plan_class"] = code
                self.cells["plan_class"] = category.cell

    def _split(self) -> None:
        """The year's plan by month: all twelve or none, and together the year's."""
        if self.kind != PLAN or not self.headed.get(_PLANNED, _NONE).issuperset(range(1, 13)):
            return
        months = self.row.months(_PLANNED)
        if not months:
            return
        cell = self.row.cells[f"{_PLANNED}@{min(months)}"]
        planned = self.said["plan"].get("planned_yuan")
        if blank := [str(month) for month in range(1, 13) if month not in months]:
            params = {"months": "、".join(blank)}
            self.faults.append(Fault("split_lacks_months", cell, params))
        elif not splits(planned, [months[month] for month in range(1, 13)]):
            found = {"found": sum(months.values()), "declared": planned or 0}
            where = self.cells.get("planned_yuan", cell)
            self.faults.append(Fault("split_differs", where, found))
        self.said["plan"]["monthly_yuan"] = tuple(months.get(month) for month in range(1, 13))
        self.cells["monthly_yuan"] = cell

    def _sum_months(self) -> None:
        """The month and the year so far, from the columns of the months."""
        if IN_MONTH not in self.headed:
            return
        self.months = months_of(self.row)
        if self.period is None or self.period.last not in self.months:
            return
        first, last = self.period.first, self.period.last
        cell = self.row.cells.get(f"{IN_MONTH}@{last}") or self.row.cells[f"{IN_MONTH}@{last}.3"]
        self._file("month_yuan", cell, first)
        if self.headed[IN_MONTH].issuperset(range(1, last + 1)):
            self._file("completed_yuan", cell, 1)

    def _file(self, name: str, cell: str, first: int) -> None:
        """File a sum of months; beside one that the row says itself it is only compared."""
        last = self.period.last if self.period else first
        total = sum(
            (self.months.get(month, _NOTHING) for month in range(first, last + 1)), _NOTHING
        )
        said = self.said["filing"].get(name)
        if said is None:
            self.said["filing"][name] = total
            self.cells[name] = cell
            for month in holes(self.months, last):
                self.doubts.append(Fault("month_blank", cell, {"month": month}))
        elif said != total:
            params = {"declared": said, "found": total}
            self.doubts.append(Fault("months_differ", self.cells[name], params))

    def _leave_part_of_month(self) -> None:
        """旬报: what stood at the end of the last 旬 is the month's; before it, only kept."""
        cell = self.row.cells.get(_TO_DEKAD)
        if not cell or self.cells.get("month_yuan") != cell:
            return
        said = [self.table.title, *(p for h in self.table.headings for p in h.path)]
        if any(map(_PART.search, said)):
            self.said["kept"][_TO_DEKAD] = self.said["filing"].pop("month_yuan")
            self.cells[_TO_DEKAD] = self.cells.pop("month_yuan")
            self._doubt("dekads_only", _TO_DEKAD)

    def _check_since_start(self) -> None:
        """Since the start is up to last year's end and this year's, where a row says all three."""
        filing, before = self.said["filing"], self.row.money("to_last_year")
        whole, year = filing.get("since_start_yuan"), filing.get("completed_yuan")
        if before is None or whole is None or year is None:
            return
        if whole != before + year:
            params = {"declared": whole, "found": before + year}
            self.doubts.append(Fault("since_start_differs", self.cells["since_start_yuan"], params))

    def _name_five_years(self) -> None:
        """Figures of a five-year plan say which: as the ledger does, or by its year."""
        project = self.said["project"]
        told = [name for name in _FIVE_YEARS if name in project]
        if told:
            texts = [self.table.title, *(p for h in self.table.headings for p in h.path)]
            project["five_year_plan"] = five_years(texts, self.year)
            self.cells["five_year_plan"] = self.cells[told[-1]]

    def _doubt(self, code: str, key: str, **params: object) -> None:
        self.doubts.append(Fault(code, self.row.cells[key], params))


@lru_cache(1_000)
@lru_cache(1_000)
def _parted(key: str) -> tuple[str, str]:
    """Column and month of completed@3#2: a few of a ledger, asked for at every cell."""
    column, _, month = key.partition("#")[0].partition("@")
    return column, month


def _class_of(text: str) -> str:
    word = "".join(plain(text).split()).casefold()
    code = PLAN_CLASS_WORDS.get(word) or PLAN_CLASS_WORDS.get(word.removesuffix("项目"))
    return code.value if code else ""


def _shared(name: str, value: object) -> object:
    """A share as the field keeps it: of a hundred."""
    return value * _HUNDRED if name == "visible_percent" and isinstance(value, Decimal) else value


def _done_on(text: str) -> Dated | None:
    """The day of “已于2023年3月20日批复”; a percentage or 正在办理 names none."""
    days = _DAYS.findall(text)
    is_done = len(days) == 1 and _DONE.search(text) and not _TO_COME.search(text)
    return dated(days[0]).dated if is_done else None


def _day(day: date, of: Dated) -> Dated:
    return Dated(day, day, of.text)
