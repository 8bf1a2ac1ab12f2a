"""Runs MkDocs: what it says is heard, and what it raises becomes an error of ours."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from handbook.problems import HandbookError, Problem
from handbook.publish import SiteError
from handbook.site_config import key_place
from handbook.template_faults import template_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig

_REFUSED = re.compile(r"Config value '(?P<key>\w+)': (?P<why>.+)", re.DOTALL)
"""How MkDocs says that it refuses a setting."""


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
        config = _load(
            config_path,
            heard=warnings,
            site_dir=str(site_path),
            strict=is_strict,
            use_directory_urls=has_directory_urls,
        )
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    return tuple(warnings)


def check_engine(config_path: Path) -> tuple[Problem, ...]:
    """Return what MkDocs refuses of a handbook's settings; the handbook's own are checked apart."""
    with listening() as heard:
        try:
            _load(config_path, heard=heard)
        except HandbookError as error:
            return error.problems
    return ()


def _load(config_path: Path, *, heard: list[str], **settings: Any) -> MkDocsConfig:
    """Load the settings of a handbook, with others that go before them.

    Raises:
        HandbookError: MkDocs refuses some of them; each is located.
    """
    try:
        return load_config(str(config_path), **settings)
    except Abort as error:
        text = config_path.read_text(encoding="utf-8")
        refused = [found for said in heard if (found := _REFUSED.fullmatch(said))]
        problems = [
            Problem(
                key_place(found["key"], text=text, path=config_path.name),
                found["key"],
                f"{found['why'].rstrip('.').replace(str(config_path.parent), '.')}. "
                "Correct it, or take it out.",
            )
            for found in refused
        ]
        if not problems:
            raise
        raise HandbookError(problems) from error


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
