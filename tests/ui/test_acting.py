"""What a page makes of the rows ticked on it, and of what it is refused."""

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.test import RequestFactory

from ballast.kernel.errors import Fault, Faulty
from ballast.platform.ui.http import ticked, was_done


class Kept(BaseStorage):
    """Messages of one request, kept nowhere."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, kept, response, *args, **kwargs):
        return []


def posted(**said):
    request = RequestFactory().post("/", said)
    request._messages = Kept(request)
    return request


def said_on(request):
    return [one.message for one in messages.get_messages(request)]


def test_a_forged_row_is_left_out_and_never_reaches_the_database_as_a_number_too_long():
    forged = ["12", "x", "-3", "", "12", "7", "9" * 19, "1.5"]

    assert ticked(posted(row=forged), "row") == [12, 7]
    assert ticked(posted(row=["9" * 18]), "row") == [int("9" * 18)]
    assert ticked(posted(), "row") == []


def test_who_is_refused_reads_why_on_the_next_page_and_who_is_not_reads_nothing():
    def refuse():
        raise Faulty([Fault("task_unknown"), Fault("task_without_words")])

    request, other = posted(), posted()

    assert not was_done(request, refuse)
    assert len(said_on(request)) == 2
    assert was_done(other, lambda: None)
    assert said_on(other) == []
