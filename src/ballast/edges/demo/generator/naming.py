"""Names: of projects, of the places they lie in, of the firms that own them. All are coined."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, product

from .kinds import is_rural
from .slots import Slot
from .told import Body
from .units import AREAS, BY_CODE, NAME, OWNER, ROWS

_FIRST = "槿桢蘅芷荻蓼苇棠楝椿梧檀杼鹭雁鸢砚笙弦瓯茝篁"
_SECOND = "桥渡坪塘埠岭坝庄集营堡畈"
_FIRM = ("曜屿珩澈朔霁桁麓骁峤翊瀚砺昶煦炜", "川岚衡舟禾纬陌庭弦杉澄穹隼翎")
_NUMBERS = "一二四五六七八九"  # the third hospital is one that papers name
_ATTEMPTS = 20
_PHASED = 0.2
_ROADS = "公路"


@dataclass(frozen=True, slots=True)
class Called:
    """A project's name and what goes with it."""

    name: str
    owner: str
    address: str
    area: Body


class Namer:
    """Gives names, none of them twice."""

    def __init__(self, dice: random.Random, size: int) -> None:
        self._dice = dice
        self._taken: set[str] = set()
        self._lines = count(3)
        coined = [first + second for first, second in product(_FIRST, _SECOND)]
        dice.shuffle(coined)
        own = len(coined) // len(AREAS)
        each = max(own, size // 80)  # a large city has neighbourhoods of one name in two areas
        self._places = {
            area.code: (coined * 2)[place * own : place * own + each]
            for place, area in enumerate(AREAS)
        }
        firms = [first + second for first, second in product(*_FIRM)]
        dice.shuffle(firms)
        self._firms = firms
        self._firm = 0

    def called(self, slot: Slot) -> Called:
        """A name that fits the unit, the kind and the place."""
        area = self._area(slot)
        offers = self._offers(slot, area)
        found = next(one for one in offers if slot.known or one.name not in self._taken)
        self._taken.add(found.name)
        return found

    def take(self, slots: Sequence[Slot]) -> None:
        """Keep the names that papers speak of from being given to others."""
        self._taken |= {one.known["name"] for one in slots if one.known}

    def _offers(self, slot: Slot, area: Body) -> Iterator[Called]:
        """One name after the other; only a very large city needs the numbered ones."""
        for attempt in count():
            place, firm = self._dice.choice(self._places[area.code]), self._coined()
            owner = slot.known.get("owner") or self._owner(slot, area, firm)
            name = slot.known.get("name") or self._name(slot, area, place, firm)
            section = f"{attempt}标段" if attempt > _ATTEMPTS else ""
            yield Called(name + section, owner, _address(area, place), area)

    def _name(self, slot: Slot, area: Body, place: str, firm: str) -> str:
        pattern = slot.pattern.name
        name = pattern.format(
            地=area.place,
            处=place,
            字=firm,
            邻=self._dice.choice([one.place for one in AREAS if one is not area]),
            线=next(self._lines) if "{线}" in pattern else 0,
            数=self._dice.choice(_NUMBERS),
        )
        is_phased = not slot.sector and "{字}" not in pattern and self._dice.random() < _PHASED
        return f"{name}（{self._dice.choice('一二')}期）" if is_phased else name

    def _area(self, slot: Slot) -> Body:
        """Where it lies: with its own district, or with some district that its unit works in."""
        if slot.unit.region_code:
            return slot.unit
        areas = [row for row in ROWS if row.body.region_code]
        rows = [row for row in areas if not slot.pattern.rural or is_rural(row.body)]
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


def _address(area: Body, place: str) -> str:
    return f"{NAME}{area.place}{place}{'镇' if is_rural(area) else '街道'}"
