"""Paragraphs for paper say of words from right to left in which language and direction they are."""

from __future__ import annotations

from handbook.pdf.directed import direct_values


def words(text: str) -> dict[str, object]:
    """Return words as templates know them."""
    return {"type": "words", "text": text}


def test_words_that_run_from_left_to_right() -> None:
    """What holds no such letter stays as it is."""
    values = {"intro": [[words("One"), {"type": "break"}]], "minutes": 3, "none": None}
    assert direct_values(values) == values


def test_a_paragraph_from_right_to_left() -> None:
    """A paragraph that is mostly so is one node with all of it."""
    nodes = [words("שלום, "), {"type": "strong", "content": [words("עולם.")]}]
    assert direct_values([nodes]) == [[{"type": "directed", "lang": "he", "content": nodes}]]


def test_words_among_others() -> None:
    """Words among others are divided from them, in emphasis and links as well."""
    nodes = [words("Ask אסתר or "), {"type": "strong", "content": [words("the مريم there")]}]
    assert direct_values(nodes) == [
        words("Ask "),
        {"type": "run", "lang": "he", "text": "אסתר"},
        words(" or "),
        {
            "type": "strong",
            "content": [
                words("the "),
                {"type": "run", "lang": "ar", "text": "مريم"},
                words(" there"),
            ],
        },
    ]


def test_blocks_stay_blocks() -> None:
    """A block of code, which has no words beside it, is no paragraph."""
    blocks = ({"type": "code", "text": "שלום"},)
    assert direct_values({"blocks": blocks}) == {"blocks": [{"type": "code", "text": "שלום"}]}
