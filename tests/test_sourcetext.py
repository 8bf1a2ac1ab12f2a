"""Bytes become text, or one located problem that says how to save the file."""

import pytest

from handbook.sourcetext import LARGEST, parse_text


def problems_of(content: bytes) -> list[str]:
    """Return the lines an editor reads about the bytes."""
    _, problems = parse_text(content, path="roles/coach.yml")
    return [str(problem) for problem in problems]


def test_utf8_is_read() -> None:
    """Text in UTF-8 is what it says."""
    assert parse_text("naïve 日本 🎓\n".encode(), path="a.md") == ("naïve 日本 🎓\n", ())


def test_byte_order_mark_is_left_out() -> None:
    """A byte order mark, which some editors write, is no part of the text."""
    assert parse_text(b"\xef\xbb\xbfname: a\n", path="a.yml") == ("name: a\n", ())


@pytest.mark.parametrize("content", [b"a\r\nb\r\n", b"a\rb\r", b"a\nb\n"])
def test_line_ends_are_one_kind(content: bytes) -> None:
    """Line ends of every system become a newline."""
    assert parse_text(content, path="a.md") == ("a\nb\n", ())


def test_other_encoding() -> None:
    """A byte that is not UTF-8 is pointed at by line and character."""
    assert problems_of("name: a\r\nsummary: été\r\n".encode("cp1252")) == [
        "roles/coach.yml:2:10: the byte 0xE9 is not UTF-8 text. Save the file as UTF-8."
    ]


def test_other_encoding_after_a_byte_order_mark() -> None:
    """The byte order mark does not shift the place of a bad byte, and letters count as one."""
    assert problems_of(b"\xef\xbb\xbf\xc3\xa9\xff") == [
        "roles/coach.yml:1:2: the byte 0xFF is not UTF-8 text. Save the file as UTF-8."
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf16(encoding: str) -> None:
    """Text in two or four bytes a letter is recognised with and without its mark."""
    assert problems_of("name: a\n".encode(encoding)) == [
        "roles/coach.yml:1:1: the file is UTF-16 text. Save the file as UTF-8."
    ]


def test_too_large() -> None:
    """A file over 1 MiB is refused unread."""
    assert problems_of(b"\xff" * (LARGEST + 1)) == [
        "roles/coach.yml:1:1: the file is larger than 1 MiB. Split it into several files."
    ]
    assert parse_text(b"a" * LARGEST, path="a.md") == ("a" * LARGEST, ())


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x85", "\u2028", "\ufeff"])
def test_control_character(character: str) -> None:
    """A control character is pointed at, and the rest of the text keeps its place."""
    text, problems = parse_text(f"name: a\nb: c{character}d\n".encode(), path="a.yml")
    assert text == "name: a\nb: c\ufffdd\n"
    assert [str(problem) for problem in problems] == [
        f"a.yml:2:5: the hidden character U+{ord(character):04X} cannot be printed. Delete it."
    ]


@pytest.mark.parametrize("character", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_direction_override(character: str) -> None:
    """A character that reorders what readers see is pointed at."""
    (line,) = problems_of(f"name: {character}a\n".encode())
    assert line == (
        f"roles/coach.yml:1:7: the hidden character U+{ord(character):04X} "
        "turns the direction of the text round. Delete it."
    )


def test_hidden_characters_are_all_told() -> None:
    """Each hidden character is a problem, up to twenty in a file."""
    assert len(problems_of(b"a\x07b\x07c")) == 2
    assert len(problems_of(b"a" + b"\x07" * 100_000)) == 20


def test_tab_and_text_of_every_script_are_fine() -> None:
    """Tabs, joiners and marks that scripts need are no hidden characters."""
    text = "a\tb \u200d \u200f \u00ad \u0301\n"
    assert parse_text(text.encode(), path="a.md") == (text, ())
