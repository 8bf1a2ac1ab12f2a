"""Runs MkDocs: what it says is heard, and what it raises becomes an error of ours."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from handbook.problems import HandbookError
from handbook.publish import SiteError
from handbook.template_faults import template_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def build_site(
    config_path: Path, *, site_path: Path, is_strict: bool, is_offline: bool
) -> tuple[str, ...]:
    """Build the site with MkDocs into a folder.

    Returns:
        The warnings, of the handbook and of MkDocs.

    Raises:
        HandbookError: The handbook has problems.
        SiteError: MkDocs refused something else, or there are warnings and the build is strict.
    """
    # A folder has no server that shows `a/index.html` for the address `a/`.
    has_directory_urls = False if is_offline else None
    with listening() as warnings, translated_errors(warnings, home=config_path.parent):
        config = load_config(
            str(config_path),
            site_dir=str(site_path),
            strict=is_strict,
            use_directory_urls=has_directory_urls,
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return tuple(warnings)


class _Listener(logging.Handler):
    def __init__(self, heard: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect MkDocs' warnings instead of letting it print them."""
    heard: list[str] = []
    logger, listener = logging.getLogger("mkdocs"), _Listener(heard)
    logger.addHandler(listener)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagate


@contextmanager
def translated_errors(warnings: list[str], *, home: Path) -> Iterator[None]:
    """Raise what MkDocs and templates raise as errors of ours, with the warnings before it.

    Args:
        warnings: What was heard so far.
        home: The folder of the handbook.
    """
    try:
        yield
    except MkDocsException as error:
        if found := _ours_in(error):
            raise found from None
        raise SiteError("\n".join([*warnings, _sentence(error)])) from error
    # Whatever an expression in a template raises is a fault of that template.
    except Exception as error:
        if fault := template_fault(error, home=home):
            raise HandbookError([fault]) from error
        raise


def _sentence(error: Exception) -> str:
    return f"Not built: {str(error).rstrip('.!')}."


def _ours_in(error: BaseException | None) -> HandbookError | None:
    """Return what MkDocs wrapped: it raises its own exception while it handles ours."""
    while error is not None and not isinstance(error, HandbookError):
        error = error.__cause__ or error.__context__
    return error
