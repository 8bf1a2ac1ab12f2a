"""What the YAML parser could not read, in an editor's words and at the place to mend.

Looks at the text around the parser's mark, because the parser's own wording names its inner parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

from handbook.problems import Location, Problem, cut
from handbook.yamlsigns import CURLY_END, find_look_alike, find_wide_colon

if TYPE_CHECKING:
    from collections.abc import Callable

_Finding: TypeAlias = tuple[int, int, str]
"""A line and a column, counted from 0, and what to say there."""

SECOND_DOCUMENT = "a second document starts here. Put it into a file of its own."
"""Said where one file holds several YAML documents."""

NO_KEY = "there is no key before the colon. Write one, or remove the line."
"""Said where a line starts with its colon."""

_COLON_IN_TEXT = (
    "unquoted text holds a colon and a space. Put quotes round the text, or '>-' here and the text "
    "on the next line."
)
_NO_COLON = (
    "this line has no key and colon. Write 'key: value', or indent it to go on with the text above."
)
_INDENTATION = (
    "the indentation of this line fits no line above. Line it up with the lines it belongs to."
)
_LONG_KEY = "the text before the colon is too long for a key. Put quotes round the whole text."
_LONGEST_KEY = 1024
_SECOND_COLON = "mapping values are not allowed"
_UNKNOWN = "this line cannot be read as YAML. Check its indentation, colons and quotes."
_KEY_WITHOUT_SPACE = re.compile(r"[ ]*(?:- +)*([\w-]+):(?!//)([^\s:][^:]*)$")
_BEFORE_VALUE = re.compile(r"[ ]*(?:- +)*(?:[^\s:#'\"\[\]{},][^:]*:[ ]+)?")


def needs_quotes(start: str) -> str:
    """Say that unquoted text may not start like this."""
    return (
        f"unquoted text cannot start with '{start}'. Put quotes round text that starts with "
        f"'{start}'."
    )


def find_missing_space(row: str) -> tuple[int, str] | None:
    """Return where 'key:value' lacks its space, counted from 0, and what to say about it."""
    if wide := find_wide_colon(row):
        return wide
    found = _KEY_WITHOUT_SPACE.match(row)
    if not found:
        return None
    message = f"there is no space after the colon. Write '{found[1]}: ' before the value."
    return found.end(1), message


def syntax_problem(error: Exception, *, text: str, path: str) -> Problem:
    """Turn an error of the parser into one problem at the place to mend."""
    fault = _to_fault(error, lines=text.split("\n"))
    findings = (explain(fault) for explain in _EXPLANATIONS)
    line, column, message = next(filter(None, findings), (fault.line, fault.column, _UNKNOWN))
    return Problem(Location(path, line + 1, column + 1), "", message)


@dataclass(frozen=True, slots=True)
class _Fault:
    """An error of the parser beside the text; lines and columns are counted from 0."""

    lines: list[str]
    what: str
    doing: str
    line: int
    column: int
    start_line: int
    start_column: int

    @property
    def row(self) -> str:
        return self.lines[self.line]

    @property
    def before(self) -> str:
        return self.row[: self.column]

    @property
    def start_character(self) -> str:
        return self.lines[self.start_line][self.start_column : self.start_column + 1]


def _to_fault(error: Exception, *, lines: list[str]) -> _Fault:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return _Fault(lines, "", "", 0, 0, 0, 0)
    at = _inside(error.problem_mark, lines=lines)
    start = _inside(error.context_mark or error.problem_mark, lines=lines)
    return _Fault(lines, error.problem or "", error.context or "", *at, *start)


def _inside(mark: yaml.Mark, *, lines: list[str]) -> tuple[int, int]:
    """Return a mark's place; the parser in C puts the end of the text on a line below the last."""
    if mark.line < len(lines):
        return mark.line, mark.column
    return len(lines) - 1, len(lines[-1])


def _explain_tab(fault: _Fault) -> _Finding | None:
    indent = fault.row[: len(fault.row) - len(fault.row.lstrip())]
    column = indent.find("\t") if fault.column <= len(indent) else -1
    if fault.row[fault.column : fault.column + 1] == "\t":
        column = fault.column
    if column < 0:
        return None
    return (
        fault.line,
        column,
        "a tab stands before the text. Use spaces instead, two for each level.",
    )


def _explain_look_alike(fault: _Fault) -> _Finding | None:
    above = _written_line(fault.lines, before=fault.line)
    for line in (fault.line, fault.start_line, fault.line if above is None else above):
        if found := find_look_alike(fault.lines[line]):
            return line, *found
    return None


def _explain_open_quote(fault: _Fault) -> _Finding | None:
    if "quoted scalar" not in fault.doing or "unexpected" not in fault.what:
        return None
    message = "the quote that opens here is never closed. Close it at the end of the text."
    if curly := CURLY_END.search(fault.lines[fault.start_line]):
        message = (
            f"'{curly[0]}' does not close this text. Use the same straight quote at both ends."
        )
    return fault.start_line, fault.start_column, message


def _explain_backslash(fault: _Fault) -> _Finding | None:
    column = fault.row.rfind("\\", 0, fault.column + 1)
    if "quoted scalar" not in fault.doing or column < 0:
        return None
    code = fault.row[column : column + 2]
    message = f"'{code}' means nothing inside double quotes. Put single quotes round the text."
    return fault.line, column, message


def _explain_start(fault: _Fault) -> _Finding | None:
    start = fault.start_character
    if not start or start not in "@`%*&!" or not fault.doing:
        return None
    if fault.lines[fault.start_line].startswith("{%", fault.start_column - 1):
        return fault.start_line, fault.start_column - 1, needs_quotes("{%")
    return fault.start_line, fault.start_column, needs_quotes(start)


def _explain_block(fault: _Fault) -> _Finding | None:
    if "block scalar" not in fault.doing or fault.line != fault.start_line:
        return None
    message = (
        f"text after '{fault.start_character}' starts on the next line. Move it there, indented."
    )
    return fault.start_line, fault.start_column, message


def _explain_colon_in_text(fault: _Fault) -> _Finding | None:
    if _SECOND_COLON not in fault.what or not re.search(r":\s", fault.before):
        return None
    return fault.line, fault.column, _COLON_IN_TEXT


def _explain_key_below_text(fault: _Fault) -> _Finding | None:
    nearest = _written_line(fault.lines, before=fault.line)
    if _SECOND_COLON not in fault.what or nearest is None:
        return None
    above = _line_with_colon(fault.lines, before=fault.line)
    if above is None or _indent(fault.row) <= _indent(fault.lines[above]):
        return _find_missing_colon(fault.lines, line=nearest)
    if _goes_on_without_key(fault.lines, line=nearest, key_line=above):
        return _find_missing_colon(fault.lines, line=nearest)
    if " " in fault.before.lstrip(" -") or above != nearest:
        return fault.line, fault.column, _COLON_IN_TEXT
    message = f"this line is indented more than line {above + 1}, which has a value. Line them up."
    return fault.line, _indent(fault.row), message


def _explain_list_beside_key(fault: _Fault) -> _Finding | None:
    if "sequence entries are not allowed" not in fault.what:
        return None
    message = "a list cannot start on the line of its key. Move '- ' to the next line, indented."
    return fault.line, fault.column, message


def _explain_no_colon(fault: _Fault) -> _Finding | None:
    if "could not find expected ':'" not in fault.what:
        return None
    row = fault.lines[fault.start_line]
    if ":" in row[_LONGEST_KEY:]:
        return fault.start_line, _indent(row), _LONG_KEY
    return _find_missing_colon(fault.lines, line=fault.start_line)


def _explain_no_key(fault: _Fault) -> _Finding | None:
    if fault.before.strip(" -") or not fault.row.startswith(":", fault.column):
        return None
    return fault.line, fault.column, NO_KEY


def _explain_after_quote(fault: _Fault) -> _Finding | None:
    before = fault.before.rstrip()
    if before[-1:] not in {"'", '"'}:
        return None
    quote = before[-1]
    opening = _last_line_with(quote, lines=fault.lines[: fault.line])
    if before.count(quote) % 2 and opening >= 0:
        message = f"the quote that opens here is closed on line {fault.line + 1}. Close it earlier."
        return opening, fault.lines[opening].rfind(quote), message
    message = (
        "text goes on after the closing quote. Put '>-' here and the whole text on the next line, "
        "set in further."
    )
    return fault.line, fault.column, message


def _explain_bracket(fault: _Fault) -> _Finding | None:
    if "flow node" in fault.doing and fault.start_character:
        message = f"a value is missing before '{fault.start_character}'. Write one, or put quotes "
        return fault.start_line, fault.start_column, message + "round the text."
    if "flow" in fault.doing:
        line, column = _last_bracket(fault.lines, before=(fault.start_line, fault.start_column))
        bracket = fault.lines[line][column : column + 1]
        message = f"the '{bracket}' here is not closed or lacks a comma. Mend it, or put quotes "
        return line, column, message + "round the text."
    value = _BEFORE_VALUE.match(fault.row)
    column = value.end() if value else 0
    start = "{{" if fault.row.startswith("{{", column) else fault.row[column : column + 1]
    if not start or start not in "[]{{},":
        return None
    return fault.line, column, needs_quotes(start)


def _explain_item(fault: _Fault) -> _Finding | None:
    if "expected '-' indicator" in fault.what or "while parsing a block collection" in fault.doing:
        message = "this line stands among list items. Start it with '- ' or change its indentation."
        return fault.line, fault.column, message
    if fault.row[fault.column :].startswith("- ") and not fault.before.strip():
        indent = _indent(fault.lines[fault.start_line])
        if indent == fault.column:
            message = "a list item stands among 'key: value' lines. Put a key on the line above it."
            return fault.line, fault.column, message
    return None


def _explain_indentation(fault: _Fault) -> _Finding | None:
    above = _written_line(fault.lines, before=fault.line)
    if above is not None and fault.lines[above].startswith("..."):
        return fault.line, fault.column, SECOND_DOCUMENT
    if fault.before.strip() or "xpected" not in fault.what:
        return None
    return fault.line, fault.column, _INDENTATION


def _find_missing_colon(lines: list[str], *, line: int) -> _Finding:
    above = _written_line(lines, before=line)
    if above is not None and (dash := _find_missing_dash(lines[line], above=lines[above])):
        return line, _indent(lines[line]), dash
    column, message = find_missing_space(lines[line]) or (_indent(lines[line]), _NO_COLON)
    return line, column, message


def _find_missing_dash(row: str, *, above: str) -> str:
    """Say what a line lacks that stands below a list item, as far in as its dash."""
    if not above.lstrip().startswith("- ") or _indent(row) != _indent(above):
        return ""
    words = row.strip()
    if words.startswith("-"):
        return f"there is no space after the dash. Write '- {cut(words[1:])}'."
    return f"this line stands among list items. Write '- {cut(words)}'."


def _goes_on_without_key(lines: list[str], *, line: int, key_line: int) -> bool:
    """Tell a line that lost its colon below 'key:' from the text of that key."""
    if line == key_line or not lines[key_line].rstrip().endswith(":"):
        return False
    return find_missing_space(lines[line]) is not None or " " not in lines[line].strip()


def _written_line(lines: list[str], *, before: int) -> int | None:
    """Return the nearest line above that is neither blank nor a comment."""
    rows = range(before - 1, -1, -1)
    return next((row for row in rows if lines[row].lstrip(" ")[:1] not in {"", "#"}), None)


def _line_with_colon(lines: list[str], *, before: int) -> int | None:
    rows = range(before - 1, -1, -1)
    return next((row for row in rows if re.search(r":(?:\s|$)", lines[row])), None)


def _last_bracket(lines: list[str], *, before: tuple[int, int]) -> tuple[int, int]:
    """Return where the nearest '[' or '{' up to a place stands."""
    last, column = before
    for line in range(last, -1, -1):
        row = lines[line] if line < last else lines[line][: column + 1]
        if (found := max(row.rfind("["), row.rfind("{"))) >= 0:
            return line, found
    return before


def _last_line_with(quote: str, *, lines: list[str]) -> int:
    return max((row for row, line in enumerate(lines) if quote in line), default=-1)


def _indent(row: str) -> int:
    return len(row) - len(row.lstrip(" "))


_EXPLANATIONS: tuple[Callable[[_Fault], _Finding | None], ...] = (
    _explain_tab,
    _explain_look_alike,
    _explain_open_quote,
    _explain_backslash,
    _explain_start,
    _explain_block,
    _explain_colon_in_text,
    _explain_key_below_text,
    _explain_list_beside_key,
    _explain_no_colon,
    _explain_no_key,
    _explain_after_quote,
    _explain_bracket,
    _explain_item,
    _explain_indentation,
)
