"""Disk to Handbook: finds the files of one or more roots, reads them, and says all that is wrong.

The first root is the base; each later one is laid over it, record by record, matched by id.
Only this module reads the handbook's files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.model.district import District
from handbook.model.handbook import Handbook, SourceFile
from handbook.model.layout import (
    CONTENT_FOLDER,
    DISTRICT_FILE,
    FOLDERS,
    OPTIONAL_FILES,
    TELLING_KEYS,
    models_at,
    single_files,
)
from handbook.model.page import HandPage, PageMeta
from handbook.placeholders import district_words, expand_placeholders
from handbook.problems import Location, Problem
from handbook.validation import validate_record
from handbook.yamlsource import YamlSource, parse_front_matter, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from handbook.model.record import Record
    from handbook.yamlsource import Data


@dataclass(frozen=True, slots=True)
class _Draft:
    """A file that could be read, before its placeholders are filled in."""

    model: type[Record]
    source: YamlSource
    layer: int
    """Which root it came from, counted from the base."""
    page: tuple[str, str, int] | None = None
    """For a page: its URI, body and the body's first line."""


def load_handbook(*roots: Path) -> tuple[Handbook, tuple[Problem, ...]]:
    """Read a handbook.

    Args:
        roots: The base folder, then any overlays, each with the same layout.

    Returns:
        Every record that could be understood, and every problem of every file. With problems the
        handbook is good for checking references and not for building from; a record that every
        handbook has may then be missing.
    """
    problems: list[Problem] = []
    broken: list[YamlSource] = []
    drafts: list[_Draft] = []
    for layer, root in enumerate(roots):
        for path in _files(root, problems=problems):
            draft = _read_draft(path, root=root, layer=layer, problems=problems, broken=broken)
            drafts.extend([draft] if draft else [])
    problems.extend(_missing_files(drafts, problems=problems))
    files = _resolve(drafts, problems=problems, broken=broken)
    unreadable = frozenset(name for source in broken for name in _ids_in(source.data))
    return Handbook(files=_overlay(files), unreadable=unreadable), tuple(problems)


def watched_paths(*roots: Path) -> tuple[Path, ...]:
    """Return the files and folders whose change makes another handbook."""
    return tuple(
        path
        for root in roots
        for path in (root / DISTRICT_FILE, *(root / folder for folder in FOLDERS))
        if path.exists()
    )


def _files(root: Path, *, problems: list[Problem]) -> Iterator[Path]:
    found = [root / DISTRICT_FILE] if (root / DISTRICT_FILE).exists() else []
    for folder in FOLDERS:
        found.extend((root / folder).rglob("*"))
    home = root.resolve()
    for path in sorted(found):
        if not path.resolve().is_relative_to(home):
            message = "leads outside the project. Put the file itself here."
            problems.append(Problem(_at(path, root=root), "", message))
        elif path.is_file() and path.suffix in {".yml", ".yaml", ".md"}:
            yield path


def _read_draft(
    path: Path, *, root: Path, layer: int, problems: list[Problem], broken: list[YamlSource]
) -> _Draft | None:
    location = _at(path, root=root)
    try:
        text = path.read_bytes()
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}. Check the file's permissions."
        problems.append(Problem(location, "", message))
        return None
    if path.suffix == ".md":
        return _read_page(text, path=location.path, layer=layer, problems=problems)
    source, faults = parse_yaml(text, path=location.path)
    problems.extend(faults)
    if source is None:
        return None
    model, fault = _model_for(source)
    if fault:
        problems.append(Problem(location, "", fault))
    if model is None or faults:
        broken.append(source)
        return None
    return _Draft(model, source, layer)


def _read_page(text: bytes, *, path: str, layer: int, problems: list[Problem]) -> _Draft | None:
    folder, _, uri = path.partition("/")
    if folder != CONTENT_FOLDER:
        return None
    source, body, first_line, faults = parse_front_matter(text, path=path)
    problems.extend(faults)
    if source is None or faults:
        return None
    return _Draft(PageMeta, source, layer, page=(uri, body, first_line))


def _model_for(source: YamlSource) -> tuple[type[Record] | None, str]:
    if source.path.endswith(".yaml"):
        return None, "files of the handbook end in '.yml'. Rename the file."
    models = models_at(source.path)
    if not models:
        return None, "no kind of record is kept here. Move the file or remove it."
    if len(models) == 1:
        return models[0], ""
    for model in models:
        if isinstance(source.data, dict) and TELLING_KEYS[model] in source.data:
            return model, ""
    keys = [TELLING_KEYS[model] for model in models]
    return None, f"expected a list '{keys[0]}:' or a list '{keys[1]}:', found neither."


def _missing_files(drafts: list[_Draft], *, problems: Sequence[Problem]) -> Iterator[Problem]:
    there = {draft.source.path for draft in drafts} | {
        problem.location.path for problem in problems
    }
    for path, model in single_files().items():
        if path not in there and path not in OPTIONAL_FILES:
            purpose = (model.__doc__ or "").partition("\n")[0].rstrip(".")
            message = f"the file is missing. It holds: {purpose[0].lower()}{purpose[1:]}."
            yield Problem(Location(path), "", message)


def _resolve(
    drafts: list[_Draft], *, problems: list[Problem], broken: list[YamlSource]
) -> list[tuple[int, SourceFile]]:
    words = _district_words(drafts)
    files: list[tuple[int, SourceFile]] = []
    for draft in drafts:
        data, unknown = expand_placeholders(draft.source, words=words)
        record, faults = validate_record(draft.model, data, origin=draft.source)
        problems += [*unknown, *faults]
        if record is None:
            broken.append(draft.source)
        else:
            files.append((draft.layer, SourceFile(draft.source, _page(record, draft=draft))))
    return files


def _district_words(drafts: list[_Draft]) -> Mapping[str, str]:
    """Read the district's words first: every other file, and its own sentences, may use them."""
    for draft in reversed(drafts):
        if draft.model is District:
            district, _ = validate_record(District, draft.source.data, origin=draft.source)
            if district is not None:
                return district_words(district)
    return _AnyWord()


class _AnyWord(dict[str, str]):
    """Stands in while the district's words are unknown, so that one fault is not said twice."""

    def __contains__(self, key: object) -> bool:
        return True


def _page(record: Record, *, draft: _Draft) -> Record:
    if draft.page is None or not isinstance(record, PageMeta):
        return record
    uri, body, first_line = draft.page
    return HandPage(uri=uri, meta=record, body=body, first_line=first_line)


def _overlay(files: list[tuple[int, SourceFile]]) -> tuple[SourceFile, ...]:
    """Let a record of a later root replace the one with its id; keep the duplicates of one root."""
    top = {_identity(file.record): layer for layer, file in files}
    return tuple(file for layer, file in files if top[_identity(file.record)] == layer)


def _identity(record: Record) -> tuple[type[Record], str]:
    name = getattr(record, "uri", None) or getattr(record, "id", None) or ""
    return type(record), name


def _ids_in(data: Data) -> Iterator[str]:
    if isinstance(data, tuple):
        for item in data:
            yield from _ids_in(item)
    elif isinstance(data, dict):
        name = data.get("id")
        if isinstance(name, str):
            yield name
        for value in data.values():
            yield from _ids_in(value)


def _at(path: Path, *, root: Path) -> Location:
    return Location(path.relative_to(root).as_posix())
