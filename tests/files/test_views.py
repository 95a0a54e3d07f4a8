"""A file goes out to who sees its owner, never to be shown by the browser, and to nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ballast.platform.files import rules, services
from ballast.platform.files.uploads import CappedUploadHandler
from tests.files.factories import PDF, add, upload
from tests.identity.factories import make_client, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    [file] = add(upload("批复 1.pdf"), owner_key="north")
    return file


def url(file):
    return reverse("files:file", args=[file.pk])


def test_who_sees_the_owner_gets_the_file_as_an_attachment(file):
    response = make_client(make_user(username="north")).get(url(file))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_who_does_not_see_the_owner_does_not_find_the_file(file):
    client = make_client(make_user(username="south"))

    assert client.get(url(file)).status_code == 404
    assert client.get(reverse("files:file", args=[file.pk + 1])).status_code == 404


def test_a_file_whose_owner_nobody_answers_for_is_found_by_nobody(file):
    services.install({})

    assert make_client(make_user(username="north")).get(url(file)).status_code == 404


def test_a_huge_upload_never_fills_the_disk():
    handler = CappedUploadHandler()
    handler.new_file("file", "a.pdf", "application/pdf", None)
    chunk = b"0" * (4 * 1024 * 1024)
    for number in range(10):
        handler.receive_data_chunk(chunk, number * len(chunk))
    received = handler.file_complete(10 * len(chunk))

    assert received.size == 40 * 1024 * 1024
    assert received.file.seek(0, 2) <= rules.MOST_BYTES + len(chunk)
    received.seek(0)
    with pytest.raises(services.FileTooLarge):
        add(services.Upload("a.pdf", received))


def test_an_upload_of_a_form_is_taken_as_it_is():
    given = SimpleUploadedFile("a.pdf", PDF)

    [file] = add(services.Upload(given.name, given))

    assert file.size == len(PDF)
