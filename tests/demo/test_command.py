"""`ballast demo`: what a newcomer sees in the first four minutes must be whole and true."""

import re
import shutil
import stat
from collections import Counter
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import docx
import pytest
from django.contrib.auth import authenticate
from django.test import RequestFactory, override_settings

from ballast.delivery.plans.models import (
    Adjustment,
    OutsideFigure,
    OutsideLine,
    PlanLine,
    Target,
)
from ballast.delivery.progress import selectors as progress
from ballast.delivery.progress.models import Filing
from ballast.delivery.progress.selectors import desk
from ballast.delivery.progress.selectors.reviewers import seat_taken
from ballast.dispatch.alerts.models import ProjectLamp
from ballast.edges.demo.command import run
from ballast.edges.demo.days import SEPTEMBER
from ballast.edges.demo.works import works
from ballast.oversight.reporting import services as reporting
from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Assignment, User
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import actor_of
from ballast.platform.periods.models import PeriodLock
from ballast.projects import selectors as projects
from ballast.projects.models import Project
from tests.identity.factories import NOW
from tests.support.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

# By hand from the invented city's own table: completed / planned of the year, in 万元.
# What September was not filed for counts as it stood in August.
COMPLETED = sum(work.before if work.completed is None else work.completed for work in works())
PLANNED = sum(work.planned or 0 for work in works())


@dataclass(frozen=True)
class Run:
    """The first run of the demo: its folder, and what it said."""

    home: Path
    said: str


@pytest.fixture(scope="module")
def first_run(django_db_setup, django_db_blocker, tmp_path_factory):
    """One run for all of them: it lives a year, and no test here changes it for another."""
    folder = tmp_path_factory.mktemp("first")

    def live():
        said = StringIO()
        with override_settings(MEDIA_ROOT=folder / "files"), redirect_stdout(said):
            assert run([]) == 0
        return Run(folder, said.getvalue())

    with shared(django_db_blocker, live) as lived:
        yield lived


@pytest.fixture
def said(first_run):
    return first_run.said


@pytest.fixture
def home(first_run, settings, tmp_path):
    """A copy of the folder, to run once more in."""
    shutil.copytree(first_run.home, tmp_path, dirs_exist_ok=True)
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "demo"


def printed_passwords(text):
    return dict(re.findall(r"^  (\w+)\s+([a-z]{4}-[A-Z]{4}-\d{4}-[a-z]{4})$", text, re.MULTILINE))


def sentence():
    rate = COMPLETED * 100 / PLANNED
    return (
        f"1—9月，全市120个重点项目完成投资{COMPLETED / 10_000:.1f}亿元，"
        f"占年度计划投资（{PLANNED / 10_000:.1f}亿元）的{rate:.1f}%，"
        f"高于时序进度（75.0%）{rate - 75:.1f}个百分点。"
    )


def test_a_first_run_brings_a_month_from_two_workbooks_to_a_bulletin(home, said):
    issued = PlanLine.objects.filter(adjustment=None)
    assert (Project.objects.count(), issued.count()) == (120, 120)
    counted = Filing.objects.filter(state="ACCEPTED", completed_yuan__isnull=False)
    assert counted.filter(period="2023-08").count() == 120
    assert counted.filter(period="2023-09").count() == 116
    own = ProjectLamp.objects.filter(family="project")
    assert own.filter(period="2023-08").count() == own.filter(period="2023-09").count() == 120
    assert "年度计划  新增 120，变更 0，不变 0" in said
    assert "红灯 17 · 黄灯 14 · 绿灯 85 · 未报送 4 = 120" in said
    assert sentence() in said
    paper = docx.Document(BytesIO((home / "bulletin-2023-09.docx").read_bytes()))
    assert any(p.text.endswith(sentence()) for p in paper.paragraphs)


def october(name):
    """What the duty list of October says to one person: how many stand where."""
    viewer = User.objects.get(username=name)
    duties = progress.duties_of(viewer, NOW.date(), "2023-10")
    return Counter(duties.values_list("standing", flat=True))


def waiting_for(name):
    """The projects whose October filings wait on one person's desk."""
    viewer = User.objects.get(username=name)
    seat = seat_taken(viewer, NOW.date())
    mine = desk.within_reach(viewer, NOW.date(), "2023-10", seat).filter(is_mine=True)
    return set(mine.values_list("project__name", flat=True))


def test_two_months_are_open_and_october_has_work_for_every_role(first_run):
    open_now = PeriodLock.objects.filter(state="open")
    assert sorted(open_now.values_list("code", flat=True)) == ["2023-09", "2023-10"]
    assert october("owner") == {
        "DRAFT": 1,
        "RETURNED": 1,
        "SUBMITTED": 4,
        "ACCEPTED": 1,
        "NOT_REPORTED": 2,
    }
    assert waiting_for("company") == {
        "高新区至听涛区快速通道工程",
        "黛溪区过江通道及两岸接线工程",
    }
    assert waiting_for("district") == {"听涛区至黛溪区快速通道工程"}
    assert waiting_for("department") == {"听涛区乡镇连接公路提升工程"}
    assert waiting_for("office") == {"听涛区城市内涝治理工程（二期）"}
    returned = Filing.objects.get(period="2023-10", state="RETURNED")
    assert "正常推进" in returned.reviews.get(verdict="RETURNED").reason
    entered = Filing.objects.filter(period="2023-10", is_on_behalf=True, answer="WAITING")
    assert entered.count() == 2


def test_the_plan_desk_has_an_adjustment_targets_and_what_others_publish(first_run):
    adjustment = Adjustment.objects.get()
    assert (adjustment.window, str(adjustment.valid_from)) == ("年中调整", "2023-10-01")
    assert sorted(adjustment.items.values_list("kind", flat=True)) == [
        "AMOUNT_CHANGED",
        "AMOUNT_CHANGED",
        "CLASS_CHANGED",
        "EXITED",
    ]
    assert Target.objects.count() == 13
    assert OutsideFigure.objects.count() == 4
    assert OutsideLine.objects.get().count == 3


def test_no_figure_is_lost_between_the_workbooks_and_the_register(first_run):
    for work in works():
        project = Project.objects.get(name=work.name)
        assert project.total_investment_yuan == work.total * 10_000
        assert project.sector == "/".join(work.path)
        assert project.responsible_unit.code == work.unit.code


def test_a_second_run_changes_nothing_and_says_so(home, said, capsys):
    first = {path.name: path.read_bytes() for path in home.iterdir()}
    journal = Entry.objects.count()
    passwords = printed_passwords(said)

    run([])

    said = capsys.readouterr().out
    assert "年度计划  新增 0，变更 0，不变 120" in said
    assert "2023-09   新增 0，变更 0，不变 120" in said
    assert "（变更 0）" in said
    assert printed_passwords(said) == passwords
    assert {path.name: path.read_bytes() for path in home.iterdir()} == first
    assert Entry.objects.count() == journal


def test_who_began_to_close_the_month_can_still_start_the_demo(home, said, capsys):
    office = actor_of(User.objects.get(username="office"))
    reporting.begin_closing(by=office, at=NOW, period=SEPTEMBER)
    journal = Entry.objects.count()

    assert run([]) == 0

    again = capsys.readouterr().out
    assert "2023-09   正在结账或已结账，保持原样" in again
    assert printed_passwords(again) == printed_passwords(said)
    assert Entry.objects.count() == journal


def test_there_is_one_person_for_each_role_with_a_password_of_this_database_alone(home, said):
    passwords = printed_passwords(said)
    assert sorted(Assignment.objects.values_list("role", flat=True)) == sorted(Role)
    assert len(set(passwords.values())) == len(Role) == User.objects.count()
    request = RequestFactory().post("/")
    for name, password in passwords.items():
        assert authenticate(request, username=name, password=password).username == name
    assert stat.S_IMODE((home / "sign-ins.txt").stat().st_mode) == 0o600


def test_lost_passwords_are_replaced_not_found_again(home, said, capsys):
    before = printed_passwords(said)
    (home / "sign-ins.txt").unlink()

    run([])

    after = printed_passwords(capsys.readouterr().out)
    assert after.keys() == before.keys()
    assert not set(after.values()) & set(before.values())


def test_a_district_sees_its_own_projects_only(first_run):
    seen = projects.visible_to(User.objects.get(username="district"), NOW.date())

    assert {project.responsible_unit.short_name for project in seen} == {"听涛区"}
    assert seen.count() == sum(work.unit.short_name == "听涛区" for work in works())


def test_the_project_officer_sees_the_projects_that_name_them_and_no_others(first_run):
    seen = projects.visible_to(User.objects.get(username="officer"), NOW.date())

    assert seen.count() == sum(work.unit.short_name == "听涛区" for work in works()) > 0
