"""The operator's first word is understood, or answered with what is understood."""

from tests.support.house import House

COMMANDS = {"up", "doctor", "backup", "restore", "upgrade", "demo", "validate", "audit"}


def test_help_lists_every_command(tmp_path):
    said = House(tmp_path).done("help")

    assert {line.split()[0] for line in said.splitlines()[2:]} >= COMMANDS


def test_an_unknown_word_is_answered_with_the_list(tmp_path):
    ran = House(tmp_path).run("dance")

    assert ran.returncode == 2
    assert "there is no command 'dance'" in ran.stderr
    assert "restore" in ran.stderr


def test_the_version_needs_no_database(tmp_path):
    assert House(tmp_path).done("version").startswith("Ballast 0.1.0 (Python 3.")
    assert list(tmp_path.iterdir()) == []
