"""Invention and truth never lie in one database."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError

from ballast.edges.demo import stamp
from ballast.edges.demo.command import USUAL, run
from ballast.edges.demo.models import Stamp
from ballast.platform.identity.models import Unit
from ballast.platform.identity.services import UnitDraft, open_units
from ballast.platform.ui.words import say
from ballast.projects.models import Project
from tests.identity.factories import ACTOR, NOW, make_user

AT = datetime(2023, 9, 30, 2, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_an_empty_database_holds_nothing_real_and_takes_the_stamp():
    assert not stamp.holds_real_data()

    stamp.stamp_demo(at=AT, wanted=USUAL)

    assert stamp.is_demo()


def test_people_of_a_demo_do_not_make_it_real():
    stamp.stamp_demo(at=AT, wanted=USUAL)
    get_user_model().objects.create(username="invented")

    assert not stamp.holds_real_data()
    stamp.stamp_demo(at=AT, wanted=USUAL)
    assert Stamp.objects.count() == 1


def test_where_somebody_works_a_demo_is_refused_and_nothing_is_written():
    get_user_model().objects.create(username="chen.min")

    with pytest.raises(stamp.RealData):
        stamp.stamp_demo(at=AT, wanted=USUAL)

    assert Stamp.objects.count() == 0


def test_there_is_one_stamp():
    stamp.stamp_demo(at=AT, wanted=USUAL)

    with pytest.raises(IntegrityError):
        Stamp.objects.create(id=2, stamped_at=AT)


def test_where_somebody_works_in_earnest_nothing_is_invented(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    make_user(username="real")

    with pytest.raises(stamp.RealData):
        run([])

    assert not Project.objects.exists()
    assert not Unit.objects.filter(code="SL").exists()
    assert not (tmp_path / "demo").exists()


def test_another_city_is_refused_where_one_lives_and_the_words_say_how_to_begin_anew(capsys):
    stamp.stamp_demo(at=AT, wanted=USUAL)

    with pytest.raises(stamp.AnotherDemo) as refused:
        run(["--projects", "300", "--seed", "7"])

    assert "978个项目" in say(refused.value)
    assert "删除" in say(refused.value)
    assert Stamp.objects.get().projects == 978
    assert not Unit.objects.filter(code="SL").exists()


def test_a_demo_of_an_earlier_version_is_another_city():
    Stamp.objects.create(stamped_at=AT)

    with pytest.raises(stamp.AnotherDemo):
        stamp.stamp_demo(at=AT, wanted=USUAL)


def test_a_demo_lives_on_from_its_own_last_day_and_the_day_is_set_once():
    made = stamp.stamp_demo(at=AT, wanted=USUAL)

    stamp.live_on(made, today=date(2026, 11, 23), first=date(2023, 11, 1))
    stamp.live_on(made, today=date(2027, 1, 1), first=date(2023, 11, 1))

    assert stamp.days_back() == (date(2026, 11, 23) - date(2023, 11, 1)).days


def test_where_somebody_worked_by_the_machine_the_journal_does_not_go_back():
    made = stamp.stamp_demo(at=AT, wanted=USUAL)
    open_units(
        by=ACTOR,
        at=NOW,
        drafts=[UnitDraft(code="N", name="北区", kind="GOVERNMENT", valid_from=NOW.date())],
    )
    assert NOW > AT

    stamp.live_on(made, today=date(2026, 11, 23), first=date(2023, 11, 1))

    assert stamp.days_back() == 0


def test_a_house_that_is_no_demo_has_no_days_behind_the_machine():
    assert stamp.days_back() is None


@pytest.mark.parametrize("asked", [["--projects", "9"], ["--months", "9"], ["--seed", "-1"]])
def test_a_city_that_cannot_be_made_is_refused_before_anything_is_stamped(asked, capsys):
    with pytest.raises(SystemExit):
        run(asked)

    assert not Stamp.objects.exists()
