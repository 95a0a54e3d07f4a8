"""Draft warnings follow the lamps of a closing month, and the office judges them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.dispatch.alerts import services
from ballast.dispatch.alerts.models import (
    Exemption,
    ProjectLamp,
    ProjectWarning,
    WarningStep,
)
from ballast.dispatch.alerts.services import (
    ExemptionRefused,
    LettingOff,
    WarningNotPending,
    WordingMissing,
    evaluate,
)
from ballast.kernel.periods import Period
from ballast.platform.audit.models import ChangedRow, Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.projects.models import StepRecord
from tests.identity.factories import make_unit, make_user

from .factories import AT, BY, SEPTEMBER, confirm_drafts, make_project
from .months import begin, pks, refile, steps

pytestmark = pytest.mark.django_db

BECAUSE = LettingOff(
    cause=Exemption.Cause.SAFETY, proof="应急管理局停工令", until=date(2023, 11, 1)
)


def decide():
    return evaluate(by=BY, at=AT, period=SEPTEMBER)


def traces():
    return list(WarningStep.objects.order_by("pk").values()), Entry.objects.count()


def test_red_and_yellow_lamps_that_give_a_prompt_are_drafted_as_the_closing_begins():
    make_project("红", completed="40")
    make_project("黄", completed="60")
    make_project("绿", completed="80")
    make_project("灰")
    late = make_project("待开工", plan_class="NEW_START", completed="0")
    StepRecord.objects.create(project=late, code="ground_breaking", planned_on=date(2023, 7, 15))

    begin()

    assert steps() == [
        ("待开工", "start", "red", "draft"),
        ("红", "progress", "red", "draft"),
        ("黄", "progress", "yellow", "draft"),
    ]
    prompts = WarningStep.objects.values_list("warning__family", "prompt")
    assert dict(prompts) == {"start": "start", "progress": "promotion"}


def test_an_open_month_drafts_nothing():
    make_project(completed="40")

    decide()

    assert steps() == []
    assert not ProjectWarning.objects.exists()


def test_deciding_again_on_the_same_figures_changes_no_draft_and_no_judgement():
    make_project("甲", completed="40")
    make_project("乙", completed="41")
    begin()
    services.confirm(by=BY, at=AT, ids=pks("甲"))
    before = traces()

    decide()

    assert traces() == before


def test_a_draft_follows_its_colour_and_is_dropped_when_the_lamp_is_neither():
    make_project("甲", completed="40")
    make_project("乙", completed="40")
    begin()
    refile("60", "甲")
    refile("80", "乙")

    decide()

    assert steps() == [("甲", "progress", "yellow", "draft")]
    entry = Entry.objects.latest("pk")
    told = ChangedRow.objects.filter(entry=entry, table="alerts_warningstep")
    assert {"state": ["draft", None], "colour": ["red", None]} in [one.fields for one in told]


def test_a_confirmed_warning_is_judged_anew_only_when_its_colour_turns():
    make_project("甲", completed="40")
    make_project("乙", completed="40")
    begin()
    confirm_drafts()
    refile("41", "甲")  # red still
    refile("60", "乙")

    decide()

    assert steps() == [
        ("乙", "progress", "yellow", "draft"),
        ("甲", "progress", "red", "confirmed"),
    ]
    assert WarningStep.objects.get(state="draft").judged_by == ""


def test_the_offices_own_words_stand_until_the_figures_they_were_written_on_move():
    make_project("甲", completed="40")
    make_project("乙", completed="40")
    begin()
    first, second = pks("甲", "乙")
    services.reword(by=BY, at=AT, wordings={first: " 进度严重\n滞后。 ", second: "滞后。"})
    assert set(WarningStep.objects.values_list("wording", "state")) == {
        ("进度严重 滞后。", "confirmed"),
        ("滞后。", "confirmed"),
    }
    refile("41", "乙")

    decide()

    said = dict(WarningStep.objects.values_list("warning__project__name", "wording"))
    assert said == {"甲": "进度严重 滞后。", "乙": ""}
    assert ("乙", "progress", "red", "draft") in steps()


def test_a_warning_without_words_is_refused_and_stays_a_draft():
    make_project(completed="40")
    begin()
    before = traces()

    with pytest.raises(WordingMissing):
        services.reword(by=BY, at=AT, wordings={pks()[0]: " "})

    assert traces() == before


def test_letting_off_gives_the_exemption_turns_the_lamp_and_stays_let_off():
    project = make_project("甲", completed="40")
    begin()

    assert services.let_off(by=BY, at=AT, ids=pks(), because=BECAUSE) == 1

    assert steps() == [("甲", "progress", "dash", "exempted")]
    exemption = Exemption.objects.get()
    assert (exemption.project, exemption.family) == (project, "progress")
    assert (exemption.valid_from, exemption.valid_until) == (date(2023, 9, 1), date(2023, 11, 1))
    lamp = ProjectLamp.objects.get(family="progress")
    assert (lamp.colour, lamp.row) == ("dash", "exempt")
    before = traces()
    decide()
    assert traces() == before


@pytest.mark.parametrize(
    ("until", "proof", "code"),
    [
        (date(2023, 9, 30), "停工令", "exemption_too_short"),
        (date(2023, 11, 1), " ", "exemption_without_proof"),
    ],
)
def test_an_exemption_without_proof_or_over_before_the_month_is_refused_whole(until, proof, code):
    make_project(completed="40")
    make_project(completed="41")
    begin()
    before = traces()
    because = LettingOff(cause=Exemption.Cause.WINTER, proof=proof, until=until)

    with pytest.raises(ExemptionRefused) as refusal:
        services.let_off(by=BY, at=AT, ids=pks(), because=because)

    assert {fault.code for fault in refusal.value.faults} == {code}
    assert traces() == before
    assert not Exemption.objects.exists()


def test_a_judgement_is_taken_back_with_the_exemption_it_gave():
    make_project("甲", completed="40")
    make_project("乙", completed="40")
    begin()
    services.let_off(by=BY, at=AT, ids=pks("甲"), because=BECAUSE)
    services.reword(by=BY, at=AT, wordings={pks("乙")[0]: "滞后。"})

    assert services.undo(by=BY, at=AT, ids=pks()) == 2

    assert {state for *_, state in steps()} == {"draft"}
    assert not Exemption.objects.exists()
    assert set(WarningStep.objects.values_list("wording", "judged_by")) == {("", "")}
    lamps = ProjectLamp.objects.filter(family="progress").values_list("colour", flat=True)
    assert set(lamps) == {"red"}


def test_what_was_issued_is_not_judged_again():
    make_project("甲", completed="40")
    make_project("乙", completed="40")
    begin()
    services.let_off(by=BY, at=AT, ids=pks("乙"), because=BECAUSE)
    confirm_drafts()
    services.issue(by=BY, at=AT, period=Period.from_code(SEPTEMBER))
    before = traces()

    for act in (
        lambda: services.confirm(by=BY, at=AT, ids=pks("甲")),
        lambda: services.undo(by=BY, at=AT, ids=pks("乙")),
        lambda: services.let_off(by=BY, at=AT, ids=pks("甲"), because=BECAUSE),
        lambda: services.reword(by=BY, at=AT, wordings={pks("甲")[0]: "滞后。"}),
    ):
        with pytest.raises(WarningNotPending):
            act()

    assert traces() == before


def test_a_district_judges_nothing():
    unit = make_unit()
    make_project(unit=unit, completed="40")
    begin()
    by = actor_of(make_user(role=Role.DISTRICT, unit=unit))
    before = traces()

    for act in (
        lambda: services.confirm(by=by, at=AT, ids=pks()),
        lambda: services.undo(by=by, at=AT, ids=pks()),
        lambda: services.let_off(by=by, at=AT, ids=pks(), because=BECAUSE),
        lambda: services.reword(by=by, at=AT, wordings={pks()[0]: "滞后。"}),
        lambda: services.issue(by=by, at=AT, period=Period.from_code(SEPTEMBER)),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert traces() == before


def test_drafting_and_judging_many_asks_no_more_than_one():
    def queries(*names):
        refile("40", *names)
        with CaptureQueriesContext(connection) as drafting:
            decide()
        with CaptureQueriesContext(connection) as confirming:
            services.confirm(by=BY, at=AT, ids=pks(*names))
        with CaptureQueriesContext(connection) as letting_off:
            services.let_off(by=BY, at=AT, ids=pks(*names), because=BECAUSE)
        return len(drafting), len(confirming), len(letting_off)

    names = [f"{number}号" for number in range(22)]
    for name in names:
        make_project(name, completed="80")
    begin()
    queries(names[0])

    assert queries(names[1]) == queries(*names[2:])
