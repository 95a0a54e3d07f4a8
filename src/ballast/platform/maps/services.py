"""Take a boundary file in, and take it back."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone

from ballast.kernel.coordinates import Crs
from ballast.kernel.errors import Fault, Refused
from ballast.kernel.events import Event
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.codelists import selectors as codelists
from ballast.platform.identity import selectors as identity
from ballast.platform.identity.services import insist

from .models import Boundaries
from .rules import drawn, label_point, read, refuse

RIGHT = "map.edit"


class BoundariesGone(Refused):
    """Withdrawn by somebody else meanwhile."""

    code = "boundaries_gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundariesTaken(Event):
    """A file's outlines hold for a layer from a day; ``subject`` is the layer."""

    code: ClassVar[str] = "maps.taken"
    digest: str
    areas: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundariesWithdrawn(Event):
    """A file holds no longer: that before it does again."""

    code: ClassVar[str] = "maps.withdrawn"
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundaryFile:
    """A GeoJSON file with what must be known of it; ``review_number`` is the 审图号, if any."""

    layer: str  # Boundaries.Layer
    content: bytes
    filename: str
    source: str
    review_number: str = ""
    crs: Crs = Crs.CGCS2000
    valid_from: date


@transaction.atomic
def take(*, by: Actor, at: datetime, file: BoundaryFile) -> Boundaries:
    """Draw a layer by this file from its day on. Raises ``BoundariesRefused``."""
    insist(by, RIGHT, at=at)
    if not file.source.strip():
        refuse([Fault("map_without_source")])
    of_units = file.layer == Boundaries.Layer.AREAS
    known = _units() if of_units else _regions(max(file.valid_from, timezone.localdate(at)))
    outlines = read(file.content, of_units=of_units, known=known)
    shapes = {one.code: drawn(one.polygons, file.crs) for one in outlines}
    taken = Boundaries.objects.create(
        layer=file.layer,
        source=file.source.strip(),
        review_number=file.review_number.strip(),
        valid_from=file.valid_from,
        filename=file.filename[-200:],
        digest=hashlib.sha256(file.content).hexdigest(),
        crs=file.crs.value,
        areas=[[one.code, one.name, *label_point(shapes[one.code])] for one in outlines],
        outlines=shapes,
        points=sum(len(ring) for part in shapes.values() for rings in part for ring in rings),
        added_at=at,
        added_by=by.label,
    )
    fields = ("layer", "source", "review_number", "valid_from", "filename", "digest")
    told = {one: (None, str(getattr(taken, one))) for one in fields}
    change = Change("maps_boundaries", taken.pk, told)
    event = BoundariesTaken(subject=taken.layer, digest=taken.digest, areas=len(outlines))
    audit.record(event, by=by, at=at, changes=[change])
    return taken


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, pk: int) -> None:
    """Take a file back: what held before it holds again. Raises ``BoundariesGone``."""
    insist(by, RIGHT, at=at)
    found = Boundaries.objects.select_for_update().defer("outlines")
    one = found.filter(pk=pk, withdrawn_at__isnull=True).first()
    if one is None:
        raise BoundariesGone
    one.withdrawn_at = at
    one.save(update_fields=["withdrawn_at"])
    change = Change("maps_boundaries", one.pk, {"withdrawn_at": (None, at.isoformat())})
    event = BoundariesWithdrawn(subject=one.layer, digest=one.digest)
    audit.record(event, by=by, at=at, changes=[change])


def _regions(on: date) -> dict[str, str]:
    """Every region's code and name on a day, and those of the units that have a region."""
    named = {one.region_code: one.short_name for one in identity.units(on).exclude(region_code="")}
    return named | codelists.all_region_names(on=on)


def _units() -> dict[str, str]:
    return dict(identity.unit_names().values())
