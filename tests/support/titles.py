"""What a page is called in the browser's tab: something, and nothing that another route is called."""

import re

_TITLE = re.compile(r"<title>(.*?) · [^·<]*</title>", re.DOTALL)
_TAKEN: dict[str, str] = {}  # title → route


def claim(route, response):
    """Take note of a whole page's title; whose it was before, or "" for nobody's."""
    content = response.content.decode() if not response.streaming else ""
    if response.status_code != 200 or "<html" not in content:
        return ""
    found = _TITLE.search(content)
    title = found[1].strip() if found else ""
    assert title, f"{route} has no title"
    return "" if _TAKEN.setdefault(title, route) == route else f"{title}: {_TAKEN[title]}"
