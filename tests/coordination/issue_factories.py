"""Issues for tests, made through the services."""

from io import BytesIO

from ballast.dispatch.coordination.rules.issues import Cause
from ballast.dispatch.coordination.services import issues as services
from ballast.dispatch.coordination.services.issues import IssueMove, NewIssue
from ballast.platform.files.services import Upload
from tests.identity.factories import ACTOR, NOW, make_unit

TITLE = "110千伏外电未落实"


def make_issue(*, lead=None, raiser=None, projects=(), by=ACTOR, at=NOW, **said):
    """Raised to ``lead``, by a unit or, where none is said, by the office."""
    one = NewIssue(
        **{
            "title": TITLE,
            "cause": Cause.POWER,
            "lead_id": (lead or make_unit()).pk,
            "project_ids": [one.pk for one in projects],
            "raiser_id": raiser.pk if raiser else None,
            **said,
        }
    )
    return services.raise_issues(by=by, at=at, issues=[one])[0]


def move(act, one, *, by=ACTOR, at=NOW, words="已办理", **said):
    """One act of the services upon an issue."""
    [done] = act(by=by, at=at, moves=[IssueMove(issue_id=one.pk, words=words)], **said)
    return done


def make_solved(**said):
    """Accepted, and told solved with a photo."""
    one = make_issue(**said)
    move(services.accept, one)
    return move(services.report_solved, one, uploads={one.pk: [proof()]})


def proof(name="proof.pdf"):
    return Upload(name, BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"))
