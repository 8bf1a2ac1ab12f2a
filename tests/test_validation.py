"""What a record may not be: each fault of its shape in plain words, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.model.reference import Source
from handbook.model.role import Boundary
from handbook.validation import validate_record
from handbook.yamlsource import YamlSource, parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.yamlsource import Data
    from tests.conftest import Fault

FAULTS = "validation"


def test_fault(fault: Fault, small_handbook: Path) -> None:
    """Each fault is told once, in full, at its place."""
    found, expected = fault.problems_in(small_handbook)
    assert found == expected


def test_record_without_fault() -> None:
    """Data that fits is the record, and nothing is wrong."""
    data: dict[str, Data] = {"non_role": "evaluation", "note": "Not judged."}
    record, problems = validate_record(Boundary, data, origin=YamlSource("roles/x.yml", data))
    assert (record, problems) == (Boundary(non_role="evaluation", note="Not judged."), ())


def test_values_are_read_as_written() -> None:
    """A year stays the text it was typed as, and a name with a hyphen finds its field."""
    text = b"id: a\ntype: book\ntitle: 1:30\nissued: 0200\ncontainer-title: no\nvolume: 1e3\n"
    source, faults = parse_yaml(text, path="x.yml")
    assert source is not None
    record, problems = validate_record(Source, source.data, origin=source)
    assert (faults, problems) == ((), ())
    assert record is not None
    assert (record.title, record.issued) == ("1:30", "0200")
    assert (record.container_title, record.volume) == ("no", "1e3")


def test_every_fault_of_a_record_is_told() -> None:
    """One look at a record tells all that is wrong with it."""
    source, _ = parse_yaml(b"id: A\ntype: boook\nyear: 2018\n", path="x.yml")
    assert source is not None
    record, problems = validate_record(Source, source.data, origin=source)
    assert record is None
    assert sorted(str(problem) for problem in problems) == [
        "x.yml:1:1: title: is missing. Add a line 'title:' (the work's title).",
        (
            "x.yml:1:5: id: 'A' is not an id. Use lower-case letters a to z, digits and single "
            "hyphens, starting with a letter, such as 'a'."
        ),
        (
            "x.yml:2:7: type: expected 'book', 'article-journal', 'article-magazine', 'webpage', "
            "'report', 'standard' or 'statute', got 'boook'. Did you mean 'book'?"
        ),
        (
            "x.yml:3:1: year: no such key. Use 'id', 'formerly', 'type', 'title', 'title-short', "
            "'author', 'issued', 'container-title', 'publisher', 'publisher-place', 'volume', "
            "'issue', 'page', 'URL', 'accessed', 'note', 'as_cited', 'verified', 'supports' or "
            "'further_reading'."
        ),
    ]
