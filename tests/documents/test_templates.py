"""An office puts its own template in: what is hostile or mistaken is refused by name."""

import zipfile
from io import BytesIO

import docx
import pytest

from ballast.config.papers import PAPERS
from ballast.platform.documents import selectors, services
from ballast.platform.documents.checking import NotWord, TemplateFaults, TemplateTooLarge, check
from ballast.platform.documents.models import Template
from ballast.platform.documents.rules import Heading
from ballast.platform.documents.writing import context, render
from ballast.platform.identity.services import NotAllowed, actor_of
from tests.documents.factories import docx_of
from tests.identity.factories import NOW, make_user

SAMPLE = {
    "title": "题",
    "rows": [{"name": "甲", "rate": "1"}],
    "passages": {"问题": "话", "甲": "x"},
}


def refusal(*lines):
    with pytest.raises(TemplateFaults) as refused:
        check(docx_of(*lines), SAMPLE)
    return [(one.code, one.params.get("what")) for one in refused.value.faults]


def repacked(content, **parts):
    """The same file with other parts in it, by their names."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def part(content, name):
    return zipfile.ZipFile(BytesIO(content)).read(name)


def test_a_template_that_shows_and_repeats_is_taken():
    check(
        docx_of(
            "{{ title }}{{ passages.问题 }}",
            "{%p for row in rows %}",
            "{{ passages[row.name] }}{{ loop.index }}{{ row.name|trim }}{% if row.rate == '1' %}一{% endif %}",
            "{%p endfor %}",
        ),
        SAMPLE,
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{{ title.upper() }}", ".upper(…)"),
        ("{{ range(9) }}", "range(…)"),
        ("{{ title.__class__ }}", "__class__"),
        ("{{ title['__class__'] }}", "[…]"),
        ("{{ rows[0:9] }}", "[…]"),
        ("{% set x = 1 %}", "assign"),
        ("{% include 'x' %}", "include"),
        ("{% import 'x' as y %}", "import"),
        ("{% macro f() %}{% endmacro %}", "macro"),
        ("{{ 'x' * 999999999 }}", "mul"),
        ("{{ 9 ** 9 }}", "pow"),
        ("{% if title is mapping %}{% endif %}", "is mapping"),
    ],
)
def test_code_is_refused_and_said(line, what):
    assert ("template_code", what) in refusal(line)


def test_only_a_short_list_of_filters_is_taken():
    assert refusal("{{ title|attr('x') }}") == [("template_filter", "attr")]
    assert refusal("{{ title|center(99999999) }}") == [("template_filter", "center")]


def test_all_unknown_names_are_told_at_once_with_those_inside_rows():
    found = refusal("{{ titel }}", "{% for row in rows %}{{ row.nmae }}{% endfor %}{{ other.x }}")

    assert found == [
        ("template_name_unknown", "titel"),
        ("template_name_unknown", "nmae"),
        ("template_name_unknown", "other"),
        ("template_name_unknown", "x"),
    ]


def test_braces_that_do_not_close_are_told_with_their_place():
    [(code, what)] = refusal("{% for row in rows %}")

    assert code == "template_syntax"
    assert "endfor" in what


def test_code_in_a_header_or_in_the_properties_is_found_too():
    document = docx.Document(BytesIO(docx_of("题")))
    document.sections[0].header.paragraphs[0].text = "{{ title.lower() }}"
    document.core_properties.title = "{{ range(3) }}"
    out = BytesIO()
    document.save(out)

    with pytest.raises(TemplateFaults) as refused:
        check(out.getvalue(), SAMPLE)

    assert [one.params["place"] for one in refused.value.faults] == ["页眉", "文档属性"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 %%EOF", b"PK\x03\x04broken", b"plain"])
def test_what_is_no_word_document_is_refused(content):
    with pytest.raises(NotWord):
        check(content, SAMPLE)


def test_macros_are_refused():
    with pytest.raises(NotWord):
        check(repacked(docx_of("题"), **{"word/vbaProject.bin": b"x"}), SAMPLE)
    types = part(docx_of("题"), "[Content_Types].xml").replace(
        b"wordprocessingml.document.main", b"x.macroEnabled.main"
    )
    with pytest.raises(NotWord):
        check(repacked(docx_of("题"), **{"[Content_Types].xml": types}), SAMPLE)


def test_a_declared_entity_is_refused():
    body = (
        b'<!DOCTYPE x [<!ENTITY a "b">]>'
        + part(docx_of("题"), "word/document.xml").split(b"?>", 1)[1]
    )
    with pytest.raises(NotWord):
        check(repacked(docx_of("题"), **{"word/document.xml": body}), SAMPLE)


def test_what_fetches_from_elsewhere_is_refused():
    link = part(docx_of("题"), "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://x/attachedTemplate" Target="http://x/y.dotm"'
        b' TargetMode="External"/></Relationships>',
    )
    with pytest.raises(TemplateFaults) as refused:
        check(repacked(docx_of("题"), **{"word/_rels/document.xml.rels": link}), SAMPLE)
    assert [one.code for one in refused.value.faults] == ["template_reaches_out"]


def test_a_field_that_runs_a_program_is_refused_even_in_pieces():
    body = part(docx_of("题"), "word/document.xml").replace(
        b"</w:r>",
        b"<w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x</w:instrText></w:r>",
        1,
    )
    with pytest.raises(TemplateFaults) as refused:
        check(repacked(docx_of("题"), **{"word/document.xml": body}), SAMPLE)
    assert [one.params["what"] for one in refused.value.faults] == ["DDEAUTO"]


def test_what_is_too_large_packed_or_unpacked_is_refused():
    with pytest.raises(TemplateTooLarge):
        check(b"PK" + bytes(5 * 1024 * 1024), SAMPLE)
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        with zipfile.ZipFile(BytesIO(docx_of("题"))) as old:
            for name in old.namelist():
                packed.writestr(name, old.read(name))
        packed.writestr("word/media/x.xml", bytes(40 * 1024 * 1024))
    with pytest.raises(TemplateTooLarge):
        check(bomb.getvalue(), SAMPLE)


@pytest.mark.parametrize(
    "value",
    [
        "甲<乙>&丙",
        "长" * 3_000,
        "一\x00二\x0b三\ud800",
        "{{ title }}{% for %}",
        "末尾\n\n新段\t制表",
        "]]>--><w:p/>",
    ],
)
def test_whatever_a_ledger_holds_the_paper_opens_and_says_it(value):
    content = render(
        docx_of("{{ title }}", "{% for row in rows %}{{ row }}{% endfor %}"),
        {"title": value, "rows": [value]},
    )

    said = "\n".join(one.text for one in docx.Document(BytesIO(content)).paragraphs)
    plain = "".join(sign for sign in value if sign.isprintable() and sign != "\ud800")
    assert said.replace("\n", "").replace("\t", "").count(plain) == 2


@pytest.mark.django_db
def test_papers_are_written_with_what_the_office_put_in_until_it_is_put_back(office, head, units):
    [paper] = office.draft()

    kept = services.replace_template(
        by=office.by, at=NOW, kind="bulletin", name="我办.docx", content=docx_of("自制 {{ rate }}")
    )
    assert paragraphs(paper) == ["自制 81.4"]

    services.replace_template(
        by=office.by, at=NOW, kind="bulletin", name="二.docx", content=docx_of("第二 {{ rate }}")
    )
    assert paragraphs(paper) == ["第二 81.4"]
    services.put_back(by=office.by, at=NOW, kind="bulletin", pk=kept.pk)
    assert paragraphs(paper) == ["自制 81.4"]
    services.put_back(by=office.by, at=NOW, kind="bulletin", pk=None)
    assert len(paragraphs(paper)) == 7
    assert Template.objects.filter(is_in_force=True).count() == 0


@pytest.mark.django_db
def test_a_refused_template_leaves_the_one_that_was_there(office, head, units):
    with pytest.raises(TemplateFaults):
        services.replace_template(
            by=office.by, at=NOW, kind="bulletin", name="x.docx", content=docx_of("{{ nobody }}")
        )

    assert not Template.objects.exists()


@pytest.mark.django_db
def test_others_than_the_office_put_no_template_in(city):
    with pytest.raises(NotAllowed):
        services.replace_template(
            by=actor_of(make_user()), at=NOW, kind="bulletin", name="x", content=docx_of("题")
        )


def paragraphs(paper):
    [content] = selectors.written([paper]).values()
    return [one.text for one in docx.Document(BytesIO(content)).paragraphs]


@pytest.mark.django_db
def test_a_signed_paper_reads_as_it_was_signed_whatever_became_of_its_template(office, head, units):
    [paper] = office.signed(office.draft())

    services.replace_template(
        by=office.by, at=NOW, kind="bulletin", name="新.docx", content=docx_of("另 {{ rate }}")
    )

    assert len(paragraphs(paper)) == 7


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.code)
def test_every_template_that_ships_would_be_taken_if_it_were_uploaded(kind):
    check(kind.template.read_bytes(), context(kind, kind.sample(), Heading(issuer="示例")))
