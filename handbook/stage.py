"""`handbook stage`: the whole site source on disk, for any engine that builds an MkDocs-like folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from handbook.nav import expand_nav
from handbook.pages.site_facts import site_facts
from handbook.publish import copy_folder, replace_folder, write_files

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.project import SiteSource

CONFIG_NAME = "mkdocs.yml"
_DOCS, _OVERRIDES = "docs", "overrides"
_DATA_SUFFIXES = {".yml", ".yaml", ".md"}


def stage_site(site: SiteSource, *, config_path: Path, out_path: Path) -> None:
    """Write the site source: a config without this package's plugin, every page, every file.

    Args:
        site: What to write.
        config_path: The mkdocs.yml the config is made from; its folder holds content and overrides.
        out_path: The folder to make; one that is there is replaced when all is written.
    """
    home = config_path.parent
    config = _config(config_path, site=site)
    with replace_folder(out_path) as fresh:
        _copy_assets(home / "content", to=fresh / _DOCS)
        copy_folder(home / _OVERRIDES, to=fresh / _OVERRIDES)
        pages = {page.uri: page.file_text.encode() for page in site.pages}
        write_files({**pages, **site.files}, folder=fresh / _DOCS)
        text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
        (fresh / CONFIG_NAME).write_text(text, encoding="utf-8")


class _ConfigLoader(yaml.SafeLoader):
    """Reads a config and keeps the default of values that come from the environment."""


def _default_of(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)[-1]
    return None


_ConfigLoader.add_constructor("!ENV", _default_of)


def _config(path: Path, *, site: SiteSource) -> dict[str, Any]:
    # The loader is a SafeLoader that knows one more tag.
    config: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=_ConfigLoader)  # noqa: S506
    facts = site_facts(site.handbook)
    plugins = [plugin for plugin in config.get("plugins", []) if _name(plugin) != "handbook"]
    return {
        **config,
        "site_name": facts["title"],
        "docs_dir": _DOCS,
        "nav": expand_nav(config.get("nav", []), pages=site.pages),
        "plugins": plugins,
        "extra": {**config.get("extra", {}), "handbook": facts},
    }


def _name(plugin: Any) -> str:
    return str(next(iter(plugin)) if isinstance(plugin, dict) else plugin)


def _copy_assets(content: Path, *, to: Path) -> None:
    for path in sorted(content.rglob("*")):
        if path.is_file() and path.suffix not in _DATA_SUFFIXES:
            place = to / path.relative_to(content)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())
