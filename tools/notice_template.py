"""Writes the filing notice's Word template: `python -m tools.notice_template`.

Page, grid and type as the bulletin's. An office may put its own .docx in its place.
"""

from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from ballast.platform.documents.services import same_bytes
from tools import bulletin_template as house

TARGET = Path(__file__).parents[1] / "src/ballast/delivery/ledgers/papers/notice.docx"


def main(target=TARGET):
    document = Document()
    house._page(document)
    house._body_style(document)
    mark = house._say(
        document, "{{ issuer }}文件", font=house.SONG, size=Pt(24), colour=house.RED, centre=True
    )
    mark.paragraph_format.line_spacing = Pt(44)
    house._red_line(house._say(document, "{{ number }}", centre=True))
    title = house._say(document, "{{ title }}", font=house.SONG, size=house.SIZE_2, centre=True)
    title.paragraph_format.space_before = Pt(14)
    title.paragraph_format.space_after = Pt(6)
    house._say(document, "{{ addressees }}：")
    house._say(document, "{%p for text in paragraphs %}")
    house._say(document, "{% if loop.first %}{{ mandate }}{% endif %}{{ text }}", indent=True)
    house._say(document, "{%p endfor %}")
    house._say(document, "{{ attachment }}", indent=True).paragraph_format.space_before = Pt(14)
    for text in ("{{ issuer }}", "{{ date }}"):
        signed = house._say(document, text)
        signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        signed.paragraph_format.right_indent = Pt(32)
    house._say(document, "{{ contact }}", indent=True)
    house._draft_mark(document)
    house._page_number(document)
    house._instead(document)
    document.core_properties.author = ""
    document.core_properties.title = "通知"
    target.parent.mkdir(exist_ok=True)
    document.save(target)
    target.write_bytes(same_bytes(target.read_bytes()))


if __name__ == "__main__":
    main()
