"""A city's own thresholds: in force from a day on, never on what is closed, with every fault named."""

from datetime import date

import pytest

from ballast.dispatch.alerts.models import Evaluation, ProjectLamp, Rulebook
from ballast.dispatch.alerts.rules import RulebookRefused
from ballast.dispatch.alerts.selectors import shipped
from ballast.dispatch.alerts.services import (
    RulebookNotNew,
    RulebookTooEarly,
    evaluate,
    publish,
)
from ballast.platform.audit.models import Entry
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.identity.factories import make_user
from tests.support import jobs

from .factories import AT, BY, SEPTEMBER, close, count, make_project

pytestmark = pytest.mark.django_db

OURS = shipped("yinchuan").replace('code = "yinchuan"', 'code = "ours"', 1)
STRICT = OURS.replace("at_most = -10", "at_most = -5").replace('"2025.1"', '"2"')


def put(text, day, by=BY):
    return publish(by=by, at=AT, text=text, valid_from=day)


def keys():
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    return set(ProjectLamp.objects.values_list("rulebook__key", flat=True))


def test_the_default_judges_until_the_city_publishes_its_own():
    make_project(completed="68")
    assert keys() == {"default-1"}

    put(OURS, date(2023, 9, 30))
    assert keys() == {"ours-2025.1"}


def test_what_takes_effect_after_a_month_does_not_judge_it():
    make_project(completed="68")
    put(OURS, date(2023, 10, 1))

    assert keys() == {"default-1"}


def test_a_stricter_version_turns_the_lamps_of_open_months_by_itself():
    make_project(completed="68")
    put(OURS, date(2023, 1, 1))
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    assert ProjectLamp.objects.get(family="progress").colour == "green"

    put(STRICT, date(2023, 9, 1))
    jobs.run_all()

    lamp = ProjectLamp.objects.get(family="progress")
    assert (lamp.colour, lamp.rulebook.key) == ("yellow", "ours-2")
    published = Entry.objects.filter(code="alerts.rulebook_published").latest("pk")
    assert (published.subject, published.payload["valid_from"]) == ("ours-2", "2023-09-01")


def test_a_version_in_force_cannot_be_rewritten():
    put(OURS, date(2023, 9, 1))

    with pytest.raises(RulebookNotNew):
        put(OURS.replace("at_most = -10", "at_most = -5"), date(2023, 10, 1))

    assert Rulebook.objects.get().text == OURS


def test_nothing_takes_effect_on_a_closed_month():
    make_project(completed="68")
    evaluate(by=BY, at=AT, period=SEPTEMBER)
    close(SEPTEMBER)

    with pytest.raises(RulebookTooEarly):
        put(OURS, date(2023, 9, 30))

    assert Evaluation.objects.get().rulebook.key == "default-1"
    assert put(OURS, date(2023, 10, 1)) == "ours-2025.1"


def test_a_text_with_faults_is_not_published():
    with pytest.raises(RulebookRefused) as refused:
        put(OURS.replace('"red"', '"pink"'), date(2023, 10, 1))

    assert {fault.place for fault in refused.value.faults} == {
        "start.rows[2].colour",
        "progress.rows[1].colour",
        "entry.rows[2].colour",
    }
    assert not Rulebook.objects.exists()


def test_a_district_publishes_no_rules():
    with pytest.raises(NotAllowed):
        put(OURS, date(2023, 10, 1), by=actor_of(make_user(role=Role.DISTRICT)))

    assert not Rulebook.objects.exists()


def test_the_wording_a_lamp_was_decided_by_outlives_a_mended_preset():
    count()
    kept = Rulebook.objects.create(key="default-1", text=shipped("default").replace("超过", "大于"))
    make_project(completed="40")
    evaluate(by=BY, at=AT, period=SEPTEMBER)

    assert ProjectLamp.objects.get(family="progress").rulebook == kept
