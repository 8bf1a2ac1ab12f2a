"""Cross-references in Markdown: found and replaced outside code, near misses told apart."""

import pytest

from handbook.crossreferences import (
    CrossReference,
    find_cross_references,
    find_near_misses,
    parse_cross_reference,
    replace_cross_references,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("role:data-coach", CrossReference("", "role", "data-coach")),
        ("page:coaching/trust", CrossReference("", "page", "coaching/trust")),
        ("data-coach", None),
        ("role:", None),
        (":data-coach", None),
        ("", None),
    ],
)
def test_parse(text: str, found: CrossReference | None) -> None:
    """A kind and an id with a colon between them are a cross-reference; nothing else is."""
    assert parse_cross_reference(text) == found


def test_find() -> None:
    """Each cross-reference comes with its words and its place."""
    text = "See [the *coach*][role:data-coach] and\n[trust][page:coaching/trust]."
    assert list(find_cross_references(text)) == [
        CrossReference("the *coach*", "role", "data-coach", 4),
        CrossReference("trust", "page", "coaching/trust", 39),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`[a][role:b]`",
        "``a ` [a][role:b]``",
        "```\n[a][role:b]\n```",
        "~~~ markdown\n[a][role:b]\n~~~",
        "- item\n\n    ```yaml\n    [a][role:b]\n    ```",
        "```\n[a][role:b]",
        "````\n```\n[a][role:b]\n```\n[a][role:b]\n````",
        r"\[a][role:b]",
        "[a][b]",
        "[a](role)",
        "[a] [b:c]",
    ],
)
def test_what_is_none(text: str) -> None:
    """Code, an escaped bracket and ordinary links are no cross-references."""
    assert list(find_cross_references(text)) == []
    assert replace_cross_references(text, link=lambda _: "x") == text


@pytest.mark.parametrize(
    "text",
    [
        "a ` tick\n\n[a][role:b] and `code`",
        "```\ncode\n```\n[a][role:b]",
        "`code` [a][role:b] `code`",
        "~~~\n```\n~~~\n[a][role:b]",
    ],
)
def test_what_stands_outside_code(text: str) -> None:
    """A lone tick of another paragraph and code before or after hide nothing."""
    assert [(one.kind, one.id) for one in find_cross_references(text)] == [("role", "b")]


def test_replace() -> None:
    """What the link says takes the cross-reference's place; all else stays letter for letter."""
    text = "A [b][role:c], `[b][role:c]`, [d](e).\n"
    linked = replace_cross_references(text, link=lambda one: f"<{one.kind} {one.id} {one.text}>")
    assert linked == "A <role c b>, `[b][role:c]`, [d](e).\n"


@pytest.mark.parametrize(
    "text",
    [
        "[a](role:b)",
        "[a][role: b]",
        "[a][ role:b ]",
        "[a] [role:b]",
        "[a][Role:b]",
        "[a](ROLE:b)",
    ],
)
def test_near_misses(text: str) -> None:
    """Round brackets, spaces and capitals are told with what was meant."""
    assert list(find_near_misses(f"See {text}.")) == [CrossReference("a", "role", "b", 4)]


@pytest.mark.parametrize("text", ["[a][role:b]", "`[a](role:b)`", "[a](b.md)", "[a][b]", "a (b:c)"])
def test_no_near_misses(text: str) -> None:
    """What is right, code and ordinary links are no near misses."""
    assert list(find_near_misses(text)) == []


@pytest.mark.parametrize(
    "part",
    [
        "[a ",
        "` ",
        "\n```\n",
        "[a][b",
        "[a](b:",
        "\t~~~",
        "".join("`" * n + " " for n in range(700)),
    ],
)
def test_texts_that_never_close(part: str) -> None:
    """Brackets, ticks and fences that never close come to nothing, however many there are."""
    text = "[a][ " + part * (250_000 // len(part) + 1)
    assert list(find_cross_references(text)) == []
    assert list(find_near_misses(text)) == []
