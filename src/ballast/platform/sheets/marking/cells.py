"""Giving cells of a sheet another look, in its XML, where they stand or where they would."""

import re
from collections.abc import Callable, Iterator, Mapping

from .xml import Unmarkable, attributes, element, tags, with_attribute

Place = tuple[int, int]  # row and column, from 1
Look = Callable[[int, Place], int]  # the look a cell has, and its place → the one it gets

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def place(address: str) -> Place | None:
    """``B5`` → (5, 2); of a range its first cell; None for what is no address."""
    found = _ADDRESS.match(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def letters(column: int) -> str:
    said = ""
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(65 + rest) + said
    return said


def address(where: Place) -> str:
    return f"{letters(where[1])}{where[0]}"


def relook(xml: bytes, places: set[Place], look: Look) -> bytes:
    """The sheet with another look at these places; nothing else of it changes."""
    before, tag, inside, end, after = _data(xml)
    wanted: dict[int, set[int]] = {}
    for row, column in places:
        wanted.setdefault(row, set()).add(column)
    return b"".join([before, tag, *_rows(inside, wanted, look), end, after])


def _data(xml: bytes) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    opening = next(tags(xml, b"sheetData"), None)
    if opening is None:
        raise Unmarkable("sheetData")
    if opening["close"]:
        end = b"</%ssheetData>" % (opening["p"] or b"")
        tag = opening[0].removesuffix(b"/>") + b">"
        return xml[: opening.start()], tag, b"", end, xml[opening.end() :]
    return element(xml, b"sheetData")


def _rows(data: bytes, wanted: Mapping[int, set[int]], look: Look) -> Iterator[bytes]:
    """The rows, those that are missing among them put where they belong."""
    waiting = sorted(wanted, reverse=True)
    at = number = 0
    prefix = b""
    for tag in tags(data, b"row"):
        if tag.start() < at:
            continue
        prefix = tag["p"] or b""
        number = int(attributes(tag[0]).get("r", number + 1))
        if not waiting or number < waiting[-1]:
            continue
        yield data[at : tag.start()]
        at = tag.start()
        while waiting and waiting[-1] < number:
            missing = waiting.pop()
            yield _fresh_row(missing, wanted[missing], look, prefix)
        if waiting and waiting[-1] == number:
            waiting.pop()
            at, row = _row(data, tag, number, wanted[number], look)
            yield row
    yield data[at:]
    for missing in reversed(waiting):
        yield _fresh_row(missing, wanted[missing], look, prefix)


def _fresh_row(row: int, columns: set[int], look: Look, prefix: bytes) -> bytes:
    cells = [_fresh((row, column), 0, look, prefix) for column in sorted(columns)]
    return b'<%srow r="%d">%s</%srow>' % (prefix, row, b"".join(cells), prefix)


def _fresh(where: Place, base: int, look: Look, prefix: bytes) -> bytes:
    said = f'c r="{address(where)}" s="{look(base, where)}"/>'
    return b"<" + prefix + said.encode()


def _row(
    data: bytes, tag: "re.Match[bytes]", number: int, columns: set[int], look: Look
) -> tuple[int, bytes]:
    """Where the row ends in the data, and what it becomes."""
    prefix = tag["p"] or b""
    closing = b"</%srow>" % prefix
    if tag["close"]:
        start = end = tag.end()
        opening = tag[0].removesuffix(b"/>") + b">"
    else:
        start, opening = tag.end(), tag[0]
        end = data.find(closing, start)
        if end < 0:
            raise Unmarkable("row")
    base = int(attributes(tag[0]).get("s", 0))
    cells = _cells(data[start:end], number, columns, look, (base, prefix))
    after = end if tag["close"] else end + len(closing)
    return after, b"".join([opening, *cells, closing])


def _cells(
    inside: bytes, row: int, columns: set[int], look: Look, fresh: tuple[int, bytes]
) -> Iterator[bytes]:
    waiting = sorted(columns, reverse=True)
    at = column = 0
    for tag in tags(inside, b"c"):
        its = attributes(tag[0])
        found = place(its.get("r", ""))
        column = found[1] if found else column + 1
        if not waiting or column < waiting[-1]:
            continue
        yield inside[at : tag.start()]
        at = tag.start()
        while waiting and waiting[-1] < column:
            yield _fresh((row, waiting.pop()), fresh[0], look, fresh[1])
        if waiting and waiting[-1] == column:
            waiting.pop()
            yield with_attribute(tag[0], "s", look(int(its.get("s", 0)), (row, column)))
            at = tag.end()
    yield inside[at:]
    for missing in reversed(waiting):
        yield _fresh((row, missing), fresh[0], look, fresh[1])
