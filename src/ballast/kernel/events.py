"""Facts that others may react to."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, Self, get_type_hints


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, named in the past participle.

    ``subject`` is what it happened to: a Ballast number, a unit code, a period.
    Fields are text, whole numbers, decimals, dates, or tuples of them, so that an event
    goes through the journal and comes back equal.
    """

    code: ClassVar[str] = ""
    subject: str

    def to_payload(self) -> dict[str, Any]:
        """The fields as the journal keeps them: JSON without floats."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """The event again, equal to the one that was recorded."""
        hints = get_type_hints(cls)
        return cls(**{f.name: _typed(hints[f.name], payload[f.name]) for f in fields(cls)})


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        raise TypeError("an event holds decimals, never floats")
    return value


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    text = str(hint)
    if "datetime.datetime" in text:
        return datetime.fromisoformat(value)
    if "datetime.date" in text:
        return date.fromisoformat(value)
    if "Decimal" in text:
        return Decimal(value)
    if isinstance(value, list):
        return tuple(value)
    return value
