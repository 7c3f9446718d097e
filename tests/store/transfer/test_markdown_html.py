"""A model's Markdown is set; its tags, its scripts and its pictures are text, and its formulas stay."""

import pytest

from chatui.store.transfer.markdown_html import markdown_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Yes**", "<p><strong>Yes</strong></p>"),
        ("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>"),
        ("[x](https://e.org/)", '<p><a href="https://e.org/">x</a></p>'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("![x](https://e.org/)", '<p>!<a href="https://e.org/">x</a></p>'),
        ("it costs $5 and $6", "<p>it costs $5 and $6</p>"),
        ("$a_1 * b_2 * c$", '<p><code class="formula">$a_1 * b_2 * c$</code></p>'),
        ("\\(a_1\\) or \\[b_2\\]", None),
        ("$$\nx_1 = *y*\n$$", '<p><code class="formula">$$\nx_1 = *y*\n$$</code></p>'),
        ("\\boxed{9.9} and \\*", "<p>\\boxed{9.9} and *</p>"),
    ],
)
def test_each_kind_of_text(text: str, html: str | None) -> None:
    set_ = markdown_html(text)
    assert set_ == html or (html is None and set_.count('class="formula"') == 2)


def test_tables_and_code() -> None:
    html = markdown_html("| a |\n| -: |\n| 1 |\n\n```js\n<script>\n```")
    assert "<table>" in html
    assert "<td" in html
    assert "&lt;script&gt;" in html
