"""Which kinds of paper there are, in the order in which a month needs them."""

from ballast.delivery.ledgers.documents import KIND as FILING_NOTICE
from ballast.delivery.progress.documents import KIND as TOTALS_SHEET
from ballast.delivery.schedule.documents import KIND as WEEKLY_BULLETIN
from ballast.dispatch.alerts.documents import KIND as WARNING_NOTICE
from ballast.dispatch.coordination.documents import KINDS as LOOP_PAPERS
from ballast.dispatch.meetings.documents import BOOKLET, MINUTES
from ballast.edges.portal.documents import KIND as PROJECT_CARD
from ballast.oversight.reporting.documents import BULLETIN, LEADER_BRIEF

PAPERS = (
    FILING_NOTICE,
    TOTALS_SHEET,
    BULLETIN,
    WARNING_NOTICE,
    LEADER_BRIEF,
    *LOOP_PAPERS,
    PROJECT_CARD,
    MINUTES,
    BOOKLET,
    WEEKLY_BULLETIN,
)
