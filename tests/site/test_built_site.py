"""The site as it is published: links, ids, hosts, addresses, and every fact it must give."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml

from handbook.addresses import entry_address
from handbook.loading import load_handbook
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook

PROJECT = Path(__file__).parents[2]
FACTS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parent / "facts.yml").read_text(encoding="utf-8")
)
HOME = "https://site.invalid/"

LOADING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("use", "href"),
    ("form", "action"),
}
"""What a browser fetches, or sends something to, without being asked."""
LOADING_RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "manifest"}
UNSEEN = {"script", "style", "template"}
CODE = {"code", "pre"}


@dataclass
class Document(HTMLParser):
    """What the tests ask of one page."""

    text: str
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    article: list[str] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    open_tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, links, and what is fetched."""
        named = {name: value or "" for name, value in attrs}
        self.open_tags.append(tag)
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if tag in {"a", "area"} and "href" in named else []
        self.links += [named["src"]] if "src" in named else []
        self.loads += [value for name, value in named.items() if (tag, name) in LOADING]
        if tag == "link":
            is_loading = LOADING_RELATIONS & set(named.get("rel", "").split())
            if named.get("rel") != "canonical":
                (self.loads if is_loading else self.links).append(named.get("href", ""))
        self.leftovers += [name for name in named if name in {"markdown", "style"}]
        self.leftovers += [name for name in named if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        """Leave elements, those included that need no end tag."""
        while tag in self.open_tags and self.open_tags.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note words that a reader sees."""
        if not UNSEEN & set(self.open_tags):
            self.prose += [] if CODE & set(self.open_tags) else [data]
            self.article += [data] if "article" in self.open_tags else []


@cache
def read_site(site_path: Path) -> dict[str, Document]:
    """Return every page by its address below the site's."""
    return {
        path.relative_to(site_path).as_posix().removesuffix("index.html"): Document(
            path.read_text(encoding="utf-8")
        )
        for path in sorted(site_path.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def documents(site_path: Path) -> dict[str, Document]:
    """Read the built handbook; the page for missing addresses may be shown at any address."""
    return {url: document for url, document in read_site(site_path).items() if url != "404.html"}


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    """Load the handbook that the site is built from, as the district's decisions make it."""
    return decide_handbook(load_handbook(PROJECT)[0])


def plain(text: str) -> str:
    """Return a text as facts are compared: small letters, straight quotes, single spaces."""
    straight = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return " ".join(straight.casefold().split())


def test_ids_are_unique(documents: dict[str, Document]) -> None:
    """No id stands on a page twice."""
    for url, document in documents.items():
        assert [name for name, count in Counter(document.ids).items() if count > 1] == [], url


def test_links_lead_somewhere(site_path: Path, documents: dict[str, Document]) -> None:
    """Every link within the site leads to a page or file that is there, and to an id on it."""
    broken = []
    for url, document in documents.items():
        for link in (*document.links, *document.loads):
            target = urlsplit(urljoin(HOME + url, link))
            if f"{target.scheme}://{target.netloc}/" != HOME:
                continue
            path = unquote(target.path).removeprefix("/")
            page = documents.get(path)
            if (page is None and not (site_path / path).is_file()) or (
                page is not None and target.fragment not in {"", *page.ids}
            ):
                broken.append((url, link))
    assert broken == []


def test_links_elsewhere(documents: dict[str, Document]) -> None:
    """Links that leave the site are e-mail, telephone, or web addresses that a source gives."""
    schemes = {urlsplit(link).scheme for page in documents.values() for link in page.links}
    assert schemes <= {"", "mailto", "tel", "http", "https"}
    web = {
        (url, link)
        for url, page in documents.items()
        for link in page.links
        if urlsplit(link).scheme in {"http", "https"}
    }
    assert {url for url, _ in web} <= {"sources/"}


def test_no_foreign_host(site_path: Path, documents: dict[str, Document]) -> None:
    """No page, style sheet or script that a page uses fetches anything from another host."""
    for url, document in documents.items():
        assert [load for load in document.loads if re.match(r"(?:\w+:)?//", load)] == [], url
    used = {
        (site_path / urlsplit(urljoin(HOME + url, load)).path.removeprefix("/"))
        for url, document in documents.items()
        for load in document.loads
    }
    for path in used:
        if path.suffix == ".css":
            text = path.read_text(encoding="utf-8")
            assert re.findall(r"(?:url\(|@import\s)\s*[\"']?(?:https?:)?//[^)]*", text) == []
        if path.suffix == ".js":
            text = path.read_text(encoding="utf-8")
            hosts = set(re.findall(r"https?://([\w.-]+)", text))
            assert hosts <= {"www.w3.org"}, path.name


def test_nothing_is_left_over(documents: dict[str, Document]) -> None:
    """No braces, half-made links, attribute lists or marks of Markdown are left in the words."""
    for url, document in documents.items():
        words = " ".join(document.prose)
        assert re.findall(r"\{\{|\}\}|\{%|\]\[|\]\(|\{ ?[.#:]|acro:|\*\*\w|&\w+;", words) == [], url
        assert document.leftovers == [], url


def test_no_handler_in_the_markup(documents: dict[str, Document]) -> None:
    """No link runs a script."""
    for url, document in documents.items():
        assert [link for link in document.links if link.startswith("javascript:")] == [], url


def test_every_record_is_at_its_address(documents: dict[str, Document], handbook: Handbook) -> None:
    """Every record has the page, and the place on it, that its id promises."""
    missing = []
    for entry in handbook.entries.values():
        address = entry_address(entry)
        url = address.uri.removesuffix(".md").removesuffix("index")
        url = f"{url}/" if url and not url.endswith("/") else url
        page = documents.get(url)
        if page is None or (address.anchor and address.anchor not in page.ids):
            missing.append((entry.kind, entry.id))
    assert missing == []


def test_thirty_seven_functions(documents: dict[str, Document]) -> None:
    """All 37 functions have a place of their own, five to eight on a domain's page."""
    counts = [
        sum(bool(re.fullmatch(rf"tlms-{number}[a-h]", name)) for name in page.ids)
        for number in range(1, 8)
        for page in [documents[f"standards/tlms-{number}/"]]
    ]
    assert counts == [5, 4, 8, 6, 4, 5, 5]


def test_every_form_is_a_pdf(
    site_path: Path, shipped: Handbook, documents: dict[str, Document]
) -> None:
    """The page of every form links its PDF, and what is linked is a PDF."""
    linked = {
        urlsplit(urljoin(HOME + url, link)).path.removeprefix("/")
        for url, document in documents.items()
        for link in document.links
        if link.endswith(".pdf")
    }
    forms = {
        url.removesuffix("/") for url in documents if url.startswith("forms/") and url != "forms/"
    }
    lists = {f"forms/{form.id}" for form in shipped.forms if form.for_each}
    assert {f"{form}.pdf" for form in forms - lists} <= linked
    for name in linked:
        assert (site_path / name).read_bytes().startswith(b"%PDF-"), name


def test_no_data_is_published(site_path: Path) -> None:
    """No YAML or Markdown file is published, and no hidden file but the list of what is there."""
    names = [path.name for path in site_path.rglob("*")]
    assert [name for name in names if name.endswith((".yml", ".yaml", ".md"))] == []
    assert [name for name in names if name.startswith(".")] == [".handbook-made.json"]


def test_search_index_names_pages(site_path: Path, documents: dict[str, Document]) -> None:
    """Every place in the search index exists, and keywords are in it and on no page."""
    index = json.loads(next(site_path.glob("search/*.json")).read_text(encoding="utf-8"))
    for entry in index["docs"]:
        url, _, anchor = entry["location"].partition("#")
        assert anchor in {"", *documents[url].ids}, entry["location"]
    assert sum("keywords" in entry for entry in index["docs"]) > 50


FACT_CASES = [
    pytest.param(case, id=f"{seed.partition(',')[0]}: {case['fact']}")
    for seed, cases in FACTS.items()
    for case in cases
]


@pytest.mark.parametrize("case", FACT_CASES)
def test_fact(documents: dict[str, Document], case: dict[str, Any]) -> None:
    """The page says the fact, in the words and the order of the table, and gives its sources."""
    page = documents[f"{case['page']}/" if case["page"] else ""]
    text = plain("".join(page.article))
    assert [words for words in case.get("says", []) if plain(words) not in text] == []
    ordered = case.get("says_in_order", [])
    assert re.search(".*?".join(re.escape(plain(words)) for words in ordered), text)
    cited = {link.partition("#")[2] for link in page.links if "sources/" in link}
    assert set(case.get("cites", [])) - cited == set()
