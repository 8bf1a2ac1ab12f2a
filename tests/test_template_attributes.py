"""Templates of the engine put words into attributes as plain words."""

from __future__ import annotations

import re
from pathlib import Path

TEMPLATES = Path(__file__).parents[1] / "handbook" / "templates"
VALUE = re.compile(r"\{\{(.*?)\}\}")
READ_OUT = re.compile(r'\b(?:aria-label|alt|title|data-label)="([^"]*)"')


def test_words_in_attributes_are_plain() -> None:
    """What people hear or see of an attribute is plain there, so that it cannot end it."""
    bare = [
        f"{path.name}: {value}"
        for path in sorted(TEMPLATES.glob("*.md"))
        # Quotation marks of an expression do not end the attribute.
        for text in [VALUE.sub(lambda one: one[0].replace('"', "'"), path.read_text("utf-8"))]
        for attribute in READ_OUT.findall(text)
        for value in map(str.strip, VALUE.findall(attribute))
        if not value.endswith(("| plain", ".id"))
    ]
    assert bare == []
