"""What every template may use."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from ballast.kernel.sample import is_sample
from ballast.platform import clock
from ballast.platform.identity import http as identity
from ballast.platform.notices import selectors as notices

from . import navigation, sizes

if TYPE_CHECKING:
    from .http import AuthedRequest


def house(request: HttpRequest) -> dict[str, Any]:
    """Navigation, reader's unit, languages; the database is asked only if a template shows them."""
    return {
        "navigation": lambda: _navigation(request),
        "reader": lambda: _reader(request),
        "demo_day": clock.shown,
        "is_sample": lambda: is_sample(Path(settings.MEDIA_ROOT).parent),
        "text_size": sizes.chosen(request),
        "text_sizes": sizes.SIZES,
        "language": get_language() or settings.LANGUAGE_CODE,
        # Named in itself, so that whoever needs it can read it.
        "languages": [
            (code, get_language_info(code)["name_local"]) for code, _ in settings.LANGUAGES
        ],
    }


def _navigation(request: HttpRequest) -> Sequence[navigation.Link]:
    if not request.user.is_authenticated:
        return ()
    known = cast("AuthedRequest", request)  # what was just asked
    return navigation.links(request.path, identity.scope(known).rights)


class _Reader(NamedTuple):
    """Where the reader works, empty where they hold no role today; how much they have not read."""

    unit: str
    unread: int


def _reader(request: HttpRequest) -> _Reader:
    """The unit of the role last given, as the gate found it, and the bell's count."""
    if not request.user.is_authenticated:
        return _Reader("", 0)
    known = cast("AuthedRequest", request)
    return _Reader(identity.scope(known).works_in, notices.count_unread(known.user))
