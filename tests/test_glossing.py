"""Which words of a page are explained, and which are left alone."""

from __future__ import annotations

import pytest

from handbook.glossing import gloss_words

WORDS = {
    "consent": "term-consent",
    "consents": "term-consent",
    "descriptive feedback": "term-feedback",
    "feedback": "term-plain-feedback",
    "FERPA": "term-ferpa",
    "SMART goal": "term-goal",
    "SMART goals": "term-goal",
}


def _gloss(markdown: str) -> str:
    return gloss_words(markdown, words=WORDS, replace=lambda name, text: f"<{name}:{text}>")


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("You give consent.", "You give <term-consent:consent>."),
        ("Consent comes first.", "<term-consent:Consent> comes first."),
        ("Two SMART goals.", "Two <term-goal:SMART goals>."),
        ("**Consent** is yours.", "**<term-consent:Consent>** is yours."),
        ("Give descriptive\nfeedback now.", "Give <term-feedback:descriptive\nfeedback> now."),
        ("consent, then consent", "<term-consent:consent>, then consent"),
        ("consent, consents", "<term-consent:consent>, consents"),
        ('<p class="x">consent</p>', '<p class="x"><term-consent:consent></p>'),
        ("| consent | no |", "| <term-consent:consent> | no |"),
        ("[a](b.md) consent", "[a](b.md) <term-consent:consent>"),
        ("<a href='#'>x</a> consent", "<a href='#'>x</a> <term-consent:consent>"),
        (
            '<div class="hb-cards">\n<div>consent</div>\n</div>\n\nconsent',
            '<div class="hb-cards">\n<div>consent</div>\n</div>\n\n<term-consent:consent>',
        ),
    ],
)
def test_first_place_in_running_text(markdown: str, expected: str) -> None:
    """A term is found once, with a capital or without, in a plural, over a line's end."""
    assert _gloss(markdown) == expected


@pytest.mark.parametrize(
    "markdown",
    [
        "# Consent",
        "### About consent { #consent }",
        "[consent](x.md)",
        "[about consent][page:x]",
        "[see [1] consent](x.md)",
        "![consent](x.png)",
        "`consent`",
        "```\nconsent\n```",
        "~~~\nconsent",
        "<!-- consent -->",
        '<img alt="consent">',
        "<button>consent</button>",
        "<form><p>consent</p></form>",
        '<p class="hb-buttons">consent</p>',
        "<th scope='row'>consent</th>",
        "<summary>consent</summary>",
        "text { #consent }",
        "ferpa and Smart goal",
        "non-consent",
        "consenting",
        "Consent Form",
        "a/consent",
        "consent@example.org",
    ],
)
def test_left_alone(markdown: str) -> None:
    """What means something already, or is another word or name, stays as it is."""
    assert _gloss(markdown) == markdown


def test_nothing_to_explain() -> None:
    """Without a glossary a text stays as it is."""
    assert gloss_words("consent", words={}, replace=lambda _, text: text.upper()) == "consent"


def test_unwanted_terms_are_left_alone() -> None:
    """A term that is not wanted keeps its words whole: no shorter term is found in them."""
    glossed = gloss_words(
        "Descriptive feedback. Feedback.",
        words=WORDS,
        replace=lambda name, text: f"<{name}:{text}>",
        unwanted={"term-feedback"},
    )
    assert glossed == "Descriptive feedback. <term-plain-feedback:Feedback>."
