"""Who may hold which part of a project, and what must be known of them."""

from dataclasses import dataclass
from datetime import date

from ballast.kernel.identifiers import is_credit_code

from .faults import Fault
from .kinds import Party

# 五方责任主体 (建质〔2014〕124号): a body, and a person of it who is liable for life.
FIVE_PARTIES = (
    Party.OWNER,
    Party.SURVEYOR,
    Party.DESIGNER,
    Party.CONTRACTOR,
    Party.SUPERVISING_ENGINEER,
)
# 责任链, from the leader down to who watches the site.
CHAIN = (
    Party.SPONSOR,
    Party.LEAD_DEPARTMENT,
    Party.RESPONSIBLE_UNIT,
    Party.HEADQUARTERS,
    Party.TASK_FORCE,
    Party.PROJECT_OFFICER,
    Party.MONITORING_UNIT,
    Party.MONITORING_OFFICER,
)
# Held by one at a time; a new one is a handover.
SINGLE = frozenset({Party.OWNER, Party.RESPONSIBLE_UNIT})
# Held by a person, whoever sends them; the other parts are held by a body.
PERSONAL = frozenset({Party.SPONSOR, Party.PROJECT_OFFICER, Party.MONITORING_OFFICER})
# A unit that holds one of these sees the project.
OPENS_TO_UNIT = frozenset(
    {
        Party.OWNER,
        Party.RESPONSIBLE_UNIT,
        Party.LEAD_DEPARTMENT,
        Party.MONITORING_UNIT,
        Party.TASK_FORCE,
        Party.HEADQUARTERS,
    }
)
# A person who is named in one of these sees it: those who build for the owner do not.
OPENS_TO_PERSON = OPENS_TO_UNIT | PERSONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a part: a unit of the tree or another body, and a person of it."""

    unit_id: int | None = None
    body: str = ""
    credit_code: str = ""
    person: str = ""
    post: str = ""
    phone: str = ""
    user_id: int | None = None


def faults_of(holder: Holder, party: Party, *, since: date, today: date, place: str) -> list[Fault]:
    """What does not do; all of it."""
    has_body = bool(holder.unit_id or holder.body)
    found = {
        "since_future": since > today,
        "person_missing": party in PERSONAL and not holder.person,
        "body_missing": party not in PERSONAL and not has_body,
        "unit_needed": party is Party.RESPONSIBLE_UNIT and has_body and not holder.unit_id,
        "credit_code_wrong": bool(holder.credit_code) and not is_credit_code(holder.credit_code),
    }
    return [
        Fault(code, place, {"text": holder.credit_code} if code == "credit_code_wrong" else {})
        for code, wrong in found.items()
        if wrong
    ]
