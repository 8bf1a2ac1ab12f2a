"""`handbook stage`: the whole site source on disk, for any engine that reads MkDocs' files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.articles import render_articles
from handbook.assets import FOLDER, stamp_assets
from handbook.binding import bind_books
from handbook.folders.mark import Made
from handbook.inputs import source_paths
from handbook.layers import find_layers
from handbook.model.places import CONFIG_NAME, LOOK_FOLDER
from handbook.nav import expand_nav
from handbook.pages.site_facts import asset_facts, content_security_policy
from handbook.publish import replace_folder, write_files
from handbook.search import build_index, render_index_files
from handbook.shipped import BASE, THEME
from handbook.site_config import dump_config, markdown_settings, read_config
from handbook.site_defaults import fill_in_config
from handbook.surroundings import find_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.press import Press
    from handbook.site_source import SiteSource

_DOCS = "docs"


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
    roots, titles = find_layers(home), {page.uri: page.title for page in site.pages}
    config = fill_in_config(read_config(config_path), nav=site.nav, titles=titles)
    settings = markdown_settings(config, path=config_path.name)
    articles = render_articles(site.pages, settings=settings, cache=press.cache)
    pages = {page.uri: page.file_text.encode() for page in site.pages}
    index = build_index(
        site.pages, articles=articles, synonyms=site.synonyms, has_directory_urls=True
    )
    found = stamp_assets(render_index_files(index))
    config = _staged(config, site=site, names={**site.names, **found.names})
    books = bind_books(site, articles=articles, nav=config["nav"], press=press)
    files = {**pages, **site.files, **found.files, **books}
    # What engines put beside the config that they read.
    derived = (str(config.get("site_dir") or "site"), ".cache")
    with replace_folder(
        out_path, made=Made.STAGE, sources=source_paths(home), derived=derived
    ) as fresh:
        (fresh / _DOCS).mkdir()
        for uri, path in find_files(*roots).items():
            if uri not in site.unused:
                (fresh / _DOCS / uri).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, fresh / _DOCS / uri)
        for look in _looks(roots):
            shutil.copytree(look, fresh / LOOK_FOLDER, dirs_exist_ok=True, ignore=_not_staged)
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
        "nav": expand_nav(config.get("nav") or [], pages=site.pages, gone=site.gone),
        "theme": _theme(config.get("theme")),
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


def _looks(roots: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the folders of the look, the base's first."""
    own = [path for root in roots if (path := root / LOOK_FOLDER).is_dir()]
    return tuple(dict.fromkeys((BASE / LOOK_FOLDER, *own)))


def _theme(given: Any) -> dict[str, Any]:
    """Return the theme as engines take it that know no theme of ours: all that it says, in line."""
    named = given if isinstance(given, dict) else {"name": given}
    settings = read_config(Path(THEME.__file__))
    parent = settings.pop("extends")
    return {**settings, **named, "name": parent, "custom_dir": LOOK_FOLDER}


def _not_staged(_folder: str, names: list[str]) -> set[str]:
    """Leave out what pages load: it stands among the site's files, under its published name."""
    return set(names) & {FOLDER.rstrip("/"), Path(THEME.__file__).name}
