"""The journal of issues: what was changed behind it is found, and told by name."""

import pytest
from django.utils import translation

from ballast.edges.cli import audit as command
from tests.audit.tampering import tamper
from tests.coordination.issues.factories import make_issue, make_solved, make_town

pytestmark = pytest.mark.django_db


def said(capsys):
    with translation.override("en"):
        status = command.run(["verify"])
    return status, [line for line in capsys.readouterr().out.splitlines() if "ssue" in line]


def test_an_issue_changed_behind_the_journal_is_named_with_what_was_changed(capsys):
    town = make_town()
    make_solved(town)
    issue = make_issue(town)
    assert said(capsys) == (0, [])

    tamper("UPDATE coordination_issue SET level = 3, desk = 'silent' WHERE id = %s", issue.pk)
    told = f"Issue {issue.number} is not as the journal says: level, desk."
    assert said(capsys) == (1, [told])


def test_a_journal_that_lost_a_line_is_said_not_to_add_up(capsys):
    issue = make_solved(make_town())
    table, act = "coordination_issue", '{"act": [null, "accept"]}'
    tamper('DELETE FROM audit_changedrow WHERE "table" = %s AND fields @> %s::jsonb', table, act)
    told = f"issue {issue.pk}: solve: state was 'raised', not 'accepted'"
    assert said(capsys) == (1, [f"The journal of an issue does not add up: {told}."])
