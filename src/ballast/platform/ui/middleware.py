"""Which language a page speaks."""

from django.http import HttpRequest
from django.middleware import locale


class LocaleMiddleware(locale.LocaleMiddleware):
    """The language a person chose, otherwise the office's own.

    Never the browser's wish: many machines of an office are set up in English by whoever
    installed them, and their users read Chinese.
    """

    def process_request(self, request: HttpRequest) -> None:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
