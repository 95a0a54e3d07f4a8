"""审计日志: who did what, when, for whom and why, and whether it still stands as it was written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ballast.platform.audit import reading, selectors, services
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity import http as identity
from ballast.platform.identity import selectors as people
from ballast.platform.identity.http import require
from ballast.platform.sheets.writing import COUNT, Column, workbook
from ballast.platform.ui.http import AuthedRequest, attached, name_of, page

from .journal_words import (
    FAMILIES,
    Said,
    day,
    is_withheld_entry,
    said,
    table_words,
    value,
)

if TYPE_CHECKING:
    from django.http import QueryDict

MOST = 5_000  # entries of one workbook
_NAMES = ("who", "family", "about", "since", "until", "batch")


@dataclass(frozen=True, slots=True)
class Address:
    """What the page's address asks for, as it was typed."""

    who: str = ""
    family: str = ""
    about: str = ""
    since: str = ""
    until: str = ""
    batch: str = ""
    after: str = ""

    @classmethod
    def read(cls, sent: "QueryDict") -> "Address":
        typed = {name: sent.get(name, "").strip() for name in (*_NAMES, "after")}
        if typed["family"] not in FAMILIES:
            typed["family"] = ""
        return cls(**typed)

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) for name in _NAMES)

    def query(self, **changed: str) -> str:
        """The address's tail, from the first page where nothing else is said."""
        kept = {name: getattr(self, name) for name in _NAMES} | changed
        return "?" + urlencode({name: said for name, said in kept.items() if said})

    def asked(self) -> reading.Asked:
        since, until = day(self.since), day(self.until)
        found = people.people(identity.today(), text=self.who) if self.who else None
        return reading.Asked(
            subject=self.about,
            family=self.family,
            actors=None if found is None else list(found.values_list("pk", flat=True)),
            batch=self.batch,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
        )

    @property
    def place(self) -> tuple[datetime, int] | None:
        """After which entry the page begins."""
        at, _sign, pk = self.after.rpartition("~")
        try:
            return datetime.fromisoformat(at), int(pk)
        except ValueError:
            return None


def _midnight(on: Any) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in the list."""

    entry: Entry
    seal: reading.Sealed | None

    @property
    def words(self) -> str:
        return name_of(self.entry.code)

    @property
    def cause(self) -> str:
        hidden = is_withheld_entry(self.entry.code)
        return _("for the addressees only") if hidden and self.entry.cause else self.entry.cause

    @property
    def about(self) -> str:
        """What it is about; where that is many projects, how many."""
        numbers = self.entry.payload.get("numbers")
        if not numbers or numbers == [self.entry.subject]:
            return self.entry.subject
        many = _("%(count)d projects") % {"count": len(numbers)}
        return _(" · ").join(filter(None, [self.entry.subject, many]))


@require_GET
@require("journal.view")
def journal(request: AuthedRequest) -> HttpResponse:
    """The entries asked for, the newest first, a hundred a page."""
    asked = Address.read(request.GET)
    found = reading.after(reading.entries(asked.asked()), asked.place)
    shown = found[: reading.PAGE]
    last = shown[-1] if len(found) > reading.PAGE else None
    context = {
        "asked": asked,
        "families": FAMILIES,
        "lines": _lines(shown),
        "head": selectors.head(),
        "here": asked.query(),
        "first": asked.query() if asked.after else "",
        "further": asked.query(after=f"{last.at.isoformat()}~{last.pk}") if last else "",
    }
    return page(request, "portal/journal.html", "listing", context)


def _lines(entries: Sequence[Entry]) -> list[Line]:
    seals = reading.seals([one.pk for one in entries])
    return [Line(one, seals.get(one.pk)) for one in entries]


@dataclass(frozen=True, slots=True)
class Changed:
    """One changed record in words."""

    table: str
    row: int
    fields: Sequence[Said]


@require_GET
@require("journal.view")
def entry(request: AuthedRequest, pk: int) -> HttpResponse:
    """One entry with all that it changed, and its seal made anew from what it holds."""
    found = get_object_or_404(Entry.objects.all(), pk=pk)
    after = request.GET.get("after", "")
    rows = reading.rows_of(pk, int(after) if after.isdecimal() else 0)
    shown = rows[: reading.PAGE]
    contents = list(selectors.contents(Entry.objects.filter(pk=pk)))
    context = {
        "line": Line(found, None),
        "seal": reading.checked(found, contents),
        "facts": _facts(found),
        "changed": [_changed(row) for row in shown],
        "further": shown[-1].pk if len(rows) > reading.PAGE else None,
        "is_later": bool(after),
    }
    return render(request, "portal/journal_entry.html", context)


def _changed(row: ChangedRow) -> Changed:
    return Changed(table_words(row.table), row.row_id, said(row.table, row.fields))


def _facts(found: Entry) -> Mapping[str, str]:
    """What the event says of itself beside its subject."""
    if is_withheld_entry(found.code):
        return {}
    told = {name: value(name, raw) for name, raw in found.payload.items() if name != "subject"}
    return {name: words for name, words in told.items() if words}


@require_GET
@require("journal.view")
def export(request: AuthedRequest) -> HttpResponseBase:
    """The entries asked for as a workbook, the newest ones where there are too many; journalled."""
    asked = Address.read(request.GET)
    found = list(reading.entries(asked.asked())[:MOST])
    columns = [
        Column(_("Moment"), width=18),
        Column(_("Event"), width=24),
        Column(_("About"), width=24),
        Column(_("Who"), width=20),
        Column(_("On behalf of"), width=20),
        Column(_("Reason"), width=40),
        Column(_("Place in the chain"), COUNT, 12),
        Column(_("Digest"), width=66),
    ]
    rows = (
        [
            f"{timezone.localtime(one.entry.at):%Y-%m-%d %H:%M:%S}",
            one.words,
            one.about,
            one.entry.actor_label,
            one.entry.on_behalf_of,
            one.cause,
            one.seal.position if one.seal else None,
            one.seal.digest if one.seal else "",
        ]
        for one in _lines(found)
    )
    notes = _("the newest %(most)d entries") % {"most": MOST} if len(found) == MOST else ""
    title = _("Journal")
    content = workbook(title, notes, columns, rows)
    services.exported(
        by=identity.actor(request), at=identity.now(), rows=len(found), asked=asked.query()
    )
    return attached(content, f"{title}.xlsx")
