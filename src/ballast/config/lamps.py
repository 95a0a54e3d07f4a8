"""The lamps of projects in the words of a paper: papers of issues do not know who judges."""

from collections.abc import Collection, Mapping

from django.utils.translation import override

from ballast.dispatch.alerts import selectors as alerts
from ballast.dispatch.alerts.messages import FAMILIES
from ballast.platform.documents import words


def lamps(project_ids: Collection[int], period: str) -> Mapping[int, str]:
    """▲ 黄色（投资进度）: colour, shape and what it is about; as issued, else nothing."""
    if not alerts.is_issued(period):
        return {}
    with override("zh-hans"):
        found = alerts.deciding_lamps(project_ids, period)
        return {
            pk: words.LAMPS[colour] + (f"（{FAMILIES[family]}）" if family in FAMILIES else "")
            for pk, (colour, family) in found.items()
        }
