"""mkdocs.yml read without MkDocs: for whatever makes pages and is not run by a site engine."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import markdown
import yaml

from handbook.model.places import CONFIG_NAME, CONTENT_FOLDER
from handbook.problems import HandbookError, Location, Problem, Severity, shown
from handbook.sourcetext import locate_offset, parse_text
from handbook.yamlsyntax import syntax_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from types import UnionType

_ALWAYS_ON = ("toc", "tables", "fenced_code")
"""The extensions that MkDocs has on for every site."""

_SEARCHES = frozenset({"search", "material/search"})
"""The plugins that make an index of their own."""

_NAME_TAG = "tag:yaml.org,2002:python/name:"
_KNOWN_FUNCTIONS = frozenset(
    {
        "pymdownx.emoji.to_alt",
        "pymdownx.superfences.fence_code_format",
        "pymdownx.superfences.fence_div_format",
    }
)
"""The functions that a setting may name: naming another would run any code there is."""


_KNOWN_EXTENSIONS = frozenset(
    {
        "abbr",
        "admonition",
        "attr_list",
        "codehilite",
        "def_list",
        "extra",
        "fenced_code",
        "footnotes",
        "legacy_attrs",
        "legacy_em",
        "md_in_html",
        "meta",
        "nl2br",
        "sane_lists",
        "smarty",
        "tables",
        "toc",
        "wikilinks",
    }
)
"""The extensions that come with Python-Markdown, whose version the cache knows."""


_FORMS: Mapping[str, tuple[type | UnionType, str]] = {
    "theme": (str | dict, "a name, or a mapping with 'name:'"),
    "plugins": (list | dict, "a list of plugins, each on a line with '- ' before it"),
    "nav": (list, "a list of pages, each on a line with '- ' before it"),
    "extra": (dict, "a mapping of 'key: value' lines"),
    "extra_css": (list, "a list of files, each on a line with '- ' before it"),
    "extra_javascript": (list, "a list of files, each on a line with '- ' before it"),
}
"""The form of each setting that is read here as well as by the engine."""

_WRONG_FORM = "expected {form}. Correct it, or take it out."


@dataclass(frozen=True, slots=True)
class MarkdownSettings:
    """How pages written in Markdown become HTML."""

    extensions: tuple[str, ...]
    """The names of Python-Markdown's extensions, in the order in which they are put in."""
    options: Mapping[str, Mapping[str, Any]]
    """The options of those that have any."""

    @property
    def is_known(self) -> bool:
        """Whether it is told which versions render pages: no extension comes from elsewhere."""
        names = (name.removeprefix("markdown.extensions.") for name in self.extensions)
        return all(name in _KNOWN_EXTENSIONS or name.startswith("pymdownx.") for name in names)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A value that the engine reads in a way of its own, like one from the environment."""

    tag: str
    """The tag as YAML has it in full."""
    value: Any
    """What it stands before."""


def read_config(path: Path) -> dict[str, Any]:
    """Read a config, laid over the one that it inherits from, as MkDocs does.

    Raises:
        HandbookError: It cannot be read.
    """
    text, problems = parse_text(path.read_bytes(), path=path.name)
    if text is None:
        raise HandbookError(problems)
    try:
        config = yaml.load(text, Loader=_Loader)  # noqa: S506  (it is safe)
    except yaml.YAMLError as error:
        raise HandbookError([syntax_problem(error, text=text, path=path.name)]) from error
    if not isinstance(config, dict):
        message = "expected settings like 'site_name: Our handbook'."
        raise HandbookError([Problem(Location(path.name), "", message)])
    parent = config.pop("INHERIT", None)
    return _merged(read_config(path.parent / parent), config) if parent else config


def has_plain_config(path: Path) -> bool:
    """Return whether a config says only what every handbook's does, so that no engine refuses it.

    One that cannot be read is none of an engine's business: the handbook itself says why.
    """
    try:
        config = read_config(path)
    except HandbookError:
        return True
    return (
        config.keys() <= {"site_name", "docs_dir", "theme", "plugins"}
        and isinstance(config.get("site_name"), str)
        and config.get("theme") in ("handbook", {"name": "handbook"})
        and config.get("plugins") == ["handbook"]
    )


def key_place(key: str, *, text: str, path: str) -> Location:
    """Return where a config says a setting, or its beginning."""
    found = re.search(rf"^{re.escape(key)}[ \t]*:", text, re.MULTILINE)
    return locate_offset(text, offset=found.start() if found else 0, path=path)


def check_settings(config: Mapping[str, Any], *, text: str, path: str) -> tuple[Problem, ...]:
    """Return what a config says that no handbook can have."""
    problems = (
        *(
            Problem(key_place(key, text=text, path=path), key, _WRONG_FORM.format(form=name))
            for key, (form, name) in _FORMS.items()
            if config.get(key) is not None and not isinstance(config[key], form)
        ),
        *_check_plugins(config, text=text, path=path),
    )
    if (folder := config.get("docs_dir", CONTENT_FOLDER)) != CONTENT_FOLDER:
        message = (
            f"the pages of a handbook stand in '{CONTENT_FOLDER}', got {shown(folder)}. "
            "Take the line out."
        )
        place = key_place("docs_dir", text=text, path=path)
        return (*problems, Problem(place, "docs_dir", message))
    return problems


def _check_plugins(config: Mapping[str, Any], *, text: str, path: str) -> tuple[Problem, ...]:
    """Return a warning for each plugin of a config that does what the handbook does itself."""
    given = config.get("plugins")
    plugins = given if isinstance(given, list | dict) else ()
    names = {str(next(iter(one), "") if isinstance(one, dict) else one) for one in plugins}
    if not names & _SEARCHES:
        return ()
    found = re.search(r"^[ \t]*(?:-[ \t]*)?['\"]?(?:material/)?search\b", text, re.MULTILINE)
    place = locate_offset(text, offset=found.start() if found else 0, path=path)
    message = (
        "the plugin 'search' makes a second index, which no page asks for: the handbook searches "
        "with its own. Take the line out."
    )
    return (Problem(place, "plugins", message, Severity.WARNING),)


def dump_config(config: Mapping[str, Any]) -> str:
    """Return a config as text, with the values that only the engine can read as they stood."""
    return yaml.dump(dict(config), Dumper=_Dumper, allow_unicode=True, sort_keys=False)


def markdown_settings(config: Mapping[str, Any], *, path: str = CONFIG_NAME) -> MarkdownSettings:
    """Return how the config has pages rendered, read as MkDocs reads it.

    Args:
        config: The config as `read_config` returns it.
        path: The config's file, for problems.

    Raises:
        HandbookError: It is not a list of extensions, or an option names an unknown function.
    """
    try:
        pairs = list(_extensions(config.get("markdown_extensions") or []))
        options = {name: _plain(given) for name, given in pairs if given}
        for name, _ in pairs:
            _try_out(name, options=options.get(name, {}))
    except ValueError as error:
        raise HandbookError([Problem(Location(path), "markdown_extensions", str(error))]) from error
    names = dict.fromkeys([*_ALWAYS_ON, *(name for name, _ in pairs)])
    return MarkdownSettings(tuple(names), options)


def _try_out(name: str, *, options: Any) -> None:
    """Refuse an extension that is not there, or not with these options."""
    try:
        markdown.Markdown(extensions=[name], extension_configs={name: dict(options)})
    except ImportError as error:
        message = f"no Markdown extension is called '{name}'. Correct the name or take it out."
        raise ValueError(message) from error
    except Exception as error:  # whatever an extension of others raises
        message = f"the Markdown extension '{name}' does not take these options. Correct them."
        raise ValueError(message) from error


def _extensions(given: Any) -> Iterator[tuple[str, Any]]:
    """Yield each extension and its options: a list of names and of one-entry mappings, or one."""
    if not isinstance(given, dict | list):
        raise ValueError("expected a list of extensions, each on a line with '- ' before it.")  # noqa: TRY004
    for item in [given] if isinstance(given, dict) else given:
        yield from item.items() if isinstance(item, dict) else [(str(item), None)]


def _plain(value: Any) -> Any:
    """Return a value with the functions it names in their places."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return _function(value) if isinstance(value, Tagged) else value


def _function(value: Tagged) -> Any:
    name = value.tag.removeprefix(_NAME_TAG)
    if name not in _KNOWN_FUNCTIONS:
        known = ", ".join(f"'{one}'" for one in sorted(_KNOWN_FUNCTIONS))
        message = f"'{name}' is none of the functions that may be named here: {known}. Take it out."
        raise ValueError(message)
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


class _Loader(yaml.SafeLoader):
    """Reads a config and keeps tagged values as they are written."""


class _Dumper(yaml.SafeDumper):
    """Writes them back."""


def _construct(loader: _Loader, _tag: str, node: yaml.Node) -> Tagged:
    if isinstance(node, yaml.SequenceNode):
        return Tagged(node.tag, loader.construct_sequence(node, deep=True))
    if isinstance(node, yaml.MappingNode):
        return Tagged(node.tag, loader.construct_mapping(node, deep=True))
    return Tagged(node.tag, node.value)


def _represent(dumper: _Dumper, data: Tagged) -> yaml.Node:
    node = dumper.represent_data(data.value)
    node.tag = data.tag
    return node


_Loader.add_multi_constructor("", _construct)
_Dumper.add_representer(Tagged, _represent)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    return below | {
        key: _merged(below[key], value)
        if isinstance(value, dict) and isinstance(below.get(key), dict)
        else value
        for key, value in above.items()
    }
