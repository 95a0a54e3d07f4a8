"""A step may be proved by a paper, which is seen by whoever sees the project and nobody else."""

from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile

from ballast.platform.files import owners, selectors, services
from ballast.platform.files.services import KindNotTaken, Upload
from ballast.platform.identity.http import today
from ballast.platform.identity.models import Role
from ballast.projects.models import StepRecord
from ballast.projects.selectors import papers_of
from ballast.projects.services import StepDraft, record_steps
from tests.identity.factories import ACTOR, NOW, make_client, make_unit, make_user

from .factories import make_project

pytestmark = pytest.mark.django_db
TEXT = "施工许可证第7号".encode()


@pytest.fixture
def project():
    return make_project(name="滨江路", unit=make_unit(region_code="990102"))


def put(project, content=TEXT, **said):
    paper = Upload("施工许可证.txt", BytesIO(content))
    draft = StepDraft(project_id=project.pk, code="permit", papers=[paper], **said)
    return record_steps(by=ACTOR, at=NOW, drafts=[draft])


def test_a_paper_makes_the_record_of_its_step_and_may_be_taken_away(project):
    put(project)

    row = StepRecord.objects.get()
    [paper] = papers_of([row])["permit"]
    assert (row.code, row.actual_on, paper.name) == ("permit", None, "施工许可证.txt")

    draft = StepDraft(project_id=project.pk, code="permit", dropped=frozenset({paper.pk}))
    record_steps(by=ACTOR, at=NOW, drafts=[draft])
    assert papers_of([row]) == {}


def test_a_file_that_is_not_taken_records_nothing_of_the_step(project):
    with pytest.raises(KindNotTaken):
        put(project, b"MZ\x00\x00", proof="文号")

    assert not StepRecord.objects.exists()


def test_only_who_sees_the_project_sees_its_papers(project):
    put(project)
    [row] = StepRecord.objects.all()
    elsewhere = make_user(role=Role.DISTRICT, unit=make_unit(region_code="990103"))
    here = make_user(role=Role.PROJECT_OFFICE)

    assert owners.known("step")
    assert owners.sees(here, "step", str(row.pk), today())
    assert not owners.sees(elsewhere, "step", str(row.pk), today())
    assert not owners.sees(here, "step", "x", today())


def test_the_page_takes_a_paper_and_the_track_leads_to_it(project):
    client = make_client(make_user(role=Role.PROJECT_OFFICE))
    sent = SimpleUploadedFile("许可证.txt", TEXT)

    kept = client.post(f"/projects/{project.number}/steps/", {"permit-paper": sent})

    assert kept.status_code == 302
    page = BeautifulSoup(client.get(f"/projects/{project.number}/").content, "html.parser")
    [link] = page.select("#track a[download]")
    assert link.text == "许可证.txt"
    assert client.get(link["href"]).getvalue() == TEXT
    assert services.carry(at=NOW, owner_kind="step", keys={}) == []
    assert selectors.of_many("step", []) == {}
