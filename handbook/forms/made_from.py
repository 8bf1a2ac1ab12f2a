"""What a form takes from the position it describes, or from the framework it asks about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from handbook.forms.structure import TickGroup, TickLine, TickList
from handbook.inline import Strong, Words
from handbook.model import form as model
from handbook.model.blanks import BlankKind
from handbook.model.position import Position
from handbook.model.protocol import Protocol
from handbook.model.role import Role
from handbook.spelling import spell_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.forms.fields import Parse
    from handbook.model.handbook import Handbook
    from handbook.model.standard import Framework

Maker: TypeAlias = Role | Protocol | Position
"""What a form can be made for, one for each."""

Fields = tuple[model.FormField, ...]

PURPOSE, EVALUATION = "{position_purpose}", "{position_evaluation}"
"""What stands in a clause for the words of the position."""


def name_position(text: str, *, position: Position | None) -> str:
    """Return a text with the position's words in it."""
    if position is None:
        return text
    return text.replace(PURPOSE, position.purpose).replace(EVALUATION, position.evaluation)


def find_made_from(form: model.Form, *, handbook: Handbook, maker: Maker | None) -> MadeFrom:
    """Return what a form is made from, as far as it is made for a position or names a framework."""
    position = maker if isinstance(maker, Position) else None
    framework = next((one for one in handbook.frameworks if one.id == form.framework), None)
    roles = handbook.roles
    if position and position.roles:
        roles = tuple(role for role in roles if role.id in position.roles)
    return MadeFrom(
        position, framework, roles, f"What the {handbook.terms['district'].singular} says"
    )


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """The position and the framework of a form."""

    position: Position | None
    framework: Framework | None
    roles: tuple[Role, ...]
    """The roles whose activities are duties."""
    label: str
    """What stands above facts that are printed."""

    def fill_lists(self, lists: tuple[model.TickList, ...]) -> Iterator[model.TickList]:
        """Yield the lists, those of a position with its lines; what has none is left away."""
        for one in lists:
            if not one.of.startswith("position-"):
                yield one
            elif items := self._items(one):
                yield one.model_copy(update={"of": "items", "items": items})

    def _items(self, ticks: model.TickList) -> tuple[model.TickItem, ...]:
        if self.position is None:
            return ()
        if ticks.of == "position-duties":
            return tuple(
                model.TickItem(id=role.id, text=f"**{role.name}:** {_joined(role)}.")
                for role in self.roles
            )
        is_required = ticks.of == "position-required"
        lines = self.position.required if is_required else self.position.wished
        return tuple(
            model.TickItem(id=f"line-{place}", text=line)
            for place, line in enumerate(lines, start=1)
        )

    def stated(
        self, section: model.Section, *, fields: Fields, parse: Parse
    ) -> tuple[TickList, ...]:
        """Return what the district has said of the position instead of blanks, as a list."""
        lines = tuple(
            TickLine((Strong(parse(f"{field.label}:")), Words(" "), *parse(said)), None)
            for field in fields
            if (said := self._said(field))
        )
        group = TickGroup((), lines)
        name = f"{section.id}-stated"
        return (TickList(name, parse(self.label), (group,), is_brief=True),) if lines else ()

    def unstated(self, fields: Fields) -> Fields:
        """Return the blanks that stay: those of which the district has said nothing."""
        return tuple(field for field in fields if not self._said(field))

    def ratings(self) -> Fields:
        """Return a scale for each competency, with the framework's levels for its steps."""
        if self.framework is None:
            return ()
        return tuple(
            model.FormField(
                id=one.id,
                label=f"{one.code} {one.name}",
                hint=" ".join(one.statement.split()),
                blank=BlankKind.SCALE,
                options=tuple(level.name for level in self.framework.levels),
                width="full",
            )
            for domain in self.framework.domains
            for one in domain.finest
        )

    def _said(self, field: model.FormField) -> str:
        value = getattr(self.position, field.stated_by, None) if field.stated_by else None
        return spell_day(value) if isinstance(value, date) else value or ""


def _joined(role: Role) -> str:
    names = [one.name[:1].lower() + one.name[1:] for one in role.activities]
    return "; ".join(names)
