"""Every way a file fails to be YAML is told in an editor's words at the place to mend."""

from pathlib import Path

import pytest
import yaml

from handbook.yamlsource import parse_yaml

FIXTURES = Path(__file__).parent / "fixtures" / "yaml"
PARSERS = {"preferred": getattr(yaml, "CSafeLoader", yaml.SafeLoader), "plain": yaml.SafeLoader}


@pytest.fixture(autouse=True, params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the parser in C and with the one that is there without it."""
    monkeypatch.setattr("handbook.yamlevents._Loader", PARSERS[request.param])


def problems_of(name: str) -> list[str]:
    """Return the lines an editor reads about a fixture."""
    _, problems = parse_yaml((FIXTURES / name).read_bytes(), path=name)
    return [str(problem) for problem in problems]


def test_tab_indentation() -> None:
    """A line indented with a tab is refused at the tab."""
    assert problems_of("tab-indentation.yml") == [
        (
            "tab-indentation.yml:2:1: a tab stands before the text. Use spaces instead, "
            "two for each level."
        ),
    ]


def test_tab_below_text() -> None:
    """A tab below a text is refused at the tab, not at the text."""
    assert problems_of("tab-below-text.yml") == [
        (
            "tab-below-text.yml:2:1: a tab stands before the text. Use spaces instead, two "
            "for each level."
        ),
    ]


def test_tab_after_dash() -> None:
    """A tab after the dash of a list item is refused."""
    assert problems_of("tab-after-dash.yml") == [
        (
            "tab-after-dash.yml:2:4: a tab stands before the text. Use spaces instead, two "
            "for each level."
        ),
    ]


def test_no_space_after_colon() -> None:
    """A colon without a space is pointed at, with what to write."""
    assert problems_of("no-space-after-colon.yml") == [
        (
            "no-space-after-colon.yml:2:8: there is no space after the colon. Write "
            "'summary: ' before the value."
        ),
    ]


def test_no_space_in_mapping() -> None:
    """A colon without a space on the first line of a nested mapping is pointed at."""
    assert problems_of("no-space-in-mapping.yml") == [
        (
            "no-space-in-mapping.yml:2:16: there is no space after the colon. Write "
            "'coach_commits: ' before the value."
        ),
    ]


def test_no_colon() -> None:
    """A line without a key among 'key: value' lines is pointed at."""
    assert problems_of("no-colon.yml") == [
        (
            "no-colon.yml:2:1: this line has no key and colon. Write 'key: value', or "
            "indent it to go on with the text above."
        ),
    ]


def test_no_colon_in_mapping() -> None:
    """A line without a key at the start of a nested mapping is pointed at."""
    assert problems_of("no-colon-in-mapping.yml") == [
        (
            "no-colon-in-mapping.yml:2:3: this line has no key and colon. Write 'key: "
            "value', or indent it to go on with the text above."
        ),
    ]


def test_open_quote() -> None:
    """A double quote that is never closed is pointed at where it opens."""
    assert problems_of("open-quote.yml") == [
        (
            "open-quote.yml:1:7: the quote that opens here is never closed. Close it at "
            "the end of the text."
        ),
    ]


def test_open_single_quote() -> None:
    """A single quote that is never closed is pointed at where it opens."""
    assert problems_of("open-single-quote.yml") == [
        (
            "open-single-quote.yml:1:7: the quote that opens here is never closed. Close "
            "it at the end of the text."
        ),
    ]


def test_quote_closed_below() -> None:
    """A quote closed by the next quote of the file is pointed at where it opens."""
    assert problems_of("quote-closed-below.yml") == [
        (
            "quote-closed-below.yml:1:7: the quote that opens here is closed on line 2. "
            "Close it earlier."
        ),
    ]


def test_apostrophe_in_single_quotes() -> None:
    """An apostrophe inside single quotes ends the text there."""
    assert problems_of("apostrophe-in-single-quotes.yml") == [
        (
            "apostrophe-in-single-quotes.yml:1:18: text goes on after the closing quote. "
            "Put '>-' here and the whole text on the next line, set in further."
        ),
    ]


def test_text_after_quote() -> None:
    """Text after a closing quote is pointed at."""
    assert problems_of("text-after-quote.yml") == [
        (
            "text-after-quote.yml:1:14: text goes on after the closing quote. Put '>-' "
            "here and the whole text on the next line, set in further."
        ),
    ]


def test_backslash_in_quotes() -> None:
    """A backslash inside double quotes that starts no code is pointed at."""
    assert problems_of("backslash-in-quotes.yml") == [
        (
            "backslash-in-quotes.yml:1:10: '\\d' means nothing inside double quotes. Put "
            "single quotes round the text."
        ),
    ]


def test_short_code_in_quotes() -> None:
    """A code inside double quotes that is too short is pointed at."""
    assert problems_of("short-code-in-quotes.yml") == [
        (
            "short-code-in-quotes.yml:1:8: '\\x' means nothing inside double quotes. Put "
            "single quotes round the text."
        ),
    ]


def test_over_indented() -> None:
    """A key indented below a line that has a value is pointed at."""
    assert problems_of("over-indented.yml") == [
        (
            "over-indented.yml:2:3: this line is indented more than line 1, which has a "
            "value. Line them up."
        ),
    ]


def test_under_indented() -> None:
    """A key between two levels of indentation is pointed at."""
    assert problems_of("under-indented.yml") == [
        (
            "under-indented.yml:3:3: the indentation of this line fits no line above. Line "
            "it up with the lines it belongs to."
        ),
    ]


def test_under_indented_item() -> None:
    """A list item between two levels of indentation is pointed at."""
    assert problems_of("under-indented-item.yml") == [
        (
            "under-indented-item.yml:3:2: the indentation of this line fits no line above. "
            "Line it up with the lines it belongs to."
        ),
    ]


def test_indented_first_line() -> None:
    """A first line indented more than the next is noticed on the next."""
    assert problems_of("indented-first-line.yml") == [
        (
            "indented-first-line.yml:2:1: the indentation of this line fits no line above. "
            "Line it up with the lines it belongs to."
        ),
    ]


def test_colon_in_text() -> None:
    """A colon and a space inside unquoted text are pointed at."""
    assert problems_of("colon-in-text.yml") == [
        (
            "colon-in-text.yml:1:19: unquoted text holds a colon and a space. Put quotes "
            "round the text, or '>-' here and the text on the next line."
        ),
    ]


def test_colon_in_continued_text() -> None:
    """A colon on the second line of unquoted text is pointed at."""
    assert problems_of("colon-in-continued-text.yml") == [
        (
            "colon-in-continued-text.yml:2:23: unquoted text holds a colon and a space. "
            "Put quotes round the text, or '>-' here and the text on the next line."
        ),
    ]


def test_colon_in_long_text() -> None:
    """A colon further down in unquoted text is pointed at."""
    assert problems_of("colon-in-long-text.yml") == [
        (
            "colon-in-long-text.yml:3:10: unquoted text holds a colon and a space. Put "
            "quotes round the text, or '>-' here and the text on the next line."
        ),
    ]


def test_colon_in_item() -> None:
    """A colon inside the unquoted text of a list item is pointed at."""
    assert problems_of("colon-in-item.yml") == [
        (
            "colon-in-item.yml:2:23: unquoted text holds a colon and a space. Put quotes "
            "round the text, or '>-' here and the text on the next line."
        ),
    ]


def test_at_sign() -> None:
    """Unquoted text cannot start with an at sign."""
    assert problems_of("at-sign.yml") == [
        (
            "at-sign.yml:1:7: unquoted text cannot start with '@'. Put quotes round text "
            "that starts with '@'."
        ),
    ]


def test_backtick() -> None:
    """Unquoted text cannot start with a backtick."""
    assert problems_of("backtick.yml") == [
        (
            "backtick.yml:1:7: unquoted text cannot start with '`'. Put quotes round text "
            "that starts with '`'."
        ),
    ]


def test_percent() -> None:
    """Unquoted text cannot start with a percent sign."""
    assert problems_of("percent.yml") == [
        (
            "percent.yml:1:7: unquoted text cannot start with '%'. Put quotes round text "
            "that starts with '%'."
        ),
    ]


def test_percent_at_line_start() -> None:
    """A line cannot start with a percent sign."""
    assert problems_of("percent-at-line-start.yml") == [
        (
            "percent-at-line-start.yml:1:1: unquoted text cannot start with '%'. Put "
            "quotes round text that starts with '%'."
        ),
    ]


def test_template_tag() -> None:
    """Unquoted text cannot start with a template tag."""
    assert problems_of("template-tag.yml") == [
        (
            "template-tag.yml:1:7: unquoted text cannot start with '{%'. Put quotes round "
            "text that starts with '{%'."
        ),
    ]


def test_asterisks() -> None:
    """Unquoted text cannot start with an asterisk."""
    assert problems_of("asterisks.yml") == [
        (
            "asterisks.yml:1:7: unquoted text cannot start with '*'. Put quotes round text "
            "that starts with '*'."
        ),
    ]


def test_ampersand() -> None:
    """Unquoted text cannot start with an ampersand."""
    assert problems_of("ampersand.yml") == [
        (
            "ampersand.yml:1:7: unquoted text cannot start with '&'. Put quotes round text "
            "that starts with '&'."
        ),
    ]


def test_broken_tag() -> None:
    """A tag that is not finished is text that needs quotes."""
    assert problems_of("broken-tag.yml") == [
        (
            "broken-tag.yml:1:7: unquoted text cannot start with '!'. Put quotes round "
            "text that starts with '!'."
        ),
    ]


def test_unknown_tag_handle() -> None:
    """A tag of an unknown family is text that needs quotes."""
    assert problems_of("unknown-tag-handle.yml") == [
        (
            "unknown-tag-handle.yml:1:7: unquoted text cannot start with '!'. Put quotes "
            "round text that starts with '!'."
        ),
    ]


def test_comma_first() -> None:
    """Unquoted text cannot start with a comma."""
    assert problems_of("comma-first.yml") == [
        (
            "comma-first.yml:1:7: unquoted text cannot start with ','. Put quotes round "
            "text that starts with ','."
        ),
    ]


def test_text_after_block_sign() -> None:
    """The text of a block cannot start on the line of its sign."""
    assert problems_of("text-after-block-sign.yml") == [
        (
            "text-after-block-sign.yml:1:10: text after '>' starts on the next line. Move "
            "it there, indented."
        ),
    ]


def test_list_beside_key() -> None:
    """A list cannot start on the line of its key."""
    assert problems_of("list-beside-key.yml") == [
        (
            "list-beside-key.yml:1:7: a list cannot start on the line of its key. Move '- "
            "' to the next line, indented."
        ),
    ]


def test_cross_reference_first() -> None:
    """A text that starts with a cross-reference needs quotes."""
    assert problems_of("cross-reference-first.yml") == [
        (
            "cross-reference-first.yml:1:10: unquoted text cannot start with '['. Put "
            "quotes round text that starts with '['."
        ),
    ]


def test_brace_after_brace() -> None:
    """A text that starts with a brace needs quotes."""
    assert problems_of("brace-after-brace.yml") == [
        (
            "brace-after-brace.yml:1:10: unquoted text cannot start with '{'. Put quotes "
            "round text that starts with '{'."
        ),
    ]


def test_open_list() -> None:
    """A list in brackets that is never closed is pointed at where it opens."""
    assert problems_of("open-list.yml") == [
        (
            "open-list.yml:1:12: the '[' here is not closed or lacks a comma. Mend it, or "
            "put quotes round the text."
        ),
    ]


def test_double_comma() -> None:
    """A comma without a value before it is pointed at."""
    assert problems_of("double-comma.yml") == [
        (
            "double-comma.yml:1:21: a value is missing before ','. Write one, or put "
            "quotes round the text."
        ),
    ]


def test_open_brace_at_the_end() -> None:
    """A brace at the end of the file is pointed at, not a line below the last."""
    assert problems_of("open-brace-at-the-end.yml") == [
        (
            "open-brace-at-the-end.yml:2:12: the '{' here is not closed or lacks a comma. "
            "Mend it, or put quotes round the text."
        ),
    ]


def test_bracket_first_in_item() -> None:
    """A list item cannot start with a closing bracket."""
    assert problems_of("bracket-first-in-item.yml") == [
        (
            "bracket-first-in-item.yml:2:5: unquoted text cannot start with ']'. Put "
            "quotes round text that starts with ']'."
        ),
    ]


def test_empty_key_in_item() -> None:
    """A list item that starts with its colon is pointed at."""
    assert problems_of("empty-key-in-item.yml") == [
        (
            "empty-key-in-item.yml:3:5: there is no key before the colon. Write one, or "
            "remove the line."
        ),
    ]


def test_key_among_items() -> None:
    """A key among list items is pointed at."""
    assert problems_of("key-among-items.yml") == [
        (
            "key-among-items.yml:3:3: this line stands among list items. Start it with '- "
            "' or change its indentation."
        ),
    ]


def test_item_among_keys() -> None:
    """A list item among keys is pointed at."""
    assert problems_of("item-among-keys.yml") == [
        (
            "item-among-keys.yml:2:1: a list item stands among 'key: value' lines. Put a "
            "key on the line above it."
        ),
    ]


def test_unknown_directive_version() -> None:
    """What no rule explains is still one located problem."""
    assert problems_of("unknown-directive-version.yml") == [
        (
            "unknown-directive-version.yml:1:1: this line cannot be read as YAML. Check "
            "its indentation, colons and quotes."
        ),
    ]


@pytest.mark.parametrize("code", ["\\U00110000", "\\UFFFFFFFF", "\\ud800"])
def test_code_beyond_unicode(code: str) -> None:
    """A code that stands for no character is one problem, whichever parser reads it."""
    _, problems = parse_yaml(f'name: "{code}"\n'.encode(), path="role.yml")
    assert [problem.location.line for problem in problems] == [1]
