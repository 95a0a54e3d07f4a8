"""What a page says, and what no page may say."""

from html.parser import HTMLParser

from bs4 import BeautifulSoup
from django.http import HttpResponse

# Differs at every request and means nothing to a reader.
FRESH_EACH_TIME = "[name=csrfmiddlewaretoken]"


def region(response: HttpResponse, selector: str) -> str:
    """The one element of a page that fits, as text to compare."""
    soup = BeautifulSoup(response.content, "html.parser")
    return _plain(soup, selector)


def swap(
    page: HttpResponse, selector: str, partial: HttpResponse, *, how: str = "outerHTML"
) -> str:
    """That element after htmx has put ``partial`` in its place, or inside it."""
    soup = BeautifulSoup(page.content, "html.parser")
    new = BeautifulSoup(partial.content, "html.parser")
    [target] = soup.select(selector)
    if how == "innerHTML":
        target.clear()
        target.append(new)
    else:
        target.replace_with(new)
    return _plain(soup, selector)


def _plain(soup: BeautifulSoup, selector: str) -> str:
    for token in soup.select(FRESH_EACH_TIME):
        token.decompose()
    [element] = soup.select(selector)
    return BeautifulSoup(str(element), "html.parser").prettify()


def inline_code(content: str) -> list[str]:
    """Scripts, styles and handlers that stand in the page, which the browser would refuse to run."""
    finder = _InlineCode()
    finder.feed(content)
    return finder.found


class _InlineCode(HTMLParser):
    """A ``script`` is data when it says it is JSON, and ours when it has an address."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style" or (
            tag == "script" and "src" not in given and given.get("type") != "application/json"
        ):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith(("on", "hx-on")):
                self.found.append(f"<{tag} {name}>")
            elif name in {"href", "src", "action"} and (value or "").startswith("javascript:"):
                self.found.append(f"<{tag} {name}={value}>")
