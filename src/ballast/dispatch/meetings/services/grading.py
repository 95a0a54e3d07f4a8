"""分级分类调度: the office sets the table; what held before is kept."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from ballast.dispatch.meetings.models import DispatchLine, DispatchTable
from ballast.dispatch.meetings.rules import Line, faults_of
from ballast.kernel.errors import Fault
from ballast.platform.audit import services as audit
from ballast.platform.audit.services import Actor, Change
from ballast.platform.identity import services as identity

from .events import DispatchTableSet
from .refusals import refuse


@transaction.atomic
def set_dispatch(
    *, by: Actor, at: datetime, lines: Sequence[Line], valid_from: date
) -> DispatchTable:
    """Let these lines hold from a day on; none may begin before the last one set.

    Raises ``NotAllowed``, ``MeetingsRefused``.
    """
    identity.insist(by, "meeting.run", at=at)
    before = DispatchTable.objects.aggregate(version=Max("version"), day=Max("valid_from"))
    early = before["day"] is not None and valid_from < before["day"]
    late = [Fault("graded_before_last", {"day": f"{before['day']}"}, "valid_from")] if early else []
    refuse([*faults_of(lines), *late])
    table = DispatchTable.objects.create(
        version=(before["version"] or 0) + 1, valid_from=valid_from, made_by=by.label, made_at=at
    )
    DispatchLine.objects.bulk_create(
        DispatchLine(
            table=table,
            place=place,
            grade=one.grade,
            project_class=one.project_class,
            by=one.by,
            every=one.every,
            meeting=one.meeting,
            families=list(one.families),
        )
        for place, one in enumerate(lines, 1)
    )
    told = {"lines": (None, [f"{'/'.join(one.key)} {one.by} {one.every}" for one in lines])}
    event = DispatchTableSet(subject=str(table.version), lines=len(lines))
    changes = [Change("meetings_dispatchtable", table.pk, told)]
    audit.record(event, by=by, at=at, changes=changes)
    return table
