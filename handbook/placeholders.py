"""The district's own words in YAML texts: `{{ terms.coach }}` and the like, filled in at loading.

Only dotted names are known here, no expressions; pages written by hand have all of Jinja.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.problems import FieldPath, Problem, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.model.district import Contact, District, Terms
    from handbook.yamlsource import Data, YamlSource

_PLACEHOLDER = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)


def term_words(terms: Terms) -> dict[str, str]:
    """Return every form of every term: coach, Coach, a_coach and A_coach."""
    words: dict[str, str] = {}
    for name, word in terms:
        article = "an" if word[0].lower() in "aeiou" else "a"
        words |= {
            name: word,
            name.capitalize(): _capitalize(word),
            f"a_{name}": f"{article} {word}",
            f"A_{name}": f"{article.capitalize()} {word}",
        }
    return words


def district_words(district: District) -> dict[str, str]:
    """Return the text of every placeholder, by its dotted name."""
    words = {f"terms.{name}": word for name, word in term_words(district.terms).items()}
    words |= {
        "district.name": district.name,
        "district.short_name": district.short_name,
        "district.handbook_title": district.handbook_title,
        "edition.label": district.edition.label,
    }
    choices = district.confidentiality
    told = (contact for contact in district.contacts if contact.id == choices.report_breach_to)
    sentences = {
        "confidentiality.notes_owner": choices.notes_owner,
        "confidentiality.notes_kept": choices.notes_kept,
        "confidentiality.report_breach_to": next((_reach(contact) for contact in told), ""),
    }
    return words | {name: _fill(text, words=words) for name, text in sentences.items()}


def expand_placeholders(
    source: YamlSource, *, words: Mapping[str, str]
) -> tuple[Data, tuple[Problem, ...]]:
    """Return the file's data with every placeholder filled in, and those that name nothing."""
    problems: list[Problem] = []

    def expand(value: Data, *, at: FieldPath) -> Data:
        if isinstance(value, str):
            if "{{" not in value:
                return value
            problems.extend(_unknown(value, at=at, source=source, words=words))
            return _fill(value, words=words)
        if isinstance(value, tuple):
            return tuple(expand(item, at=(*at, index)) for index, item in enumerate(value))
        return {key: expand(item, at=(*at, key)) for key, item in value.items()}

    return expand(source.data, at=()), tuple(problems)


def _fill(text: str, *, words: Mapping[str, str]) -> str:
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)


def _reach(contact: Contact) -> str:
    return ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)


def _unknown(
    text: str, *, at: FieldPath, source: YamlSource, words: Mapping[str, str]
) -> Iterator[Problem]:
    for match in _PLACEHOLDER.finditer(text):
        if match[1] not in words:
            message = (
                f"no text is known for '{match[0]}'."
                f"{suggest(match[1], among=words) or ' Take the braces away.'}"
            )
            yield Problem(source.locate(at), ".".join(map(str, at)), message)


def _capitalize(word: str) -> str:
    return word[0].upper() + word[1:]
