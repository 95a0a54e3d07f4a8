"""专报: what a leader reads on one page and in one message, chosen by rule from the month."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ballast.dispatch.alerts.rules import Colour
from ballast.oversight.reporting.documents import LEADER_BRIEF, brief, essentials
from ballast.oversight.reporting.documents.brief import Reader, message, sentence
from ballast.oversight.reporting.documents.samples import part, september
from ballast.platform.documents.kinds import Query
from ballast.platform.identity.models import Role
from ballast.projects.models import Responsibility
from tests.alerts.factories import AT, SEPTEMBER, decide_and_show, make_project
from tests.documents.papers import needs_libreoffice, pages, said, signed
from tests.identity.factories import make_unit, make_user

READER = Reader("leader", "×××副市长", "×市长")
ON = AT.date()


def month(**changes):
    """The specimen's September: 68 red, 54 of them before as well, 211.6亿元 planned for these."""
    found, _ = september()
    one = found.reds[0]
    long = [replace(one, months=2, planned_yuan=Decimal(0))] * 53
    long.append(replace(one, months=3, planned_yuan=Decimal("21160000000")))
    usual = {
        "reds": [*long, *[replace(one, months=1, planned_yuan=Decimal(100))] * 14],
        "unstarted": [one] * 6,
        "sectors": [
            part("产业项目", 486, "1632.8", "1402.6"),
            part("基础设施项目", 171, "958.8", "761.3"),
            part("公共服务和生态环保项目", 321, "594.6", "429.9"),
        ],
        "lamps": replace(
            found.lamps,
            now={**found.lamps.now, Colour.RED: 68},
            before={**found.lamps.before, Colour.RED: 75},
        ),
    }
    return replace(found, **usual | changes)


def test_one_sentence_tells_the_month_and_on_what_it_rests():
    assert sentence(month()) == (
        "1—9月完成年度计划81.4%，快于时序6.4个百分点，但主要靠127个省重点（109.4%）拉动，"
        "其余851个仅快0.4个百分点。"
    )


@pytest.mark.parametrize(
    ("rest", "said_of_rest"),
    [
        ("2000", "其余851个快1.1个百分点。"),
        ("1969.875", "其余851个与时序持平。"),
        ("1900", "其余851个慢2.7个百分点。"),
    ],
)
def test_the_rest_is_ahead_even_or_behind(rest, said_of_rest):
    assert sentence(month(rest=part("", 851, "2626.5", rest))).endswith(said_of_rest)


def test_a_city_behind_is_not_pulled_by_anybody():
    behind = month(whole=replace(month().whole, values=part("", 978, "3186.5", "2200").values))

    assert sentence(behind) == (
        "1—9月完成年度计划69.0%，慢于时序6.0个百分点；其中127个省重点完成109.4%，"
        "其余851个完成75.4%。"
    )


def test_a_reader_of_english_is_told_the_same_month():
    now, before = (
        {Colour.RED: 68, Colour.YELLOW: 168, Colour.GREY: 9},
        {Colour.RED: 75, Colour.YELLOW: 157},
    )
    lamps = replace(month().lamps, now=now, before=before, red_on=54)

    assert essentials(month(loop=None, lamps=lamps), "en") == (
        "January–September: 81.4% of the year's plan completed, 6.4 points ahead of time progress, "
        "carried mainly by 127 provincial projects (109.4%); the other 851 are only 0.4 points "
        "ahead of it. 68 red (-7 on the month before), 54 of them for two months or longer; "
        "168 yellow (+11 on the month before); 9 not filed in time."
    )


def test_three_worries_are_chosen_by_weight():
    values = brief.composed(month(), READER).values

    assert values["worries_head"] == "三个担心"
    assert values["worries"] == (
        "①54个项目连续两个月红灯，涉及年度计划投资211.6亿元；②6个项目应开未开；"
        "③公共服务和生态环保项目低于时序2.7个百分点"
    )


def test_a_worry_that_is_none_makes_place_for_the_next_and_none_is_made_up():
    quiet = month(reds=[], unstarted=[])
    calm = month(reds=[], unstarted=[], sectors=[], units={}, unfiled=[])
    units = dict.fromkeys(month().units, ())

    assert brief.composed(quiet, READER).values["worries"] == (
        "①公共服务和生态环保项目低于时序2.7个百分点；"
        "②1个责任单位低于时序，市水务局低4.9个百分点；③7个项目未按期报送"
    )
    assert brief.composed(replace(calm, units=units), READER).values["worries_head"] == ""


def test_the_message_is_the_specimens_but_for_what_has_no_record_yet():
    assert message(month(), READER) == (
        "×市长：1—9月重点项目完成81.4%，快于时序6.4个点；红灯68个（减7），应开未开6个；"
        "专报已送。市重点办"
    )


def test_a_message_too_long_loses_the_lightest_part_first():
    def to(length):
        return message(month(), replace(READER, called="长" * length))

    whole = len(message(month(), READER)) - len(READER.called)
    room = brief.LONGEST_MESSAGE - whole

    assert len(to(room)) == 120
    assert "应开未开6个" in to(room)
    assert "应开未开" not in to(room + 1)
    assert "（减7）" in to(room + 1)
    assert "（减7）" not in to(room + 8)
    assert "专报已送" in to(room + 8)
    assert all(len(to(length)) <= 120 for length in range(1, 200))


@pytest.mark.parametrize(
    ("name", "post", "title", "called"),
    [
        ("张明", "副市长", "张明副市长", "张市长"),
        ("欧阳明", "市委常委、常务副市长", "欧阳明市委常委、常务副市长", "欧阳市长"),
        ("李敏", "", "李敏", "李敏"),
        ("分管领导（演示）", "副市长", "分管领导（演示）副市长", "分管领导（演示）"),
    ],
)
@pytest.mark.django_db
def test_a_leader_is_called_by_the_post_that_the_register_names(name, post, title, called):
    leader, project = leading(name), make_project(completed="10")
    sponsor(project, leader, post)
    decide_and_show()

    [made] = composed(leader)

    assert made.values["reader"] == title
    assert made.texts["短信"].startswith(f"{called}：")


@pytest.mark.django_db
def test_a_leader_reads_of_the_projects_that_name_them_and_of_no_other():
    leader = leading("张明")
    red = make_project("红灯工程", completed="10", tier="PROVINCIAL")
    sponsor(red, leader, "副市长")
    sponsor(make_project(completed="60"), leader, "副市长", by_name=True)
    sponsor(make_project(completed="90"), leader, "副市长")
    make_project("他人工程", completed="10")
    decide_and_show()

    [made] = composed(leader)

    assert made.values["sponsored_head"] == "您包保的3个项目"
    assert made.values["sponsored"] == "红1、黄1、绿1，红灯项目红灯工程。"
    assert made.addressees == ()  # leaders see what is sent, and sign for nothing


@pytest.mark.django_db
def test_what_has_no_record_has_no_place_on_the_paper():
    leader = leading("张明")
    make_project(completed="90")
    decide_and_show()

    [made] = composed(leader)
    told = said(signed(LEADER_BRIEF, made))

    assert "您包保的" not in told
    assert "请您协调" not in told
    assert "个担心" not in told


@pytest.mark.django_db
def test_more_leaders_ask_no_more_of_the_database():
    leaders = [leading(name) for name in ("张明", "李敏", "王强")]
    for leader in leaders:
        sponsor(make_project(completed="10"), leader, "副市长")
    decide_and_show()

    with CaptureQueriesContext(connection) as one:
        composed(leaders[0])
    with CaptureQueriesContext(connection) as many:
        made = composed(*leaders)

    assert len(made) == 3
    assert len(many) == len(one)


@needs_libreoffice
def test_it_is_one_page_with_the_longest_names(tmp_path):
    made = brief.composed(month(), Reader("leader", "长" * 40, "长" * 40))
    own = {
        "sponsored_head": "您包保的120个项目",
        "sponsored": f"红30、黄30、绿30，红灯项目{'、'.join(['甲<乙>&丙' * 6] * 3)}等30个。",
    }

    assert pages(signed(LEADER_BRIEF, replace(made, values={**made.values, **own})), tmp_path) == 1


def leading(name):
    unit = make_unit()
    return make_user(role=Role.CITY_LEADER, unit=unit, name=name)


def sponsor(project, leader, post, *, by_name=False):
    Responsibility.objects.create(
        project=project,
        party="SPONSOR",
        person=leader.name,
        post=post,
        user=None if by_name else leader,
        valid_from=date(2023, 1, 1),
    )


def composed(*leaders):
    office = make_user(role=Role.PROJECT_OFFICE)
    names = [one.username for one in leaders]
    assert set(names) <= set(LEADER_BRIEF.subjects(SEPTEMBER))
    return brief.compose(Query(period=SEPTEMBER, subjects=names, viewer=office, on=ON))
