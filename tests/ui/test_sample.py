"""Nobody takes an invented house for a real one: its pages and papers say what it is."""

import pytest
from bs4 import BeautifulSoup

from ballast.config.papers import PAPERS
from ballast.kernel import sample
from ballast.platform.documents.rules import Heading
from ballast.platform.documents.writing import Signed, context
from ballast.platform.identity.rules import Role
from tests.documents.papers import SIGNED
from tests.identity.factories import make_client, make_user


@pytest.fixture
def invented(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    sample.mark(tmp_path, is_sample=True)


def heads(path):
    soup = BeautifulSoup(
        make_client(make_user(role=Role.PROJECT_OFFICE)).get(path).content, "html.parser"
    )
    return [one.text for one in soup.select(".head .badge")]


def state(signed: Signed | None) -> str:
    kind = PAPERS[0]
    return context(kind, kind.sample(), Heading(), signed=signed)["state"]


@pytest.mark.django_db
def test_a_page_of_an_invented_house_says_so(invented):
    assert "示例数据" in heads("/projects/")


@pytest.mark.django_db
def test_a_page_of_a_real_house_does_not(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"

    assert "示例数据" not in heads("/projects/")


def test_a_paper_of_an_invented_house_says_so_drafted_and_signed(invented):
    assert state(None) == "草稿　示例数据"
    assert state(SIGNED) == "示例数据"


def test_a_signed_paper_of_a_real_house_bears_no_mark(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"

    assert state(None) == "草稿"
    assert state(SIGNED) == ""
