"""数据已变: a paper is not signed on figures that are others by now without somebody saying so."""

import pytest

from ballast.platform.audit import reactions
from ballast.platform.audit.models import Entry
from ballast.platform.documents import selectors, services, tasks
from ballast.platform.documents.services import PapersRefused
from ballast.platform.jobs import services as jobs
from tests.documents.factories import fresh, make_letterhead

pytestmark = pytest.mark.django_db


@pytest.fixture
def checked(office, head, units):
    return office.bring(office.draft(), services.submit, services.check)


def compare(office):
    return services.compare(at=office.at)


def is_stale(papers):
    return [one.is_stale for one in fresh(papers)]


def test_changed_figures_raise_the_flag_and_the_same_again_lower_it(office, head, units, city):
    papers = office.draft()
    assert compare(office) == []

    city.figure = "80.0"
    assert compare(office) == papers
    assert is_stale(papers) == [True]
    entry = Entry.objects.get(code="documents.compared")
    assert entry.actor_kind == "job"

    city.figure = "81.4"
    compare(office)
    assert is_stale(papers) == [False]


def test_where_figures_move_several_times_the_last_look_sees_them_all(office, head, units, city):
    papers = office.draft()
    city.figure = "80.0"
    first, last = 1, 2
    for entry in (first, last):
        jobs.defer("audit.react", entry_id=entry, reaction=reactions.name(tasks.compare))

    tasks.compare(event=None, entry_id=first)
    assert is_stale(papers) == [False]

    tasks.compare(event=None, entry_id=last)
    assert is_stale(papers) == [True]


def test_it_is_compared_as_of_the_day_of_the_draft(office, head, units, city):
    office.draft()
    compare(office)

    drafted, again = city.asked
    assert (again.on, again.viewer) == (drafted.on, office.user)


def test_a_flagged_paper_is_not_signed_even_if_nobody_had_looked(office, checked, city):
    city.figure = "80.0"

    with pytest.raises(PapersRefused) as refusal:
        office.act(services.sign, checked)

    assert [one.code for one in refusal.value.faults] == ["paper_data_changed"]
    [paper] = fresh(checked)
    assert (paper.state, paper.number) == ("signing", "")


def test_it_is_signed_as_it_stands_with_a_word_that_is_kept(office, checked, city):
    city.figure = "80.0"

    office.act(services.sign, checked, words="以9月快照为准")

    [paper] = fresh(checked)
    assert paper.state == "signed"
    assert "81.4" in paper.words
    assert "80.0" not in paper.words
    confirmed = selectors.steps_of([paper.pk]).get(act="confirm")
    assert (confirmed.by, confirmed.words) == ("王一", "以9月快照为准")


def test_drafted_anew_it_says_the_new_figures_and_is_checked_again(office, checked, city):
    city.figure = "80.0"
    compare(office)

    office.act(services.redraft, checked, viewer=office.user)

    [paper] = fresh(checked)
    assert (paper.state, paper.is_stale, paper.values["rate"]) == ("draft", False, "80.0")
    passage = paper.passages.get()
    assert (passage.text, passage.taken_at) == ("完成80.0%，支撑不稳。", None)


def test_what_a_person_wrote_stays_and_is_taken_on_again_where_its_draft_changed(
    office, head, units, city
):
    [paper] = office.draft()
    services.word(
        by=office.by, at=office.at, pk=paper.pk, texts={"主要问题": "自拟。"}, taken={"主要问题"}
    )
    office.act(services.redraft, [paper], viewer=office.user)
    assert paper.passages.get().taken_by == "王一"

    city.figure = "80.0"
    office.act(services.redraft, [paper], viewer=office.user)

    passage = paper.passages.get()
    assert (passage.text, passage.taken_at) == ("自拟。", None)


def test_what_is_signed_is_no_longer_compared(office, head, units, city):
    papers = office.signed(office.draft())
    city.figure = "80.0"

    assert compare(office) == []
    assert is_stale(papers) == [False]


def test_a_letterhead_that_came_after_the_draft_fills_what_is_open_and_nothing_else(office, units):
    [paper] = office.draft()
    office.act(services.head, [paper], said={"mandate": "经市委同意"})
    make_letterhead()

    office.act(services.redraft, [paper], viewer=office.user)

    [paper] = fresh([paper])
    assert (paper.issuer, paper.mandate) == ("示例市重点项目建设领导小组办公室", "经市委同意")
