"""What several layers say as one piece of data, each value with the file and place it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.problems import FieldPath, Location
    from handbook.yamlsource import Data, YamlSource


@dataclass(frozen=True, slots=True)
class Spot:
    """A value that stands in one file, with all that is in it."""

    source: YamlSource
    field: FieldPath = ()
    """The way to it from the top of the file."""

    def at(self, step: str | int) -> Spot:
        """Return where a part of it stands."""
        return Spot(self.source, (*self.field, step))


@dataclass(frozen=True, slots=True)
class Joint:
    """A value whose parts come from several files."""

    top: Spot
    """Where the uppermost layer says something of it."""
    parts: Mapping[str | int, Place]
    """Where each part stands."""

    def at(self, step: str | int) -> Place:
        """Return where a part of it stands."""
        return self.parts.get(step, self.top)


Place: TypeAlias = Spot | Joint


@dataclass(frozen=True, slots=True)
class LayeredSource:
    """What layers say of one record, in the shape of a file."""

    path: str
    """The uppermost file that says something of it."""
    data: Data
    """What they say together."""
    place: Place = field(repr=False, compare=False)
    """Where each value stands; ask `locate` instead of reading it."""

    def locate(self, field: FieldPath, *, key: bool = False) -> Location:
        """Return where a value stands, or its nearest ancestor that is written.

        Args:
            field: The way to the value from the top of this source.
            key: Point at the key of the value instead, where it has one.
        """
        place = self.place
        for number, step in enumerate(field):
            if isinstance(place, Spot):
                rest = field[number:]
                return place.source.locate((*place.field, *rest), key=key)
            if step not in place.parts:
                return place.top.source.locate(place.top.field)
            place = place.parts[step]
        spot = place if isinstance(place, Spot) else place.top
        return spot.source.locate(spot.field, key=key)


@dataclass(frozen=True, slots=True)
class Value:
    """A piece of data and where it stands."""

    data: Data
    place: Place

    def part(self, step: str | int) -> Value:
        """Return a part of it."""
        data = self.data[step] if isinstance(self.data, dict) else self.data[int(step)]  # type: ignore[index]
        return Value(data, self.place.at(step))

    @property
    def location(self) -> Location:
        """Where it begins."""
        spot = self.place if isinstance(self.place, Spot) else self.place.top
        return spot.source.locate(spot.field)


def value_of(source: YamlSource | LayeredSource) -> Value:
    """Return a whole source as a value."""
    return Value(source.data, source.place if isinstance(source, LayeredSource) else Spot(source))
