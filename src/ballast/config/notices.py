"""Every kind of notice, and what it says: one table out of each app's messages."""

from collections.abc import Mapping

from ballast.delivery.progress import messages as progress
from ballast.delivery.schedule import messages as schedule
from ballast.dispatch.alerts.messages import checks
from ballast.dispatch.alerts.messages import warnings as alerts
from ballast.dispatch.coordination import messages as coordination
from ballast.dispatch.meetings import messages as meetings
from ballast.platform.documents import messages as documents
from ballast.platform.notices import messages as notices
from ballast.platform.notices.kinds import Kind

NOTICES: Mapping[str, Kind] = {
    **notices.NOTICES,
    **documents.NOTICES,
    **progress.NOTICES,
    **schedule.NOTICES,
    **coordination.NOTICES,
    **meetings.NOTICES,
    **alerts.NOTICES,
    **checks.CHECK_NOTICES,
}
