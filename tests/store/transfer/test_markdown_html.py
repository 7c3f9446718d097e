"""A model's Markdown is set; its tags, scripts and pictures are text, and its formulas can be read."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.store.transfer.markdown_html import markdown_html
from tests.store.transfer.test_exports import Page


def formula(source: str, text: str) -> str:
    return f'<p><span class="formula" title="{escape(source, quote=True)}">{text}</span></p>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Yes**", "<p><strong>Yes</strong></p>"),
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
        ("[x](https://e.org/)", '<p><a href="https://e.org/">x</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("![x](https://e.org/)", '<p>!<a href="https://e.org/">x</a></p>'),
        ("it costs $5 and $6", "<p>it costs $5 and $6</p>"),
        ("`$x^2$`", "<p><code>$x^2$</code></p>"),
        ("$" + "{" * 60 + "$", f'<p><code class="formula">${"{" * 60}$</code></p>'),
    ],
)
def test_each_kind_of_text(text: str, html: str) -> None:
    assert markdown_html(text) == html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("$a_1 * b_2 * c$", "a₁ * b₂ * c"),
        (r"\(a_1\)", "a₁"),
        (r"\[\frac{a+b}{2} < x^2\]", "(a+b)/2 &lt; x²"),
        ("$$\nx_1 = *y*\n$$", "x₁ = *y*"),
        (r"\boxed{9.9}", "<b>9.9</b>"),
        (r"\boxed{\boxed{1}}", "<b><b>1</b></b>"),
        (r"\[ a \\ b \]", "a<br>b"),
        (r'$\text{"<i>"}$', "&quot;&lt;i&gt;&quot;"),
    ],
)
def test_a_formula_can_be_read_and_has_its_source(source: str, text: str) -> None:
    assert markdown_html(source) == formula(source, text)


@given(st.text(alphabet="$\\({[^_<>&\"'}])abx1 \n\ue000\ue001", max_size=40))
def test_no_formula_opens_a_tag_that_it_does_not_close(text: str) -> None:
    for source in (f"${text}$", rf"\[{text}\]", rf"\boxed{{{text}}}"):
        assert Page(markdown_html(source)).open == []


def test_tables_and_code() -> None:
    html = markdown_html("| a |\n| -: |\n| 1 |\n\n```js\n<script>\n```")
    assert "<table>" in html
    assert "<td" in html
    assert "&lt;script&gt;" in html
