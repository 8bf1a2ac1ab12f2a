"""File names are safe on Windows, macOS and Linux, and no two files share one."""

from __future__ import annotations

import pytest

from handbook.roster.naming import NameRegister, parse_pattern, render_name, safe_part


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn An"),
        ("Ó Súilleabháin", "Ó Súilleabháin"),
        ("D’Angelo, Ana", "D’Angelo, Ana"),
        ("e\u0301", "é"),
        ("../../x", "x"),
        ("..\\..\\x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\Windows", "C-Windows"),
        ("a/b", "a-b"),
        ('<>:"/\\|?*', ""),
        ("con", "_con"),
        ("CON.txt", "_CON.txt"),
        ("Nul .x", "_Nul .x"),
        ("COM¹", "_COM¹"),
        ("Conrad", "Conrad"),
        ("trailing. . ", "trailing"),
        (".hidden", "hidden"),
        ("--option", "option"),
        ("~root", "root"),
        ("a\tb\nc", "a-b-c"),
        ("...", ""),
        ("   ", ""),
        ("=cmd|' /C calc'!A0", "=cmd-' -C calc'!A0"),
        ("x" * 300, "x" * 120),
        ("ễ" * 300, "ễ" * 40),
    ],
)
def test_parts_are_safe(text: str, name: str) -> None:
    """What a system could misread is replaced, and what any name may hold stays."""
    assert safe_part(text) == name


def test_pattern_is_filled_in() -> None:
    """Placeholders take values; '/' in the pattern makes folders and in a value does not."""
    pattern, fault = parse_pattern("{school}/{teacher}-{form}", known=["school", "teacher", "form"])
    values = {"school": "A/B School", "teacher": "../Ana", "form": "role-agreement"}
    assert fault == ""
    assert render_name(pattern, values=values) == "A-B School/Ana-role-agreement.pdf"


def test_a_part_without_values_is_no_name() -> None:
    """A part of the name whose placeholders are all empty gives no name at all."""
    pattern, _ = parse_pattern("{school}/{teacher}", known=["school", "teacher"])
    assert render_name(pattern, values={"school": "", "teacher": "Ana"}) == ""


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("{school}/{teachr}", "no column or field is called 'teachr'. Did you mean 'teacher'?"),
        (
            "../{teacher}",
            "a folder or file in it has no name. Write it like '{school}/{person}'.",
        ),
        ("/{teacher}", "a folder or file in it has no name. Write it like '{school}/{person}'."),
        ("{teacher}/", "a folder or file in it has no name. Write it like '{school}/{person}'."),
        ("a\\{teacher}", "a folder or file in it has no name. Write it like '{school}/{person}'."),
        ("{teacher", "a brace stands alone. Write placeholders like '{person}'."),
        ("{teacher}:1", "it holds a character that file names cannot have. Take it out."),
    ],
)
def test_bad_patterns_are_refused(pattern: str, message: str) -> None:
    """A pattern that cannot make good names is refused in words."""
    assert parse_pattern(pattern, known=["school", "teacher"])[1] == message


def test_names_are_taken_once() -> None:
    """A name that differs only by case or by how accents are typed is taken already."""
    names = NameRegister()
    assert names.take("a/José.pdf", row=2) == 0
    assert names.take("A/jose\u0301.PDF", row=3) == 2
    assert names.take("a/Jose.pdf", row=4) == 0


def test_many_names_are_remembered() -> None:
    """The register grows with the roster and forgets nothing."""
    names = NameRegister()
    assert not any(names.take(f"{number}.pdf", row=number) for number in range(1, 5001))
    assert [names.take(f"{number}.pdf", row=9999) for number in (1, 2500, 5000)] == [1, 2500, 5000]
