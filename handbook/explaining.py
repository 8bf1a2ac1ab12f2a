"""Where each value of a record comes from: its field, what it says, the file and the layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.layers import AGENCY_MARK, BASE_MARK, unmarked
from handbook.model.page import HandPage
from handbook.problems import Location, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook, SourceFile
    from handbook.problems import FieldPath
    from handbook.yamlsource import Data

_LAYERS = {BASE_MARK: "base", AGENCY_MARK: "agency"}
_PAGE = "page:"


@dataclass(frozen=True, slots=True)
class Explained:
    """One value of a record."""

    field: str
    """Its field, with the ids of items in brackets."""
    value: str
    """What it says, as it is written."""
    location: Location
    """Where it stands, from the top of its layer."""
    layer: str
    """Which layer says it: base, agency or district."""


class NothingNamedError(Exception):
    """No record has the id; the message says which one may have been meant."""


def explain_record(handbook: Handbook, name: str) -> tuple[Explained, ...]:
    """Return where every value of a record comes from.

    Args:
        handbook: The handbook.
        name: The id of a record, or a page such as 'page:trust'.

    Raises:
        NothingNamedError: Nothing is called that.
    """
    file, at = _find(handbook, name)
    data: Data = getattr(file.origin, "data", {})
    for step in at:
        data = data[step] if isinstance(data, dict) else data[int(step)]  # type: ignore[index]
    found = list(_walk(data, file=file, at=at, name=""))
    if isinstance(file.record, HandPage):
        place = Location(file.origin.path, file.record.first_line)
        text = " ".join(file.record.body.split())
        found.append(_explained("body", text, location=place))
    return tuple(found)


def _find(handbook: Handbook, name: str) -> tuple[SourceFile, FieldPath]:
    if name.startswith(_PAGE):
        uri = f"{name.removeprefix(_PAGE)}.md"
        for file in handbook.files:
            if isinstance(file.record, HandPage) and file.record.uri == uri:
                return file, ()
    for (_, other), entry in handbook.entries.items():
        if other == name:
            return entry.file, entry.field
    pages = {f"{_PAGE}{page.uri.removesuffix('.md')}" for page in handbook.pages}
    guess = suggest(name, among={*pages, *(other for _, other in handbook.entries)})
    raise NothingNamedError(f"nothing has the id '{name}'.{guess or ' Look it up in the menu.'}")


def _walk(data: Data, *, file: SourceFile, at: FieldPath, name: str) -> Iterator[Explained]:
    if isinstance(data, str):
        yield _explained(name, data, location=file.origin.locate(at))
    elif isinstance(data, dict):
        for key, inner in data.items():
            path = f"{name}.{key}" if name else key
            yield from _walk(inner, file=file, at=(*at, key), name=path)
    else:
        for number, inner in enumerate(data):
            label = inner.get("id", number) if isinstance(inner, dict) else number
            yield from _walk(inner, file=file, at=(*at, number), name=f"{name}[{label}]")


def _explained(field: str, value: str, *, location: Location) -> Explained:
    path = location.path
    layer = next((name for mark, name in _LAYERS.items() if path.startswith(mark)), "district")
    place = Location(unmarked(path), location.line, location.column)
    return Explained(field, " ".join(value.split()), place, layer)
