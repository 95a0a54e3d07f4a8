"""What the tests themselves refuse, so that no page can slip."""

import pytest
from django.http import HttpResponse
from django.template import engines

from tests.support.html import inline_code, region, swap


@pytest.mark.parametrize(
    "markup",
    [
        "<script>go()</script>",
        "<style>p {}</style>",
        "<p style='color: red'>",
        "<a onclick='go()'>",
        "<div hx-on:click='go()'>",
        "<a href='javascript:go()'>",
    ],
)
def test_code_inside_a_page_is_found(markup):
    assert len(inline_code(f"<p>before</p>{markup}")) == 1


@pytest.mark.parametrize(
    "markup",
    [
        "<script type='module' src='/static/assets/main.js'></script>",
        "<script type='application/json' id='data'>{}</script>",
        "<div hx-get='/rows/' hx-trigger='revealed'>",
    ],
)
def test_what_is_ours_or_only_data_is_let_through(markup):
    assert inline_code(markup) == []


def test_a_template_that_names_what_is_not_there_fails():
    template = engines["django"].from_string("{{ not_there }}")

    with pytest.raises(pytest.fail.Exception, match="not_there"):
        template.render({})


def test_what_htmx_swaps_in_can_be_compared_with_what_a_reload_shows():
    page = HttpResponse("<main><p>head</p><div id='rows'><i>old</i></div></main>")
    part = HttpResponse("<div id='rows'><i>new</i></div>")
    reloaded = HttpResponse("<main><p>head</p><div id='rows'><i>new</i></div></main>")

    assert swap(page, "main", HttpResponse("<main>x</main>")) != region(reloaded, "main")
    assert swap(page, "#rows", part) == region(reloaded, "#rows")
    assert swap(page, "#rows", HttpResponse("<i>new</i>"), how="innerHTML") == region(
        reloaded, "#rows"
    )
