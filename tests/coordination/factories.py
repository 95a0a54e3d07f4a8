"""Instructions and sweeps for tests, made through the services."""

from datetime import date, timedelta

from ballast.dispatch.coordination import services
from ballast.dispatch.coordination.rules import Form, Kind, Question
from ballast.dispatch.coordination.selectors import Pick
from ballast.dispatch.coordination.services import InstructionDraft, SweepDraft
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import actor_of
from tests.identity.factories import NOW, make_unit, make_user

WORDS = "请交通局牵头，一周内拿出占道施工方案。"
TODAY = NOW.date()
QUESTIONS = (
    Question("q1", Kind.YES_NO, "节假日是否施工"),
    Question("q2", Kind.ONE_OF, "施工安排", options=("全面施工", "部分施工", "停工")),
    Question("q3", Kind.NUMBER, "现场人数", unit="人", is_required=False),
    Question("q4", Kind.DAY, "复工日期", is_required=False),
    Question("q5", Kind.TEXT, "值班领导", is_required=False),
)


def make_office(unit=None):
    return make_user(role=Role.PROJECT_OFFICE, unit=unit, name="重点办")


def draft_instruction(*, leader, to=(), people=(), **said):
    """An instruction of today; the first unit, else the first person, leads."""
    picks = [*(Pick(unit_id=one.pk) for one in to), *(Pick(user_id=one.pk) for one in people)]
    usual = {"said_on": TODAY, "form": Form.WRITTEN, "words": WORDS}
    return InstructionDraft(
        leader_id=leader.pk,
        lead=picks[0] if picks else None,
        others=picks[1:],
        **{**usual, **said},
    )


def make_instruction(*, by=None, leader=None, to=(), people=(), at=NOW, **said):
    leader = leader or make_user(role=Role.CITY_LEADER, name="王市长")
    by = by or make_office()
    if not to and not people:
        to = [make_unit()]
    draft = draft_instruction(leader=leader, to=to, people=people, **said)
    return services.enter(by=actor_of(by), at=at, drafts=[draft])[0]


def draft_sweep(*, projects=(), units=(), **said):
    usual = {
        "title": "国庆假期在建工地摸排",
        "why": "掌握假期施工情况。",
        "questions": QUESTIONS,
        "due_on": date(2024, 6, 7),
    }
    return SweepDraft(
        project_ids=[one.pk for one in projects],
        unit_ids=[one.pk for one in units],
        **{**usual, **said},
    )


def make_sweep(*, by=None, projects=(), units=(), at=NOW, **said):
    by = by or make_office()
    draft = draft_sweep(projects=projects, units=units, **said)
    return services.open_sweeps(by=actor_of(by), at=at, drafts=[draft])[0]


def make_long_sweep(**said):
    """One that still runs when a browser asks for its page today."""
    return make_sweep(due_on=TODAY + timedelta(days=20_000), **said)
