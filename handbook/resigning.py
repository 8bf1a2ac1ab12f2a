"""Who must sign again: what was decided from the code a person has to today's, added up."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from handbook.editions.timeline import find_standings
from handbook.model.places import edition_name
from handbook.roster.showing import disarm_formula
from handbook.textcode import parse_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.editions.timeline import Standing, Timeline

Answer = Literal["yes", "no", "undecided", "unknown", "gone"]

_NEEDED = ("person", "form")
COLUMNS = ("person", "form", "edition", "code", "sign_again", "because", "file")
"""The columns of the list of who must sign again, in this order for ever."""


class ManifestError(Exception):
    """A file is no manifest; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A form that was printed for somebody."""

    row: int
    """The line of the manifest."""
    person: str
    """Whose form it is."""
    form: str
    """The name of the form's page and files."""
    edition: str
    """The edition that was printed."""
    code: str
    """Its text code, or '' in a manifest from before there were codes."""
    file: str
    """The file."""


@dataclass(frozen=True, slots=True)
class Resigned:
    """Whether one form must be signed again."""

    printed: Printed
    """The form."""
    answer: Answer
    """Yes, no, not decided, of no known edition, or of a form that is gone."""
    because: str
    """Why, edition by edition."""


def read_manifest(text: Iterable[str], *, name: str) -> Iterator[Printed]:
    """Yield the forms that a manifest lists, one after another.

    Args:
        text: The lines of the file.
        name: What the file is called, for problems.

    Raises:
        ManifestError: It is no manifest.
    """
    try:
        yield from _printed(csv.DictReader(text), name=name)
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"'{name}' cannot be read as text. Save it as CSV in UTF-8."
        raise ManifestError(message) from error


def _printed(rows: csv.DictReader[str], *, name: str) -> Iterator[Printed]:
    header = rows.fieldnames or ()
    missing = [column for column in _NEEDED if column not in header]
    if missing or not {"code", "edition"} & set(header):
        message = (
            f"'{name}' is no manifest: its first line needs the columns 'person', 'form' and "
            "'code'. Name the manifest.csv that 'handbook forms' wrote."
        )
        raise ManifestError(message)
    for row in rows:
        yield Printed(
            row=rows.line_num,
            person=_armed(row["person"] or ""),
            form=row["form"] or "",
            edition=row.get("edition") or "",
            code=parse_code(row.get("code") or ""),
            file=_armed(row.get("file") or ""),
        )


def judge(printed: Printed, *, timeline: Timeline) -> Resigned:
    """Return whether a form that was printed must be signed again."""
    standing = _standing(printed, timeline=timeline)
    if standing is None:
        return Resigned(printed, "unknown", "")
    because = "; ".join(step.because for step in standing.steps if step.because)
    if standing.steps and standing.steps[-1].is_gone:
        return Resigned(printed, "gone", because)
    if standing.must_sign is None:
        return Resigned(printed, "undecided", because)
    return Resigned(printed, "yes" if standing.must_sign else "no", because)


def render_rows(rows: Iterable[Resigned], *, with_header: bool = False) -> str:
    """Return lines of the list of who must sign again."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    if with_header:
        text.write("\ufeff")
        writer.writerow(COLUMNS)
    for one in rows:
        printed = one.printed
        because = disarm_formula(one.because)
        person, file = disarm_formula(printed.person), disarm_formula(printed.file)
        writer.writerow(
            (person, printed.form, printed.edition, printed.code, one.answer, because, file)
        )
    return text.getvalue()


def _standing(printed: Printed, *, timeline: Timeline) -> Standing | None:
    """Return what became of the words of a form: by its code, else by its edition's label."""
    code = printed.code
    if not code:
        name = edition_name(printed.edition)
        editions = (one for one in timeline if edition_name(one.label) == name)
        forms = (form for one in editions for form in one.forms if form.id == printed.form)
        code = next((form.code for form in forms), "")
    found = find_standings(code, timeline=timeline) if code else ()
    return next((one for one in found if one.form == printed.form), None)


def _armed(cell: str) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from calculating."""
    bare = cell.removeprefix("'")
    return bare if disarm_formula(bare) == cell else cell
