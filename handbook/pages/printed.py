"""What a template prints of a value: Markdown that shows exactly its words, or the words alone."""

from __future__ import annotations

from functools import lru_cache

import jinja2
from markupsafe import Markup

from handbook.inline import Words, parse_inline, parse_paragraphs, render_markdown, render_plain


# The same names and terms stand on page after page.
@lru_cache(maxsize=8192)
def render_value(text: str) -> Markup:
    """Return a text as Markdown in which nothing acts but what a text of a record may hold."""
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :] if text.strip() else ""
    inside = "\n\n".join(render_markdown(nodes) for nodes in parse_paragraphs(text))
    return Markup(f"{before}{inside}{after}")  # noqa: S704  (rendering made it safe)


def plain(text: str | jinja2.Undefined) -> Markup:
    """Return the visible words of a text, fit for an attribute in HTML or in Markdown."""
    if isinstance(text, jinja2.Undefined):
        return Markup(str(text))  # noqa: S704  (it is empty)
    words = render_markdown((Words(render_plain(parse_inline(text))),))
    quoted = words.replace('"', "&#34;").replace("'", "&#39;")
    return Markup(quoted)  # noqa: S704  (rendering made it safe)


def one_line(text: str | jinja2.Undefined) -> Markup:
    """Return a text as one line of Markdown, for a list item or a table cell."""
    if isinstance(text, jinja2.Undefined):
        return Markup(str(text))  # noqa: S704  (it is empty)
    lines = (render_markdown(nodes) for nodes in parse_paragraphs(text))
    return Markup(" ").join(Markup(line) for line in lines)  # noqa: S704  (rendering made it safe)
