"""`ballast audit`: an administrator learns which rows were altered, and keeps a head to compare."""

import pytest
from django.utils import translation

from ballast.edges.cli import audit as command
from ballast.platform.audit import rules
from ballast.platform.audit import services as audit
from tests.audit.events import AT, weigh
from tests.audit.tampering import tamper

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def said(capsys, *arguments):
    status = command.run(list(arguments))
    return status, capsys.readouterr().out.splitlines()


def test_a_whole_chain_is_said_to_be_whole_with_what_is_sealed_and_what_is_not(capsys):
    weigh("PT-1")
    audit.seal(at=AT)
    weigh("PT-2")

    assert said(capsys, "verify") == (0, ["The chain is whole.", "Sealed: 1. Not yet sealed: 1."])


def test_every_damaged_row_is_named_in_words_and_the_status_is_1(capsys):
    changed, deleted, *_ = [weigh(f"PT-{number}") for number in range(5)]
    audit.seal(at=AT)
    tamper("UPDATE audit_entry SET cause = '改' WHERE id = %s", changed)
    tamper("DELETE FROM audit_entry WHERE id = %s", deleted)
    tamper("DELETE FROM audit_seal WHERE position = 4")

    assert said(capsys, "verify") == (
        1,
        [
            f"Position 1, entry {changed}: the entry, its change rows or its seal were changed,"
            " or swapped with another's.",
            f"Position 2, entry {deleted}: the entry was deleted.",
            "Position 4: the seals from here to before 5 were deleted.",
            "Sealed: 4. Not yet sealed: 1.",
        ],
    )


def test_the_head_printed_earlier_proves_later_that_nothing_was_cut_off(capsys):
    weigh("PT-1")
    weigh("PT-2")
    audit.seal(at=AT)
    _, (head,) = said(capsys, "head")

    assert said(capsys, "verify", "--head", head)[0] == 0
    tamper("DELETE FROM audit_seal WHERE position = 2")
    tamper("DELETE FROM audit_entry WHERE subject = 'PT-2'")

    assert said(capsys, "verify", "--head", head.upper()) == (
        1,
        [
            "The head given is not in the chain: its end was cut off or written anew.",
            "Sealed: 1. Not yet sealed: 0.",
        ],
    )


def test_the_head_of_a_journal_with_nothing_sealed_is_found_again_later(capsys):
    assert said(capsys, "head") == (0, ["0" * 64])

    weigh("PT-1")
    audit.seal(at=AT)

    assert said(capsys, "verify", "--head", "0" * 64)[0] == 0


def test_a_head_mistyped_is_refused_before_anything_is_read(capsys):
    with pytest.raises(SystemExit, match="2"):
        command.run(["verify", "--head", "abc"])

    assert "64 characters" in capsys.readouterr().err


def test_beyond_a_thousand_damaged_rows_are_only_counted(capsys, monkeypatch):
    monkeypatch.setattr(rules, "NAMED", 1)
    for number in range(3):
        weigh(f"PT-{number}")
    audit.seal(at=AT)
    tamper("DELETE FROM audit_entry")

    status, lines = said(capsys, "verify")

    assert status == 1
    assert lines[1:] == ["Damaged besides these: 2.", "Sealed: 3. Not yet sealed: 0."]
