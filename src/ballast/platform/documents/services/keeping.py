"""What stands at the head of papers, and the templates they are written with."""

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils import timezone

from ballast.kernel.errors import Refused
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.documents import kinds
from ballast.platform.documents.checking import check
from ballast.platform.documents.models import HEADING, Letterhead, Template
from ballast.platform.documents.rules import DRAFT, Heading
from ballast.platform.documents.selectors import TEMPLATE
from ballast.platform.documents.writing import context
from ballast.platform.files import services as files
from ballast.platform.files.rules import DOCX
from ballast.platform.files.services import Upload
from ballast.platform.identity import services as identity
from ballast.platform.jobs import services as jobs

from . import events
from .drafting import KindUnknown

_RIGHT = "paper.set_up"


class LetterheadInPast(Refused):
    """Papers of the past have gone out under the head they then had."""

    code = "letterhead_in_past"
    about = "valid_from"


class TemplateUnknown(Refused):
    """The kind has no such template."""

    code = "paper_template_unknown"


@transaction.atomic
def keep_letterhead(
    *, by: Actor, at: datetime, valid_from: date, said: Mapping[str, Any]
) -> Letterhead:
    """Say what papers bear at their head from a day on; drafts that are there keep theirs.

    Raises ``NotAllowed``, ``LetterheadInPast``.
    """
    identity.insist(by, _RIGHT, at=at)
    if valid_from < timezone.localdate(at):
        raise LetterheadInPast
    fields = {name: said[name] for name in HEADING if name in said}
    kept = Letterhead.objects.create(**fields, valid_from=valid_from, kept_by=by.label, kept_at=at)
    changes = [
        Change(
            "documents_letterhead", kept.pk, {name: (None, value) for name, value in fields.items()}
        )
    ]
    event = events.LetterheadKept(subject=valid_from.isoformat())
    audit.record(event, by=by, at=at, changes=changes)
    return kept


@transaction.atomic
def replace_template(*, by: Actor, at: datetime, kind: str, name: str, content: bytes) -> Template:
    """Put an office's own .docx in the place of a kind's template, tried on sample values.

    Raises ``NotAllowed``, ``KindUnknown``, ``TemplateTooLarge``, ``NotWord``, ``TemplateFaults``.
    """
    identity.insist(by, _RIGHT, at=at)
    check(content, _sample(kind))
    jobs.take_turn("documents.templates")
    changes = _out_of_force(kind)
    kept = Template(kind=kind, name=name[:200], added_by=by.label, added_at=at)
    kept.save()
    file = files.keep(
        at=at,
        owner_kind=TEMPLATE,
        owner_key=str(kept.pk),
        upload=Upload(name, BytesIO(content)),
        kind=DOCX,
    )
    kept.digest = file.digest
    kept.save(update_fields=["digest"])
    changes.append(Change("documents_template", kept.pk, {"digest": (None, file.digest)}))
    event = events.TemplateReplaced(subject=kind, digest=file.digest)
    audit.record(event, by=by, at=at, changes=changes)
    return kept


@transaction.atomic
def put_back(*, by: Actor, at: datetime, kind: str, pk: int | None) -> None:
    """Put an earlier template in force again; None: the one that ships.

    Raises ``NotAllowed``, ``TemplateUnknown``.
    """
    identity.insist(by, _RIGHT, at=at)
    jobs.take_turn("documents.templates")
    chosen = None
    if pk is not None:
        chosen = Template.objects.filter(kind=kind, pk=pk).first()
        if chosen is None:
            raise TemplateUnknown
    changes = _out_of_force(kind)
    if chosen:
        chosen.is_in_force = True
        chosen.save(update_fields=["is_in_force"])
        changes.append(Change("documents_template", chosen.pk, {"is_in_force": (False, True)}))
    event = events.TemplateReplaced(subject=kind, digest=chosen.digest if chosen else "")
    audit.record(event, by=by, at=at, changes=changes)


def names_of(kind: str) -> list[tuple[str, list[str]]]:
    """The names that a template of a kind may use, each with those of its rows or parts."""
    return [(name, _parts(value)) for name, value in sorted(_sample(kind).items())]


def _parts(value: Any) -> list[str]:
    one = value[0] if isinstance(value, list) and value else value
    return sorted(map(str, one)) if isinstance(one, Mapping) else []


def _out_of_force(kind: str) -> list[Change]:
    rows = Template.objects.filter(kind=kind, is_in_force=True)
    changes = [
        Change("documents_template", pk, {"is_in_force": (True, False)})
        for pk in rows.order_by("pk").values_list("pk", flat=True)
    ]
    rows.update(is_in_force=False)
    return changes


def _sample(kind: str) -> dict[str, Any]:
    """Every name that a template of the kind may use, each with something under it."""
    try:
        known = kinds.kind(kind)
    except KeyError as unknown:
        raise KindUnknown from unknown
    said = "示例"
    heading = Heading(
        issuer=said,
        mandate=said,
        series=said,
        addressees=said,
        copied_to=said,
        disclosure=said,
        is_internal=True,
        copies=1,
        contact=said,
    )
    names = context(known, known.sample(), heading)
    return names | {"signer": said, "state": DRAFT}
