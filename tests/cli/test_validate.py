"""`ballast validate` says how real ledgers were read, and does not pass over one that falls short."""

from ballast.edges.cli.validate import run
from tests.ledgers.workbooks import plan_of, plan_workbook


def guilin(folder, content):
    (folder / "cn").mkdir()
    (folder / "cn" / "guilin_2022_plan.xlsx").write_bytes(content)


def test_a_folder_that_is_not_there_is_said_and_fails(tmp_path, capsys):
    assert run([str(tmp_path / "none")]) == 1
    assert capsys.readouterr().out == f"目录 {tmp_path / 'none'} 不存在\n"


def test_a_set_that_is_not_there_is_said_and_fails(tmp_path, capsys):
    assert run([str(tmp_path)]) == 1
    path = tmp_path / "cn" / "guilin_2022_plan.xlsx"
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"guilin absent: there is no {path}"
    assert len(said) == 8


def test_a_set_that_falls_short_of_what_it_is_known_to_hold_fails(tmp_path, capsys):
    guilin(tmp_path, plan_workbook(plan_of(240)))

    assert run([str(tmp_path)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first == "guilin 240/241 rows, 29/43 counts, 29/15 checkable sums"


def test_a_file_that_cannot_be_read_is_said_in_words_and_fails(tmp_path, capsys):
    guilin(tmp_path, b"PK\x03\x04")

    assert run([str(tmp_path)]) == 1
    assert capsys.readouterr().out.startswith("guilin unreadable: ")


def test_the_folder_must_be_named(capsys):
    assert run([]) == 2
