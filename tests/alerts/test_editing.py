"""A rulebook is edited as text or as a form; both say the same, and nothing typed is lost."""

import re
import tomllib
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from ballast.dispatch.alerts.models import Trial
from ballast.dispatch.alerts.rules import (
    Family,
    RulebookRefused,
    line_of,
    next_version,
    read,
    with_version,
    written,
)
from ballast.dispatch.alerts.selectors import PRESETS, shipped
from ballast.dispatch.alerts.services import evaluate
from ballast.platform.identity.rules import Role
from tests.identity.factories import make_client, make_user
from tests.support.html import region, swap

from .factories import AT, BY, SEPTEMBER, make_project

TRY = "/rulebooks/try/"

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
scalars = texts | st.booleans() | st.integers(-(2**60), 2**60)
scalars |= st.floats(allow_nan=False, allow_infinity=False)
inline = st.recursive(
    scalars, lambda one: st.lists(one, max_size=3) | st.dictionaries(texts, one, max_size=3)
)


@given(st.dictionaries(texts | st.sampled_from([*Family]), inline, max_size=5))
def test_whatever_is_written_reads_back_the_same(told):
    assert tomllib.loads(written(told)) == told


@pytest.mark.parametrize("preset", PRESETS)
def test_every_rulebook_that_ships_goes_through_writing_unchanged(preset):
    told = tomllib.loads(shipped(preset))
    assert tomllib.loads(written(told)) == told


@pytest.mark.parametrize(
    ("version", "following"),
    [("1", "2"), ("2025.1", "2025.2"), ("1.9", "1.10"), ("试行", "试行.2")],
)
def test_the_next_version_is_the_first_that_nobody_has(version, following):
    assert next_version("city", version, {"other-1"}) == version
    assert next_version("city", version, {f"city-{version}"}) == following


def test_another_version_leaves_the_rest_of_the_text_as_it_is():
    text = shipped("yinchuan")
    again = with_version(text, "2026.1")

    assert tomllib.loads(again) == tomllib.loads(text) | {"version": "2026.1"}
    assert again.splitlines()[0] == text.splitlines()[0]


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("version", "version ="),
        ("filing.measure", "measure ="),
        ("start.done.zh", "done ="),
        ("progress.rows[2].colour", 'code = "behind"'),
        ("entry.rows[3]", 'code = "overdue"'),
        ("finish", "[finish]"),
    ],
)
def test_a_fault_is_shown_in_the_line_where_it_stands(place, says):
    lines = shipped("default").splitlines()
    assert says in lines[line_of(shipped("default"), place) - 1]


@pytest.mark.parametrize(
    ("was", "now", "place"),
    [
        *(
            ("below = -30", f"below = {told}", "progress.rows[1]")
            for told in ("inf", "nan", "true", "1e-7", "1e14", "1" + "0" * 400)
        ),
        ("below = -30", "below = -30, running = 121", "progress.rows[1]"),
        ('version = "1"', 'version = "1/2"', "version"),
        ('code = "default"', 'code = "our city"', "code"),
    ],
)
def test_what_no_sum_could_bear_and_no_address_hold_is_a_fault(was, now, place):
    with pytest.raises(RulebookRefused) as refused:
        read(shipped("default").replace(was, now, 1))

    assert [one.place for one in refused.value.faults] == [place]


def test_the_finest_threshold_is_read_as_it_stands():
    [first, *_] = read(shipped("default").replace("-30", "-29.999999")).rules[Family.PROGRESS].rows
    assert first.when.threshold == Decimal("-29.999999")


@pytest.fixture
def office():
    return make_client(make_user(role=Role.PROJECT_OFFICE))


@pytest.fixture
def judged():
    make_project("甲", completed="60")
    evaluate(by=BY, at=AT, period=SEPTEMBER)


def fields(page):
    """What a browser would send of the form, without any button."""
    form = BeautifulSoup(page.content, "html.parser").select_one("#editor")
    sent = {}
    for one in form.select("input, select, textarea"):
        name = one.get("name")
        if one.name == "textarea":
            sent.setdefault(name, []).append(one.text.removeprefix("\n"))
        elif one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            sent.setdefault(name, []).append(chosen["value"])
        elif one.get("type") != "checkbox" or one.has_attr("checked"):
            sent.setdefault(name, []).append(one.get("value", "on"))
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def faults(page):
    found = BeautifulSoup(page.content, "html.parser")
    return [one.get_text(" ", strip=True) for one in found.select("#faults li")]


def text_in(page):
    return BeautifulSoup(page.content, "html.parser").select_one("textarea[name=text]").text


@pytest.mark.django_db
@pytest.mark.parametrize("preset", PRESETS)
def test_form_and_text_say_the_same(office, preset):
    key = f"{tomllib.loads(shipped(preset))['code']}-{tomllib.loads(shipped(preset))['version']}"
    form = office.get(f"{TRY}?from={key}")

    text = text_in(office.post(TRY, fields(form) | {"act": "toml"}))

    assert tomllib.loads(text) == tomllib.loads(shipped(preset))


@pytest.mark.django_db
def test_an_edited_threshold_is_tried_as_it_was_typed(office, judged):
    sent = fields(office.get(TRY))
    assert sent["progress.rows[2].threshold"] == ["-10"]

    answer = office.post(TRY, sent | {"progress.rows[2].threshold": "−12.5", "act": "try"})

    trial = Trial.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{TRY}{trial.pk}/")
    rule = tomllib.loads(trial.text)["progress"]["rows"][1]
    assert (rule["at_most"], trial.since, trial.until) == (-12.5, SEPTEMBER, SEPTEMBER)
    assert tomllib.loads(trial.text)["version"] == "2"  # lamps rest on the first


@pytest.mark.django_db
def test_all_faults_are_named_at_their_fields_and_nothing_typed_is_lost(office, judged):
    sent = fields(office.get(TRY)) | {
        "progress.rows[2].threshold": "十",
        "progress.rows[3].zh": "",
        "start.least_total_yuan": "many",
        "zh": " ",
    }

    page = office.post(TRY, sent | {"act": "try"})

    assert (page.status_code, Trial.objects.count()) == (422, 0)
    assert faults(page) == [
        "中文：缺少文字",
        "开工 · 最低总投资：取值不合适",
        "投资进度 · 第2行：除末行外，每行须有且只有一个数字界限",
        "投资进度 · 第3行 · 中文：缺少文字",
        "投资进度 · 第3行：中英文所用数据项不一致",
    ]
    kept = fields(page)
    assert (kept["progress.rows[2].threshold"], kept["start.least_total_yuan"]) == (
        ["十"],
        ["many"],
    )
    at_field = BeautifulSoup(page.content, "html.parser").find(id="progress.rows[3].zh").parent
    assert at_field.select_one(".errorlist").text == "投资进度 · 第3行 · 中文：缺少文字"


@pytest.mark.django_db
def test_a_fault_in_the_text_names_its_line(office, judged):
    text = shipped("default").replace('colour = "red", below', 'colour = "purple", below')
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "purple" in one)

    page = office.post(TRY, {"view": "toml", "text": text, "act": "try", "since": SEPTEMBER})

    assert faults(page) == [f"第{line}行 · 投资进度 · 第1行 · 灯色：没有这种灯色"]
    assert text_in(page) == text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    ["code = ", "code = " + "[" * 9_000, shipped("default").replace("below = -30", "below = []")],
    ids=["no value", "too deep", "no threshold"],
)
def test_a_text_with_faults_stays_a_text(office, text):
    page = office.post(TRY, {"view": "toml", "text": text, "act": "form"})

    assert (page.status_code, text_in(page)) == (422, text)
    assert faults(page)


def codes(page, family="progress"):
    sent = fields(page)
    return [
        value[0]
        for name, value in sent.items()
        if re.fullmatch(rf"{family}\.rows\[\d+\]\.code", name)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "left"),
    [
        ("add:progress", ["far_behind", "behind", "just_behind", "", "on_time"]),
        ("remove:progress:2", ["far_behind", "just_behind", "on_time"]),
        ("up:progress:3", ["far_behind", "just_behind", "behind", "on_time"]),
        ("up:progress:1", ["far_behind", "behind", "just_behind", "on_time"]),
        ("remove:progress:9", ["far_behind", "behind", "just_behind", "on_time"]),
        ("drop:progress", []),
        ("nonsense", ["far_behind", "behind", "just_behind", "on_time"]),
    ],
)
def test_rows_come_go_and_move_where_they_are_asked_to(office, act, left):
    page = office.post(TRY, fields(office.get(TRY)) | {"act": act})

    assert (page.status_code, codes(page), faults(page)) == (200, left, [])


@pytest.mark.django_db
def test_a_family_that_is_not_judged_comes_in_with_the_usual_rule(office):
    form = office.get(f"{TRY}?from=wuhan-1")
    assert codes(form, "finish") == []

    page = office.post(TRY, fields(form) | {"act": "family:finish"})

    assert codes(page, "finish") == ["not_due", "long_overdue", "overdue"]


@pytest.mark.django_db
def test_the_editor_that_htmx_swaps_in_is_the_one_a_browser_gets(office):
    page = office.get(TRY)
    sent = fields(page) | {"act": "add:progress"}

    part = office.post(TRY, sent, headers={"HX-Request": "true"})

    assert swap(page, "#editor", part) == region(office.post(TRY, sent), "#editor")
