"""The closed editions of a handbook: read from its folder `editions`, one file each.

What was closed is never changed, and each form's code tells whether it was.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from handbook.model.edition import FORMAT, ClosedEdition
from handbook.model.places import EDITION_ENDING, EDITIONS_FOLDER, edition_name
from handbook.placeholders import fill_in
from handbook.problems import HandbookError, Location, Problem
from handbook.textcode import make_code, shorten_code
from handbook.validation import validate_record
from handbook.yamlsource import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.model.edition import KeptForm

LARGEST = 16 * 1024 * 1024
"""The most bytes the file of an edition may have."""


def load_past(*roots: Path) -> tuple[tuple[ClosedEdition, ...], tuple[Problem, ...]]:
    """Return the closed editions of a handbook, oldest first, and what is wrong with their files.

    Args:
        roots: The base folder, then any overlays; editions are the district's own, in the last.
    """
    found, problems = list[ClosedEdition](), list[Problem]()
    folder = roots[-1] / EDITIONS_FOLDER
    for path in sorted(folder.glob(f"[!.]*{EDITION_ENDING}")) if folder.is_dir() else ():
        uri = f"{EDITIONS_FOLDER}/{path.name}"
        try:
            found.append(read_edition(path, shown_as=uri))
        except HandbookError as error:
            problems.extend(error.problems)
    return tuple(sorted(found, key=lambda one: (one.effective, one.label))), tuple(problems)


def read_edition(path: Path, *, shown_as: str) -> ClosedEdition:
    """Return the edition in a file.

    Args:
        path: The file.
        shown_as: What problems call it.

    Raises:
        HandbookError: It cannot be read, or was changed after the edition was closed.
    """
    content = _read(path, shown_as=shown_as)
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise HandbookError(_syntax_problems(content, error=error, path=shown_as)) from error
    if fault := _format_fault(data):
        raise HandbookError([Problem(Location(shown_as), "", fault)])
    edition, problems = validate_record(ClosedEdition, data, origin=_Unplaced(shown_as))
    if edition is None:
        raise HandbookError(_placed(problems, content=content, data=data, path=shown_as))
    if faults := tuple(_faults(edition, name=path.stem, path=shown_as)):
        raise HandbookError(faults)
    return edition


def render_edition(edition: ClosedEdition) -> bytes:
    """Return the file of an edition."""
    data = {"format": FORMAT, **edition.model_dump(mode="json", exclude_defaults=True)}
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def printed_code(form: KeptForm, *, edition: ClosedEdition) -> str:
    """Return the text code of a form's words, worked out anew."""
    return make_code((part.sort, fill_in(part.text, words=edition.words)) for part in form.parts)


class _Unplaced:
    """Stands for a file whose places are not known yet: each problem is at its top."""

    def __init__(self, path: str) -> None:
        self.path = path

    def locate(self, _field: object, *, key: bool = False) -> Location:  # noqa: ARG002  (a protocol)
        """Return the top of the file."""
        return Location(self.path)


def _read(path: Path, *, shown_as: str) -> bytes:
    message = ""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        message = f"cannot be read: {error.strerror}. Check the file's permissions."
    else:
        if len(content) <= LARGEST:
            return content
        message = "is no edition: the file is larger than 16 MiB. Put the file back as it was."
    raise HandbookError([Problem(Location(shown_as), "", message)])


def _format_fault(data: object) -> str:
    given = data.get("format") if isinstance(data, dict) else None
    if type(given) is not int:
        return "this is no file that 'handbook edition close' wrote. Move it elsewhere."
    if given == FORMAT:
        return ""
    return (
        f"the edition is written in format {given}, and this version reads format {FORMAT}. "
        "Install a newer version of the handbook's engine."
    )


def _syntax_problems(content: bytes, *, error: Exception, path: str) -> Iterator[Problem]:
    place = Location(path)
    if isinstance(error, json.JSONDecodeError):
        place = Location(path, error.lineno, error.colno)
    if not content.strip():
        yield Problem(place, "", "the file is empty. Put the file back as it was.")
        return
    yield Problem(place, "", "this is no JSON from here on. Put the file back as it was.")


def _placed(
    problems: tuple[Problem, ...], *, content: bytes, data: object, path: str
) -> tuple[Problem, ...]:
    """Return the problems where they stand: JSON is YAML too, whose reader knows every place."""
    source, _ = parse_yaml(content, path=path)
    if source is None:
        return problems
    _, placed = validate_record(ClosedEdition, data, origin=source)
    return placed


def _faults(edition: ClosedEdition, *, name: str, path: str) -> Iterator[Problem]:
    own = edition_name(edition.label)
    if name != own:
        message = (
            f"the edition '{edition.label}' belongs in '{own}{EDITION_ENDING}'. Rename the file."
        )
        yield Problem(Location(path), "label", message)
    for form in edition.forms:
        found = printed_code(form, edition=edition)
        if found != form.code:
            message = (
                f"the words of '{form.title}' have the text code {shorten_code(found)}, and "
                f"{shorten_code(form.code)} was closed. Put the file back as it was."
            )
            yield Problem(Location(path), f"forms.{form.id}", message)
