"""Pages that belong to nobody else: what went wrong, in words, and what to do about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what failed may be the database or the session."""
    return HttpResponse(render_to_string("ui/500.html"), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.headers.get("HX-Request"):  # the page takes a fresh token and says what to do
        return HttpResponse(status=403, headers={"X-Refused": "token"})
    return render(request, "ui/403_csrf.html", status=403)
