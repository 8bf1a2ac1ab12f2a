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
        "| a | b |\n| - | - |\n" + f"| {'word ' * 200} | b |\n" * 100,
        "```\n" + "# a comment\n" * 900 + "```\n",
        "".join(f"[{number}]: https://example.org/{number}\n" for number in range(500)),
    ],
)
def test_what_people_write(text: str) -> None:
    """Quotes, lists, links and elements as people write them are let through."""
    assert find_excess(text) is None


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (
            "a\n: b\n" * 70,
            6 * 60 + 2,
            (
                "more than 60 lines follow each other that begin something new, like '#' or ':'. "
                "Put empty lines between them."
            ),
        ),
        (
            "words\n\n" + "-\n" * 70,
            7 + 2 * 60,
            (
                "more than 60 lines follow each other that begin something new, like '#' or ':'. "
                "Put empty lines between them."
            ),
        ),
        (
            "| a |\n| - |\n" + "| b |\n" * 2000,
            6 * 2000,
            "more than 2,000 lines follow each other. Put empty lines between them.",
        ),
        (
            "word " * 4001,
            0,
            "the paragraph has more than 20,000 characters. Put empty lines into it.",
        ),
        (
            "".join(f"*[A{number:03}]: x\n\n" for number in range(101)),
            1200,
            "more than 100 abbreviations are explained on this page. Split the page into two.",
        ),
        (
            "a[^1] " * 301,
            1801,
            "more than 300 marks of notes stand on this page. Split the page into two.",
        ),
        (
            "- a\n\n" * 2001,
            10000,
            "more than 2,000 items of lists stand on this page. Split the page into two.",
        ),
        (
            "## a\n\n" * 1001,
            6000,
            "more than 1,000 headings stand on this page. Split the page into two.",
        ),
        (
            "a\n\n" * 5002,
            3 * 5000 + 1,
            "more than 5,000 paragraphs stand on this page. Split the page into two.",
        ),
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
