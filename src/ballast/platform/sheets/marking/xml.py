"""Small cuts in XML that leave every other byte as it was."""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from xml.parsers import expat

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_ATTRIBUTE = re.compile(rb"""(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Unmarkable(Exception):
    """The package is built in a way in which nothing is put into it blindly."""


def attributes(tag: bytes) -> dict[str, str]:
    return {
        name.decode(): unescape((double or single).decode())
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def with_attribute(tag: bytes, name: str, value: object) -> bytes:
    """The opening tag with this attribute, in the place it had, else before the tag's end."""
    said = f' {name}="{text(str(value))}"'.encode()
    had = re.compile(rb"""\s%s\s*=\s*(?:"[^"]*"|'[^']*')""" % name.encode())
    if had.search(tag):
        return had.sub(lambda _: said, tag, count=1)
    end = tag.rindex(b"/>") if tag.endswith(b"/>") else len(tag) - 1
    return tag[:end] + said + tag[end:]


def text(value: str) -> str:
    """Text as it stands in XML, without the signs that must not."""
    return escape(_UNSEEN.sub("", value))


def tags(xml: bytes, name: bytes) -> Iterator[re.Match[bytes]]:
    """The opening tags of this name, ``p`` being the prefix and ``close`` a slash at its end."""
    return re.finditer(rb"<(?P<p>\w+:)?%s(?=[\s/>])[^<>]*?(?P<close>/?)>" % name, xml)


def element(xml: bytes, name: bytes) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """The first element of this name: what is before, its tag, inside, its end, what is after.

    Raises ``Unmarkable`` where there is none, or an empty one.
    """
    opening = next(tags(xml, name), None)
    if opening is None or opening["close"]:
        raise Unmarkable(name)
    closing = xml.find(b"</%s%s>" % (opening["p"] or b"", name), opening.end())
    if closing < 0:
        raise Unmarkable(name)
    after = xml.index(b">", closing) + 1
    inside = xml[opening.end() : closing]
    return xml[: opening.start()], opening[0], inside, xml[closing:after], xml[after:]


def appended(xml: bytes, name: bytes, children: Callable[[bytes], bytes]) -> bytes:
    """Further children at the end of the last element of this name, made for its prefix."""
    ends = list(re.finditer(rb"</(\w+:)?%s\s*>" % name, xml))
    if not ends:
        raise Unmarkable(name)
    found = ends[-1]
    return xml[: found.start()] + children(found[1] or b"") + xml[found.start() :]


def proved(xml: bytes) -> bytes:
    """The same, once it is known to be well-formed. Raises ``Unmarkable``."""
    try:
        expat.ParserCreate().Parse(xml, True)  # noqa: FBT003 (this is how expat is told the end)
    except expat.ExpatError as broken:
        raise Unmarkable(str(broken)) from broken
    return xml
