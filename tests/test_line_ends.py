"""A sentence may end with a tag, and the next line is still the next line."""

from __future__ import annotations

import pytest

from handbook.pages.line_ends import keep_line_ends
from handbook.pages.templating import Templates


def render(text: str) -> str:
    """Return the Markdown of a page without faults."""
    rendered, problems = Templates({"yes": "yes"}).render_text(text, path="a.md", first_line=1)
    assert problems == ()
    return rendered


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("- a{% if yes %} b{% endif %}\n- c\n", "- a b\n- c\n"),
        ("{% if yes %}A.{% endif %}{% if yes %} B.{% endif %}\n\n## C\n", "A. B.\n\n## C\n"),
        ("- a {# why #}\n- b\n", "- a \n- b\n"),
        ("{% if yes %}\n- a\n{% endif %}\n- b\n", "- a\n- b\n"),
        ("{% for one in [\n  1,\n] %}\n- {{ one }}\n{% endfor %}\n- b\n", "- 1\n- b\n"),
        ("{% raw %}\n{% if a %}b{% endif %}\n{% endraw %}\nc\n", "{% if a %}b{% endif %}\nc\n"),
        ("a {% raw %}{{{% endraw %}{% if yes %}b{% endif -%}\nc\n", "a {{bc\n"),
    ],
)
def test_lines_that_end_with_a_tag(text: str, rendered: str) -> None:
    """Words keep the end of their line; lines of tags alone leave none."""
    assert render(text) == rendered


def test_no_line_moves() -> None:
    """A fault is still told on its line."""
    text = "a{% if yes %}b{% endif %}\n\nc {# d\ne #}\nf\n"
    assert keep_line_ends(text) == "a{% if yes %}b{% endif +%}\n\nc {# d\ne #}\nf\n"
