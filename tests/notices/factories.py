"""Notices for tests."""

from ballast.platform.notices.services import tell
from tests.identity.factories import NOW

PARAMS = {"project": "示例路改造工程", "period": "2023-09", "reason": "本月完成与累计不符"}


def make_notices(user, *, count=1, kind="filing_returned", at=NOW, params=PARAMS, link="/filings/"):
    for number in range(count):
        tell(kind=kind, to=[user.pk], params=params, link=link, at=at, about=f"filing {number}")
    return list(user.notices.order_by("pk"))
