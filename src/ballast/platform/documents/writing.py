"""Word papers: a template and its values in, the bytes of a .docx out."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import SandboxedEnvironment

from ballast.kernel.sample import WORDS, is_sample

from . import rules
from .kinds import ISSUE, Composed, Followed, Kind
from .rules import Heading

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")
# Signs that no XML may hold: a ledger's cell can bring them, and Word would open nothing.
_NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What comes into being at signing; ``number`` is empty for a form."""

    number: str
    dated: date
    signer: str


def write(
    kind: Kind,
    composed: Composed,
    heading: Heading,
    *,
    taken: frozenset[str] = frozenset(),
    signed: Signed | None = None,
    template: Path | bytes | None = None,
    followed: Followed | None = None,
) -> bytes:
    """One paper as a .docx: a draft, and marked as one, until it is ``signed``.

    ``taken``: the passages that somebody has taken on. ``template`` stands in for the shipped one.
    ``followed``: a later copy, marked as one, with what has come of the paper.
    """
    values = context(kind, composed, heading, taken=taken, signed=signed)
    if followed:
        state = "　".join(filter(None, [followed.mark, values["state"]]))
        values |= {**followed.values, "state": state}
    return render(template or kind.template, values)


def context(
    kind: Kind,
    composed: Composed,
    heading: Heading,
    *,
    taken: frozenset[str] = frozenset(),
    signed: Signed | None = None,
) -> dict[str, Any]:
    """All the names that a template of this kind may use."""
    common: dict[str, Any] = rules.said_of(heading)
    common["title"] = composed.title
    common["passages"] = rules.still_drafted(dict(composed.passages), taken)
    if signed is None:
        common |= {"signer": "", "date": rules.NO_DATE}
        common["number"] = _open_number(kind, common["series"])
    else:
        common |= {"signer": signed.signer, "number": signed.number}
        common["date"] = rules.date_text(signed.dated)
    common["year_and_serial"] = rules.year_and_serial(common["number"])
    common["state"] = _marks(is_draft=signed is None and kind.numbered is not None)
    if kind.on_signing:
        common |= kind.on_signing(signed.dated if signed else None)
    return {**composed.values, **common}


def _marks(*, is_draft: bool) -> str:
    """What stands above the text of a paper: that it is a draft, that its data are invented.

    A form waits for no number and is never a draft.
    """
    invented = is_sample(Path(settings.MEDIA_ROOT).parent)
    return "　".join([rules.DRAFT] * is_draft + [WORDS] * invented)


def _open_number(kind: Kind, series: str) -> str:
    if kind.numbered is None:
        return ""
    return "第　　期" if kind.numbered == ISSUE else f"{series}{kind.numbered}〔　　　　〕　　号"


def render(
    template: Path | bytes,
    values: Mapping[str, object],
    undefined: type[Undefined] = StrictUndefined,
) -> bytes:
    """Fill ``template`` with ``values``.

    A template is an office's own file: it runs in a sandbox, what it is given is escaped, and a
    name it asks for in vain raises ``jinja2.UndefinedError`` instead of leaving a gap in a paper
    that somebody signs.
    """
    document = DocxTemplate(BytesIO(template) if isinstance(template, bytes) else template)
    document.render(_plain(values), SandboxedEnvironment(undefined=undefined), autoescape=True)
    out = BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


def _plain(value: Any) -> Any:
    """Values without the signs that would break the paper."""
    match value:
        case str():
            return _NOT_XML.sub("", value)
        case Mapping():
            return {key: _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def same_bytes(package: bytes) -> bytes:
    """An Office file without the moment it was written: equal contents give equal digests."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
