"""In, out, and what belongs to one's own account."""

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ballast.platform.clock import machine
from ballast.platform.identity import forms, selectors, services
from ballast.platform.identity.http import SIGNED_IN, actor, now, require
from ballast.platform.identity.models import User

from .answers import carried_out, links

if TYPE_CHECKING:
    from ballast.platform.ui.http import AuthedRequest

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; the same words for an unknown name and a wrong password."""
    target = _target(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = forms.SignIn(request.POST or None)
    status = 200
    if request.method == "POST":
        user = _authenticated(request, form) if form.is_valid() else None
        if user:
            _enter(request, user)
            return redirect(target)
        locked = getattr(request, "axes_locked_out", False)
        status = 429 if locked else 422
        if locked:
            form.add_error(None, _("Too many failed attempts. Try again in 15 minutes."))
        elif not form.errors:
            form.add_error(None, _("Name or password is not right."))
    # Who leaves takes the cookie along; who stays away keeps one of a session that is over.
    is_over = settings.SESSION_COOKIE_NAME in request.COOKIES and request.method == "GET"
    context = {"form": form, "next": target, "is_over": is_over}
    return render(request, "identity/sign_in.html", context, status=status)


@never_cache
@require_safe
@require(SIGNED_IN)
def again(request: "AuthedRequest") -> HttpResponse:
    """Where a second window ends that was opened only to sign in; holds a fresh form's token."""
    return render(request, "identity/again.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave; harmless for who has not signed in."""
    if request.user.is_authenticated:
        services.note_sign_out(user=request.user, at=now())
    logout(request)
    return redirect("identity:sign_in")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The first start: the three administrators, from a link printed on the console."""
    if not selectors.is_open(token, now(), first=True):
        return render(request, "identity/link_spent.html", status=410)
    form = forms.Opening(request.POST or None)
    made: list[dict[str, str]] = []

    def act(password: str, **given: str) -> None:
        _user, tokens = services.open_installation(
            at=now(), token=token, opening=_opening(password, given)
        )
        made.append(tokens)

    if carried_out(form, act):
        return render(request, "identity/links.html", {"links": links(request, made[0])})
    context = {"form": form, "is_first": True}
    return render(
        request, "identity/set_password.html", context, status=422 if form.errors else 200
    )


def _opening(password: str, given: dict[str, str]) -> services.Opening:
    def person(power: str) -> services.PersonDraft:
        return services.PersonDraft(
            username=given[f"{power}_username"], name=given[f"{power}_name"]
        )

    return services.Opening(
        city_code=given["city_code"],
        city_name=given["city_name"],
        region_code=given["region_code"],
        system=person("system"),
        security=person("security"),
        audit=person("audit"),
        password=password,
    )


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A person's own link: set the password, once."""
    if not selectors.is_open(token, now(), first=False):
        return render(request, "identity/link_spent.html", status=410)
    form = forms.NewPassword(request.POST or None)
    if carried_out(form, partial(services.set_by_link, at=now(), token=token)):
        messages.success(request, _("The password is set. Sign in with it."))
        return redirect("identity:sign_in")
    context = {"form": form}
    return render(
        request, "identity/set_password.html", context, status=422 if form.errors else 200
    )


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
@require(SIGNED_IN)
def password(request: "AuthedRequest") -> HttpResponse:
    """Change one's password; every other browser is signed out."""
    form = forms.ChangePassword(request.POST or None)

    def act(old: str, password: str) -> None:
        services.change_password(by=request.user, at=now(), old=old, new=password)

    if carried_out(form, act):
        request.user.refresh_from_db()
        _remember(request, request.user)
        messages.success(request, _("The password is changed. Other sign-ins have been ended."))
        return redirect("identity:sessions")
    return render(
        request, "identity/password.html", {"form": form}, status=422 if form.errors else 200
    )


@never_cache
@require_http_methods(["GET", "POST"])
@require(SIGNED_IN)
def sessions(request: "AuthedRequest") -> HttpResponse:
    """Where one is signed in; posting ends those named, or all others."""
    here = request.session.session_key
    lines = selectors.sessions_of(request.user, machine(), here=here)
    if request.method == "POST":
        handles = set(request.POST.getlist("handle"))
        if "others" in request.POST:
            handles = {line.handle for line in lines if not line.is_here}
        services.end_sessions(by=actor(request), at=now(), user=request.user, handles=handles)
        return redirect("identity:sessions")
    return render(request, "identity/sessions.html", {"lines": lines})


def _target(request: HttpRequest) -> str:
    """Where to go after signing in: only to a page of this site."""
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else "/"


def _authenticated(request: HttpRequest, form: forms.SignIn) -> User | None:
    name = form.cleaned_data["username"]
    user = authenticate(request, username=name, password=form.cleaned_data["password"])
    # The attempt that locks is counted; those refused unheard are not, nor journalled again.
    if getattr(request, "axes_locked_out", False) and getattr(
        request, "axes_failures_since_start", None
    ):
        services.note_lock(username=name, at=now(), ip=_ip(request))
    return user if isinstance(user, User) else None


def _enter(request: HttpRequest, user: User) -> None:
    before = user.last_login
    _remember(request, user)
    services.note_sign_in(user=user, at=now(), ip=_ip(request))
    if before:
        moment = localtime(before).strftime("%Y-%m-%d %H:%M")
        messages.info(request, _("Your last sign-in was at %(moment)s.") % {"moment": moment})


def _remember(request: HttpRequest, user: User) -> None:
    """Start this browser's sign-in, with what its person will know it by."""
    login(request, user, backend=BACKEND)
    request.session["started_at"] = machine().isoformat()
    request.session["ip"] = _ip(request) or None
    request.session["agent"] = request.headers.get("User-Agent", "")[:200]


def _ip(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))
