"""What a ledger's rows say of projects: each value in the field it fills, with its cell."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ballast.delivery.ledgers.rules import FILING, LedgerRow
from ballast.delivery.plans.rules import PLAN_CLASS_WORDS
from ballast.kernel.periods import Period
from ballast.platform.sheets.reading import NAME, Dated, Fault, Reading, Row, Table, plain
from ballast.projects.rules import name_key, tidy_name

from .bodies import body_of
from .columns import table as known
from .months import IN_MONTH, holes, months_of
from .words import code_of

_HUNDRED = 100
_NAMES = ("name", "owner_name")
_NOTHING = Decimal(0)


def rows(reading: Reading, kind: str, of: Period | int | None) -> list[LedgerRow]:
    """Every project of every table; ``of`` is the month of a filing, the year of a plan."""
    period = of if isinstance(of, Period) else None
    return [
        _Teller(table, row, period if kind == FILING else None).tell()
        for table in reading.tables
        for row in table.rows
    ]


@dataclass
class _Teller:
    """One row being told: values go to their families one by one."""

    table: Table
    row: Row
    period: Period | None
    said: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    steps: dict[str, dict[str, Dated]] = field(default_factory=lambda: defaultdict(dict))
    months: dict[int, Decimal] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)

    def tell(self) -> LedgerRow:
        for key, value in self.row.values.items():
            self._take(key, value)
        self._classify()
        self._sum_months()
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
        column, _, month = key.partition("@")
        if column.startswith("node."):
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
            case "project":
                self._take_code(name, key, value)
            case _:
                self._put(family, name, key, _shared(name, value))

    def _put(self, family: str, name: str, key: str, value: object) -> None:
        """The first column that fills a field says it; a second one is kept."""
        if name in self.said[family]:
            self.said["kept"][key] = value
            return
        self.said[family][name] = value
        self.cells[name] = self.row.cells[key]

    def _take_code(self, name: str, key: str, value: object) -> None:
        code = code_of(name, value)
        if code is None:
            self.said["kept"][key] = value
            self._doubt("word_unknown", key, text=str(value)[:40])
        else:
            self._put("project", name, key, tidy_name(str(code)) if name in _NAMES else code)

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
            self._say("finish", "planned_on", key, _day(value.last, value))
        else:
            step, _, said = name.partition(".")
            self._say(step, said, key, value)

    def _say(self, step: str, said: str, key: str, value: Dated) -> None:
        """A column of its own says a day better than the years do."""
        cell = f"{step}.{said}"
        if cell not in self.cells or key != "start_finish":
            self.steps[step][said] = value
            self.cells[cell] = self.row.cells[key]

    def _take_node(self, key: str, value: object) -> None:
        """What is said of a node; a day goes to its step, the rest is kept."""
        node, aspect = ".".join(key.split(".")[:2]), key.split(".")[2:]
        step = known().nodes[node].fills
        said = aspect[0] if aspect else "planned_on"
        if step and isinstance(value, Dated) and said in ("planned_on", "actual_on"):
            self._say(step, said, key, value)
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
        """The sector is the path of categories, or the sector column; a category may be a class."""
        path = self.table.path(self.row)
        if path:
            self.said["project"]["sector"] = "/".join(c.name.replace("/", "／") for c in path)
            self.cells["sector"] = path[-1].cell
        for category in path:
            if "plan_class" not in self.said["plan"] and (code := _class_of(category.name)):
                self.said["plan"]["plan_class"] = code
                self.cells["plan_class"] = category.cell

    def _sum_months(self) -> None:
        """The month and the year so far, from the columns of the months."""
        self.months, doubts = months_of(self.row)
        self.doubts += doubts
        if self.period is None or self.period.last not in self.months:
            return
        first, last = self.period.first, self.period.last
        cell = self.row.cells.get(f"{IN_MONTH}@{last}") or self.row.cells[f"{IN_MONTH}@{last}.3"]
        self._file("month_yuan", cell, first)
        headed = {h.month for h in self.table.headings if h.column.key == IN_MONTH}
        if headed.issuperset(range(1, last + 1)):
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

    def _doubt(self, code: str, key: str, **params: object) -> None:
        self.doubts.append(Fault(code, self.row.cells[key], params))


def _class_of(text: str) -> str:
    word = "".join(plain(text).split()).casefold()
    code = PLAN_CLASS_WORDS.get(word) or PLAN_CLASS_WORDS.get(word.removesuffix("项目"))
    return code.value if code else ""


def _shared(name: str, value: object) -> object:
    """A share as the field keeps it: of a hundred."""
    return value * _HUNDRED if name == "visible_percent" and isinstance(value, Decimal) else value


def _day(day: date, of: Dated) -> Dated:
    return Dated(day, day, of.text)
