"""Words whose letters join, change places or run from right to left, as rows of glyphs.

A line is divided into runs of one direction and one font; each is shaped by HarfBuzz. The engines
are imported when the first such words come, which most rosters never have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from handbook.pdf.letters import EAST_ASIAN_WEIGHT, is_joiner

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.pdf.letters import PrintFont

_UNITS = 1000
_ONE_SHAPE = {"ccmp": False, "locl": False, "liga": False, "clig": False, "calt": False}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A shape, and how it stands, in thousandths of the size."""

    number: int
    """Its number in its font."""
    width: float
    """How far the font alone would go on after it."""
    advance: float
    """How far to go on after it."""
    right: float
    """How far it stands to the right of its place."""
    up: float
    """How far it stands above its place."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font, in the order in which they stand on paper."""

    font: int
    """Which of the fonts, counted from 0."""
    text: str
    """The words that they show, as they are written."""
    glyphs: tuple[Glyph, ...]
    """The glyphs, from left to right."""


class Shaper:
    """Turns words into glyphs with some fonts, of which the first that has a letter shows it."""

    def __init__(self, fonts: Sequence[PrintFont], *, letters: Sequence[frozenset[str]]) -> None:
        """Keep the fonts, and the letters that each of them has."""
        self._fonts, self._letters = tuple(fonts), tuple(letters)
        self.shape = lru_cache(maxsize=4096)(self._shape)

    def width(self, text: str) -> float:
        """Return how wide a line is, in thousandths of the size.

        Raises:
            KeyError: No font has a letter.
        """
        return sum(glyph.advance for run in self.shape(text) for glyph in run.glyphs)

    def _shape(self, text: str) -> tuple[Run, ...]:
        """Return the runs of a line from left to right."""
        if not text:
            return ()
        levels = _levels(text)
        fonts = self._fonts_of(text)
        starts = [
            place
            for place in range(len(text))
            if not place or levels[place] != levels[place - 1] or fonts[place] != fonts[place - 1]
        ]
        ends = [*starts[1:], len(text)]
        runs = [
            (levels[start], self._run(text[start:end], font=fonts[start], level=levels[start]))
            for start, end in zip(starts, ends, strict=True)
        ]
        return tuple(_in_order(runs))

    def _fonts_of(self, text: str) -> list[int]:
        """Return which font shows each letter; marks and joiners stay with what they stand on."""
        found: list[int] = []
        for letter in text:
            before = found[-1] if found else -1
            is_bound = letter == " " or is_joiner(letter)
            if before >= 0 and (letter in self._letters[before] or is_joiner(letter)):
                choice = before if is_bound or not self._is_plain(letter) else 0
            else:
                choice = self._first_with(letter)
            found.append(choice)
        return found

    def _is_plain(self, letter: str) -> bool:
        return letter in self._letters[0]

    def _first_with(self, letter: str) -> int:
        for place, letters in enumerate(self._letters):
            if letter in letters:
                return place
        if is_joiner(letter):
            return 0
        raise KeyError(letter)

    def _run(self, text: str, *, font: int, level: int) -> Run:
        import uharfbuzz  # type: ignore[import-untyped]  # noqa: PLC0415

        shaper = self._shapers[font]
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if level % 2 else "ltr"
        # The text font is embedded with one shape a letter.
        uharfbuzz.shape(shaper, buffer, {} if font else _ONE_SHAPE)
        glyphs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        per_unit = _UNITS / shaper.face.upem
        return Run(
            font,
            text,
            tuple(
                Glyph(
                    number=info.codepoint,
                    width=shaper.get_glyph_h_advance(info.codepoint) * per_unit,
                    advance=place.x_advance * per_unit,
                    right=place.x_offset * per_unit,
                    up=place.y_offset * per_unit,
                )
                for info, place in glyphs
            ),
        )

    @cached_property
    def _shapers(self) -> tuple[Any, ...]:
        import uharfbuzz  # noqa: PLC0415

        shapers = []
        for font in self._fonts:
            shaper = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font.path))))
            shaper.set_variations({"wght": EAST_ASIAN_WEIGHT})
            shapers.append(shaper)
        return tuple(shapers)


def _levels(text: str) -> list[int]:
    """Return how deep each letter stands in texts of the other direction; odd is right to left."""
    from bidi import algorithm  # type: ignore[import-untyped]  # noqa: PLC0415

    storage = algorithm.get_empty_storage()
    # The form around it runs from left to right.
    storage["base_level"], storage["base_dir"] = 0, "L"
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return _with_joiners(text, [(one["ch"], one["level"]) for one in storage["chars"]])


def _with_joiners(text: str, resolved: list[tuple[str, int]]) -> list[int]:
    """Give the letters that the algorithm leaves out the level of what is before them."""
    levels: list[int] = []
    left = iter(resolved)
    waiting = next(left, None)
    for letter in text:
        if waiting is not None and waiting[0] == letter:
            levels.append(waiting[1])
            waiting = next(left, None)
        else:
            levels.append(levels[-1] if levels else 0)
    return levels


def _in_order(runs: list[tuple[int, Run]]) -> Iterator[Run]:
    """Yield the runs as they stand from left to right: the rule L2 of Unicode's algorithm."""
    order = list(range(len(runs)))
    levels = [level for level, _ in runs]
    for level in range(max(levels), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    yield from (runs[place][1] for place in order)
