"""Whether a paper has the words of an edition: exactly those, the same, or the first difference.

Nothing is inferred from a code alone: a code says which words were printed, and a paper's own words
are compared with them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from handbook.editions.timeline import Standing, all_standings, find_standings
from handbook.editions.wording import Reading, closeness, compare_words
from handbook.pdf.reading import changes_since, read_paper, revision_ends
from handbook.textcode import parse_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.edition import ClosedEdition, KeptForm
    from handbook.pdf.reading import ReadPaper
    from handbook.project import Project

_PRINTED_CODE = re.compile(r"\bText\s+([0-9A-Z]{4}\s*-\s*[0-9A-Z]{4})\b")
_ALIKE = 0.7
"""The share of a form's words that a paper without a code must have to be compared with it."""

Outcome = Literal["exact", "same", "more", "changed", "different", "unknown", "no words"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a paper is."""

    outcome: Outcome
    """Exactly the printed words; the same; the same and others beside them; printed words with
    something changed after that; other words; words of no edition; or no words at all."""
    standing: Standing | None
    """The words that it was compared with, and what became of them."""
    code_from: Literal["", "the file's metadata", "the foot of a page", "its words"]
    """What led to these words."""
    changes: tuple[str, ...] = ()
    """What was changed after printing beside what is filled in."""
    reading: Reading | None = None
    """How the words compare, where the bytes are not those that were printed."""
    filled: int = 0
    """How many blanks are filled in, as fields."""


def verify_file(data: bytes, *, project: Project) -> Verdict:
    """Return what a PDF is.

    Args:
        data: The file.
        project: The handbook, whose closed editions and present forms it is compared with.

    Raises:
        UnreadablePaperError: It is no PDF that can be read.
    """
    paper = read_paper(data)
    if not any(page.strip() for page in paper.pages):
        return Verdict("no words", None, "", filled=paper.filled)
    sums = _published_sums(paper, project=project)
    for end in revision_ends(data) if sums else ():
        code = sums.get(hashlib.sha256(data[:end]).hexdigest(), "")
        if standing := next(iter(find_standings(code, timeline=project.timeline)), None):
            changes = changes_since(data, end=end)
            outcome: Outcome = "changed" if changes else "exact"
            return Verdict(outcome, standing, "", changes, filled=paper.filled)
    return _compared(paper, project=project)


def _published_sums(paper: ReadPaper, *, project: Project) -> dict[str, str]:
    """Return what the published files hash to whose code a paper names, and each one's code."""
    named = tuple(code for code, _ in _codes(paper))
    kept = ((form.sha256, form.code) for one in project.timeline for form in one.forms)
    sums = {sha256: code for sha256, code in kept if sha256 and code.startswith(named)}
    present = (one for one in project.documents if one.code.startswith(named))
    return sums | {project.sum_of(document): document.code for document in present}


def _compared(paper: ReadPaper, *, project: Project) -> Verdict:
    codes = dict(_codes(paper))
    for code, source in codes.items():
        if standings := find_standings(code, timeline=project.timeline):
            return _read(paper, standings[0], source=source, project=project)
    near = _nearest(paper, project=project)
    if near is None:
        return Verdict("unknown", None, "", filled=paper.filled)
    verdict = _read(paper, near, source="its words", project=project)
    # A code that no edition has is no code of ours, whatever the words are.
    return replace(verdict, outcome="unknown") if codes else verdict


def _codes(
    paper: ReadPaper,
) -> Iterator[tuple[str, Literal["the file's metadata", "the foot of a page"]]]:
    """Yield the codes that a paper names, the one for eyes first: it is what somebody signed."""
    for page in paper.pages:
        for match in _PRINTED_CODE.finditer(page):
            if code := parse_code(match[1]):
                yield code, "the foot of a page"
    if paper.code:
        yield paper.code, "the file's metadata"


def _nearest(paper: ReadPaper, *, project: Project) -> Standing | None:
    def share(standing: Standing) -> float:
        edition, form = _words_of(standing, project=project)
        return closeness(paper.pages, form=form, edition=edition)

    known = {standing: share(standing) for standing in all_standings(project.timeline)}
    best = max(known, key=lambda one: known[one], default=None)
    return best if best is not None and known[best] >= _ALIKE else None


def _read(
    paper: ReadPaper,
    standing: Standing,
    *,
    source: Literal["the file's metadata", "the foot of a page", "its words"],
    project: Project,
) -> Verdict:
    edition, form = _words_of(standing, project=project)
    reading = compare_words(paper.pages, form=form, edition=edition)
    outcome: Outcome = "more" if reading.others else "same"
    if reading.difference:
        outcome = "different"
    return Verdict(outcome, standing, source, reading=reading, filled=paper.filled)


def _words_of(standing: Standing, *, project: Project) -> tuple[ClosedEdition, KeptForm]:
    edition = next(one for one in project.timeline if one.label == standing.editions[-1])
    return edition, next(form for form in edition.forms if form.id == standing.form)
