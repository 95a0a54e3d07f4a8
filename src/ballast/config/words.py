"""Every refusal and fault, and what it is called: one table out of each app's messages."""

from ballast.delivery.ledgers import messages as ledgers
from ballast.delivery.plans import messages as plans
from ballast.delivery.progress import messages as progress
from ballast.delivery.schedule import messages as schedule
from ballast.dispatch.alerts import messages as alerts
from ballast.dispatch.coordination import messages as coordination
from ballast.dispatch.meetings import messages as meetings
from ballast.edges.cli import messages as cli
from ballast.edges.demo import messages as demo
from ballast.edges.portal import messages as portal
from ballast.oversight.reporting import messages as reporting
from ballast.platform.analytics import messages as analytics
from ballast.platform.codelists import messages as codelists
from ballast.platform.documents import messages as documents
from ballast.platform.files import messages as files
from ballast.platform.identity import messages as identity
from ballast.platform.maps import messages as maps
from ballast.platform.notices import messages as notices
from ballast.platform.periods import messages as periods
from ballast.platform.sheets import messages as sheets
from ballast.projects import messages as projects

WORDS = (
    codelists.WORDS,
    identity.WORDS,
    periods.WORDS,
    files.WORDS,
    notices.WORDS,
    maps.WORDS,
    documents.WORDS,
    analytics.WORDS,
    sheets.WORDS,
    projects.WORDS,
    plans.WORDS,
    progress.WORDS,
    schedule.WORDS,
    ledgers.WORDS,
    coordination.WORDS,
    alerts.WORDS,
    meetings.WORDS,
    reporting.WORDS,
    cli.WORDS,
    demo.WORDS,
    portal.WORDS,
)
