"""The ways into the walk from folders to a site source; where nothing changed, it is not taken.

What a handbook came to is kept under everything that it was made from.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from handbook.inputs import digest_inputs
from handbook.layers import find_layers
from handbook.problems import HandbookError, pack_problems, refuse_errors, unpack_problems
from handbook.site_source import pack_site, unpack_site

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from handbook.forms.structure import FormDocument
    from handbook.model.handbook import Handbook
    from handbook.press import Press
    from handbook.problems import Problem
    from handbook.project import Project
    from handbook.site_source import SiteSource


def open_site(
    *roots: Path,
    press: Press,
    has_directory_urls: bool = True,
    with_manual: bool = True,
    shows_drafts: bool = False,
) -> SiteSource:
    """Read the handbook in the given folders and make its whole site source.

    Args:
        roots: The handbook's folder; or all its layers, the base first.
        press: Makes the papers.
        has_directory_urls: Whether a page `a/b.md` is published as `a/b/`.
        with_manual: Whether the pages for editors are among its pages.
        shows_drafts: Whether what is not ready yet is among its pages.

    Raises:
        HandbookError: Something keeps it from being built; all problems and warnings are in it.
    """
    roots = _all_layers(roots)
    memory = _Memory("site", roots, press, asked=(has_directory_urls, with_manual, shows_drafts))
    kept = memory.recall()
    site = unpack_site(kept, read=press.cache.read) if kept else None
    if site is None:
        project = _walk(
            *roots,
            press=press,
            has_directory_urls=has_directory_urls,
            with_manual=with_manual,
            shows_drafts=shows_drafts,
        )
        refuse_errors(project.problems)
        site = project.site()
        memory.keep(pack_site(site, key_of=press.cache.key_of), of=project)
    return site


def check_project(*roots: Path, press: Press, today: date | None = None) -> tuple[Problem, ...]:
    """Return every problem and warning of the handbook in the given folders.

    Args:
        roots: The handbook's folder; or all its layers, the base first.
        press: Makes the papers.
        today: The day, for what is due; nothing is due without one.
    """
    try:
        roots = _all_layers(roots)
    except HandbookError as error:
        return error.problems
    memory = _Memory("problems", roots, press, asked=today)
    if kept := memory.recall():
        return unpack_problems(json.loads(kept))
    project = _walk(*roots, press=press)
    problems = {*project.problems, *(project.check_review(today) if today else ())}
    found = tuple(sorted(problems))
    memory.keep(json.dumps(pack_problems(found)).encode(), of=project)
    return found


def open_forms(*roots: Path, press: Press) -> tuple[Handbook, tuple[FormDocument, ...]]:
    """Read the handbook in the given folders for its forms alone.

    Returns:
        The handbook, as adopted, and its forms.

    Raises:
        HandbookError: Something keeps it from being built; all problems and warnings are in it.
    """
    project = _walk(*_all_layers(roots), press=press)
    refuse_errors(project.record_problems)
    refuse_errors(project.edition_problems)
    return project.handbook, project.documents


def _all_layers(roots: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return all the folders of a handbook, where only its own is named."""
    return find_layers(roots[0]) if len(roots) == 1 else roots


def _walk(
    *roots: Path,
    press: Press,
    has_directory_urls: bool = True,
    with_manual: bool = True,
    shows_drafts: bool = False,
) -> Project:
    # The walk imports every model and rule, which is a good part of what a short command takes.
    from handbook.project import Project  # noqa: PLC0415

    return Project(
        roots,
        press,
        has_directory_urls=has_directory_urls,
        with_manual=with_manual,
        shows_drafts=shows_drafts,
    )


@dataclass(frozen=True)
class _Memory:
    """What was made of a handbook the last time, as long as it is the same handbook."""

    what: str
    roots: tuple[Path, ...]
    press: Press
    asked: object
    """What it depends on beside the handbook."""

    def recall(self) -> bytes | None:
        """Return what is kept, if it is still true."""
        return self.press.cache.read(self._key)

    def keep(self, made: bytes, *, of: Project) -> None:
        """Keep what was made, unless the files changed meanwhile or versions are not known."""
        if self._key and of.is_known and self._key == self._key_now():
            self.press.cache.write(self._key, made)

    @cached_property
    def _key(self) -> str:
        return self._key_now()

    def _key_now(self) -> str:
        digest = digest_inputs(*self.roots)
        dated = os.environ.get("SOURCE_DATE_EPOCH")
        return self.press.cache.key(self.what, digest, dated, self.asked) if digest else ""
