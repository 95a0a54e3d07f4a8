"""The operator's first word is understood, or answered with what is understood."""

from tests.support.house import House

COMMANDS = {"up", "doctor", "backup", "restore", "upgrade", "demo", "validate", "audit"}


def test_help_lists_every_command(tmp_path):
    said = House(tmp_path).done("help")

    assert {line.split()[0] for line in said.splitlines()[2:]} >= COMMANDS


def test_a_terminal_speaks_chinese_unless_its_locale_is_english(tmp_path):
    locales = ("zh_CN.UTF-8", "C.UTF-8", "", "en_GB.UTF-8")

    said = [House(tmp_path, LC_MESSAGES=given, LANG="").done("help") for given in locales]

    assert [words.splitlines()[0] for words in said] == [
        "ballast 命令",
        "ballast 命令",
        "ballast 命令",
        "ballast COMMAND",
    ]
    assert "DIR：将备份恢复到空的数据目录，并核对一致" in said[0]


def test_a_terminal_without_chinese_signs_loses_signs_not_the_command(tmp_path):
    house = House(tmp_path, LC_MESSAGES="", PYTHONIOENCODING="ascii")

    assert house.done("help").splitlines()[0] == "ballast ??"


def test_what_is_said_before_anything_runs_is_said_in_chinese_too(tmp_path):
    (tmp_path / "home").touch()

    ran = House(tmp_path / "home", LC_MESSAGES="zh_CN.UTF-8").run("audit", "head")

    assert ran.returncode == 1
    assert ran.stderr == (
        f"ballast: {tmp_path}/home 不是目录；请将 BALLAST_HOME 设为本账户的目录\n"
    )


def test_an_unknown_word_is_answered_with_the_list(tmp_path):
    ran = House(tmp_path).run("dance")

    assert ran.returncode == 2
    assert "there is no command 'dance'" in ran.stderr
    assert "restore" in ran.stderr


def test_the_version_needs_no_database(tmp_path):
    assert House(tmp_path).done("version").startswith("Ballast 0.1.0 (Python 3.")
    assert list(tmp_path.iterdir()) == []
