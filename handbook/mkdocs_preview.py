"""One state of the handbook as a site whose pages MkDocs renders when they are asked for.

Beside the plugin the only module that knows MkDocs: it takes the steps of MkDocs' own build, and
leaves out every page but the one that is wanted.
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING
from urllib.parse import unquote

from mkdocs.commands.build import _build_template, _populate_page, get_context
from mkdocs.config import load_config
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

from handbook.addresses import DATA_FOLDER
from handbook.binding import bind_book
from handbook.mkdocs_plugin import HandbookPlugin
from handbook.mkdocs_run import listening, translated_errors
from handbook.publish import SiteError
from handbook.published import BOOKS
from handbook.search import INDEX_SCRIPT_URI, INDEX_URI

if TYPE_CHECKING:
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from handbook.project import Project

_HTML = "text/html; charset=utf-8"
_MISSING = "404.html"
_VOLUMES = {book.uri: name for name, book in BOOKS.items()}
_NO_PAGE = b"<!doctype html><html lang=en><title>Not here</title><p>There is no such page.</p>"


class Preview:
    """The site of one state of the handbook, with addresses of folders as on a web server.

    Args:
        config_path: The mkdocs.yml.
        project: The handbook, without errors.
        site_url: Where the site is shown.

    Raises:
        HandbookError: The handbook has problems after all.
        SiteError: MkDocs refuses something else.
    """

    def __init__(self, config_path: Path, *, project: Project, site_url: str) -> None:
        self._project, self._home = project, config_path.parent
        with listening() as warnings, translated_errors(warnings, home=self._home):
            config = load_config(str(config_path), site_url=site_url, use_directory_urls=True)
            self._plugin = _our_plugin(config)
            self._plugin.press = project.press
            config.plugins.on_startup(command="serve", dirty=False)
            self._plugin.preview = project.site(is_preview=True)
            # MkDocs' own server adds a script to every page, which a policy would stop.
            self._plugin.is_served = False
            self._open(config)
        self.warnings = tuple(warnings)

    def read(self, path: str) -> tuple[bytes, str] | None:
        """Return what is at an address, relative to the site's, and its media type.

        Raises:
            HandbookError: A paper or a page cannot be made.
            SiteError: MkDocs refuses something else.
        """
        with listening() as warnings, translated_errors(warnings, home=self._home):
            if (made := self._made_when_asked(path)) is not None:
                return made, _media_type(path)
            file = self._places.get(path)
            if file is None:
                return None
            if file.page is not None:
                return self._render(file.page).encode(errors="xmlcharrefreplace"), _HTML
            return file.content_bytes, _media_type(path)

    def _made_when_asked(self, path: str) -> bytes | None:
        """Return a file that is not made before somebody wants it."""
        if path in self._project.paper_uris:
            return self._project.paper(path)
        if path in self._project.sheets:
            return self._project.sheet(path)
        if path.startswith(DATA_FOLDER) and not path.endswith("/"):
            return self._project.data.get(path)
        if path in _VOLUMES:
            return self._book(_VOLUMES[path])
        if path in {INDEX_URI, INDEX_SCRIPT_URI}:
            return self._plugin.index_files(self._config)[path]
        return None

    def read_missing(self) -> bytes:
        """Return the page for addresses at which nothing is."""
        if _MISSING not in self._config.theme.static_templates:
            return _NO_PAGE
        with listening() as warnings, translated_errors(warnings, home=self._home):
            template = self._env.get_template(_MISSING)
            return _build_template(
                _MISSING, template, self._files, self._config, self._nav
            ).encode()

    def _open(self, config: MkDocsConfig) -> None:
        """Take MkDocs' steps up to the first page."""
        self._config = config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files = get_files(config)
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        self._files = files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        self._nav = config.plugins.on_nav(nav, config=config, files=files)
        for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            page = file.page or Page(None, file, config)
            # The menu has the titles of pages that nobody has rendered.
            page.read_source(config)
        self._env = config.plugins.on_env(env, config=config, files=files)
        self._places = {_place(file): file for file in files}

    def _render(self, page: Page) -> str:
        config = self._config
        _populate_page(page, config, self._files)
        page.active = True
        try:
            context = get_context(self._nav, self._files, config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = config.plugins.on_page_context(
                context, page=page, config=config, nav=self._nav
            )
            text = template.render(context)
            return str(config.plugins.on_post_page(text, page=page, config=config))
        finally:
            page.active = False

    def _book(self, volume: str) -> bytes:
        if self._config.nav is None:
            message = "The book has the order of the menu. Add a 'nav:' to mkdocs.yml."
            raise SiteError(message)
        return bind_book(
            self._project.site(is_preview=True),
            volume=volume,
            articles=self._plugin.articles,
            nav=self._config.nav,
            press=self._project.press,
        )


def _our_plugin(config: MkDocsConfig) -> HandbookPlugin:
    for plugin in config.plugins.values():
        if isinstance(plugin, HandbookPlugin):
            return plugin
    message = "Not shown: mkdocs.yml does not name the plugin. Add '- handbook' to its 'plugins:'."
    raise SiteError(message)


def _place(file: File) -> str:
    """Return the address at which a file is asked for: '' for the home page."""
    return "" if file.url in {".", "./"} else unquote(file.url)


def _media_type(path: str) -> str:
    kind, _ = mimetypes.guess_type(path)
    return f"{kind}; charset=utf-8" if (kind or "").startswith("text/") else kind or _BYTES


_BYTES = "application/octet-stream"
