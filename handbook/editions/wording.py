"""The words on a paper beside the words of an edition: letters and digits only, part by part."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from handbook.forms.square import LABEL
from handbook.placeholders import fill_in
from handbook.textcode import shorten_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handbook.model.edition import ClosedEdition, KeptForm

_WORD = re.compile(r"[^\W_]+")
_AROUND = 6
"""How many words of the text are shown before a difference."""
_LONGEST = 24
"""How many words of a difference are shown."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a paper does not have the words of an edition."""

    part: str
    """The part of the form."""
    before: str
    """The words before it, which both have."""
    expected: str
    """What the edition has there; nothing where the paper has something more."""
    found: str
    """What the paper has there; nothing where something is missing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a paper's words compare with those of a form."""

    difference: Difference | None
    """The first difference, if there is one."""
    others: tuple[str, ...]
    """Words that stand between the form's own: what was typed into blanks, or added."""


def compare_words(pages: Sequence[str], *, form: KeptForm, edition: ClosedEdition) -> Reading:
    """Compare the words of a paper, page by page, with those of a form.

    Words at the foot and head of pages do not count. Words between two parts, or at a page's end,
    may have been typed into blanks: they are told, and are no difference.
    """
    expected, parts = _expected(form, edition=edition)
    found, page_ends = _found(pages, form=form, edition=edition)
    others: list[str] = []
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        is_inside = 0 < i < len(expected) and parts[i - 1] == parts[i]
        is_at_end = k in page_ends or m in page_ends
        if kind == "insert" and (not is_inside or is_at_end or _is_blank(form, parts, i)):
            others.append(_shown(found[k:m]))
            continue
        difference = Difference(
            part=parts[min(i, len(parts) - 1)],
            before=" ".join(expected[max(0, i - _AROUND) : i]),
            expected=_shown(expected[i:j]),
            found=_shown(found[k:m]),
        )
        return Reading(difference, tuple(others))
    return Reading(None, tuple(others))


def closeness(pages: Sequence[str], *, form: KeptForm, edition: ClosedEdition) -> float:
    """Return the share of a form's words that a paper has, in whatever order."""
    expected, _ = _expected(form, edition=edition)
    there = set(_tokens(" ".join(pages)))
    return sum(word in there for word in expected) / max(len(expected), 1)


def _expected(form: KeptForm, *, edition: ClosedEdition) -> tuple[list[str], list[str]]:
    """Return the words of a form, and for each the part it stands in."""
    words: list[str] = []
    parts: list[str] = []
    for part in form.parts:
        text = fill_in(part.text, words=edition.words)
        found = _tokens(f"{part.number}. {text}" if part.number else text)
        words.extend(found)
        parts.extend([part.id] * len(found))
    return words, parts


def _found(
    pages: Sequence[str], *, form: KeptForm, edition: ClosedEdition
) -> tuple[list[str], set[int]]:
    """Return the words of a paper without head and foot, and where pages end among them."""
    words: list[str] = []
    ends = {0}
    for number, page in enumerate(pages):
        found = _without_foot(_tokens(page), form=form)
        if number == 0:
            found = _without_head(found, edition=edition)
        words.extend(found)
        ends.add(len(words))
    return words, ends


def _without_foot(words: list[str], *, form: KeptForm) -> list[str]:
    """Leave out the foot of a page: title, edition, code, address, and its number."""
    title = _tokens(form.title)
    code = _tokens(shorten_code(form.code))
    for start in range(len(words)):
        at = start + len(title)
        if words[start:at] != title or words[at : at + 1] != ["edition"]:
            continue
        rest = words[at:]
        named = next((n for n in range(len(rest)) if rest[n : n + len(code)] == code), -1)
        last = next((n for n in range(len(rest)) if _is_count(rest[n : n + 4])), -1)
        if 0 <= named < last:
            return _without_foot(words[:start] + words[at + last + 4 :], form=form)
    return words


def _is_count(words: list[str]) -> bool:
    """Say whether these are the words 'Page 1 of 2'."""
    return (
        len(words) == 4  # noqa: PLR2004  (they are four)
        and words[0] == "page"
        and words[2] == "of"
        and (words[1] + words[3]).isdigit()
    )


def _without_head(words: list[str], *, edition: ClosedEdition) -> list[str]:
    """Leave out the district's name, and what stands beside the square code."""
    for furniture in (_tokens(edition.words.get("district.name", "")), _tokens(LABEL)):
        for at in range(min(len(words), 60)):
            if furniture and words[at : at + len(furniture)] == furniture:
                words = words[:at] + words[at + len(furniture) :]
                break
    return words


def _is_blank(form: KeptForm, parts: Sequence[str], at: int) -> bool:
    name = parts[min(at, len(parts) - 1)]
    return any(part.id == name and part.sort == "blank" for part in form.parts)


def _tokens(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def _shown(words: Iterable[str]) -> str:
    found = list(words)
    return " ".join(found[:_LONGEST]) + (" …" if len(found) > _LONGEST else "")
