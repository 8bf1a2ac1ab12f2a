"""What the options `--set` and `--where` of `handbook forms` say about a roster's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handbook.roster.composing import parse_condition, parse_setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.roster.composing import Condition, Wish


def parse_settings(texts: Iterable[str]) -> tuple[Wish, ...]:
    """Return the blanks that are the same for everyone.

    Raises:
        click.BadParameter: One is written in another way.
    """
    return tuple(map(_setting, texts))


def parse_conditions(texts: Iterable[str]) -> tuple[Condition, ...]:
    """Return what rows must hold.

    Raises:
        click.BadParameter: One is written in another way.
    """
    return tuple(map(_condition, texts))


def columns_named(made: Iterable[Wish], *, conditions: Iterable[Condition]) -> Iterator[str]:
    """Yield the columns that the person named besides those that fill a blank by themselves."""
    for wish in made:
        yield from wish.columns
    for condition in conditions:
        yield condition.column


def _setting(text: str) -> Wish:
    wish = parse_setting(text)
    if wish is None:
        message = f"'{text}' is not a blank and its value. Write it like 'school-year=2026-27'."
        raise click.BadParameter(message, param_hint="--set")
    return wish


def _condition(text: str) -> Condition:
    condition = parse_condition(text)
    if condition is None:
        message = f"'{text}' is not a column and its value. Write it like 'Role=Teacher'."
        raise click.BadParameter(message, param_hint="--where")
    return condition
