"""The YAML in a file as it stands on the disk: without byte order mark, line ends and fences.

What is cut there is cut in the file at the same characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.yamlsource import find_front_matter, spaces_for_tabs

if TYPE_CHECKING:
    from handbook.splicing.lines import Cut

_MARK = "\ufeff"
_PAGE = ".md"


@dataclass(frozen=True, slots=True)
class YamlPart:
    """The YAML of a file, with every line end as a newline."""

    text: str
    start: int
    """How many characters of the file come before it, line ends counted as they are."""
    lines_before: int
    line_end: str
    """How the lines of the file end."""
    is_missing: bool = False
    """Whether the file is a page without front matter."""

    def put_back(self, whole: str, cut: Cut) -> str:
        """Return the file after a cut of its YAML."""
        start, end = (self._offset(whole, at) for at in (cut.start, cut.end))
        return whole[:start] + cut.new.replace("\n", self.line_end) + whole[end:]

    def _offset(self, whole: str, at: int) -> int:
        """Return where a character of the YAML stands in the file."""
        if "\r" not in whole:
            return self.start + at
        position = self.start
        for _ in range(self.text.count("\n", 0, at)):
            position = _behind_line(whole, position)
        return position + at - (self.text.rfind("\n", 0, at) + 1)

    def with_front_matter(self, whole: str) -> str:
        """Return a page with front matter in which nothing stands yet."""
        mark = _MARK if whole.startswith(_MARK) else ""
        fences = f"---{self.line_end}---{self.line_end}"
        return mark + fences + whole.removeprefix(_MARK)


def find_yaml(whole: str, *, path: str) -> YamlPart:
    """Return the YAML of a file: all of it, or the front matter of a page."""
    mark = 1 if whole.startswith(_MARK) else 0
    text = whole[mark:].replace("\r\n", "\n").replace("\r", "\n")
    line_end = _line_end(whole)
    if not path.endswith(_PAGE):
        return YamlPart(spaces_for_tabs(text), mark, 0, line_end)
    lines = find_front_matter(text)
    if lines is None:
        return YamlPart("", mark, 0, line_end, is_missing=True)
    inner = text.split("\n")[1:lines]
    yaml = spaces_for_tabs("".join(f"{line}\n" for line in inner))
    return YamlPart(yaml, _behind_line(whole, mark), 1, line_end)


def find_body(whole: str) -> tuple[int, str]:
    """Return where the text of a page begins, and how its lines end."""
    mark = 1 if whole.startswith(_MARK) else 0
    lines = find_front_matter(whole[mark:].replace("\r\n", "\n").replace("\r", "\n"))
    start = mark
    for _ in range(0 if lines is None else lines + 1):
        start = _behind_line(whole, start)
    return start, _line_end(whole)


def _line_end(whole: str) -> str:
    if "\r\n" in whole:
        return "\r\n"
    return "\r" if "\r" in whole and "\n" not in whole else "\n"


def _behind_line(whole: str, at: int) -> int:
    """Return where the next line of a text begins, whatever its lines end with."""
    ends = [found for sign in "\r\n" if (found := whole.find(sign, at)) >= 0]
    if not ends:
        return len(whole)
    first = min(ends)
    return first + (2 if whole.startswith("\r\n", first) else 1)
