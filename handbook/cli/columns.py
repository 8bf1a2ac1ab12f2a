"""What the options `--set` and `--where` of `handbook forms` say about a roster's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from handbook.roster.composing import parse_condition, parse_setting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handbook.roster.composing import Condition, Wish

Part = TypeVar("Part")


def parse_settings(texts: Iterable[str]) -> tuple[Wish, ...]:
    """Return the blanks that are the same for everyone.

    Raises:
        click.BadParameter: One is written in another way.
    """
    like = "school-year=2026-27"
    return tuple(
        _read(text, parse_setting, holds="blank", like=like, option="--set") for text in texts
    )


def parse_conditions(texts: Iterable[str]) -> tuple[Condition, ...]:
    """Return what rows must hold.

    Raises:
        click.BadParameter: One is written in another way.
    """
    return tuple(
        _read(text, parse_condition, holds="column", like="Role=Teacher", option="--where")
        for text in texts
    )


def columns_named(made: Iterable[Wish], *, conditions: Iterable[Condition]) -> Iterator[str]:
    """Yield the columns that the person named besides those that fill a blank by themselves."""
    for wish in made:
        yield from wish.columns
    for condition in conditions:
        yield condition.column


def _read(
    text: str, parse: Callable[[str], Part | None], *, holds: str, like: str, option: str
) -> Part:
    read = parse(text)
    if read is None:
        message = f"'{text}' is not a {holds} and its value. Write it like '{like}'."
        raise click.BadParameter(message, param_hint=option)
    return read
