"""What stands in a template's braces: names, rows repeated, and whether something is there."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from .faults import TemplateFault, short

FILTERS = frozenset({"default", "first", "join", "last", "length", "lower", "trim", "upper"})
_TESTS = frozenset({"defined", "none", "divisibleby", "even", "odd", "eq", "ne", "in"})
_TAKEN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr),
    *(nodes.Getitem, nodes.For, nodes.If, nodes.CondExpr, nodes.Compare, nodes.And, nodes.Or),
    *(nodes.Not, nodes.Filter, nodes.Test, nodes.Concat),
)
_DEEPEST = 3  # rows within rows: what repeats what repeats would never end
# Parts that are filled besides the text, as the reader of a refusal calls them.
_BESIDES = {"word/footnotes.xml": "脚注", "docProps/core.xml": "文档属性"}


def code_in(content: bytes) -> Iterator[TemplateFault]:
    """Whatever in braces is more than that, and what cannot be read."""
    environment = SandboxedEnvironment()
    for place, source in _sources(content):
        try:
            tree = environment.parse(source)
        except TemplateSyntaxError as fault:
            yield TemplateFault("template_syntax", place=place, what=short(str(fault)))
            continue
        for node in tree.find_all(nodes.Node):
            if isinstance(node, nodes.Filter) and node.name not in FILTERS:
                known = "、".join(sorted(FILTERS))
                yield TemplateFault("template_filter", place=place, what=node.name, known=known)
            elif what := _code(node):
                yield TemplateFault("template_code", place=place, what=short(what))
        if _depth(tree) > _DEEPEST:
            yield TemplateFault("template_code", place=place, what="for for for for")


def _sources(content: bytes) -> Iterator[tuple[str, str]]:
    document = DocxTemplate(BytesIO(content))
    document.init_docx()
    yield "正文", document.patch_xml(document.get_xml())
    for name, uri in (("页眉", document.HEADER_URI), ("页脚", document.FOOTER_URI)):
        for _, part in document.get_headers_footers(uri):
            yield name, document.patch_xml(document.get_part_xml(part))
    with zipfile.ZipFile(BytesIO(content)) as packed:
        for part, name in _BESIDES.items():
            if part in packed.namelist():
                yield name, document.patch_xml(packed.read(part).decode("utf-8", "replace"))


def _code(node: nodes.Node) -> str:
    """What of a node is more than showing a value; "" for what is taken."""
    match node:
        case nodes.Call(node=nodes.Name(name=name)):
            return f"{name}(…)"
        case nodes.Call(node=nodes.Getattr(attr=attr)):
            return f".{attr}(…)"
        case nodes.Getattr(attr=name) | nodes.Name(name=name) if name.startswith("_"):
            return name
        case nodes.Getitem(arg=key) if not _is_plain(key):
            return "[…]"
        case nodes.Test(name=name) if name not in _TESTS:
            return f"is {name}"
        case nodes.For(recursive=True):
            return "recursive"
        case nodes.Stmt() | nodes.Expr() if not isinstance(node, _TAKEN):
            return type(node).__name__.lower()
    return ""


def _is_plain(key: nodes.Expr) -> bool:
    """A number, a name that is no inner one, or a value of the paper, which the sandbox watches."""
    if isinstance(key, nodes.Const):
        return not str(key.value).startswith("_")
    return isinstance(key, nodes.Name | nodes.Getattr)


def _depth(node: nodes.Node) -> int:
    """How many rows repeat within one another."""
    below = max((_depth(one) for one in node.iter_child_nodes()), default=0)
    return below + isinstance(node, nodes.For)
