"""Who may see a file: for each kind of owner, whether a viewer sees the one of a key on a day."""

from collections.abc import Mapping

from ballast.delivery.progress.selectors import history, totals
from ballast.platform.files.owners import Sees

OWNERS: Mapping[str, Sees] = {
    "filing": history.sees_photos,
    "totals_sheet": totals.sees_sheet,
}
