"""`ballast brief`: a month's papers in a folder, which somebody opens in Word and reads."""

from io import BytesIO

import docx
import pytest
from django.utils import translation

from ballast.edges.cli import brief as command
from ballast.kernel.periods import Period
from ballast.platform.documents import services
from ballast.platform.identity.rules import Role
from ballast.platform.identity.services import actor_of
from tests.alerts.factories import decide_and_show, make_project
from tests.identity.factories import NOW, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def month():
    """A red project of a district, and one that keeps up."""
    office = make_user(role=Role.PROJECT_OFFICE)
    north = make_unit(code="N", name="北区")
    make_project("北区冷链物流中心", unit=north, completed="20")
    make_project("北区快速通道", unit=north, completed="80")
    decide_and_show()
    return office


def said(capsys, *arguments):
    with translation.override("en"):
        status = command.run(list(arguments))
    return status, capsys.readouterr().out


def files(folder):
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def test_every_paper_of_the_month_lies_in_the_folder_under_a_chinese_name(capsys, month, tmp_path):
    status, words = said(capsys, "2023-09", "--out", str(tmp_path / "out"))

    found = files(tmp_path / "out")
    assert status == 0
    assert "关于2023年1—9月全市重点项目推进情况的通报（草稿）.docx" in found
    assert f"{len([one for one in found if one.endswith('.docx')])} papers in " in words
    assert "  通报  1\n" in words


def test_the_bulletin_says_what_the_office_sees(month, tmp_path):
    written = command.write_all(
        viewer=month, on=NOW.date(), period=Period.month(2023, 9), out=tmp_path
    )

    [path] = [path for path, sheet in written.items() if sheet.kind.code == "bulletin"]
    text = "\n".join(one.text for one in docx.Document(BytesIO(path.read_bytes())).paragraphs)
    assert "全市2个重点项目完成投资0.0亿元，占年度计划投资（0.0亿元）的50.0%" in text
    assert "本期亮红灯1个；亮黄灯0个；未按期报送0个。" in text


def test_a_paper_that_was_drafted_comes_as_it_stands(month, tmp_path):
    by = actor_of(month)
    [paper] = services.draft(by=by, at=NOW, viewer=month, kind="bulletin", period="2023-09")
    services.word(by=by, at=NOW, pk=paper.pk, texts={"进度分化": "另有一句。"}, taken=["进度分化"])

    written = command.write_all(
        viewer=month, on=NOW.date(), period=Period.month(2023, 9), out=tmp_path
    )

    [path] = [path for path, sheet in written.items() if sheet.kind.code == "bulletin"]
    assert paper.values["progress"] in docx_text(path)


def docx_text(path):
    return "\n".join(one.text for one in docx.Document(BytesIO(path.read_bytes())).paragraphs)


def test_written_twice_it_is_the_same_to_the_byte(month, tmp_path):
    def once():
        return command.write_all(
            viewer=month, on=NOW.date(), period=Period.month(2023, 9), out=tmp_path
        )

    first = {path: path.read_bytes() for path in once()}

    assert {path: path.read_bytes() for path in once()} == first


def test_a_month_never_opened_or_a_person_without_the_right_makes_no_folder(
    capsys, month, tmp_path
):
    owner = make_user(role=Role.DISTRICT, unit=make_unit())
    refused = [
        said(capsys, "2023-10", "--out", str(tmp_path / "new")),
        said(capsys, "2023-09", "--out", str(tmp_path / "new"), "--by", owner.username),
    ]

    assert [status for status, _ in refused] == [1, 1]
    assert refused[0][1] == "ballast: 2023-10 was never opened\n"
    assert not (tmp_path / "new").exists()
