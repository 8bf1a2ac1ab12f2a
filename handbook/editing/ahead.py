"""One page of a handbook that somebody is changing, made before all the rest is."""

from __future__ import annotations

import posixpath
from functools import partial
from typing import TYPE_CHECKING

from handbook.pages.article import ArticleError
from handbook.problems import HandbookError, has_errors

if TYPE_CHECKING:
    from handbook.problems import Problem
    from handbook.project import Project


def look_ahead(
    project: Project, *, like: Project | None, uri: str
) -> tuple[tuple[Problem, ...], str]:
    """Return what is wrong with the records of a handbook, and a page of it as HTML.

    Args:
        project: The handbook as it would be.
        like: The handbook as it is; without one, no page is made.
        uri: The page; '' for none.
    """
    problems = project.load_problems
    if has_errors(problems) or like is None or not uri:
        return problems, ""
    try:
        article = project.article_ahead(uri, like=like)
    # The whole walk, which follows, says in words what is wrong with a page.
    except (ArticleError, LookupError, ValueError, HandbookError):
        return problems, ""
    return problems, article.html_with(partial(link_address, uri=uri)) if article else ""


def link_address(link: str, *, uri: str) -> str:
    """Return where a link of a page leads, which names another page by its file."""
    path, sign, rest = link.partition("#")
    if not path.endswith(".md") or "://" in path:
        return link
    target = posixpath.normpath(posixpath.join("/", posixpath.dirname(uri), path))
    return f"{target.removesuffix('.md').removesuffix('index').rstrip('/')}/{sign}{rest}"
