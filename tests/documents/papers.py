"""Papers as a person gets them: filled, turned into PDF, counted in pages."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest

from ballast.platform.documents.rules import Heading, headed
from ballast.platform.documents.services import write
from ballast.platform.documents.writing import Signed

needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not installed"
)
HEADING = Heading(
    issuer="示例市重点项目建设领导小组办公室",
    mandate="经市政府同意",
    series="示重点办",
    disclosure="不予公开",
    contact="×××，电话：××××××××",
)
SIGNED = Signed(number="示重点办预警〔2023〕46号", dated=date(2023, 10, 12), signer="×××")


def signed(kind, composed):
    """The paper as it goes out."""
    heading = headed(HEADING, composed.values)
    return write(kind, composed, heading, signed=SIGNED, taken=frozenset(composed.passages))


def said(content):
    """Every word of a paper, in the order in which it is read, cells and edges last."""
    paper = docx.Document(BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    edges = (
        one.text
        for section in paper.sections
        for edge in (section.header, section.footer)
        for one in edge.paragraphs
    )
    return "\n".join([*(one.text for one in paper.paragraphs), *cells, *edges])


def part(content, name="word/document.xml"):
    with zipfile.ZipFile(BytesIO(content)) as package:
        return package.read(name)


def pages(content, folder):
    """How many pages LibreOffice makes of it."""
    paper = folder / "paper.docx"
    paper.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, paper],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return len(re.findall(rb"/Type\s*/Page\b", paper.with_suffix(".pdf").read_bytes()))
