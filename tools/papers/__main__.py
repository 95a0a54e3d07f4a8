"""`python -m tools.papers`: every template into the place it is shipped from."""

from pathlib import Path

from tools.papers import (
    assignment_order,
    booklet,
    bulletin,
    filing_notice,
    leader_brief,
    minutes,
    petition,
    project_card,
    reminder_letter,
    supervision_letter,
    supervision_order,
    totals_sheet,
    warning_notice,
    weekly_bulletin,
)

SOURCE = Path(__file__).parents[2] / "src/ballast"
_LOOP = SOURCE / "dispatch/coordination/papers"
PAPERS = {
    SOURCE / "delivery/ledgers/papers/filing_notice.docx": filing_notice.write,
    SOURCE / "delivery/progress/papers/totals_sheet.docx": totals_sheet.write,
    SOURCE / "delivery/schedule/papers/weekly_bulletin.docx": weekly_bulletin.write,
    SOURCE / "dispatch/alerts/papers/warning_notice.docx": warning_notice.write,
    SOURCE / "dispatch/meetings/papers/booklet.docx": booklet.write,
    SOURCE / "dispatch/meetings/papers/minutes.docx": minutes.write,
    _LOOP / "reminder_letter.docx": reminder_letter.write,
    _LOOP / "supervision_order.docx": supervision_order.write,
    _LOOP / "supervision_letter.docx": supervision_letter.write,
    _LOOP / "assignment_order.docx": assignment_order.write,
    _LOOP / "petition.docx": petition.write,
    SOURCE / "edges/portal/papers/project_card.docx": project_card.write,
    SOURCE / "oversight/reporting/papers/bulletin.docx": bulletin.write,
    SOURCE / "oversight/reporting/papers/leader_brief.docx": leader_brief.write,
}

if __name__ == "__main__":
    for target, write in PAPERS.items():
        write(target)
