"""Counts on Markdown: what is too deep or too crowded is found at its place, and nothing else."""

import random

import pytest

from handbook.bounds import find_excess


@pytest.mark.parametrize(
    "text",
    [
        "",
        "> " * 16 + "words",
        "- " * 12 + "words",
        "\n".join("    " * depth + "- words" for depth in range(12)),
        "\n".join(f"- [a](b) and [c]{'[d]'}" for _ in range(500)),
        "- " * 40,
        "[" * 200,
        "\n\n".join("[" * 150 for _ in range(10)),
        "<div markdown>\n" * 16 + "</div>" * 16,
        "<div markdown>a</div>\n" * 100,
        "> quote\n\nwords\n" * 100,
        "- one\n    - two\n        - three\n\nwords\n" * 100,
    ],
)
def test_what_people_write(text: str) -> None:
    """Quotes, lists, links and elements as people write them are let through."""
    assert find_excess(text) is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "words\n" + ">" * 400 + " words",
            6,
            "more than 16 quotes stand inside one another. Take some '>' away.",
        ),
        (
            "> - " * 17 + "words",
            0,
            "more than 16 quotes stand inside one another. Take some '>' away.",
        ),
        (
            "- " * 150 + "words",
            0,
            "more than 12 lists stand inside one another. Write the list flatter.",
        ),
        (
            "\n".join(" " * (2 * depth) + "1. a" for depth in range(150)),
            sum(2 * depth + 5 for depth in range(12)),
            "more than 12 lists stand inside one another. Write the list flatter.",
        ),
        (
            "\n".join("    " * depth + "!!! note" for depth in range(25)),
            sum(4 * depth + 9 for depth in range(24)),
            "lines are set in more than 24 times. Set them in less.",
        ),
        (
            "words\n\n" + "[" * 5000,
            207,
            "more than 200 '[' are open here. Close them or take them out.",
        ),
        (
            "[a](b " * 300,
            1202,
            "more than 200 '](' are open here. Close them or take them out.",
        ),
        ("<a " * 300, 600, "more than 200 '<' are open here. Close them or take them out."),
        (
            "<div markdown>\n" * 17,
            240,
            "more than 16 '<div>' stand inside one another. Take some away.",
        ),
        (
            "a" * 500_001,
            500_000,
            "the text has more than 500,000 characters. Split the page into two.",
        ),
    ],
)
def test_too_much(text: str, place: int, message: str) -> None:
    """What would take too long or too deep to read is named at its place, with the remedy."""
    assert find_excess(text) == (place, message)


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_counted(seed: int) -> None:
    """No text, however odd, breaks the counting, and a place is always inside the text."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    text = "".join(
        chance.choices(["> ", "- ", "1. ", "[", "](", "<", "\n", "\t", " ", "a"], k=3000)
    )
    excess = find_excess(text)
    assert excess is None or 0 <= excess[0] < len(text)
