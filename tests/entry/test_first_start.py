"""Whoever starts the house first becomes its administrator, by a link that is good once."""

import os
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

import pytest

from ballast.config.operations import up
from ballast.config.operations.database_start import make_secret_key
from ballast.config.operations.stopped import Stopped
from tests.support.house import House, answers, lines_below, wait_until

OPENING = {
    "city_name": "示例市人民政府",
    "city_code": "CITY",
    "region_code": "450300",
    "system_name": "陈敏",
    "system_username": "chen.min",
    "password": "Granite-7-Harbour",
    "again": "Granite-7-Harbour",
    "security_name": "李强",
    "security_username": "li.qiang",
    "audit_name": "王芳",
    "audit_username": "wang.fang",
}


def link_in(house):
    return re.search(r"http://\S+/first/\S+", house.said.read_text()).group()


def send(url, fields):
    """Fill in the page's form as a browser does; the page that follows."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    shown = browser.open(url, timeout=10).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown).group(1)
    filled = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
    return browser.open(url, filled, timeout=10).read().decode()


def test_a_link_works_once_is_void_after_a_later_start_and_the_last_one_printed(house):
    with house.up():
        earlier = link_in(house)
        assert answers(earlier) == 200
    with house.up():
        later = link_in(house)
        earlier = later.rpartition("/first/")[0] + "/first/" + earlier.rpartition("/first/")[2]

        assert later != earlier
        assert answers(earlier) == 410
        assert answers(later) == 200

        send(later, OPENING)

        assert answers(later) == 410
    with house.up():
        assert "/first/" not in house.said.read_text()
    powers = (
        "from ballast.platform.identity.models import Assignment as A; "
        "print(sorted(A.objects.values_list('user__username', flat=True)))"
    )
    assert house.shell(powers).strip() == "['chen.min', 'li.qiang', 'wang.fang']"


def test_the_secret_key_is_random_and_for_its_owner_only(house, worked_in):
    house.done("manage", "version")

    key = house.home / "secret-key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_text().strip()) > 50
    assert key.read_text() != (worked_in.home / "secret-key").read_text()


def test_two_first_starts_at_once_both_find_the_house_made(house):
    starting = [
        subprocess.Popen(
            house.command("audit", "verify"),
            env=house.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for _ in range(3)
    ]

    ended = [(process.communicate(timeout=120)[0], process.returncode) for process in starting]

    assert [status for _, status in ended] == [0, 0, 0], ended


def test_a_key_that_was_cut_off_is_made_anew(tmp_path):
    (tmp_path / "secret-key").touch()

    make_secret_key(tmp_path)

    key = (tmp_path / "secret-key").read_text()
    assert len(key.strip()) > 50
    make_secret_key(tmp_path)
    assert (tmp_path / "secret-key").read_text() == key
    assert not list(tmp_path.glob("secret-key.new-*"))


def test_no_page_is_served_without_a_key(tmp_path):
    house = House(tmp_path)

    served = subprocess.run(
        [sys.executable, "-c", "import ballast.config.wsgi"],
        env=house.env,
        capture_output=True,
        text=True,
    )

    assert served.returncode == 1
    assert "There is no secret key" in served.stderr


@pytest.mark.parametrize(
    ("variables", "bind"),
    [
        ({}, "0.0.0.0:8000"),
        ({}, "[::]:8000"),
        ({"BALLAST_HTTPS": "1"}, "127.0.0.1:8000"),
        ({"BALLAST_HOSTS": "ballast.example"}, "127.0.0.1:8000"),
    ],
)
def test_faults_are_not_shown_with_their_surroundings_to_others(monkeypatch, variables, bind):
    for name, value in ({"BALLAST_DEBUG": "1"} | variables).items():
        monkeypatch.setenv(name, value)

    with pytest.raises(Stopped, match="BALLAST_DEBUG"):
        up.serve(bind)


def test_ctrl_c_at_a_first_start_ends_it_quietly_and_the_next_one_completes_it(house):
    started = subprocess.Popen(
        house.command("audit", "head"),
        env=house.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_until(lambda: any("migrate" in line for line in lines_below(started)), 60)

    os.killpg(started.pid, signal.SIGINT)

    assert "Traceback" not in started.communicate(timeout=60)[1]
    assert started.returncode == 128 + signal.SIGINT
    house.done("audit", "verify")


def test_a_demo_keeps_away_from_real_data(worked_in):
    stamps = "from ballast.edges.demo.models import Stamp; print(Stamp.objects.count())"

    refused = worked_in.run("demo", "--no-serve")

    assert refused.returncode == 1
    assert worked_in.shell(stamps).strip() == "0"
