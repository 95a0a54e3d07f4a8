"""Telling: once, to each, and again only when there is something new."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils.translation import override

from ballast.platform.notices import selectors
from ballast.platform.notices.models import Notice
from ballast.platform.notices.rules import KEPT_READ
from ballast.platform.notices.services import Telling, prune, read, read_all, tell, tell_all
from tests.identity.factories import NOW, make_user
from tests.notices.factories import PARAMS, make_notices

LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.django_db


def told(to, *, at=NOW, about="filing 7", **params):
    return tell(
        kind="filing_returned",
        to=to,
        params=PARAMS | params,
        link="/filings/2023-09/BL-7/",
        at=at,
        about=about,
    )


def test_many_people_are_told_in_one_statement(django_assert_num_queries):
    people = [make_user().pk for _ in range(3)]

    with django_assert_num_queries(1):
        assert told(people) == 3

    assert Notice.objects.count() == 3


def test_a_job_that_runs_twice_tells_once_and_leaves_read_what_was_read():
    user = make_user()
    told([user.pk])
    read_all(viewer=user, at=NOW)

    assert told([user.pk], at=LATER) == 0

    notice = Notice.objects.get()
    assert (notice.made_at, notice.read_at) == (NOW, NOW)


def test_what_changed_since_is_news_again():
    user = make_user()
    told([user.pk])
    read_all(viewer=user, at=NOW)

    assert told([user.pk], at=LATER, reason="缺少佐证") == 1

    notice = Notice.objects.get()
    assert (notice.made_at, notice.read_at) == (LATER, None)
    assert notice.params["reason"] == "缺少佐证"


def test_what_comes_late_does_not_undo_what_is_newer():
    user = make_user()
    told([user.pk], at=LATER, reason="缺少佐证")

    assert told([user.pk], at=NOW) == 0

    assert Notice.objects.get().params["reason"] == "缺少佐证"


def test_who_has_left_is_not_told():
    user = make_user()
    user.is_active = False
    user.save()

    assert told([user.pk, 0]) == 0


def test_the_same_person_named_twice_is_told_once():
    user = make_user()
    one = Telling(kind="filing_returned", to=[user.pk, user.pk], params=PARAMS, link="/", about="7")

    assert tell_all([one, one], at=NOW) == 1


def test_a_kind_without_words_is_refused_before_anything_is_told():
    user = make_user()
    good = Telling(kind="filing_returned", to=[user.pk], params=PARAMS, link="/", about="7")
    bad = Telling(kind="no_such_kind", to=[user.pk], params={}, link="/", about="7")

    with pytest.raises(KeyError):
        tell_all([good, bad], at=NOW)

    assert not Notice.objects.exists()


def test_nobody_marks_anothers_notice_as_read():
    mine, other = make_user(), make_user()
    [notice] = make_notices(mine)

    assert read(viewer=other, at=NOW, ids=[notice.pk]) == 0
    assert read_all(viewer=other, at=NOW) == 0
    assert selectors.count_unread(mine) == 1


def test_reading_keeps_the_first_moment():
    user = make_user()
    [notice] = make_notices(user)

    assert read(viewer=user, at=NOW, ids=[notice.pk]) == 1
    assert read(viewer=user, at=LATER, ids=[notice.pk]) == 0

    notice.refresh_from_db()
    assert notice.read_at == NOW


def test_only_what_was_read_long_ago_is_pruned_and_what_was_told_to_who_has_left():
    user, gone = make_user(), make_user()
    read_long_ago, read_lately, unread = make_notices(user, count=3)
    make_notices(gone)
    gone.is_active = False
    gone.save()
    now = NOW + timedelta(days=3 * 365)
    Notice.objects.filter(pk=read_long_ago.pk).update(
        read_at=now - KEPT_READ - timedelta(seconds=1)
    )
    Notice.objects.filter(pk=read_lately.pk).update(read_at=now - KEPT_READ)

    assert prune(at=now) == 2

    assert set(Notice.objects.values_list("pk", flat=True)) == {read_lately.pk, unread.pk}


def test_a_notice_speaks_its_readers_language():
    [notice] = make_notices(make_user())

    with override("zh-hans"):
        assert notice.words == "退回重报：示例路改造工程，2023年9月。原因：本月完成与累计不符"
    with override("en"):
        assert notice.words == (
            "Sent back: 示例路改造工程, September 2023. Reason: 本月完成与累计不符"
        )


def test_an_old_notice_of_a_kind_that_is_gone_still_says_what_it_held():
    [notice] = make_notices(make_user())
    notice.kind = "gone"

    assert (notice.words, notice.icon) == ("2023-09 本月完成与累计不符 示例路改造工程", "bell")


@pytest.mark.django_db(transaction=True)
def test_two_jobs_that_tell_the_same_at_once_tell_it_once():
    people = [make_user().pk for _ in range(20)]
    start, news = Barrier(2), []

    def run(order):
        start.wait()
        news.append(told(order))
        connection.close()

    threads = [Thread(target=run, args=[order]) for order in (people, people[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(news) == [0, 20]
    assert Notice.objects.count() == 20
