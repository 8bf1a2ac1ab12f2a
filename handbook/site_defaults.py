"""What a site is made with, where mkdocs.yml leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.model.surroundings import NavItem

EXTENSIONS: Mapping[str, Mapping[str, Any]] = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {"use_align_attribute": True},
    "toc": {"permalink": True, "permalink_title": "Link to this heading", "toc_depth": 3},
    "pymdownx.details": {},
    "pymdownx.smartsymbols": {},
}
"""The Markdown extensions that the base is written with, and their options."""

SHEETS = ("assets/district.css", "assets/finder.css", "assets/form.css")
"""The style sheets of every page, beside the theme's own."""

SCRIPTS = (
    "assets/handbook.js",
    "assets/search.js",
    "assets/ask-field.js",
    "assets/terms.js",
    "assets/path.js",
    "assets/form.js",
)
"""The scripts of every page."""

_SEARCH_HELP = ("finder", "is-and-is-not", "confidentiality", "glossary")
"""Where a search that finds nothing sends the reader."""

VALIDATION: Mapping[str, Any] = {
    "omitted_files": "warn",
    "absolute_links": "warn",
    "unrecognized_links": "warn",
    "anchors": "warn",
    "nav": {"omitted_files": "info", "not_found": "warn", "absolute_links": "warn"},
}
"""What site engines say of links and of the menu."""


def fill_in_config(
    config: Mapping[str, Any],
    *,
    nav: Sequence[NavItem] = (),
    titles: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return the settings of a site with all that they leave out.

    Args:
        config: What mkdocs.yml says.
        nav: The handbook's menu.
        titles: The pages of the site, each title by its file.
    """
    return {
        "docs_dir": "content",
        "validation": dict(VALIDATION),
        **config,
        "nav": config.get("nav") or list(nav),
        "markdown_extensions": with_extensions(config.get("markdown_extensions")),
        "extra_css": first(SHEETS, then=config.get("extra_css")),
        "extra_javascript": first(SCRIPTS, then=config.get("extra_javascript")),
        "extra": fill_in_extra(config.get("extra") or {}, titles=titles or {}),
    }


def fill_in_extra(extra: Mapping[str, Any], *, titles: Mapping[str, str]) -> dict[str, Any]:
    """Return what templates read beside the pages, with what it leaves out."""
    pages = ((name, titles.get(f"{name}.md")) for name in _SEARCH_HELP)
    help_ = [{"title": title, "page": name} for name, title in pages if title]
    return {"search_help": help_, **extra}


def with_extensions(given: Any) -> Any:
    """Return a config's Markdown extensions, however they are written, with ours behind them."""
    if given is not None and not isinstance(given, list | dict):
        return given
    listed = [{name: one} for name, one in given.items()] if isinstance(given, dict) else given
    named = {str(next(iter(one), "") if isinstance(one, dict) else one) for one in listed or []}
    ours = [
        {name: dict(options)} if options else name
        for name, options in EXTENSIONS.items()
        if name not in named
    ]
    return [*(listed or []), *ours]


def first(ours: Sequence[str], *, then: Sequence[Any] | None) -> list[Any]:
    """Return our files before the others, so that a district's own have the last word."""
    return [*ours, *(one for one in then or () if one not in ours)]
