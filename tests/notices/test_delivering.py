"""Out of the product: by mail and webhook, once, later, or not at all; and it is said which."""

import hashlib
import hmac
import json
import os
import signal
import ssl
import subprocess
import sys
from datetime import time, timedelta
from email import message_from_string, policy

import pytest
from django.db import connection
from django.urls import reverse

from ballast.platform.audit.models import Entry
from ballast.platform.identity.models import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from ballast.platform.notices import choosing, delivering
from ballast.platform.notices.choosing import ChoiceRefused
from ballast.platform.notices.models import Delivery, Webhook
from ballast.platform.notices.rules import BACK_OFF, SILENT, STALE, Hours, Way
from ballast.platform.notices.services import read_all
from tests.identity.factories import NOW, make_client, make_user
from tests.notices.factories import make_notices
from tests.notices.outside import Hook, MailServer, running

KEY = "k" * 32
SITE = "https://ballast.example"

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail(settings):
    with running(MailServer()) as server:
        settings.MAIL_URL, settings.MAIL_FROM = server.url, "ballast@ballast.example"
        settings.SITE_URL = SITE
        yield server


@pytest.fixture
def hook(settings):
    with running(Hook()) as server:
        settings.WEBHOOK_HOSTS, settings.WEBHOOK_KEY = ["127.0.0.1"], KEY
        settings.SITE_URL = SITE
        set_webhook(server.url)
        yield server


def administrator():
    return make_user(role=Role.SYSTEM_ADMINISTRATOR)


def set_webhook(url):
    choosing.set_webhook(by=actor_of(administrator()), at=NOW, url=url)


def make_reached(*ways, hours=Hours(), kind="filing_returned"):  # noqa: B008 - frozen
    """A person who wishes for this kind by these ways."""
    user = make_user(name="张三")
    choosing.choose(
        by=actor_of(user),
        at=NOW,
        mail="zhang@office.example",
        language="zh-hans",
        hours=hours,
        wishes=[(kind, way) for way in ways],
    )
    return user


def deliver(way=Way.MAIL, at=NOW):
    """The job's run; how many people it was tried for, or looked at."""
    delivering.settle(at=at)
    runs = 0
    while delivering.send_next(way=way, at=at):
        runs += 1
    return runs


def states():
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_nothing_leaves_by_a_way_that_nobody_opened():
    make_notices(make_reached(Way.MAIL, Way.WEBHOOK))

    assert states() == []


def test_nothing_leaves_for_who_did_not_wish_for_that_kind(mail):
    make_notices(make_reached(Way.MAIL, kind="month_opened"))
    make_notices(make_user())

    assert states() == []


def test_who_wishes_for_every_kind_gets_each_once(mail):
    user = make_reached(Way.MAIL, kind="*")
    choosing.choose(
        by=actor_of(user),
        at=NOW,
        mail="zhang@office.example",
        language="en",
        hours=Hours(),
        wishes=[("*", Way.MAIL), ("filing_returned", Way.MAIL)],
    )
    make_notices(user)

    assert states() == ["waiting"]


def test_a_mail_says_the_kind_and_the_way_and_nothing_of_what_happened(mail):
    [notice] = make_notices(make_reached(Way.MAIL))

    deliver()

    [text] = mail.mails
    got = message_from_string(text, policy=policy.default)
    assert got["To"] == "zhang@office.example"
    assert got["Subject"] == "压舱石：退回报送"
    body = got.get_content()
    assert f"{SITE}/notices/{notice.pk}/" in body
    assert "示例路" not in body
    assert "累计" not in body
    assert states() == ["sent"]


def test_what_is_due_together_comes_as_one_mail(mail):
    make_notices(make_reached(Way.MAIL), count=3)

    deliver()

    assert len(mail.mails) == 1
    assert states() == ["sent"] * 3


def test_telling_twice_and_running_twice_send_once(mail):
    user = make_reached(Way.MAIL)
    make_notices(user)
    deliver()
    make_notices(user, at=NOW + timedelta(hours=1))
    deliver(at=NOW + timedelta(hours=1))

    assert len(mail.mails) == 1


def test_what_was_renewed_goes_out_anew_and_its_elder_not_at_all(mail):
    user = make_reached(Way.MAIL)
    make_notices(user)
    make_notices(
        user,
        at=NOW + timedelta(hours=1),
        params={"project": "二", "period": "2023-09", "reason": "三"},
    )

    deliver(at=NOW + timedelta(hours=1))

    assert len(mail.mails) == 1
    assert states() == ["skipped", "sent"]


def test_what_was_read_meanwhile_and_what_is_no_news_stay(mail):
    user = make_reached(Way.MAIL)
    make_notices(user)
    read_all(viewer=user, at=NOW)
    make_notices(make_reached(Way.MAIL), at=NOW - STALE - timedelta(minutes=1))

    deliver()

    assert mail.mails == []
    assert states() == ["skipped", "skipped"]


def test_in_quiet_hours_it_waits_and_then_goes_by_itself(mail):
    make_notices(make_reached(Way.MAIL, hours=Hours(time(9), time(11))), count=2)

    deliver()
    assert states() == ["waiting", "waiting"]
    deliver(at=NOW.replace(hour=10, minute=59))
    assert mail.mails == []
    deliver(at=NOW.replace(hour=11, minute=0))

    assert len(mail.mails) == 1


def test_who_changes_their_mind_is_followed_by_what_waits(mail):
    user = make_reached(Way.MAIL, hours=Hours(time(9), time(11)))
    make_notices(user)
    deliver()

    choosing.choose(by=actor_of(user), at=NOW, mail="", language="en", hours=Hours(), wishes=[])
    deliver(at=NOW.replace(hour=12))

    assert mail.mails == []
    assert states() == ["skipped"]


def test_a_server_that_is_down_is_tried_later_and_at_last_given_up(mail, settings):
    make_notices(make_reached(Way.MAIL))
    settings.MAIL_URL = "smtp://127.0.0.1:9"
    at = NOW

    for pause in (*BACK_OFF, timedelta()):
        assert deliver(at=at) == 0
        at += pause

    [row] = Delivery.objects.all()
    assert (row.state, row.attempts) == ("failed", 7)
    assert "ConnectionRefused" in row.error


def test_between_attempts_nobody_is_called(mail):
    make_notices(make_reached(Way.MAIL))
    mail.answers["RCPT"] = "451 not now"
    deliver()
    mail.answers.clear()

    deliver(at=NOW + timedelta(seconds=59))
    assert states() == ["waiting"]
    deliver(at=NOW + timedelta(seconds=60))

    assert len(mail.mails) == 1
    assert states() == ["sent"]


def test_an_address_that_is_refused_for_good_is_not_tried_again(mail):
    make_notices(make_reached(Way.MAIL))
    mail.answers["RCPT"] = "550 no such person"

    deliver()

    [row] = Delivery.objects.all()
    assert (row.state, row.attempts) == ("failed", 1)
    assert "no such person" in row.error
    assert "zhang@" not in row.error


def test_cut_off_after_the_mail_was_in_it_is_unsure_and_never_sent_again_by_itself(mail):
    make_notices(make_reached(Way.MAIL))
    mail.answers["."] = None

    deliver()
    deliver(at=NOW + timedelta(days=1))

    assert len(mail.mails) == 1
    assert states() == ["unsure"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_sending_and_marking_sends_nothing_twice(mail):
    make_notices(make_reached(Way.MAIL))
    worker = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.notices.deliver",
            connection.settings_dict["NAME"],
            mail.url,
            NOW.isoformat(),
        ],
        env=os.environ | {"PYTHONPATH": "src"},
        stderr=subprocess.DEVNULL,
    )
    mail.taken = lambda: os.kill(worker.pid, signal.SIGKILL)
    assert worker.wait(timeout=60) == -signal.SIGKILL
    assert states() == ["sending"]
    mail.taken = lambda: None

    deliver()
    deliver(at=NOW + SILENT + timedelta(seconds=1))
    deliver(at=NOW + timedelta(days=1))

    assert len(mail.mails) == 1
    assert states() == ["unsure"]


def test_by_hand_it_is_sent_once_more_under_the_same_name(mail):
    make_notices(make_reached(Way.MAIL))
    mail.answers["."] = None
    deliver()
    mail.answers.clear()
    [row] = Delivery.objects.all()

    assert choosing.try_again(by=actor_of(administrator()), at=NOW, ids=[row.pk]) == 1
    deliver()

    assert states() == ["sent"]
    assert len({text.split("Message-ID: ")[1].split("\r\n")[0] for text in mail.mails}) == 1
    assert Entry.objects.filter(code="notices.tried_again").count() == 1
    assert choosing.try_again(by=actor_of(administrator()), at=NOW, ids=[row.pk]) == 0


def test_the_webhook_is_told_who_what_kind_and_where_and_can_prove_who_says_so(hook):
    [notice] = make_notices(make_reached(Way.WEBHOOK))

    deliver(Way.WEBHOOK)

    [(path, headers, body)] = hook.posts
    assert path == "/in"
    said = json.loads(body)
    assert said["to"] == notice.user.username
    assert said["items"] == [{"title": "退回报送", "link": f"{SITE}/notices/{notice.pk}/"}]
    whole = f"{int(NOW.timestamp())}.".encode() + body
    mine = "v1=" + hmac.new(KEY.encode(), whole, hashlib.sha256).hexdigest()
    assert headers["Ballast-Timestamp"] == str(int(NOW.timestamp()))
    assert hmac.compare_digest(headers["Ballast-Signature"], mine)
    assert not hmac.compare_digest(
        headers["Ballast-Signature"],
        "v1=" + hmac.new(b"another key", whole, hashlib.sha256).hexdigest(),
    )
    assert headers["Ballast-Message"] == said["message"]


def test_a_redirect_is_not_followed(hook):
    make_notices(make_reached(Way.WEBHOOK))
    hook.status, hook.location = 302, "http://127.0.0.1:9/elsewhere"

    deliver(Way.WEBHOOK)

    [row] = Delivery.objects.all()
    assert (row.state, row.error) == ("failed", "HTTP 302, not followed")


def test_a_host_in_trouble_is_asked_again_and_one_that_hangs_up_is_not(hook):
    make_notices(make_reached(Way.WEBHOOK))
    hook.status = 503
    deliver(Way.WEBHOOK)
    assert states() == ["waiting"]
    hook.status = None

    deliver(Way.WEBHOOK, at=NOW + timedelta(hours=1))

    assert states() == ["unsure"]
    assert len(hook.posts) == 2


def test_a_certificate_of_nobody_known_is_not_trusted(hook, settings, tmp_path):
    files = [tmp_path / "key.pem", tmp_path / "cert.pem"]
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-subj", "/CN=127.0.0.1", "-keyout", files[0], "-out", files[1]),
        ],
        check=True,
        capture_output=True,
    )
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(files[1], files[0])
    hook.socket = own.wrap_socket(hook.socket, server_side=True)
    set_webhook(hook.url.replace("http:", "https:"))
    make_notices(make_reached(Way.WEBHOOK))

    deliver(Way.WEBHOOK)

    [row] = Delivery.objects.all()
    assert row.state == "waiting"
    assert "CERTIFICATE_VERIFY_FAILED" in row.error
    assert hook.posts == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://elsewhere.example/in", "webhook_host_not_approved"),
        ("http://approved.example/in", "webhook_not_https"),
        ("https://me:secret@approved.example/in", "webhook_with_password"),
        ("https://approved.example:port/in", "webhook_no_address"),
    ],
)
def test_a_webhook_elsewhere_is_refused_by_name(settings, url, code):
    settings.WEBHOOK_HOSTS, settings.WEBHOOK_KEY = ["approved.example"], KEY

    with pytest.raises(ChoiceRefused) as refusal:
        set_webhook(url)

    assert [(one.code, one.about) for one in refusal.value.faults] == [(code, "url")]
    assert not Webhook.objects.exists()


def test_a_host_that_is_approved_no_more_gets_nothing(hook, settings):
    make_notices(make_reached(Way.WEBHOOK))
    settings.WEBHOOK_HOSTS = ["other.example"]

    deliver(Way.WEBHOOK)

    assert hook.posts == []
    assert Delivery.objects.get().error == "webhook_host_not_approved: 127.0.0.1"


def test_only_the_system_administrator_sets_the_webhook_and_tries_again():
    for role in (Role.PROJECT_OFFICE, Role.SECURITY_ADMINISTRATOR):
        by = actor_of(make_user(role=role))
        with pytest.raises(NotAllowed):
            choosing.set_webhook(by=by, at=NOW, url="")
        with pytest.raises(NotAllowed):
            choosing.try_again(by=by, at=NOW, ids=[1])


def test_a_test_of_ones_own_goes_at_once_whatever_the_hours(mail):
    user = make_reached(hours=Hours(time(9), time(11)))

    assert choosing.send_test(by=actor_of(user), at=NOW) == 1
    assert choosing.send_test(by=actor_of(user), at=NOW) == 1
    deliver()

    assert len(mail.mails) == 1


def test_without_a_way_there_is_no_test():
    user = make_user()

    with pytest.raises(ChoiceRefused) as refusal:
        choosing.send_test(by=actor_of(user), at=NOW)

    assert [one.code for one in refusal.value.faults] == ["no_way_open"]
    assert not user.notices.exists()


def test_the_page_keeps_what_was_chosen_and_says_what_cannot_be(mail):
    user = make_user()
    mine, url = make_client(user), reverse("notices:settings")
    chosen = {"mail": "a@b.example", "wishes": ["filing_returned/mail"], "quiet_from": "22:00"}

    refused = mine.post(url, chosen)
    assert refused.status_code == 422
    assert "免打扰时段要有起止时间" in refused.content.decode()
    assert mine.post(url, chosen | {"quiet_until": "07:00"}).status_code == 302

    page = mine.get(url).content.decode()
    assert 'value="filing_returned/mail" checked' in page
    assert 'value="22:00"' in page


def test_the_log_tells_who_and_whether_and_never_what(mail, django_assert_max_num_queries):
    for _ in range(3):
        make_notices(make_reached(Way.MAIL))
    mail.answers["RCPT"] = "550 no"
    deliver()
    mine = make_client(administrator())

    with django_assert_max_num_queries(10):
        page = mine.get(reverse("notices:log") + "?state=failed&q=张三").content.decode()
    assert page.count('name="delivery"') == 3
    assert "示例路" not in page
    assert (
        'name="delivery"' not in mine.get(reverse("notices:log") + "?way=webhook").content.decode()
    )

    pk = Delivery.objects.order_by("pk").values_list("pk", flat=True)[0]
    mine.post(reverse("notices:again"), {"delivery": [pk]})
    assert states() == ["waiting", "failed", "failed"]
