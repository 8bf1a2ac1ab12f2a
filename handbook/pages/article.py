"""Markdown to HTML outside a site engine, for what is made of pages and is no site: the book."""

from __future__ import annotations

import markdown

EXTENSIONS = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.smartsymbols",
)
"""The extensions of mkdocs.yml that change what a page says."""


def render_article(text: str) -> str:
    """Return a page's Markdown as HTML; links stay links to Markdown files."""
    return markdown.markdown(text, extensions=list(EXTENSIONS))
