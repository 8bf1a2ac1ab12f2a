"""`handbook stage`: the whole site source on disk, for any engine that reads MkDocs' files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from handbook.articles import render_articles
from handbook.assets import FOLDER, stamp_assets
from handbook.binding import bind_book
from handbook.folders.mark import Made
from handbook.inputs import source_paths
from handbook.nav import expand_nav
from handbook.pages.site_facts import asset_facts, content_security_policy
from handbook.publish import replace_folder, write_files
from handbook.published import BOOK_URI
from handbook.search import build_index, render_index_files
from handbook.site_config import CONFIG_NAME, dump_config, markdown_settings, read_config

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handbook.press import Press
    from handbook.site_source import SiteSource

_CONTENT, _DOCS, _OVERRIDES = "content", "docs", "overrides"
_DATA_SUFFIXES = (".yml", ".yaml", ".md")


def stage_site(site: SiteSource, *, config_path: Path, out_path: Path, press: Press) -> None:
    """Write the site source: a config without this package's plugin, every page, every file.

    Args:
        site: What to write.
        config_path: The mkdocs.yml the config is made from; its folder holds content and overrides.
        out_path: The folder to make; one staged before is replaced when all is written.
        press: Typesets the whole handbook as a book.

    Raises:
        HandbookError: The config cannot be read.
        FolderError: The folder is not fit, or holds something else.
        OSError: The folder cannot be written.
    """
    home = config_path.parent
    config = read_config(config_path)
    settings = markdown_settings(config, path=config_path.name)
    articles = render_articles(site.pages, settings=settings, cache=press.cache)
    pages = {page.uri: page.file_text.encode() for page in site.pages}
    index = build_index(
        site.pages, articles=articles, synonyms=site.synonyms, has_directory_urls=True
    )
    found = stamp_assets(render_index_files(index))
    config = _staged(config, site=site, names={**site.names, **found.names})
    book = bind_book(site, articles=articles, nav=config["nav"], press=press)
    files = {**pages, **site.files, **found.files, BOOK_URI: book}
    # What engines put beside the config that they read.
    derived = (str(config.get("site_dir") or "site"), ".cache")
    with replace_folder(
        out_path, made=Made.STAGE, sources=source_paths(home), derived=derived
    ) as fresh:
        shutil.copytree(home / _CONTENT, fresh / _DOCS, ignore=_data_files)
        for uri in site.unused:
            (fresh / _DOCS / uri).unlink()
        shutil.copytree(home / _OVERRIDES, fresh / _OVERRIDES, ignore=_assets)
        write_files(files, folder=fresh / _DOCS)
        write_files({CONFIG_NAME: dump_config(config).encode()}, folder=fresh)


def _staged(
    config: dict[str, Any], *, site: SiteSource, names: Mapping[str, str]
) -> dict[str, Any]:
    facts = {**site.facts, **asset_facts(names), "csp": content_security_policy()}
    # A staged page is nobody's to edit, and MkDocs would guess an address for it.
    editing = {"edit_uri": ""} if config.get("repo_url") else {}
    return {
        **config,
        **editing,
        "site_name": facts["title"],
        "site_url": _closed(config.get("site_url") or "") or site.address,
        "docs_dir": _DOCS,
        "extra_css": [names.get(uri, uri) for uri in config.get("extra_css") or []],
        "extra_javascript": [
            _script(one, names=names) for one in config.get("extra_javascript") or []
        ],
        "nav": expand_nav(config.get("nav") or [], pages=site.pages),
        "plugins": [one for one in config.get("plugins") or [] if _name(one) != "handbook"],
        "extra": {**(config.get("extra") or {}), "handbook": facts},
    }


def _closed(address: str) -> str:
    """Return the site's address with the '/' at its end that MkDocs gives it."""
    return f"{address.rstrip('/')}/" if address else ""


def _script(given: Any, *, names: Mapping[str, str]) -> Any:
    """Return an entry of the scripts under the name that its file is published as."""
    if isinstance(given, dict):
        return {**given, "path": names.get(given["path"], given["path"])}
    return names.get(given, given)


def _name(plugin: Any) -> str:
    return str(next(iter(plugin), "") if isinstance(plugin, dict) else plugin)


def _assets(_folder: str, names: list[str]) -> set[str]:
    """Leave out what pages load: it stands among the site's files, under its published name."""
    return set(names) & {FOLDER.rstrip("/")}


def _data_files(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(_DATA_SUFFIXES)}
