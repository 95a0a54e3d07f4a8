"""What the cells of a row hold, each by the kind of its column; what is wrong, once at its cell."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from .cells import LARGEST_YUAN, about, amount, is_blank, key, shown, yuan
from .dates import Dated, NotADate, Read, dated
from .faults import Fault
from .grids import Grid, Place, Void
from .headings import NAME, SEQUENCE, Heading, Kind
from .units import SIGNS

Value = str | Decimal | Dated
_DIGITS_KEPT = 10**15  # a number of more digits has lost its tail
_REPEATED = (str, float, int)  # worth remembering; not True, which equals 1
_MOST_SEEN = 20_000  # values of a column
_QUOTED = 40  # signs of a cell repeated in a fault


@dataclass
class Cells:
    """One sheet's cells, with the faults and doubts met on the way."""

    grid: Grid
    faults: dict[tuple[str, str], Fault] = field(default_factory=dict)
    doubts: dict[tuple[str, str], Fault] = field(default_factory=dict)
    bare_shares: set[str] = field(default_factory=set)  # cells of percentages without their sign
    either_way: dict[str, tuple[str, str]] = field(default_factory=dict)  # cell → heading, text

    def __post_init__(self) -> None:
        self._merged = {row for row, _ in self.grid.anchors}
        self._met = 0  # faults, doubts and whatever else must not be remembered
        self._seen: dict[int, dict[object, Value | None]] = {}
        self._readers: dict[Kind, Callable[[object, Heading, Place], Value | None]] = {
            Kind.TEXT: self._text,
            Kind.MONEY: self._money,
            Kind.NUMBER: self._number,
            Kind.PERCENT: self._share,
            Kind.DAY: self._day,
            Kind.YEARS: self._day,
            Kind.CODE: self._code,
        }

    def fault(self, code: str, where: Place, **params: object) -> None:
        cell, self._met = self.grid.ref(*where), self._met + 1
        self.faults.setdefault((code, cell), Fault(code, cell, params))

    def doubt(self, code: str, where: Place, **params: object) -> None:
        cell, self._met = self.grid.ref(*where), self._met + 1
        self.doubts.setdefault((code, cell), Fault(code, cell, params))

    def take(self, line: int, heading: Heading) -> tuple[Value | None, Place, bool]:
        """The value under a heading, where it stands, and whether it is a faulty one."""
        place = heading.place
        row = self.grid.rows[line]
        value = row[place] if place < len(row) else ""
        where = line, place
        if line in self._merged:
            where = self.grid.anchor(line, place)
            if where[1] != place:
                return None, where, False  # the column before it spreads over this one
            if where[0] != line and heading.column.key not in (NAME, SEQUENCE):
                return self._merged_from_above(line, where, heading)
        if value == "" or value is None:
            return None, where, False
        return self._read(value, heading, where)

    def _merged_from_above(
        self, line: int, anchor: Place, heading: Heading
    ) -> tuple[Value | None, Place, bool]:
        """A text said of several projects is said of each; an amount cannot be."""
        value, own = self.grid.value(*anchor), (line, heading.place)
        if is_blank(value):
            return None, own, False
        if heading.column.kind in (Kind.MONEY, Kind.NUMBER, Kind.PERCENT):
            if not isinstance(value, Void):
                self.fault("amount_merged", own)
            return None, own, True
        return self._read(value, heading, anchor)

    def alone(self, value: object, heading: Heading, where: Place) -> Value | None:
        """The value of a cell that stands in no column: beside a label, in a matrix."""
        if isinstance(value, Void):
            self.fault(value.value, where)
            return None
        read = self._readers[heading.column.kind](value, heading, where)
        return None if read == "" else read

    def _read(
        self, value: object, heading: Heading, where: Place
    ) -> tuple[Value | None, Place, bool]:
        seen = self._seen.setdefault(heading.place, {})
        if type(value) in _REPEATED and value in seen:
            return seen[value], where, False
        if isinstance(value, Void):
            self.fault(value.value, where)
            return None, where, True
        met = self._met
        read = self._readers[heading.column.kind](value, heading, where)
        if read == "":
            read = None
        if self._met == met and (read is not None or _says_nothing(value)):
            if len(seen) < _MOST_SEEN:
                seen[value] = read
            return read, where, False
        return read, where, read is None

    def _text(self, value: object, heading: Heading, where: Place) -> str:
        text = shown(value)
        if len(text) > heading.column.longest:
            self.fault("cell_text_too_long", where, limit=heading.column.longest)
        return text

    def _code(self, value: object, heading: Heading, where: Place) -> str:
        """A code kept as a number shows 15 digits at most; what follows them is lost."""
        text = self._text(value, heading, where)
        is_long = isinstance(value, int | float) and abs(value) >= _DIGITS_KEPT
        if is_long or _is_scientific(text):
            self.fault("code_cut", where, text=text)
        return text

    def _money(self, value: object, heading: Heading, where: Place) -> Decimal | None:
        number = self._amount(_without_sign(value, heading), where, "amount_not_number")
        if number is None:
            return None
        if number < 0:
            self.fault("cell_amount_negative", where, text=shown(value))
        elif number * heading.unit >= LARGEST_YUAN:
            self.fault("amount_huge", where, text=shown(value)[:_QUOTED])
        else:
            return yuan(number, heading.unit)
        return None

    def _number(self, value: object, heading: Heading, where: Place) -> Decimal | None:  # noqa: ARG002
        return self._amount(value, where, "number_not_number")

    def _share(self, value: object, heading: Heading, where: Place) -> Decimal | None:  # noqa: ARG002
        text = key(value) if isinstance(value, str) else ""
        if text.endswith("%"):
            number = self._amount(text[:-1], where, "share_not_number", said=text)
            return None if number is None else number / 100
        number = self._amount(value, where, "share_not_number")
        if number is not None:
            self._met += 1
            self.bare_shares.add(self.grid.ref(*where))
        return number

    def _amount(self, value: object, where: Place, code: str, said: str = "") -> Decimal | None:
        """A number; one that is only about right is taken with a doubt."""
        try:
            return amount(value)
        except ValueError:
            near = about(value)
        text = (said or shown(value))[:_QUOTED]
        if near is None:
            self.fault(code, where, text=text)
        else:
            self.doubt("amount_about", where, text=text)
        return near

    def _day(self, value: object, heading: Heading, where: Place) -> Value | None:
        if _says_nothing(value):
            return None
        try:
            read: Read = dated(value)
        except NotADate as wrong:
            self.fault(wrong.code, where, text=shown(value)[:_QUOTED])
            return None
        if read.doubt == "date_day_or_month":
            self._met += 1
            self.either_way[self.grid.ref(*where)] = heading.key, shown(value)
        elif read.doubt:
            self.doubt(read.doubt, where, text=shown(value)[:_QUOTED])
        return read.dated or self._text(value, heading, where)


def _without_sign(value: object, heading: Heading) -> object:
    """£3.5 in a column of pounds; another money's sign is no number."""
    if not isinstance(value, str):
        return value
    text = key(value)
    return text[1:] if SIGNS.get(text[:1]) == heading.currency else value


def _says_nothing(value: object) -> bool:
    try:
        return amount(value) is None
    except ValueError:
        return False


def _is_scientific(text: str) -> bool:
    head, _, tail = text.upper().partition("E+")
    return tail.isdigit() and len(tail) <= 3 and head.replace(".", "", 1).isdigit()


def in_points(shares: Iterable[Decimal]) -> bool:
    """Whether bare percentages of one column are points: one beyond 2 is no share of a plan."""
    return any(abs(share) > 2 for share in shares)
