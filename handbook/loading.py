"""Disk to Handbook: finds the files of one or more roots, reads them, and says all that is wrong.

The first root is the base; each later one is laid over it, record by record, matched by id.
Only this module reads the handbook's files.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from handbook.archive import load_past
from handbook.bounds import find_excess
from handbook.counting import counted_names
from handbook.identifiers import slugify
from handbook.layers import is_of_district, mark_layers, unmarked
from handbook.laying import RawRecord, lay_over, name_items
from handbook.model.district import District
from handbook.model.handbook import Handbook, SourceFile
from handbook.model.layout import models_at, needed_files, telling_key
from handbook.model.page import HandPage, PageMeta
from handbook.model.places import (
    AGENCY_FILE,
    CONTENT_FOLDER,
    DISTRICT_FILE,
    FOLDERS,
    LOGO_ENDINGS,
    MENU_FILE,
)
from handbook.model.sayings import Sayings
from handbook.model.standard import PrincipleSet
from handbook.model.terms import Terms, settle_words
from handbook.placeholders import district_words, expand_placeholders, find_circles
from handbook.problems import Location, Problem, as_hints, has_errors
from handbook.sayings import DECIDED_WORDS, SAYS
from handbook.sourcetext import LARGEST, locate_offset
from handbook.validation import validate_record
from handbook.yamlsource import YamlSource, parse_front_matter, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from handbook.layered import LayeredSource
    from handbook.model.record import Record
    from handbook.yamlsource import Data


AnyRecord = TypeVar("AnyRecord", bound="Record")

_LONGEST_NAME = 200
_NOT_YML = re.compile(r".*\.(?:ya?ml(?:\.txt)?)", re.IGNORECASE)
_NOT_MD = re.compile(r".*\.(?:md(?:\.txt)?|markdown|mkdn?|mkdown)", re.IGNORECASE)
_LIKE_AN_ID = re.compile(rb"\bid:[ \t]*['\"]?([a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class _Layer:
    """A folder that a handbook is laid together from."""

    root: Path
    """The folder."""
    mark: str
    """What stands before its files' paths in problems."""
    rank: int
    """Its place, counted from the base."""
    is_top: bool
    """Whether it is the district's own."""


@dataclass(frozen=True, slots=True)
class _Findings:
    """What turns up on the way: it grows while the files are read."""

    problems: list[Problem] = field(default_factory=list)
    """What is wrong."""
    unreadable: set[str] = field(default_factory=set)
    """What seems to be defined in files that cannot be understood."""

    def add(self, path: str, message: str) -> None:
        """Note what is wrong with a file as a whole."""
        self.problems.append(Problem(Location(path), "", message))


def load_handbook(
    *roots: Path, is_as_written: bool = False, shows_drafts: bool = False
) -> tuple[Handbook, tuple[Problem, ...]]:
    """Read a handbook.

    Args:
        roots: The base folder, then any overlays, each with the same layout.
        is_as_written: Whether each placeholder of the district's words stands for itself.
        shows_drafts: Whether what is not ready yet is a part of it like the rest.

    Returns:
        Every record that could be understood, and every problem of every file. With problems the
        handbook is good for checking references and not for building from; a record that every
        handbook has may then be missing.
    """
    findings = _Findings()
    raws = lay_over(
        _read_all(roots, findings=findings), problems=findings.problems, shows_drafts=shows_drafts
    )
    findings.problems.extend(_missing_files(raws, problems=findings.problems))
    words = _district_words(raws)
    stand_ins = {name: f"{{{{ {name} }}}}" for name in words} if is_as_written else {}
    files = _resolve(raws, words=stand_ins or words, findings=findings)
    findings.problems.extend(_missing_logo(files, home=roots[-1]))
    unreadable = frozenset(findings.unreadable)
    past, faults = load_past(*roots)
    findings.problems.extend(faults)
    handbook = Handbook(
        files=files,
        unreadable=unreadable,
        past=past,
        stand_ins=stand_ins,
        shows_drafts=shows_drafts,
    )
    return handbook, _without_echoes(findings.problems)


def load_records(*roots: Path) -> tuple[RawRecord, ...]:
    """Return what the files of each layer say by themselves; those that are wrong are left out."""
    return tuple(_read_all(roots, findings=_Findings()))


def _read_all(roots: tuple[Path, ...], *, findings: _Findings) -> list[RawRecord]:
    raws: list[RawRecord] = []
    for layer in _layers(roots):
        below = {_key(raw): raw.model for raw in raws}
        raws += [
            raw
            for path in _files(layer, findings=findings)
            if (raw := _read_raw(path, layer=layer, below=below, findings=findings))
        ]
    return raws


def _without_echoes(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Leave out the warnings about a value that is refused: its problem says what to do."""
    found = tuple(problems)
    refused = {(one.location.path, one.field) for one in found if has_errors([one]) and one.field}
    return tuple(
        problem
        for problem in found
        if has_errors([problem]) or (problem.location.path, problem.field) not in refused
    )


def load_logo(handbook: Handbook, home: Path) -> bytes:
    """Return the file of the district's logo, from its own folder; nothing for none."""
    logo = handbook.district.logo
    path = home / CONTENT_FOLDER / logo if logo else None
    return path.read_bytes() if path and path.is_file() else b""


def _layers(roots: tuple[Path, ...]) -> Iterator[_Layer]:
    for rank, (root, mark) in enumerate(zip(roots, mark_layers(roots), strict=True)):
        yield _Layer(root, mark, rank, rank == len(roots) - 1)


def _files(layer: _Layer, *, findings: _Findings) -> Iterator[Path]:
    root = layer.root
    named = (DISTRICT_FILE, AGENCY_FILE, *FOLDERS)
    top = [root / name for name in named]
    inner = (path for folder in top[2:] if not folder.is_symlink() for path in folder.rglob("*"))
    for path in sorted((*top, *inner)):
        name = _name(path, root=root)
        is_foreign = is_of_district(name) and not layer.is_top
        if is_foreign or any(part.startswith(".") for part in name.split("/")):
            continue
        if fault := _link_fault(path, root=root) or _closed(path) or _no_file_fault(path):
            findings.add(f"{layer.mark}{name}", fault)
        elif path.is_file():
            if fault := _name_fault(name):
                findings.add(f"{layer.mark}{name}", fault)
            elif name.endswith((".yml", ".md")) and name != MENU_FILE:
                yield path


def _closed(folder: Path) -> str:
    """Return what is wrong with a folder that keeps what it holds to somebody else."""
    if not folder.is_dir() or os.access(folder, os.R_OK | os.X_OK):
        return ""
    return "cannot be looked into. Check the folder's permissions."


def _no_file_fault(path: Path) -> str:
    """Return what is wrong with what stands where a file should, and is none."""
    if path.is_dir():
        is_named_as_file = path.suffix in {".yml", ".md"}
        return "is a folder, and is named like a file. Rename it." if is_named_as_file else ""
    if path.exists() and not path.is_file():
        return "is no file that can be read. Take it away."
    return ""


def _link_fault(path: Path, *, root: Path) -> str:
    """Return what is wrong with a link; what a linked folder holds is never read."""
    if not path.is_symlink():
        return ""
    try:
        target, home = path.resolve(strict=True), root.resolve()
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
        return "is a link that leads nowhere. Put the file itself here."
    if not target.is_relative_to(home):
        return "leads outside the project. Put the file itself here."
    return "is a link to a folder. Put the folder itself here." if target.is_dir() else ""


def _name_fault(name: str) -> str:
    if _NOT_YML.fullmatch(name) and not name.endswith(".yml"):
        return "files of the handbook end in '.yml'. Rename the file."
    is_page = name.startswith(f"{CONTENT_FOLDER}/")
    if is_page and _NOT_MD.fullmatch(name) and not name.endswith(".md"):
        return "pages of the handbook end in '.md'. Rename the file."
    return ""


def _read_raw(
    path: Path, *, layer: _Layer, below: Mapping[tuple[str, str], type[Record]], findings: _Findings
) -> RawRecord | None:
    name = _name(path, root=layer.root)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        findings.unreadable.add(_page_name(name))
        findings.add(
            f"{layer.mark}{name}",
            f"cannot be read: {error.strerror}. Check the file's permissions.",
        )
        return None
    if path.suffix == ".md":
        return _read_page(content, name=name, layer=layer, findings=findings)
    return _read_record(content, name=name, layer=layer, below=below, findings=findings)


def _read_record(
    text: bytes,
    *,
    name: str,
    layer: _Layer,
    below: Mapping[tuple[str, str], type[Record]],
    findings: _Findings,
) -> RawRecord | None:
    path = f"{layer.mark}{name}"
    source, faults = parse_yaml(text, path=path)
    findings.problems.extend(faults)
    model = None
    if source is not None:
        model, fault = _model_for(source, name=name, below=below)
        if fault:
            findings.add(path, fault)
    if source is None or model is None or has_errors(faults):
        findings.unreadable.update(one.decode() for one in _LIKE_AN_ID.findall(text))
        findings.unreadable.add(PurePosixPath(path).stem)
        return None
    return RawRecord(model, source, name, layer.rank)


def _read_page(text: bytes, *, name: str, layer: _Layer, findings: _Findings) -> RawRecord | None:
    path = f"{layer.mark}{name}"
    folder, _, uri = name.partition("/")
    if folder != CONTENT_FOLDER:
        return None
    source, body, first_line, faults = parse_front_matter(text, path=path)
    if source is not None and source.data == {} and not faults:
        faults = (_without_front_matter(path),)
    faults += _excess(body, path=path, first_line=first_line)
    findings.problems.extend(faults)
    if source is None or has_errors(faults):
        findings.unreadable.add(_page_name(path))
        return None
    return RawRecord(PageMeta, source, name, layer.rank, page=(uri, body, first_line))


def _without_front_matter(path: str) -> Problem:
    message = (
        "the page does not begin with its title. Write three lines at its top: '---', then "
        "'title:' with a space and the title, then '---'."
    )
    return Problem(Location(path), "", message)


def _excess(body: str, *, path: str, first_line: int) -> tuple[Problem, ...]:
    if (excess := find_excess(body)) is None:
        return ()
    place = locate_offset(body, offset=excess[0], path=path)
    return (Problem(Location(path, place.line + first_line - 1, place.column), "", excess[1]),)


def _page_name(path: str) -> str:
    """Return what a cross-reference calls the page in a file."""
    return path.partition("/")[2].removesuffix(".md")


def _model_for(
    source: YamlSource, *, name: str, below: Mapping[tuple[str, str], type[Record]]
) -> tuple[type[Record] | None, str]:
    models = models_at(name)
    found = below.get((PurePosixPath(name).parent.as_posix(), _id_of(source)))
    if found in models:
        return found, ""
    if not models:
        return None, "no kind of record is kept here. Move the file or remove it."
    if len(models) == 1:
        return models[0], ""
    for model in models:
        if isinstance(source.data, dict) and telling_key(model) in source.data:
            return model, ""
    keys = [telling_key(model) for model in models]
    return None, f"expected a list '{keys[0]}:' or a list '{keys[1]}:', found neither."


def _key(raw: RawRecord) -> tuple[str, str]:
    """Return the folder and the id by which a layer on top finds a record."""
    return PurePosixPath(raw.name).parent.as_posix(), _id_of(raw.source)


def _id_of(source: YamlSource | LayeredSource) -> str:
    name = source.data.get("id") if isinstance(source.data, dict) else None
    return name if isinstance(name, str) else ""


def _missing_files(raws: list[RawRecord], *, problems: Sequence[Problem]) -> Iterator[Problem]:
    there = {raw.name for raw in raws} | {unmarked(problem.location.path) for problem in problems}
    for path, model in needed_files().items():
        if path not in there:
            purpose = (model.__doc__ or "").partition("\n")[0].rstrip(".")
            message = f"the file is missing. It holds: {purpose[0].lower()}{purpose[1:]}."
            yield Problem(Location(path), "", message)


def _resolve(
    raws: list[RawRecord], *, words: Mapping[str, str], findings: _Findings
) -> tuple[SourceFile, ...]:
    within, said = _words_within(raws), _said_names(raws)
    files: list[SourceFile] = []
    for raw in raws:
        source = raw.source
        if raw.model in {District, Terms}:
            findings.problems.extend(find_circles(source, words=words))
        late = within if raw.model is Sayings else said
        data, unknown = expand_placeholders(source, words=words, late=late)
        record, faults = validate_record(raw.model, data, origin=source)
        named = name_items((*unknown, *faults), source=source)
        findings.problems.extend(as_hints(named) if raw.draft else named)
        if record is not None:
            files.append(SourceFile(source, _page(record, raw=raw), is_draft=bool(raw.draft)))
        elif raw.draft:
            # It is published without it all the same.
            continue
        elif raw.page:
            findings.unreadable.add(_page_name(source.path))
        else:
            findings.unreadable.update(_ids_in(source.data))
            findings.unreadable.add(PurePosixPath(source.path).stem)
    return tuple(files)


def _said_names(raws: list[RawRecord]) -> frozenset[str]:
    """Return the names that texts may leave unsaid until the district's decisions are applied."""
    names = set(_words_within(raws))
    for raw in raws:
        if raw.model is Sayings:
            record, _ = validate_record(Sayings, raw.source.data, origin=raw.source)
            names.update(f"{SAYS}{saying.name}" for saying in (record.says if record else ()))
    return frozenset(names)


def _district_words(raws: list[RawRecord]) -> Mapping[str, str]:
    """Read the district's words first: every other file, and its own sentences, may use them."""
    district = _last_of(raws, model=District)
    declared = _last_of(raws, model=Terms)
    if district is None or declared is None:
        return _AnyWord()
    return district_words(district, terms=settle_words(declared.terms, district.terms))


def _words_within(raws: list[RawRecord]) -> frozenset[str]:
    """Return the names that sentences may use: words that are decided, and numbers."""
    sets = (
        str(raw.source.data.get("id"))
        for raw in raws
        if raw.model is PrincipleSet and isinstance(raw.source.data, dict)
    )
    return DECIDED_WORDS | counted_names(sets=sets)


def _last_of(raws: list[RawRecord], *, model: type[AnyRecord]) -> AnyRecord | None:
    """Return the uppermost record of a model that can be read as it is written."""
    read = (
        validate_record(model, raw.source.data, origin=raw.source)[0]
        for raw in reversed(raws)
        if raw.model is model
    )
    return next((record for record in read if record is not None), None)


class _AnyWord(dict[str, str]):
    """Stands in while the district's words are unknown, so that one fault is not said twice."""

    def __contains__(self, key: object) -> bool:
        return True


def _page(record: Record, *, raw: RawRecord) -> Record:
    if raw.page is None or not isinstance(record, PageMeta):
        return record
    uri, body, first_line = raw.page
    origins = tuple((line.path, line.number) for line in raw.lines)
    return HandPage(uri=uri, meta=record, body=body, first_line=first_line, origins=origins)


def _missing_logo(files: Iterable[SourceFile], *, home: Path) -> Iterator[Problem]:
    for file in files:
        logo = file.record.logo or "" if isinstance(file.record, District) else ""
        is_picture = logo.lower().endswith(LOGO_ENDINGS)
        if len(logo) > _LONGEST_NAME:
            message = f"the name has {len(logo):,} letters. Give the file a short one."
            yield Problem(file.origin.locate(("logo",)), "logo", message)
        elif is_picture and not (home / CONTENT_FOLDER / logo).is_file():
            like = next(_alike(logo, root=home), "")
            remedy = f"Write '{like}'." if like else "Put it there, or take the line out."
            message = f"the content folder has no file '{logo}'. {remedy}"
            yield Problem(file.origin.locate(("logo",)), "logo", message)


def _alike(name: str, *, root: Path) -> Iterator[str]:
    """Yield the files of the content folder that differ from a name by capitals alone."""
    folder, _, last = name.rpartition("/")
    place = root / CONTENT_FOLDER / folder
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        if path.name.casefold() == last.casefold():
            yield path.relative_to(root / CONTENT_FOLDER).as_posix()


def _ids_in(data: Data) -> Iterator[str]:
    if isinstance(data, tuple):
        for item in data:
            yield from _ids_in(item)
    elif isinstance(data, dict):
        name = data.get("id")
        if isinstance(name, str):
            yield from (name, slugify(name))
        for value in data.values():
            yield from _ids_in(value)


def _name(path: Path, *, root: Path) -> str:
    """Return the path that problems show: with '/', and nothing in it that cannot be printed."""
    name = path.relative_to(root).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
