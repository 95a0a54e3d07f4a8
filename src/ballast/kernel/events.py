"""Facts that others may react to."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, named in the past participle.

    ``subject`` is what it happened to: a Ballast number, a unit code, a period.
    Fields are text, whole numbers, truth values, decimals, dates, moments, tuples of these,
    or any of them or None, so that an event goes through the journal and comes back equal.
    """

    code: ClassVar[str] = ""
    subject: str

    def to_payload(self) -> dict[str, Any]:
        """The fields as the journal keeps them: JSON without floats."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """The event again, equal to the one that was recorded.

        A field that came later than the entry has its default.
        """
        hints = get_type_hints(cls)
        known = [field.name for field in fields(cls) if field.name in payload]
        return cls(**{name: _typed(hints[name], payload[name]) for name in known})


_AS_IT_IS, _SEVERAL = (str, int, NoneType), (tuple, list)
_MOSTLY = frozenset({str, int, bool, NoneType})  # asked first: an import asks millions of times


def plain(value: Any) -> Any:
    """The value as JSON can hold it without loss; ``TypeError`` for what it cannot."""
    if type(value) in _MOSTLY or isinstance(value, _AS_IT_IS):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):  # a moment is a date too
        return value.isoformat()
    if isinstance(value, _SEVERAL):
        return [plain(item) for item in value]
    raise TypeError(f"the journal holds no {type(value).__name__}")


_READERS: dict[Any, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    Decimal: Decimal,
}


def _typed(hint: Any, value: Any) -> Any:
    """What ``plain`` made of a value of type ``hint``, turned back."""
    if value is None:
        return None
    if get_origin(hint) in {Union, UnionType}:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        parts = get_args(hint)
        items = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(_typed(item, each) for item, each in zip(items, value, strict=True))
    return _READERS.get(hint, _as_is)(value)


def _as_is(value: Any) -> Any:
    return value
