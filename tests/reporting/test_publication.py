"""The facts of a closed month as a file that any tool reads, and that is never the truth."""

import json
from decimal import Decimal

import polars as pl
import pytest
from django.utils import translation

from ballast.edges.cli import facts
from ballast.kernel.periods import Period
from ballast.oversight.reporting import selectors, services
from ballast.oversight.reporting.models import FrozenSnapshot
from ballast.platform.analytics.schema import FACTS
from tests.alerts.factories import confirm_drafts
from tests.identity.factories import ACTOR
from tests.progress.factories import AT, make_filing, make_line, make_period
from tests.support.jobs import run_all

pytestmark = pytest.mark.django_db

SEPTEMBER = Period.month(2023, 9)


@pytest.fixture
def project(settings, tmp_path):
    settings.FACTS_ROOT = tmp_path / "facts"
    project = make_line().project
    make_period()
    make_filing(project, "900")
    return project


def close():
    services.begin_closing(by=ACTOR, at=AT, period=SEPTEMBER)
    confirm_drafts()
    services.close(by=ACTOR, at=AT, period=SEPTEMBER)


def files(settings):
    return sorted(path.name for path in settings.FACTS_ROOT.iterdir())


def test_after_a_closing_its_facts_lie_in_the_folder_typed_and_named(project, settings):
    close()
    assert not settings.FACTS_ROOT.exists()

    run_all()

    assert files(settings) == ["2023-09.parquet"]
    path = settings.FACTS_ROOT / "2023-09.parquet"
    table = pl.read_parquet(path)
    assert table.columns == list(FACTS)
    assert (table.schema["planned_yuan"], table.schema["started_on"]) == (
        pl.Decimal(18, 2),
        pl.Date,
    )
    assert table.schema["is_filed"] == pl.Boolean
    assert table["completed_yuan"].to_list() == [Decimal("9000000.00")]
    told = pl.read_parquet_metadata(path)
    head = FrozenSnapshot.objects.get()
    assert (told["period"], told["revision"], told["schema"]) == ("2023-09", "1", "1")
    assert (told["rulebook"], json.loads(told["indicators"])) == (head.rulebook, head.indicators)
    assert told["digest"] == selectors.kept("2023-09").digest


def test_a_lost_or_spoilt_file_is_made_again_and_the_last_revision_counts(
    project, settings, capsys
):
    close()
    run_all()
    path = settings.FACTS_ROOT / "2023-09.parquet"
    whole = path.read_bytes()
    path.write_bytes(b"spoilt")

    assert facts.run(["publish"]) == 0
    assert capsys.readouterr().out == f"{path}\n"
    assert path.read_bytes() == whole

    services.reopen(by=ACTOR, at=AT, period=SEPTEMBER, reason="漏报")
    assert facts.run(["publish", "2023Q3"]) == 0
    assert pl.read_parquet_metadata(path)["revision"] == "1"
    close()
    run_all()
    assert pl.read_parquet_metadata(path)["revision"] == "2"
    assert files(settings) == ["2023-09.parquet"]


def test_nothing_is_published_of_an_open_month_and_it_is_said(project, settings, capsys):
    with translation.override("en"):
        assert facts.run(["publish", "2023-09"]) == 1
        assert facts.run(["publish"]) == 0

    assert capsys.readouterr().out == (
        "ballast: 2023-09 was not closed as revision 1; nothing was frozen.\n"
        "No closed month has kept its facts yet.\n"
    )
    assert not settings.FACTS_ROOT.exists()


def test_nothing_reads_the_file(project, settings):
    close()
    settings.FACTS_ROOT.mkdir(parents=True)
    (settings.FACTS_ROOT / "2023-09.parquet").write_bytes(b"a lie")

    assert selectors.replay(selectors.kept("2023-09")).is_identical
    assert selectors.verify_frozen() == []
