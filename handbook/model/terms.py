"""What people and things are called: words that a handbook declares, and a district's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, model_validator

from handbook.model.record import Keyed, Line, Record, Text
from handbook.wordforms import guess_article, guess_plural, guess_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

NEEDED_TERMS = ("coach", "coaching", "teacher", "principal", "school", "student", "district")
"""The terms that the engine's own sentences use."""

_NAME = re.compile("[a-z]+(?:_[a-z]+)*")


class TermForms(Record):
    """A word and how it is bent; what is not stated is guessed from the word."""

    is_atom: ClassVar[bool] = True

    singular: Line
    """One of them, as in the middle of a sentence: `instructional coach`."""

    plural: Line | None = None
    """More than one of them, where an ending does not make it."""

    article: Literal["a", "an"] | None = None
    """What stands before it, where the guess is wrong."""

    title: Line | None = None
    """How a title has it, where capitals at its words do not make it."""

    @model_validator(mode="before")
    @classmethod
    def _from_word(cls, given: Any) -> Any:
        """Take a word alone for the singular."""
        return {"singular": given} if isinstance(given, str) else given

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Say that a word alone may stand where nothing more is needed."""
        forms = handler(schema)
        is_enough = len([one for one in cls.model_fields.values() if one.is_required()]) == 1
        return {"anyOf": [{"type": "string"}, forms]} if is_enough else forms


class KeptPhrase(Record):
    """A phrase in which a word is not the term, and stays whatever a district says."""

    phrase: Line
    """The phrase, in small letters, like `school year`."""

    because: Line
    """Why it stays."""


class DeclaredTerm(TermForms):
    """A term that texts may use, and the word for it where a district has none of its own."""

    about: Text
    """What it means, for whoever gives it another name."""

    kept: Annotated[tuple[KeptPhrase, ...], Keyed("phrase")] = ()
    """Phrases that hold the word and mean something else."""


def _refuse_gaps(terms: dict[str, DeclaredTerm]) -> dict[str, DeclaredTerm]:
    if odd := [name for name in terms if not _NAME.fullmatch(name)]:
        msg = f"'{odd[0]}' is no name of a term. Use small letters and '_', like 'growth_plan'."
        raise ValueError(msg)
    if missing := [name for name in NEEDED_TERMS if name not in terms]:
        msg = f"the handbook's own sentences use '{missing[0]}'. Add a line '{missing[0]}:' below."
        raise ValueError(msg)
    return terms


class Terms(Record):
    """The words for people and things that texts use as `{{ terms.coach }}` and so on."""

    terms: Annotated[dict[str, DeclaredTerm], AfterValidator(_refuse_gaps)]
    """Each term by the name that texts use."""


@dataclass(frozen=True, slots=True)
class Word:
    """A term in every form that a sentence can need."""

    singular: str
    """One of them."""
    plural: str
    """More than one of them."""
    article: str
    """What stands before one of them: a or an."""
    title: str
    """One of them in a title."""
    titles: str
    """More than one of them in a title."""


def settle_word(wording: TermForms) -> Word:
    """Return every form of a word, with what is not stated guessed."""
    plural = wording.plural or guess_plural(wording.singular)
    title = wording.title or guess_title(wording.singular)
    return Word(
        singular=wording.singular,
        plural=plural,
        article=wording.article or guess_article(wording.singular),
        title=title,
        titles=guess_plural(title) if wording.title and not wording.plural else guess_title(plural),
    )


def settle_words(
    declared: Mapping[str, DeclaredTerm], own: Mapping[str, TermForms]
) -> dict[str, Word]:
    """Return every declared term as a district says it."""
    return {name: settle_word(own.get(name, word)) for name, word in declared.items()}
