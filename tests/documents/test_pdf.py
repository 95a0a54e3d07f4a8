"""PDF by LibreOffice: beside the signed paper where it is installed, said plainly where not."""

import shutil

import pytest

from ballast.platform.documents import converting, services
from ballast.platform.documents.converting import NotConverted, pdfs_of
from ballast.platform.files import selectors as files
from tests.documents.factories import docx_of
from tests.support.jobs import run_all, waiting

needs_office = pytest.mark.skipif(
    converting.office() is None, reason="LibreOffice is not installed: no PDF can be made"
)


@needs_office
@pytest.mark.django_db
def test_a_signed_paper_gets_its_pdf_once(office, head, units):
    [paper] = office.signed(office.draft())
    assert waiting("documents.convert") == [{"paper_ids": [paper.pk]}]

    run_all()
    services.convert(at=office.at, ids=[paper.pk])

    [pdf] = files.of("paper_pdf", str(paper.pk))
    assert (pdf.media_type, pdf.name.rsplit(".", 1)[-1]) == ("application/pdf", "pdf")
    assert files.content("paper_pdf", str(paper.pk)).startswith(b"%PDF-")
    assert files.content("paper", str(paper.pk)).startswith(b"PK")


@pytest.mark.django_db
def test_without_libreoffice_a_paper_is_signed_all_the_same(office, head, units, without_office):
    [paper] = office.signed(office.draft())

    assert waiting("documents.convert") == []
    assert len(files.of("paper", str(paper.pk))) == 1
    assert files.of("paper_pdf", str(paper.pk)) == []
    with pytest.raises(NotConverted):
        pdfs_of({"1": b""})


def test_what_takes_too_long_is_ended_with_its_children(tmp_path, monkeypatch):
    sleeper = tmp_path / "soffice"
    sleeper.write_text(f"#!/bin/sh\n{shutil.which('sleep')} 60 &\nwait\n")
    sleeper.chmod(0o700)
    monkeypatch.setattr(converting, "office", lambda: str(sleeper))

    with pytest.raises(NotConverted, match="1 seconds"):
        pdfs_of({"1": docx_of("题")}, seconds=1)


def test_what_libreoffice_does_not_turn_into_a_pdf_is_told_in_its_own_words(tmp_path, monkeypatch):
    mute = tmp_path / "soffice"
    mute.write_text("#!/bin/sh\necho source file could not be loaded\n")
    mute.chmod(0o700)
    monkeypatch.setattr(converting, "office", lambda: str(mute))

    with pytest.raises(NotConverted, match="could not be loaded"):
        pdfs_of({"1": docx_of("题")})
