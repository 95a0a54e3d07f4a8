"""What a file says in place of a person on the mapping page."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from ballast.delivery.ledgers import sheets
from ballast.delivery.ledgers.rules import LedgerRow
from ballast.kernel.errors import Faulty
from ballast.platform.audit.services import Actor
from ballast.platform.codelists import selectors as codelists
from ballast.platform.sheets.reading import CURRENCIES, ENCODINGS, Fault, Told, is_unit
from ballast.projects import services as register
from ballast.projects.rules import RegisterRefused, name_key

from .finding import place

Holds = Callable[[Any], bool]


class MappingWrong(Faulty):
    """A mapping says what means nothing; ``faults`` name each of it."""

    code = "mapping_wrong"


def mapped(said: Mapping[str, Any], *, on: date) -> tuple[Told, dict[str, str]]:
    """How a layout is read, and which project rows mean, by their names: a number, "" for new.

    Raises ``MappingWrong`` with everything that is not understood.
    """
    tables, alone = _by_heading(on), _alone()
    faults: list[Fault] = []
    for key, value in said.items():
        if key in alone:
            faults += _wrong(key, "", value, alone[key])
        elif key in tables and isinstance(value, Mapping):
            for about, one in value.items():
                faults += _wrong(key, about, one, tables[key])
        else:
            faults.append(Fault("mapping_key_unknown", "", {"key": key}))
    if faults:
        raise MappingWrong(faults)
    same = {str(name): str(number) for name, number in said.get("same", {}).items()}
    return Told.load({key: value for key, value in said.items() if key != "same"}), same


def meant(
    same: Mapping[str, str], rows: Sequence[LedgerRow], *, by: Actor, at: datetime
) -> dict[str, int | None]:
    """The projects that rows were said to mean, by the rows' places; None for a new one.

    Raises ``MappingWrong`` for names that no row has, and numbers that nobody in reach bears.
    """
    said = {name_key(name): number for name, number in same.items()}
    if nowhere := said.keys() - {row.name_key for row in rows}:
        raise MappingWrong([Fault("same_row_unknown", "", {"name": one}) for one in nowhere])
    numbers = [number for number in said.values() if number]
    try:
        ids = register.numbered(by=by, at=at, numbers=numbers, about="same")
    except RegisterRefused as refused:
        unknown = [fault.place for fault in refused.faults]
        raise MappingWrong([_unknown(number) for number in unknown]) from None
    known = dict(zip(numbers, ids, strict=True))
    return {place(row): known.get(said[row.name_key]) for row in rows if row.name_key in said}


def _unknown(number: str) -> Fault:
    return Fault("number_wrong", "", {"text": number})


def _wrong(key: str, about: str, value: object, holds: Holds) -> Iterator[Fault]:
    if not holds(value):
        place = f"[{key}] {about}" if about else key
        yield Fault("mapping_value_wrong", "", {"place": place, "value": str(value)})


def _alone() -> Mapping[str, Holds]:
    return {
        "currency": CURRENCIES.__contains__,
        "encoding": ("", *ENCODINGS).__contains__,
        "transposed": _is_truth,
    }


def _by_heading(on: date) -> Mapping[str, Holds]:
    columns = ["", *sheets.table().columns]
    templates = codelists.lifecycle(on=on).templates.values()
    steps = ["", *(step for one in templates for step in {*one.steps, *one.node_of_mark})]
    return {
        "columns": columns.__contains__,
        "units": lambda value: isinstance(value, str) and is_unit(value),
        "sheets": _is_truth,
        "steps": steps.__contains__,
        "same": lambda value: isinstance(value, str),
    }


def _is_truth(value: object) -> bool:
    return isinstance(value, bool)
