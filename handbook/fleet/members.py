"""The districts of a fleet: a folder of folders, or a table with a row for each district.

A table is a CSV file, or a YAML list; its columns are the fields of district.yml, an inner one
with a dot, like `colors.brand`. What a row does not say is as `handbook new` begins it.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize

from handbook import __version__
from handbook.identifiers import slugify
from handbook.model.annotations import field_at, fields_of
from handbook.model.district import District
from handbook.model.places import DISTRICT_FILE
from handbook.problems import HandbookError, Location, Problem, dotted, suggest
from handbook.spelling import count_of
from handbook.splicing.changes import Put
from handbook.splicing.editing import edit_text
from handbook.starting import Answers, starting_files
from handbook.yamlsource import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

ID, NAME, AGENCY = "id", "name", "base"
_SEPARATORS = ",;\t"
_BETWEEN = ";"
"""What stands between the items of a list in one cell."""

_TABLES = (".csv", ".yml")


@dataclass(frozen=True, slots=True)
class Member:
    """A district of a fleet."""

    id: str
    """What its site's folder is called."""
    location: Location
    """Where it is named."""
    home: Path | None = None
    """Its folder, where it has one."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Else what its folder would hold."""
    places: Mapping[str, Location] = field(default_factory=dict)
    """And where the table says each field of it."""

    def digest(self) -> str:
        """Return what tells a row's files from others."""
        found = hashlib.sha256()
        for name, content in sorted(self.files.items()):
            found.update(hashlib.sha256(name.encode() + b"\0" + content).digest())
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class _Row:
    """What a table says of one district."""

    values: Mapping[FieldPath, Data]
    places: Mapping[FieldPath, Location]
    location: Location

    def text(self, name: str) -> str:
        """Return what it says in a field of one line, or ''."""
        value = self.values.get((name,), "")
        return value.strip() if isinstance(value, str) else ""


def find_members(path: Path) -> tuple[Member, ...]:
    """Return the districts that a folder holds or a table names, in their order.

    Args:
        path: A folder of districts' folders, or a table that ends in .csv or .yml.

    Raises:
        HandbookError: Something keeps it from being a list of districts; every fault is in it.
    """
    if path.is_dir():
        found = tuple(_folders(path))
        problems = [] if found else [_nothing(path)]
    elif path.suffix in _TABLES:
        found, problems = _read_table(path)
    else:
        problems = [_refused(path, "is no table of districts. Name one that ends in .csv or .yml.")]
        found = ()
    problems += _doubles(found)
    if problems:
        raise HandbookError(problems)
    return found


def _folders(path: Path) -> Iterator[Member]:
    for home in sorted(path.iterdir()):
        if (home / DISTRICT_FILE).is_file() and not home.name.startswith("."):
            yield Member(home.name, Location(f"{home.name}/{DISTRICT_FILE}"), home=home)


def _nothing(path: Path) -> Problem:
    return _refused(path, f"holds no district: none of its folders has a {DISTRICT_FILE}.")


def _refused(path: Path, message: str) -> Problem:
    return Problem(Location(path.name), "", message)


def _doubles(members: Iterable[Member]) -> list[Problem]:
    """Return a problem for each district whose folder another has.

    Some disks take A for a, and some a letter with its accent for the two of them.
    """
    first: dict[str, Member] = {}
    problems = []
    for member in members:
        before = first.setdefault(normalize("NFC", member.id.casefold()), member)
        if before is not member:
            message = (
                f"'{member.id}' is the folder of the district at {before.location} as well. Write "
                "an 'id' that no other has."
            )
            problems.append(Problem(member.location, ID, message))
    return problems


def _read_table(path: Path) -> tuple[tuple[Member, ...], list[Problem]]:
    text = path.read_bytes()
    rows, problems = (_csv_rows if path.suffix == ".csv" else _yaml_rows)(text, path=path.name)
    members = []
    for row in rows:
        faults = [*_unknown(row.places), *_unnamed(row)]
        problems += faults
        if not faults:
            try:
                members.append(_member(row, beside=path.parent))
            except HandbookError as error:
                problems += [Problem(row.location, "", one.message) for one in error.problems]
    if not rows and not problems:
        problems.append(_refused(path, "names no district. Write a row for each."))
    return tuple(members), problems


def _csv_rows(content: bytes, *, path: str) -> tuple[list[_Row], list[Problem]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = "is not in UTF-8. Save it as 'CSV UTF-8'."
        return [], [Problem(Location(path), "", message)]
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    columns = [tuple(name.strip().split(".")) for name in next(reader, [])]
    heads: dict[FieldPath, Location] = {
        at: Location(path, 1, number) for number, at in enumerate(columns, 1) if any(at)
    }
    rows, problems = list[_Row](), list(_unknown(heads))
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            place = Location(path, reader.line_num)
            if len(cells) > len(columns):
                message = f"{count_of(len(cells), 'cell')} under {count_of(len(columns), 'name')}."
                problems.append(Problem(place, "", f"{message} Put quotes round a cell's commas."))
                continue
            given = {
                at: (Location(path, reader.line_num, number), _as_list(cell.strip(), at=at))
                for number, (at, cell) in enumerate(zip(columns, cells, strict=False), 1)
                if cell.strip() and (at == (ID,) or field_at(at, model=District) is not None)
            }
            rows.append(
                _Row(
                    {at: value for at, (_, value) in given.items()},
                    {at: spot for at, (spot, _) in given.items()},
                    place,
                )
            )
    except csv.Error:
        message = "a quote that opens here is not closed. Close it, or take it out."
        problems.append(Problem(Location(path, reader.line_num), "", message))
    return rows, problems


def _as_list(cell: str, *, at: FieldPath) -> Data:
    known = field_at(at, model=District)
    if known is None or not known.is_list:
        return cell
    return tuple(part.strip() for part in cell.split(_BETWEEN) if part.strip())


def _yaml_rows(content: bytes, *, path: str) -> tuple[list[_Row], list[Problem]]:
    if not content.strip():
        return [], []
    source, faults = parse_yaml(b"districts:\n" + content, path=path)
    problems = [
        Problem(Location(path, max(one.location.line - 1, 1), one.location.column), "", one.message)
        for one in faults
    ]
    data = source.data.get("districts") if source and isinstance(source.data, dict) else None
    if source is not None and not isinstance(data, tuple):
        message = "expected a list of districts, each with '- ' before it."
        return [], [Problem(Location(path), "", message)]
    if source is None or not isinstance(data, tuple):
        return [], problems
    rows = []
    for number, item in enumerate(data):
        place = source.locate(("districts", number))
        spot = Location(path, max(place.line - 1, 1), place.column)
        if not isinstance(item, dict):
            problems.append(Problem(spot, "", "expected the fields of a district, like 'name:'."))
            continue
        values = dict(_flat(item))
        places = {at: source.locate(("districts", number, *at)) for at in values}
        moved = {at: Location(path, one.line - 1, one.column) for at, one in places.items()}
        rows.append(_Row(values, moved, spot))
    return rows, problems


def _flat(data: Mapping[str, Data], *, at: FieldPath = ()) -> Iterator[tuple[FieldPath, Data]]:
    for key, value in data.items():
        path = (*at, *key.split("."))
        known = field_at(path, model=District)
        is_apart = isinstance(value, dict) and not (known and known.is_keyed)
        if is_apart and isinstance(value, dict):
            yield from _flat(value, at=path)
        else:
            yield path, value


def _unknown(places: Mapping[FieldPath, Location]) -> Iterator[Problem]:
    for at, place in places.items():
        if at == (ID,) or at[0] == "terms" or field_at(at, model=District) is not None:
            continue
        name = ".".join(map(str, at))
        guess = suggest(name, among=_known_columns()) or " Take the column out."
        yield Problem(place, name, f"no field of {DISTRICT_FILE} has this name.{guess}")


def _known_columns() -> set[str]:
    found = {ID}
    for one in fields_of(District):
        inner = fields_of(one.models[0]) if one.models and not one.is_list else ()
        found |= {f"{one.key}.{part.key}" for part in inner} or {one.key}
    return found


def _unnamed(row: _Row) -> Iterator[Problem]:
    if not row.text(NAME):
        yield Problem(row.location, NAME, "the district has no name. Fill it in.")
    elif not slugify(row.text(ID) or row.text(NAME)):
        message = "no folder can be called after this. Write an 'id' in lower-case letters."
        yield Problem(row.location, ID, message)


def _member(row: _Row, *, beside: Path) -> Member:
    """Return a district as `handbook new` begins it, with what its row says put in."""
    name = row.text(NAME)
    answers = Answers(name=name, short_name=row.text("short_name") or name)
    files = starting_files(answers, version=__version__, year=2000)
    text = files[DISTRICT_FILE]
    for at, value in row.values.items():
        if at == (AGENCY,) and isinstance(value, str):
            # The folder is made elsewhere for the run.
            value = str((beside / value).resolve()) if (beside / value).is_dir() else value  # noqa: PLW2901
        if at not in {(ID,), (NAME,)}:
            text = edit_text(text, Put(at, value), path=DISTRICT_FILE)
    made = {DISTRICT_FILE: text.encode(), "mkdocs.yml": files["mkdocs.yml"].encode()}
    places = {dotted(at): place for at, place in row.places.items()}
    return Member(slugify(row.text(ID) or name), row.location, files=made, places=places)
