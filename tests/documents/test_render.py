"""Word templates are files that an office replaces: one may be wrong, or hostile."""

from io import BytesIO

import docx
import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from ballast.platform.documents.services import render


@pytest.fixture
def template(tmp_path):
    def write(text: str):
        document = docx.Document()
        document.add_paragraph(text)
        document.save(tmp_path / "template.docx")
        return tmp_path / "template.docx"

    return write


def test_a_name_the_template_asks_for_in_vain_stops_the_paper(template):
    with pytest.raises(UndefinedError):
        render(template("共{{ count }}个"), {"number": 3})


def test_a_value_cannot_bring_markup_into_the_paper(template):
    paper = render(template("{{ name }}"), {"name": "<w:br/>甲 & 乙"})

    assert docx.Document(BytesIO(paper)).paragraphs[0].text == "<w:br/>甲 & 乙"


def test_a_template_cannot_reach_the_machine(template):
    with pytest.raises(SecurityError):
        render(template("{{ name.__class__.__mro__ }}"), {"name": "甲"})
