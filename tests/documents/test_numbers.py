"""The register of numbers: no gap, no double, none given twice, whoever signs at the same time."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, transaction

from ballast.platform.documents import kinds, services
from ballast.platform.documents.kinds import ISSUE
from ballast.platform.documents.models import NumberRegister, Paper
from ballast.platform.documents.services import NumbersGiven, PapersRefused
from tests.documents.factories import City, Office, fresh, make_letterhead
from tests.support.connections import Beside, under_way, waits_for_a_lock


def numbers(papers):
    return [one.number for one in fresh(papers)]


@pytest.mark.django_db
def test_each_series_and_word_counts_for_itself(office, head):
    papers = office.draft() + office.draft("notice")

    office.signed(papers)

    assert numbers(papers) == [
        "示重点办〔2024〕1号",
        "示重点办预警〔2024〕1号",
        "示重点办预警〔2024〕2号",
    ]


@pytest.mark.django_db
def test_a_withdrawn_number_is_never_given_again(office, head):
    _, second = office.signed(office.draft("notice"))
    office.act(services.withdraw, [second], words="重复")

    [third] = office.signed(office.draft("notice", subjects=["S"]))

    assert third.number == "示重点办预警〔2024〕3号"


@pytest.mark.django_db
def test_who_counted_outside_before_goes_on_from_there(office, head):
    said = {"by": office.by, "at": office.at, "series": "示重点办", "word": "", "year": 2024}
    services.begin_numbers(**said, last=26)

    [paper] = office.signed(office.draft())

    assert paper.number == "示重点办〔2024〕27号"
    with pytest.raises(NumbersGiven):
        services.begin_numbers(**said, last=27)
    assert NumberRegister.objects.get().last == 27


@pytest.mark.django_db
def test_a_register_never_counts_back(office, head):
    office.signed(office.draft())

    with pytest.raises(DatabaseError), transaction.atomic():
        NumberRegister.objects.update(last=0)


@pytest.mark.django_db
def test_a_brief_has_an_issue_and_a_form_no_number_at_all(office, head, city):
    kinds.install(
        [
            replace(city.bulletin, numbered=ISSUE),
            replace(city.notice, numbered=None),
        ]
    )
    papers = office.draft() + office.draft("notice")
    office.signed(papers)

    assert numbers(papers) == ["第1期", "", ""]
    assert {one.dated for one in fresh(papers)} == {office.at.date()}


@pytest.mark.django_db
def test_without_a_series_no_number_is_made_up(office):
    make_letterhead(series="")
    papers = office.bring(office.draft(), services.submit, services.check)

    with pytest.raises(PapersRefused) as refusal:
        office.act(services.sign, papers)

    assert [one.code for one in refusal.value.faults] == ["paper_without_series"]
    assert numbers(papers) == [""]
    assert not NumberRegister.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_sign_at_once_get_two_numbers_and_leave_no_gap(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "files"
    installed = kinds.kinds()
    City(tmp_path)
    make_letterhead()
    office = Office()
    one, two, three = (
        office.bring(office.draft("notice", subjects=[name]), services.submit, services.check)[0]
        for name in "ABC"
    )

    with under_way(lambda: office.act(services.sign, [one])):
        beside = Beside(lambda: office.act(services.sign, [two]))
        assert waits_for_a_lock()
    beside.result()
    with transaction.atomic():
        office.act(services.sign, [three])
        transaction.set_rollback(True)
    office.act(services.sign, [three])

    assert sorted(Paper.objects.values_list("serial", flat=True)) == [1, 2, 3]
    assert fresh([three])[0].serial == 3
    kinds.install(installed)
