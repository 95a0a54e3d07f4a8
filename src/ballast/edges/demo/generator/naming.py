"""Names: of projects, of the places they lie in, of the firms that own them. All are coined."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from .kinds import Pattern
from .slots import Slot
from .told import Body
from .units import AREAS, BY_CODE, NAME, OWNER, ROWS

_FIRST = "槿桢蘅芷荻蓼苇棠楝椿梧檀杼鹭雁鸢砚笙弦瓯茝篁"
_SECOND = "桥渡坪塘埠岭坝庄集营堡畈"
_FIRM = ("曜屿珩澈朔霁桁麓骁峤翊瀚砺昶煦炜", "川岚衡舟禾纬陌庭弦杉澄穹隼翎")
_PHASED = 0.2
_ROADS = "公路"


@dataclass(frozen=True, slots=True)
class Called:
    """A project's name and what goes with it."""

    name: str
    content: str
    owner: str
    address: str
    area: Body


class Namer:
    """Gives names, none of them twice."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._taken: set[str] = set()
        self._lines = iter(range(3, 1_000))
        coined = [first + second for first, second in product(_FIRST, _SECOND)]
        dice.shuffle(coined)
        each = len(coined) // len(AREAS)
        self._places = {
            area: coined[place * each : (place + 1) * each] for place, area in enumerate(AREAS)
        }
        firms = [first + second for first, second in product(*_FIRM)]
        dice.shuffle(firms)
        self._firms = firms
        self._firm = 0

    def called(self, slot: Slot) -> Called:
        """A name that fits the unit, the kind and the place."""
        area = self._area(slot)
        if slot.known:
            self._taken.add(slot.known["name"])
            owner = slot.known.get("owner") or self._owner(slot, area, self._coined())
            place = self._dice.choice(self._places[area])
            content = slot.known["content"]
            return Called(slot.known["name"], content, owner, _address(area, place), area)
        while True:
            pattern = self._dice.choice(slot.kind.patterns(_sort(slot)))
            place, firm = self._dice.choice(self._places[area]), self._coined()
            for name in self._tries(pattern, area, place, firm):
                if name not in self._taken:
                    self._taken.add(name)
                    content = pattern.content.format(n=self._dice.randint(pattern.lo, pattern.hi))
                    owner = self._owner(slot, area, firm)
                    return Called(name, content, owner, _address(area, place), area)

    def take(self, slots: list[Slot]) -> None:
        """Keep the names that papers speak of from being given to others."""
        self._taken |= {one.known["name"] for one in slots if one.known}

    def _tries(self, pattern: Pattern, area: Body, place: str, firm: str) -> Iterator[str]:
        others = [one.place for one in AREAS if one is not area]
        line = next(self._lines) if "{线}" in pattern.name else 0
        name = pattern.name.format(
            地=area.place, 处=place, 字=firm, 邻=self._dice.choice(others), 线=line
        )
        if "字" in pattern.name or "线" in pattern.name or self._dice.random() > _PHASED:
            yield name
        yield f"{name}（一期）"
        yield f"{name}（二期）"

    def _area(self, slot: Slot) -> Body:
        """Where it lies: with its own district, or with some district that its unit works in."""
        if slot.unit.region_code:
            return slot.unit
        rows = [row for row in ROWS if row.body.region_code]
        [row] = self._dice.choices(rows, [row.count for row in rows])
        return row.body

    def _owner(self, slot: Slot, area: Body, firm: str) -> str:
        if slot.unit.kind == "STATE_COMPANY":
            return slot.unit.name
        if slot.unit is BY_CODE["JT"] and slot.kind.path[2] == _ROADS:
            return OWNER.name
        place = area.place if slot.unit.region_code else NAME
        return slot.kind.owner.format(字=firm, 地=place)

    def _coined(self) -> str:
        self._firm += 1
        return self._firms[self._firm % len(self._firms)]


def _sort(slot: Slot) -> str:
    return "AREA" if slot.unit.region_code else slot.unit.code.removeprefix("SL-")


def _address(area: Body, place: str) -> str:
    is_rural = area.place.endswith(("县", "市"))
    return f"{NAME}{area.place}{place}{'镇' if is_rural else '街道'}"
