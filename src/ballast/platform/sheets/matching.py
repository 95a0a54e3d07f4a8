"""Which column a path of headings means."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .cells import key
from .headings import OTHER_YEAR, Column, Form, across_key, heading_key, without_brackets
from .months import MONTH, NO_MOMENT, TO_MONTH, Moment, moment
from .questions import Told, about, layout_key

_NOISE = ("月度", "每月", "各月", "分月", "逐月", "按月", "情况", "年度")
_ORDINAL = re.compile(
    r"^(?:[(\[]?(?:\d{1,2}|[一二三四五六七八九十]+)[)\]]?[.、:]|[(\[]\d{1,2}[)\]]|[①-⑳])"
)
_PLANNED = ("计划", "目标", "安排", "plan")


@dataclass(frozen=True, slots=True)
class Match:
    """A column, and how many headings it took to tell; nought when brackets were left out."""

    column: Column
    rank: int
    moment: Moment = NO_MOMENT


class Lexicon:
    """The aliases of a form, and what a person said of this layout."""

    def __init__(self, form: Form, told: Told) -> None:
        self.form, self.told = form, told
        self.columns = {column.key: column for column in form.columns}
        self._aliases = _keyed(form.columns)
        self._across = {across_key(a): c for c in form.columns if c.across for a in c.aliases}
        self._nodes = _keyed(form.nodes)
        self._aspects = _keyed(form.aspects)
        self._told = {layout_key(path): named for path, named in told.columns.items()}

    def alone(self, text: str) -> Column | None:
        """The column one heading means by itself."""
        found = self.match((text,)) if text else None
        return found.column if found else None

    def match(self, path: tuple[str, ...]) -> Match | None:
        """The column of this year a path means; what a person said comes first."""
        if not path:
            return None
        if (named := self._told.get(layout_key(about(path)))) is not None:
            column = self.columns.get(named)
            at = moment(path) if column and column.across else NO_MOMENT
            return Match(column, len(path) + 1, at) if column else None
        return self._by_alias(path, self.form.year) or self._by_node(path)

    def node(self, text: str) -> Column | None:
        """The node one heading names: 1.规划选址论证."""
        return self._nodes.get(heading_key(without_ordinal(text))) or self._nodes.get(
            heading_key(without_brackets(key(without_ordinal(text))))
        )

    def aspect(self, text: str) -> Column | None:
        """What is said of a node: 完成时限."""
        found = self._aspects.get(heading_key(text))
        return found or self._aspects.get(heading_key(without_brackets(key(text))))

    def of_node(self, name: str, node: Column, aspect: Column | None) -> Column:
        """A node's column, or what it says of one thing; the step that was told stands for it."""
        told = self.told.step_of((name,))
        name = f"step.{told}" if told else node.key
        return replace(
            node,
            key=f"{name}.{aspect.key}" if aspect else name,
            kind=aspect.kind if aspect else node.kind,
            step=told if told is not None else node.step,
        )

    def _by_node(self, path: tuple[str, ...]) -> Match | None:
        for place in range(len(path) - 1, -1, -1):
            if node := self.node(path[place]):
                aspect = self.aspect("".join(path[place + 1 :])) if path[place + 1 :] else None
                if aspect is None and path[place + 1 :]:
                    return None
                return Match(self.of_node(path[place], node, aspect), len(path) - place)
        return None

    def is_none(self, path: tuple[str, ...]) -> bool:
        """Whether a person said that these headings mean no column."""
        return self._told.get(layout_key(about(path))) == ""

    def in_other_year(self, path: tuple[str, ...]) -> Column | None:
        """The column a path would mean if it did not name another year."""
        found = self._by_alias(path, None) if path else None
        return found.column if found else None

    def to_month(self) -> Column | None:
        """The column of what was completed from January up to a month."""
        return self._across.get(TO_MONTH)

    def _by_alias(self, path: tuple[str, ...], year: int | None) -> Match | None:
        if any(heading_key(part, year).startswith(OTHER_YEAR) for part in path):
            return None
        at = moment(path)
        for start in range(len(path)):
            if found := self._joined(path, start, at, year):
                return found
        bare = heading_key(without_brackets(key(path[-1])), year)
        column = self._aliases.get(bare)
        return Match(column, 0) if column and at.month is None else None

    def _joined(
        self, path: tuple[str, ...], start: int, at: Moment, year: int | None
    ) -> Match | None:
        text, rank = "".join(path[start:]), len(path) - start
        column = self._aliases.get(heading_key(text, year))
        if column and (not column.across or at.month is None) and not moment(path[:start]).month:
            return Match(column, rank)
        if at.month is None:
            return None
        for heading in (across_key(text, year), _turned(path, start, year)):
            column = self._across.get(heading) or self._across.get(heading.replace("旬", ""))
            if column and not (_is_bare(heading) and _is_planned(path[:start])):
                return Match(column, rank, at)
        return None


def _keyed(columns: Iterable[Column]) -> dict[str, Column]:
    return {heading_key(alias): column for column in columns for alias in column.aliases}


def without_ordinal(text: str) -> str:
    """规划选址论证 of “4.规划选址论证”, and 项目名称 of “项目名称：”."""
    return _ORDINAL.sub("", key(text)).rstrip(":")


def _turned(path: tuple[str, ...], start: int, year: int | None) -> str:
    """Month first: 完成投资 / 3月 as 3月完成投资, 2023年计划投资 / 3月 as 3月计划投资."""
    months = [part for part in path[start:] if moment((part,)) != NO_MOMENT]
    words = [part for part in path[start:] if moment((part,)) == NO_MOMENT]
    said = "".join(words)
    for noise in _NOISE:
        said = said.replace(noise, "")
    turned = across_key("".join(months), year) + across_key(said, year)
    return turned.replace(f"{MONTH}年度", MONTH)


def _is_bare(heading: str) -> bool:
    return heading.replace("旬", "") in (MONTH, TO_MONTH)


def _is_planned(parts: tuple[str, ...]) -> bool:
    return any(word in key(part) for part in parts for word in _PLANNED)
