"""The district's own words in YAML texts: `{{ terms.coach }}` and the like, filled in at loading.

Only dotted names are known here, no expressions; pages written by hand have all of Jinja.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.problems import FieldPath, Problem, dotted, suggest
from handbook.sourcetext import locate_offset
from handbook.wordforms import capitalize, guess_plural

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from handbook.layered import LayeredSource
    from handbook.model.district import Contact, District
    from handbook.model.handbook import Handbook
    from handbook.model.terms import Word
    from handbook.problems import Location
    from handbook.yamlsource import Data, YamlSource

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SINGLE_BRACES = re.compile(r"(?<!\{)\{\s*([a-z_]+\.[\w.]+)\s*\}(?!\})", re.IGNORECASE)

_WELLS: dict[FieldPath, str] = {
    ("name",): "",
    ("short_name",): "",
    ("handbook_title",): "",
    ("edition", "label"): "",
    ("terms",): "",
    ("contacts",): "decisions.",
}
"""Where placeholders get their words, and which may not be used there."""


def term_words(terms: Mapping[str, Word]) -> dict[str, str]:
    """Return every form of every term: coach, coaches, a_coach, title_coach, and with capitals."""
    words: dict[str, str] = {}
    for name, word in terms.items():
        with_article = f"{word.article} {word.singular}"
        forms = {
            name: word.singular,
            guess_plural(name): word.plural,
            f"a_{name}": with_article,
        }
        words |= {capitalize(form): capitalize(said) for form, said in forms.items()} | forms
        words |= {f"title_{name}": word.title, f"title_{guess_plural(name)}": word.titles}
    return words


def district_words(district: District, *, terms: Mapping[str, Word]) -> dict[str, str]:
    """Return the text of every placeholder, by its dotted name."""
    words = {f"terms.{name}": word for name, word in term_words(terms).items()}
    words |= {
        "district.name": district.name,
        "district.short_name": district.short_name,
        "district.handbook_title": district.handbook_title,
        "edition.label": district.edition.label,
    }
    chosen = district.decisions.report_breach_to
    told = (contact for contact in district.contacts if contact.id == chosen)
    reached = next((reach(contact) for contact in told), "")
    return words | {"decisions.report_breach_to": fill_in(reached, words=words)}


def handbook_words(handbook: Handbook) -> dict[str, str]:
    """Return the text of every placeholder of a handbook, by its dotted name."""
    return district_words(handbook.district, terms=handbook.terms)


def reach(contact: Contact) -> str:
    """Return an office with its address and its number."""
    return ", ".join(part for part in (contact.name, contact.email, contact.phone) if part)


def fill_in(text: str, *, words: Mapping[str, str]) -> str:
    """Return the text with every placeholder that is known filled in."""
    return _PLACEHOLDER.sub(lambda match: words.get(match[1], match[0]), text)


def expand_placeholders(
    source: YamlSource | LayeredSource, *, words: Mapping[str, str], late: Collection[str] = ()
) -> tuple[Data, tuple[Problem, ...]]:
    """Return the file's data with every placeholder filled in, and those that name nothing.

    Args:
        source: The file.
        words: What stands for each placeholder, by its dotted name.
        late: The names that stay as they are until the district's decisions are applied.
    """
    problems: list[Problem] = []

    def expand(value: Data, *, at: FieldPath) -> Data:
        if isinstance(value, str):
            # An id is the same in every district, so that braces in one are a fault of the id.
            if ("{" not in value and "}" not in value) or at[-1:] == ("id",):
                return value
            faults = _faults(value, words=words, late=late)
            problems.extend(Problem(source.locate(at), dotted(at), fault) for fault in faults)
            return fill_in(value, words=words)
        if isinstance(value, tuple):
            return tuple(expand(item, at=(*at, index)) for index, item in enumerate(value))
        return {key: expand(item, at=(*at, key)) for key, item in value.items()}

    return expand(source.data, at=()), tuple(problems)


def find_placeholders(text: bytes, *, path: str) -> tuple[tuple[str, Location], ...]:
    """Return the name of every placeholder in a file, where it stands."""
    content = text.decode("utf-8-sig", "replace")
    return tuple(
        (match[1], locate_offset(content, offset=match.start(), path=path))
        for match in _PLACEHOLDER.finditer(content)
    )


def check_placeholders(
    found: Iterable[tuple[str, Location]], *, words: Collection[str], field: str
) -> tuple[Problem, ...]:
    """Return the placeholders of a field that name nothing."""
    return tuple(
        Problem(place, field, fault)
        for name, place in found
        for fault in _faults(f"{{{{ {name} }}}}", words=words, late=())
    )


def find_circles(
    source: YamlSource | LayeredSource, *, words: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return the placeholders that stand where placeholders get their words."""
    return tuple(
        Problem(
            source.locate(at),
            dotted(at),
            f"'{match[0]}' stands where placeholders get their words. Write the words themselves.",
        )
        for at, text in _texts(source.data, at=())
        for match in _PLACEHOLDER.finditer(text)
        if match[1] in words
        and any(
            at[: len(place)] == place and match[1].startswith(own) for place, own in _WELLS.items()
        )
    )


def _texts(data: Data, *, at: FieldPath) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(data, str):
        yield at, data
    else:
        for step, part in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(part, at=(*at, step))


def _faults(text: str, *, words: Collection[str], late: Collection[str]) -> Iterator[str]:
    for match in _PLACEHOLDER.finditer(text):
        if match[1] not in words and match[1] not in late:
            remedy = suggest(match[1], among=[*words, *late]) or " Take the braces away."
            yield f"no text is known for '{' '.join(match[0].split())}'.{remedy}"
    rest = _PLACEHOLDER.sub("", text)
    for match in _SINGLE_BRACES.finditer(rest):
        if match[1] in words:
            right = f"{{{{ {match[1]} }}}}"
            yield f"'{match[0]}' has single braces and is shown as it is. Write '{right}'."
    if "{{" in rest or "}}" in rest:
        yield "double braces stand alone. Write a placeholder like '{{ terms.coach }}'."
