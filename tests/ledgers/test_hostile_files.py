"""A file that means harm leaves nothing behind, whichever way it comes in."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ballast.delivery.ledgers import services
from ballast.delivery.ledgers.models import Import, Source
from ballast.delivery.ledgers.rules import State
from ballast.delivery.ledgers.services import LedgerRefused, Workbook
from ballast.delivery.plans.models import PlanLine
from ballast.delivery.progress import services as progress
from ballast.delivery.progress.models import Filing
from ballast.kernel.periods import Period
from ballast.platform.audit.models import Entry
from ballast.platform.audit.services import Actor
from ballast.projects.models import Project
from tests.sheets.hostile import CASES
from tests.sheets.hostile.cases import EITHER, READ

AT = datetime(2023, 10, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
BY = Actor("system", None, "重点办")
FAMILIES = ("xml:", "text:")
READABLE = [case for case in CASES if case.outcome == READ and case.name.startswith(FAMILIES)]
UPLOADED = {"file_is_empty", "workbook_too_large"}  # refused already when it is uploaded
OTHERS = {READ, EITHER, *UPLOADED}
REFUSED = {case.outcome: case for case in CASES if case.outcome not in OTHERS}

pytestmark = pytest.mark.django_db


def written():
    return [model.objects.count() for model in (Project, PlanLine, Filing, Entry)]


def month_of(content):
    return Workbook(content=content, filename="九月.xlsx", kind="filing", subject="2023-09")


@pytest.mark.parametrize("case", READABLE, ids=[case.name for case in READABLE])
def test_one_that_can_be_read_is_refused_for_its_faults_and_writes_nothing(case):
    progress.open_periods(by=BY, at=AT, periods=[Period.from_code("2023-09")])
    before = written()

    with pytest.raises(LedgerRefused) as refused:
        services.bring_in(by=BY, at=AT, workbook=month_of(case.make()))

    assert refused.value.faults
    assert written() == before
    assert not Import.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_one_that_cannot_be_read_is_kept_as_refused_with_its_reason(case):
    before = written()
    imported = services.receive(by=BY, at=AT, content=case.make(), filename="九月.xlsx")

    services.look(import_id=imported.pk, at=AT)

    imported.refresh_from_db()
    assert (imported.state, imported.refusal["code"]) == (State.REFUSED, case.outcome)
    assert written() == before
