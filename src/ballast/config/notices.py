"""Every kind of notice, and what it says: one table out of each app's messages."""

from collections.abc import Mapping

from ballast.delivery.progress import messages as progress
from ballast.platform.notices.kinds import Kind

NOTICES: Mapping[str, Kind] = {**progress.NOTICES}
