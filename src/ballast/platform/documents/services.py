"""Word papers: a template and its values in, the bytes of a .docx out."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def render(template: Path, values: Mapping[str, object]) -> bytes:
    """Fill ``template`` with ``values``.

    A template is an office's own file: it runs in a sandbox, what it is given is escaped, and a
    name it asks for in vain raises ``jinja2.UndefinedError`` instead of leaving a gap in a paper
    that somebody signs.
    """
    document = DocxTemplate(template)
    document.render(dict(values), SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
    out = BytesIO()
    document.save(out)
    return same_bytes(out.getvalue())


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
