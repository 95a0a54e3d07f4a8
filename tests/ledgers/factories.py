"""Imports as tests need them, without a workbook behind them."""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from ballast.delivery.ledgers.models import Import, Source

AT = datetime(2023, 3, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def make_import(*, unit=None, state="READY", kind="plan", subject="2023", **more):
    digest = hashlib.sha256(str(Source.objects.count()).encode()).hexdigest()
    source = Source.objects.create(
        digest=digest, filename="计划.xlsx", received_at=AT, received_by="李敏"
    )
    return Import.objects.create(
        unit=unit,
        state=state,
        kind=kind,
        subject=subject,
        source=source,
        filename=source.filename,
        by="李敏",
        at=AT,
        **more,
    )
