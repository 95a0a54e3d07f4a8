"""Checks with their proofs, for the pages of a warning and of a lamp."""

from collections.abc import Sequence

from ballast.dispatch.alerts.messages.checked import Checked, checked
from ballast.dispatch.alerts.models import Check
from ballast.dispatch.alerts.selectors import checks
from ballast.platform.codelists import selectors as codelists
from ballast.platform.files import selectors as files
from ballast.platform.identity.http import today


def beside_proofs(rows: Sequence[Check]) -> list[Checked]:
    """In words, each with its files; no query where there are none."""
    if not rows:
        return []
    kept = files.of_many(checks.EVIDENCE, [str(one.pk) for one in rows])
    told = checked(checks.told(rows), today(), codelists.calendar())
    for one in told:
        one.files.extend(kept.get(str(one.check.pk), []))
    return told
