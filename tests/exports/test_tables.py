"""Tables of records, as a spreadsheet reads them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from handbook.identifiers import slugify
from handbook.model.kinds import KINDS
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from handbook.model.handbook import Handbook

pytestmark = pytest.mark.slow

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows_of(data: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Return the rows of a table as a spreadsheet has them, by the names of the columns."""
    text = data[f"data/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def tables_of(data: Mapping[str, bytes]) -> list[str]:
    """Return the names of the tables."""
    return sorted(
        uri.removeprefix("data/").removesuffix(".csv") for uri in data if uri.endswith(".csv")
    )


def test_a_table_for_each_kind_there_is(
    shipped_data: Mapping[str, bytes], shipped: Handbook
) -> None:
    """Every record is a row of its kind's table; a kind without records has none."""
    counts = {name: len(rows_of(shipped_data, name)) for name in tables_of(shipped_data)}
    assert sum(counts.values()) == len(decide_handbook(shipped).entries)
    assert counts["roles"] == len(shipped.roles)
    there = {slugify(row.plural) for row in KINDS.values() if shipped.entries_of(row.name)}
    assert set(counts) == there


def test_spreadsheets_read_the_letters(shipped_data: Mapping[str, bytes]) -> None:
    """Each file begins with the mark of UTF-8 and ends its lines as Excel does."""
    for name in tables_of(shipped_data):
        content = shipped_data[f"data/{name}.csv"]
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")


def test_rows_are_as_wide_as_the_header(shipped_data: Mapping[str, bytes]) -> None:
    """No cell slips into another column."""
    for name in tables_of(shipped_data):
        for row in rows_of(shipped_data, name):
            assert None not in row
            assert None not in row.values()


def test_nothing_is_a_formula(shipped_data: Mapping[str, bytes]) -> None:
    """No cell of any table begins as a formula does."""
    for name in tables_of(shipped_data):
        for row in rows_of(shipped_data, name):
            assert not [cell for cell in row.values() if cell.startswith(FORMULA_SIGNS)]


def test_a_formula_is_disarmed(
    small_handbook: Path, data_of: Callable[..., Mapping[str, bytes]]
) -> None:
    """A text that a spreadsheet would calculate is kept as a text."""
    role = small_handbook / "roles" / "data-coach.yml"
    text = role.read_text(encoding="utf-8")
    assert text.count("name: Data Coach\n") == 1
    changed = text.replace("name: Data Coach\n", "name: '=cmd|'' /c calc''!A1'\n")
    role.write_text(changed, encoding="utf-8")
    (row,) = rows_of(data_of(), "roles")
    assert row["name"] == "'=cmd|' /c calc'!A1"


def test_a_part_names_its_whole(data_of: Callable[..., Mapping[str, bytes]]) -> None:
    """A part of a part names what it is part of, and its address on the site in full."""
    data = data_of("web_address: a.example.org/coaching\n", is_deep=True)
    rows = {row["id"]: row for row in rows_of(data, "functions")}
    assert rows["valley-a1a-wait"]["part_of"] == "valley-a1a"
    assert rows["valley-a1a-wait"]["address"] == (
        "https://a.example.org/coaching/standards/valley-a/#valley-a1a-wait"
    )
    assert rows["valley-a1a"]["asks"] == "what is an open question"
