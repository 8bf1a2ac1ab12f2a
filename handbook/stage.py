"""`handbook stage`: the whole site source on disk, for any engine that reads MkDocs' files."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from handbook.addresses import BOOK_URI
from handbook.folders.mark import Made
from handbook.loading import source_paths
from handbook.nav import expand_nav
from handbook.pages.site_facts import site_facts
from handbook.problems import HandbookError, Location, Problem
from handbook.project import bind_book
from handbook.publish import replace_folder, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.pdf.book import BookPrinter
    from handbook.project import SiteSource

CONFIG_NAME = "mkdocs.yml"
_CONTENT, _DOCS, _OVERRIDES = "content", "docs", "overrides"
_DATA_SUFFIXES = (".yml", ".yaml", ".md")


def stage_site(
    site: SiteSource, *, config_path: Path, out_path: Path, book_printer: BookPrinter
) -> None:
    """Write the site source: a config without this package's plugin, every page, every file.

    Args:
        site: What to write.
        config_path: The mkdocs.yml the config is made from; its folder holds content and overrides.
        out_path: The folder to make; one staged before is replaced when all is written.
        book_printer: Typesets the whole handbook as a book.

    Raises:
        HandbookError: The config cannot be read.
        FolderError: The folder is not fit, or holds something else.
        OSError: The folder cannot be written.
    """
    home = config_path.parent
    config = _staged(read_config(config_path), site=site)
    book = bind_book(site, nav=config["nav"], printer=book_printer)
    pages = {page.uri: page.file_text.encode() for page in site.pages}
    files = {**pages, **site.files, BOOK_URI: book}
    # What engines put beside the config that they read.
    derived = (str(config.get("site_dir") or "site"), ".cache")
    with replace_folder(
        out_path, made=Made.STAGE, sources=source_paths(home), derived=derived
    ) as fresh:
        shutil.copytree(home / _CONTENT, fresh / _DOCS, ignore=_data_files)
        shutil.copytree(home / _OVERRIDES, fresh / _OVERRIDES)
        write_files(files, folder=fresh / _DOCS)
        write_files({CONFIG_NAME: _dump(config).encode()}, folder=fresh)


def read_config(path: Path) -> dict[str, Any]:
    """Read a config, laid over the one that it inherits from, as MkDocs does."""
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  (it is safe)
    except (yaml.YAMLError, UnicodeError) as error:
        raise HandbookError([_config_fault(error, path=path)]) from error
    if not isinstance(config, dict):
        message = "expected settings like 'site_name: Our handbook'."
        raise HandbookError([Problem(Location(path.name), "", message)])
    parent = config.pop("INHERIT", None)
    return _merged(read_config(path.parent / parent), config) if parent else config


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A value that the engine reads in a way of its own, like one from the environment."""

    tag: str
    value: Any


class _Loader(yaml.SafeLoader):
    """Reads a config and keeps tagged values as they are written."""


class _Dumper(yaml.SafeDumper):
    """Writes them back."""


def _construct(loader: _Loader, _tag: str, node: yaml.Node) -> _Tagged:
    if isinstance(node, yaml.SequenceNode):
        return _Tagged(node.tag, loader.construct_sequence(node, deep=True))
    if isinstance(node, yaml.MappingNode):
        return _Tagged(node.tag, loader.construct_mapping(node, deep=True))
    return _Tagged(node.tag, node.value)


def _represent(dumper: _Dumper, data: _Tagged) -> yaml.Node:
    node = dumper.represent_data(data.value)
    node.tag = data.tag
    return node


_Loader.add_multi_constructor("", _construct)
_Dumper.add_representer(_Tagged, _represent)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    return below | {
        key: _merged(below[key], value)
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in above.items()
    }


def _config_fault(error: Exception, *, path: Path) -> Problem:
    mark = getattr(error, "problem_mark", None)
    location = Location(path.name, mark.line + 1, mark.column + 1) if mark else Location(path.name)
    what = getattr(error, "problem", None) or "the file is not UTF-8 text"
    return Problem(location, "", f"{what}. Correct the line, or the one above it.")


def _staged(config: dict[str, Any], *, site: SiteSource) -> dict[str, Any]:
    facts = site_facts(site.handbook)
    # A staged page is nobody's to edit, and MkDocs would guess an address for it.
    editing = {"edit_uri": ""} if config.get("repo_url") else {}
    return {
        **config,
        **editing,
        "site_name": facts["title"],
        "docs_dir": _DOCS,
        "nav": expand_nav(config.get("nav") or [], pages=site.pages),
        "plugins": [one for one in config.get("plugins") or [] if _name(one) != "handbook"],
        "extra": {**(config.get("extra") or {}), "handbook": facts},
    }


def _name(plugin: Any) -> str:
    return str(next(iter(plugin), "") if isinstance(plugin, dict) else plugin)


def _dump(config: dict[str, Any]) -> str:
    return yaml.dump(config, Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def _data_files(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.endswith(_DATA_SUFFIXES)}
