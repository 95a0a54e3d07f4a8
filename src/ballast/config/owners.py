"""Who may see a file: for each kind of owner, whether a viewer sees the one of a key on a day."""

from collections.abc import Mapping

from ballast.delivery.ledgers import selectors as ledgers
from ballast.delivery.progress.selectors import history, totals
from ballast.dispatch.alerts.selectors import checks
from ballast.dispatch.coordination import selectors as coordination
from ballast.oversight.reporting import selectors as reporting
from ballast.platform.documents import selectors as papers
from ballast.platform.files.owners import Sees
from ballast.projects import selectors as projects

OWNERS: Mapping[str, Sees] = {
    ledgers.SOURCE: ledgers.sees_source,
    "filing": history.sees_photos,
    projects.PAPERS: projects.sees_papers,
    "paper": papers.sees,
    "paper_pdf": papers.sees,
    "paper_template": papers.sees_template,
    "totals_sheet": totals.sees_sheet,
    "sent_up": reporting.sees_sent,
    checks.EVIDENCE: checks.sees_evidence,
    coordination.INSTRUCTION: coordination.sees_instruction,
    coordination.REPORT: coordination.sees_report,
    coordination.ANSWER: coordination.sees_answer,
    coordination.PLAN: coordination.sees_plan,
    coordination.ISSUE: coordination.sees_issue,
    coordination.TASK: coordination.sees_task,
}
