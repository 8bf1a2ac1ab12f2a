"""The MkDocs plugin: hands the site source to MkDocs. The only module that knows MkDocs.

It translates events and nothing else; what the pages say is decided in `handbook.project`.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from handbook.articles import render_articles
from handbook.assets import Assets, stamp_assets
from handbook.binding import bind_books
from handbook.cache import CacheError, open_cache
from handbook.folders.mark import Made, write_mark
from handbook.inputs import watched_paths
from handbook.layers import find_layers, is_own
from handbook.model.places import LOOK_FOLDER
from handbook.nav import expand_nav
from handbook.opening import open_site
from handbook.pages.site_facts import asset_facts, content_security_policy
from handbook.press import Press, day_of
from handbook.problems import HandbookError, Severity
from handbook.publish import publishes_manual
from handbook.published import BOOKS
from handbook.search import build_index, render_index_files
from handbook.site_config import MarkdownSettings, read_config
from handbook.site_defaults import EXTENSIONS, SCRIPTS, SHEETS, VALIDATION, fill_in_extra, first
from handbook.spelling import count_of
from handbook.surroundings import find_files
from handbook.template_faults import template_fault

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from handbook.pages.article import Article
    from handbook.problems import Problem
    from handbook.site_source import SiteSource

log = logging.getLogger("mkdocs.plugins.handbook")

_NAME = "handbook"
"""What mkdocs.yml calls the plugin."""

_DATA_SUFFIXES = (".yml", ".yaml")

_UNUSED_FOLDERS = ("assets/javascripts/", "assets/stylesheets/")
"""Where Material keeps its bundles: no page loads them, and they name hosts of others."""


class NoOptions(Config):
    """The plugin has no options: its choices stand in district.yml."""


class HandbookPlugin(BasePlugin[NoOptions]):
    """Adds the pages, menus, forms and search keywords that a handbook's data makes."""

    def __init__(self) -> None:
        super().__init__()
        self.site: SiteSource | None = None
        self.roots: tuple[Path, ...] = ()
        self.preview: SiteSource | None = None
        self.articles: Mapping[str, Article] = {}
        self.index = Assets()
        self.settings = MarkdownSettings((), {})
        self.changed = Counter[str]()
        self.is_served = False
        self.home: Path | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Be kept between rebuilds, so that forms that did not change are not typeset again.

        MkDocs keeps the plugin between builds of one process too: what a preview showed goes.
        """
        self.is_served = command == "serve"
        self.preview = None

    # After other plugins, which may change how addresses and Markdown are made.
    @event_priority(-50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the handbook; give the site its name, menu and watched files."""
        home = self.home = Path(config.config_file_path).parent
        try:
            self.roots = find_layers(home)
            self.site = self.preview or open_site(
                *self.roots,
                press=self.press,
                has_directory_urls=config.use_directory_urls,
                with_manual=self.is_served or publishes_manual(),
                shows_drafts=self.is_served,
            )
        except (HandbookError, CacheError) as error:
            raise PluginError(str(error)) from error
        for warning in self.site.warnings:
            # What stands in the base is nothing that the district could mend.
            log.log(_level(warning), str(warning))
        _fill_in(config, site=self.site, roots=self.roots)
        self.settings = _settings(config)
        self.articles = render_articles(
            self.site.pages, settings=self.settings, cache=self.press.cache
        )
        self.changed.clear()
        # Whoever shows the site page by page makes index and book when they are asked for.
        self.index = Assets() if self.preview else stamp_assets(self.index_files(config))
        names = {**self.site.names, **self.index.names}
        _name_assets(config, names=names)
        config.site_name = self.site.facts["title"]
        config.site_url = config.site_url or self.site.address
        config.extra["handbook"] = {
            **self.site.facts,
            **asset_facts(names),
            "csp": self._policy(config),
        }
        nav = self.site.nav if config.nav is None else config.nav
        if nav:
            config.nav = expand_nav(nav, pages=self.site.pages, gone=self.site.gone)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the pages and forms among the files, and take out what is not published."""
        for uri, path in find_files(*self.roots).items():
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, abs_src_path=str(path)))
        published = {page.uri for page in self._site.pages}
        for file in tuple(files):
            # A page that the handbook does not publish would be shown as it was written.
            is_raw = file.src_uri.endswith(".md") and file.src_uri not in published
            is_kept = not file.src_uri.startswith(_UNUSED_FOLDERS) and not (
                (is_raw and file.generated_by in {None, _NAME})
                or file.src_uri.endswith(_DATA_SUFFIXES)
                or file.src_uri in self._site.unused
                or file.src_uri in self._site.names
            )
            if not is_kept:
                files.remove(file)
        for page in self._site.pages:
            self._put(files, page.uri, page.file_text, config=config, source=page.source_path)
        for uri, content in {**self._site.files, **self.index.files}.items():
            self._put(files, uri, content, config=config)
        for uri, book in self._books(config).items():
            self._put(files, uri, book, config=config)
        return files

    def _books(self, config: MkDocsConfig) -> Mapping[str, bytes]:
        """Return the volumes of the book by their files; in a preview, what stands for them."""
        if self.preview:
            return {BOOKS[volume].uri: b"" for volume in self._site.volumes}
        if config.nav is None:
            return {}
        try:
            return bind_books(self._site, articles=self.articles, nav=config.nav, press=self.press)
        except HandbookError as error:
            raise PluginError(str(error)) from error

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Have MkDocs take the page as it is rendered already, and date it by the edition."""
        page.update_date = day_of(self._site.made_at).isoformat()
        if page.file.src_uri in self.articles:
            page.render = partial(self._render, page)  # type: ignore[method-assign]
        return page

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Have templates escape; say which plugins changed pages, now that all are rendered."""
        env.autoescape = True
        for name, count in self.changed.items():
            pages = count_of(count, "page")
            log.warning(
                "The plugin '%s' changes %s, and the book and the search have the text without "
                "its changes. Take it out of mkdocs.yml if they should agree.",
                name,
                pages,
            )
        return env

    def on_build_error(self, *, error: Exception) -> None:
        """Say what a template raises as a problem of the template."""
        if self.home and (fault := template_fault(error, home=self.home)):
            found = HandbookError([fault])
            raise PluginError(str(found)) from found

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Mark what was built, so that `handbook build` may replace it.

        MkDocs keeps hidden files of others when it empties a folder; those are not marked.
        """
        if not self.is_served:
            write_mark(Path(config.site_dir), made=Made.SITE, with_hidden=False)

    def index_files(self, config: MkDocsConfig) -> dict[str, bytes]:
        """Return the search index as files, by their URIs."""
        index = build_index(
            self._site.pages,
            articles=self.articles,
            synonyms=self._site.synonyms,
            has_directory_urls=config.use_directory_urls,
        )
        return render_index_files(index)

    @cached_property
    def press(self) -> Press:
        """Makes the papers; it stays between the builds of one run."""
        return Press(open_cache())

    @property
    def _site(self) -> SiteSource:
        if self.site is None:
            msg = "the handbook has not been read yet"
            raise PluginError(msg)
        return self.site

    def _render(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Render a page, in place of MkDocs, which does it where a plugin changed the page."""
        article = self.articles[page.file.src_uri]
        if _settings(config) != self.settings:
            self.changed[_names_of_plugins(config, events=("on_config", "on_pre_build"))] += 1
        elif (page.markdown or "").strip("\n") != article.source.strip("\n"):
            self.changed[_names_of_plugins(config, events=("on_page_markdown",))] += 1
        else:
            _take(article, page=page, config=config, files=files)
            return
        Page.render(page, config, files)

    def _policy(self, config: MkDocsConfig) -> str:
        """Return the Content-Security-Policy of the site.

        While it is served for an editor, MkDocs adds a script of its own to every page.
        """
        if self.is_served:
            return ""
        return content_security_policy(is_in_folder=not config.use_directory_urls)

    def _put(
        self,
        files: Files,
        uri: str,
        content: str | bytes,
        *,
        config: MkDocsConfig,
        source: str = "",
    ) -> None:
        replaced = files.get_file_from_path(uri)
        if replaced is not None:
            files.remove(replaced)
        file = File.generated(config, uri, content=content)
        if source and is_own(source):
            file.edit_uri = os.path.relpath(source, "content").replace(os.sep, "/")
        files.append(file)


def _level(warning: Problem) -> int:
    is_counted = is_own(warning.location.path) and warning.severity is not Severity.HINT
    return logging.WARNING if is_counted else logging.INFO


def _fill_in(config: MkDocsConfig, *, site: SiteSource, roots: tuple[Path, ...]) -> None:
    """Give a config what its file leaves out, and the site each layer's look and files to watch."""
    looks = [str(root / LOOK_FOLDER) for root in roots if (root / LOOK_FOLDER).is_dir()]
    # Of a file that several folders have, the theme takes the first.
    config.theme.dirs[:0] = [path for path in reversed(looks) if path not in config.theme.dirs]
    config.watch.extend([*map(str, watched_paths(*roots)), *looks])
    for name, options in EXTENSIONS.items():
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
        if options:
            config.mdx_configs.setdefault(name, dict(options))
    config.extra_css = first(SHEETS, then=config.extra_css)
    config.extra_javascript = first(SCRIPTS, then=config.extra_javascript)
    titles = {page.uri: page.title for page in site.pages}
    config.extra.update(fill_in_extra(config.extra, titles=titles))
    if "validation" not in read_config(Path(config.config_file_path)):
        config.validation.load_dict(dict(VALIDATION))
        config.validation.validate()


def _name_assets(config: MkDocsConfig, *, names: Mapping[str, str]) -> None:
    """Have the styles and scripts that mkdocs.yml names under the names they are published as."""
    config.extra_css = [names.get(uri, uri) for uri in config.extra_css]
    scripts = list(config.extra_javascript)
    for place, script in enumerate(scripts):
        if isinstance(script, str):
            scripts[place] = names.get(script, script)
        else:
            script.path = names.get(script.path, script.path)
    config.extra_javascript = scripts


def _settings(config: MkDocsConfig) -> MarkdownSettings:
    return MarkdownSettings(tuple(config.markdown_extensions), dict(config.mdx_configs))


def _names_of_plugins(config: MkDocsConfig, *, events: tuple[str, ...]) -> str:
    """Return the plugins and hooks that listen to an event, ours left out, as one name."""
    names = [
        name
        for name, plugin in config.plugins.items()
        if not isinstance(plugin, HandbookPlugin)
        and any(hasattr(plugin, event) for event in events)
    ]
    return "' or '".join(names)


def _take(article: Article, *, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Make an article what MkDocs' own rendering makes of a page."""
    links = _RelativePathTreeprocessor(page.file, files, config)
    page.content = article.html_with(links.path_to_url)
    page.toc = get_toc(list(article.toc))  # type: ignore[arg-type]
    page.present_anchor_ids = set(article.ids)
    page.links_to_anchors = links.links_to_anchors
