"""A table that went up."""

from ballast.oversight.reporting.models import SentUp
from tests.progress.factories import AT, SEPTEMBER


def make_sent(**fields):
    return SentUp.objects.create(
        **{
            "layout": "MONTHLY",
            "period": SEPTEMBER,
            "revision": 1,
            "was_closed": False,
            "sent_at": AT,
            "sent_by": "李敏",
            "sent_to": "省重点办",
            "figures": {},
            "digest": "0" * 64,
        }
        | fields
    )
