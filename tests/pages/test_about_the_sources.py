"""What is uncertain about sources stands on one page, and pages cite them in a few words."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook
    from handbook.pages.page import Page

SOURCES = "sources.md"
ASKED = "finder.md"
"""Here such doubts are told to whoever asks."""
DOUBTS = re.compile(
    r"title not given|own summar|authors.? wording|reconstruct|not known here|as our source cites"
    r"|copies of the standards",
    re.IGNORECASE,
)
MENTION = re.compile(r"\[((?:[^\[\]]|\\.)*)\]\([^()]*sources\.md#")


def test_doubts_stand_on_one_page(pages: dict[str, Page]) -> None:
    """No other page for readers tells what could not be established, or whose words it sums up."""
    found = {uri for uri, page in pages.items() if DOUBTS.search(page.markdown)}
    manual = {uri for uri in found if uri.startswith("using/")}
    assert found - manual == {SOURCES, ASKED}


def test_every_note_is_there(pages: dict[str, Page], shipped: Handbook) -> None:
    """Each work's note, how it was cited, and each record's note on its name is on the page."""
    text = plain_words(pages[SOURCES].markdown)
    notes = [source.note for source in shipped.sources if source.note]
    cited = [source.as_cited for source in shipped.sources if source.as_cited]
    records = [entry.record for entry in shipped.all_entries]
    names = [note for record in records if (note := getattr(record, "source_note", None))]
    assert min(map(len, (notes, cited, names))) >= 2
    for said in (*notes, *cited, *names):
        assert plain_words(said) in text


def plain_words(text: str) -> str:
    """Return the letters and digits of a text, whatever stands between them."""
    return " ".join(re.findall(r"\w+", unescape(text)))


def test_foot_is_calm(pages: dict[str, Page]) -> None:
    """A foot names its sources in a few words each, cut nowhere."""
    mentions = 0
    for page in pages.values():
        foot = page.markdown.partition('<footer class="hb-foot"')[2]
        for mention in MENTION.findall(foot):
            mentions += 1
            assert "…" not in mention
            assert len(mention) <= 50, mention
    assert mentions > 100
