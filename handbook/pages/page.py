"""A page of the site source, finished but for the theme: its address, front matter and Markdown."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Page:
    """A page, as any MkDocs-like engine can build it."""

    uri: str
    """Its Markdown file, relative to the docs folder."""
    title: str
    """Its title as plain text."""
    markdown: str
    """Its text, with links to other pages' files; no placeholder or cross-reference is left."""
    source_path: str
    """The file of the handbook that an editor changes to change the page, relative to its root."""
    meta: Mapping[str, object] = field(default_factory=dict)
    """Its front matter, beside the title."""
    parent_uri: str = ""
    """The page it stands under in menus, where that is not its folder's index."""
    is_in_book: bool = True
    """Whether it is a chapter of the printed book."""
    volume: str = ""
    """Which volume of the book has it; '' for the first."""
    menu: str = ""
    """The section of the menu it goes to, where the menu does not name it itself."""
    is_glossed: bool = True
    """Whether glossary words on it lead to the glossary."""
    is_for_editors: bool = False
    """Whether it is about keeping the handbook."""
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What readers may type to find it: by anchor, with '' for the page as a whole."""

    @property
    def file_text(self) -> str:
        """The page as a file: front matter, then Markdown."""
        # JSON is YAML, and its quoting is safe for any text.
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self._head()]
        return "\n".join(["---", *lines, "---", "", self.markdown])

    def _head(self) -> list[tuple[str, object]]:
        return [("title", self.title), *((key, value) for key, value in self.meta.items() if value)]
