"""Nobody outside the office sees a paper before it is sent; then the addressee signs for it."""

import pytest

from ballast.platform.documents import selectors, services
from ballast.platform.documents.services import PapersRefused, PaperUnknown
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.documents.factories import fresh
from tests.identity.factories import NOW, make_unit, make_user

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def seen(user):
    return list(selectors.visible_to(user, TODAY).order_by("pk").values_list("title", flat=True))


@pytest.fixture
def north(units):
    return make_user(role=Role.DISTRICT, unit=units[0], name="李北")


@pytest.fixture
def south(units):
    return make_user(role=Role.DISTRICT, unit=units[1], name="张南")


def test_before_it_is_sent_only_the_office_sees_it(office, head, north):
    leader, inspector = make_user(role=Role.CITY_LEADER), make_user(role=Role.INSPECTOR)
    papers = office.bring(
        office.draft("notice"), services.submit, services.check, services.sign, services.seal
    )
    assert [seen(user) for user in (north, leader, inspector)] == [[], [], []]
    assert len(seen(office.user)) == 2

    office.act(services.send, papers)

    assert seen(north) == ["N预警通知书"]
    assert seen(leader) == seen(inspector) == ["N预警通知书", "S预警通知书"]


def test_administrators_and_strangers_see_none(office, head, units):
    office.sent(office.draft())

    assert seen(make_user(role=Role.SYSTEM_ADMINISTRATOR)) == []
    assert seen(make_user()) == []
    assert seen(make_user(role=Role.DISTRICT, unit=make_unit(code="E"))) == []


def test_the_addressee_signs_in_its_own_name_and_only_for_itself(office, head, north, south):
    [paper] = office.sent(office.draft())

    services.receive(by=actor_of(north), at=office.at, ids=[paper.pk])

    first, second = selectors.receipts_of([paper.pk])
    assert (first.unit.code, first.received_by, first.received_at) == ("N", "李北", office.at)
    assert (second.unit.code, second.received_at) == ("S", None)
    assert fresh([paper])[0].state == "sent"

    services.receive(by=actor_of(south), at=office.at, ids=[paper.pk])
    assert fresh([paper])[0].state == "receipted"


def test_a_receipt_is_not_given_twice(office, head, north):
    papers = office.sent(office.draft())
    said = {"by": actor_of(north), "at": office.at, "ids": [papers[0].pk]}
    services.receive(**said)

    with pytest.raises(PapersRefused) as refusal:
        services.receive(**said)

    assert [one.code for one in refusal.value.faults] == ["paper_not_addressed"]


def test_nobody_signs_for_a_paper_that_they_do_not_see_and_hears_nothing_of_it(office, head, north):
    papers = office.draft()

    with pytest.raises(PaperUnknown) as refusal:
        services.receive(by=actor_of(north), at=office.at, ids=[papers[0].pk])

    assert refusal.value.params == {"count": 1}


def test_who_works_above_an_addressee_reads_but_does_not_sign_for_it(office, head):
    above = make_unit(code="UP")
    make_unit(code="N", under=above)
    user = make_user(role=Role.DEPARTMENT, unit=above)
    [paper] = office.sent(office.draft("notice", subjects=["N"]))

    assert seen(user) == ["N预警通知书"]
    with pytest.raises(PapersRefused):
        services.receive(by=actor_of(user), at=office.at, ids=[paper.pk])


def test_a_leader_reads_and_gives_no_receipt(office, head, units):
    [paper] = office.sent(office.draft())

    with pytest.raises(NotAllowed):
        services.receive(
            by=actor_of(make_user(role=Role.CITY_LEADER)), at=office.at, ids=[paper.pk]
        )


def test_a_paper_withdrawn_before_it_was_sent_was_never_there(office, head, north):
    papers = office.signed(office.draft("notice"))
    office.act(services.withdraw, papers, words="内容有误")

    assert seen(north) == []


def test_a_paper_withdrawn_after_it_was_sent_stays_in_sight(office, head, north):
    papers = office.sent(office.draft("notice"))
    office.act(services.withdraw, papers, words="内容有误")

    assert seen(north) == ["N预警通知书"]


def test_files_of_a_paper_go_to_who_sees_it(office, head, north, south):
    first, second = office.sent(office.draft("notice"))

    assert selectors.sees(north, str(first.pk), TODAY)
    assert not selectors.sees(north, str(second.pk), TODAY)
    assert not selectors.sees(north, "x", TODAY)


@pytest.mark.parametrize("text", ["预警 N", "〔2024〕1号", "北区", "81.4"])
def test_the_archive_finds_by_title_number_addressee_and_words(office, head, units, text):
    office.sent(office.draft("notice"))

    found = selectors.chosen(
        selectors.visible_to(office.user, TODAY), selectors.Choice(text=text)
    ).order_by("pk")

    assert found[0].title == "N预警通知书"
