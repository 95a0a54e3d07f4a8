"""`ballast demo`: what a newcomer sees in the first minutes must be whole and true."""

import re
import shutil
import stat
from collections import Counter

import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory

from ballast.delivery.ledgers.models import Import
from ballast.delivery.plans.models import Adjustment, OutsideLine, PlanLine, Target
from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.models import Filing, Review
from ballast.delivery.progress.selectors import desk
from ballast.delivery.progress.selectors.reviewers import seat_taken
from ballast.dispatch.alerts.models import ProjectLamp, WarningStep
from ballast.edges.demo import year
from ballast.edges.demo.command import run
from ballast.edges.demo.generator import city
from ballast.edges.demo.models import Stamp
from ballast.edges.demo.october import chosen
from ballast.platform.audit.models import Entry
from ballast.platform.documents.models import Paper
from ballast.platform.identity.models import User
from ballast.platform.identity.rules import Role
from ballast.platform.periods.models import PeriodLock
from ballast.projects import selectors as projects
from ballast.projects.models import Project
from tests.identity.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

CITY = city(300, 7)


@pytest.fixture
def said(first_run):
    return first_run.said


@pytest.fixture
def home(first_run, settings, tmp_path):
    """A copy of the folder, to run once more in."""
    shutil.copytree(first_run.home, tmp_path, dirs_exist_ok=True)
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path


def printed_passwords(text):
    return dict(re.findall(r"^  (\w+)\s+([a-z]{4}-[A-Z]{4}-\d{4}-[a-z]{4})", text, re.MULTILINE))


def test_every_project_of_the_city_came_in_with_its_figures(first_run):
    names = dict(Project.objects.values_list("name", "total_investment_yuan"))
    for work in (*CITY.works, *CITY.reserve):
        assert names.pop(work.name) == work.total * 10_000
    assert names == {}
    assert PlanLine.objects.filter(adjustment=None).count() == 300


def test_what_counts_of_september_is_what_the_city_was_made_with(first_run):
    counted = Filing.objects.filter(period="2023-09", state="ACCEPTED")
    told = dict(counted.values_list("project__name", "completed_yuan"))
    expected = {one.name: one.months[9].completed * 10_000 for one in CITY.works if 9 in one.months}
    assert told == expected


def test_ledgers_were_refused_and_returned_and_their_last_versions_count(first_run):
    folder = first_run.home / "demo" / "ledgers" / "2023-09"
    files = Counter(path.stem.rpartition("-")[0] for path in folder.glob("*.xlsx"))
    assert len(files) == 35
    assert max(files.values()) >= 2
    imports = Import.objects.filter(kind="filing", subject="2023-09", state="COMMITTED")
    returned = Review.objects.filter(period="2023-09", verdict="RETURNED")
    assert returned.count() == round(300 * 23 / 978)
    assert imports.count() < sum(files.values())  # the refused ones left nothing behind
    assert set(imports.values_list("unit__code", flat=True)) == set(files)


def test_both_months_are_closed_with_their_red_warnings_judged_and_issued(first_run, said):
    states = dict(PeriodLock.objects.values_list("code", "state"))
    assert states == {"2023-08": "closed", "2023-09": "closed", "2023-10": "open"}
    assert not WarningStep.objects.filter(colour="red", state="DRAFT").exists()
    lamps = Counter(
        ProjectLamp.objects.filter(period="2023-09", family="project").values_list(
            "colour", flat=True
        )
    )
    assert f"红灯 {lamps['red']} · 黄灯 {lamps['yellow']}" in said
    assert f"未报送 {lamps['grey']} = 300" in said


def october(name):
    """What the duty list of October says to one person: how many stand where."""
    viewer = User.objects.get(username=name)
    duties = progress.duties_of(viewer, NOW.date(), "2023-10")
    return Counter(duties.values_list("standing", flat=True))


def waiting_for(name):
    """How many of October's filings wait on one person's desk."""
    viewer = User.objects.get(username=name)
    seat = seat_taken(viewer, NOW.date())
    mine = desk.within_reach(viewer, NOW.date(), "2023-10", seat).filter(is_mine=True)
    return mine.count()


def test_october_has_work_on_every_desk(first_run):
    filed = chosen(CITY)
    standing = october("owner")
    assert (standing["DRAFT"], standing["RETURNED"]) == (1, 1)
    assert standing["SUBMITTED"] == len(filed.at_company) + len(filed.passed_on) > 2
    assert waiting_for("company") == len(filed.at_company)
    assert waiting_for("department") == len(filed.passed_on) - 1  # one lies with the office
    assert waiting_for("district") >= 1
    assert waiting_for("office") >= 1
    assert Filing.objects.filter(period="2023-10", is_on_behalf=True, answer="WAITING").count() == 2


def test_the_plan_desk_has_two_adjustments_targets_and_what_stands_outside(first_run):
    assert list(Adjustment.objects.order_by("number").values_list("window", flat=True)) == [
        "年中调整",
        "四季度调整",
    ]
    assert Target.objects.count() == 5 + 23
    assert OutsideLine.objects.get().count == 3


def test_papers_are_drafted_one_awaits_signature_and_some_were_received(first_run):
    states = Counter(Paper.objects.values_list("kind", "state"))
    assert states["bulletin", "signing"] == 1
    assert sum(count for (kind, _), count in states.items() if kind == "warning_notice") > 5
    sent = Paper.objects.filter(kind="warning_notice").exclude(sent_at=None)
    assert min(sent.values_list("number", flat=True)) == "示重点办预警〔2023〕46号"


def test_a_second_run_changes_nothing(home, said, capsys):
    first = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    journal = Entry.objects.count()

    run([])

    again = capsys.readouterr().out
    assert printed_passwords(again) == printed_passwords(said)
    assert "300" in again
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == first
    assert Entry.objects.count() == journal


def test_a_step_that_was_cut_off_is_done_again_and_leaves_nothing_of_the_first_try(first_run):
    stamp, journal = Stamp.objects.get(), Entry.objects.count()

    def cut_off(bar):
        Project.objects.update(address="")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        year.carry_out(stamp, year.Step("more", "", cut_off), None)

    assert "more" not in Stamp.objects.get().done
    assert Entry.objects.count() == journal
    assert not Project.objects.filter(address="").exists()
    assert year.carry_out(stamp, year.Step("more", "", lambda bar: {"projects": 1}), None)
    assert Stamp.objects.get().done["more"] == {"projects": 1}


def test_there_is_one_person_for_each_role_with_a_password_and_a_page_to_begin_with(
    first_run, said
):
    passwords = printed_passwords(said)
    assert len(set(passwords.values())) == len(Role)
    request = RequestFactory().post("/")
    for name, password in passwords.items():
        assert authenticate(request, username=name, password=password).username == name
        assert re.search(rf"{password} .*\n\s+http://127.0.0.1:8000/\w+/", said)
    sign_ins = first_run.home / "demo" / "sign-ins.txt"
    assert stat.S_IMODE(sign_ins.stat().st_mode) == 0o600


def test_lost_passwords_are_replaced_not_found_again(home, said, capsys):
    before = printed_passwords(said)
    (home / "demo" / "sign-ins.txt").unlink()

    run([])

    after = printed_passwords(capsys.readouterr().out)
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())


def test_a_district_sees_its_own_projects_and_its_officer_those_that_name_them(first_run):
    own = [work for work in CITY.works if work.unit.short_name == "澜江区"]
    for name in ("district", "officer"):
        seen = projects.visible_to(User.objects.get(username=name), NOW.date())
        assert set(seen.values_list("name", flat=True)) >= {work.name for work in own}
