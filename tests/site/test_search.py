"""Search as a reader has it: what is typed finds its page, from anywhere, by keys alone."""

from __future__ import annotations

import functools
import http.server
import json
import re
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import material
import pytest
import yaml
from playwright.sync_api import expect

from handbook.assets import STAMP

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser, Page

PROJECT = Path(__file__).parents[2]
QUESTIONS = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
CORE = {ask: uris for angle in QUESTIONS["core"].values() for ask, uris in angle.items()}
MORE = {ask: uris for angle in QUESTIONS["more"].values() for ask, uris in angle.items()}

TWENTY_PAGES = {
    "config": {},
    "docs": [
        {
            "location": f"page-{number}/",
            "title": "Heron" if number == 0 else "Otter" if number <= 10 else "Page",
            "text": "<p>The meadow.</p>",
        }
        for number in range(20)
    ],
}

A_PAGE_IN_SECTIONS = {
    "config": {},
    "docs": [
        {"location": "waters/", "title": "Waters", "text": "", "answer": "All that is wet."},
        {"location": "waters/#otters", "title": "Otters", "text": "", "answer": "Otters swim."},
        {"location": "waters/#herons", "title": "Herons", "text": "", "answer": "Herons wade."},
    ],
}

ASK_ALL = """asks => asks.map(ask => {
  const input = document.getElementById("hb-search-query");
  input.value = ask;
  input.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll(".hb-hit__title")].slice(0, 3).map(link => link.href);
})"""

WATCH_STATUS = """() => {
  window.said = [];
  const status = document.getElementById("hb-search-status");
  new MutationObserver(() => window.said.push(status.textContent))
    .observe(status, {childList: true, characterData: true, subtree: true});
}"""

ASK_STOCK = """async ([address, index, asks]) => {
  const worker = new Worker(address);
  const say = data => new Promise(resolve => {
    worker.onmessage = event => resolve(event.data.data);
    worker.postMessage(data);
  });
  await say({type: 0, data: index});
  const found = [];
  for (const ask of asks) {
    const {items} = await say({type: 2, data: ask});
    found.push(items.slice(0, 3).map(group => new URL(group[0].location, location.origin).href));
  }
  return found;
}"""


def test_teachers_find_what_they_ask(
    page: Page, site_path: Path, site_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of all questions at least 95 in 100 find their page in the first three, and every core one.

    The theme's own search, on the same pages, is measured and printed beside it.
    """
    asks = CORE | MORE
    open_search(page)
    ours = missed(asks, dict(zip(asks, page.evaluate(ASK_ALL, list(asks)), strict=True)), site_url)
    theirs = missed(asks, ask_stock(page, site_path, asks), site_url)
    with capsys.disabled():
        print(f"\nsearch: {score(asks, ours)}; the theme's own: {score(asks, theirs)}")  # noqa: T201
    assert [ask for ask in ours if ask in CORE] == []
    assert len(ours) <= 0.05 * len(asks), "\n".join(ours)


def test_the_questions_are_enough() -> None:
    """The benchmark has at least 40 core questions and 160 in all."""
    assert len(CORE) >= 40
    assert len(CORE | MORE) >= 160


def test_expected_pages_exist(site_path: Path) -> None:
    """Every page that a question should find is a page of the handbook."""
    uris = {uri for uris in (CORE | MORE).values() for uri in uris.split()}
    assert [uri for uri in uris if not (site_path / page_url(uri) / "index.html").is_file()] == []


def plain_name(url: str) -> str:
    """Return the name of a file without the stamp of what is in it."""
    return STAMP.sub("", url.rsplit("/", 1)[-1])


def test_the_index_waits_for_a_reader(page: Page) -> None:
    """Neither index nor ranking is fetched before search is opened; each then comes once."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(plain_name(request.url)))
    page.goto("./")
    page.wait_for_load_state("networkidle")
    before = set(asked) & {"search_index.json", "search-ranking.js"}
    page.keyboard.press("Control+k")
    type_query(page, "trust")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    type_query(page, "voice")
    assert before == set()
    assert [name for name in asked if name.startswith("search")].count("search_index.json") == 1
    assert asked.count("search-ranking.js") == 1


IN_A_SANDBOX: dict[str, Any] = {
    "content_type": "text/html",
    "body": """<!doctype html><title>A page that shows the handbook</title>
        <iframe title="Handbook" sandbox="allow-scripts" width="900" height="800" src="/"></iframe>
    """,
}


def test_search_works_in_a_sandbox(page: Page) -> None:
    """Shown in a frame that may not fetch anything, search has its index as a script."""
    page.route("**/frame-around", lambda route: route.fulfill(**IN_A_SANDBOX))
    page.goto("frame-around")
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Search the handbook").click()
    frame.locator("#hb-search-query").fill("can my coach sub for me")
    expect(frame.locator(".hb-hit__title").first).to_have_text("Serving as a substitute teacher")


def test_a_result_is_an_answer(page: Page) -> None:
    """A result shows its page's title and its first sentence."""
    open_search(page)
    type_query(page, "can my coach sub for me")
    first = page.locator(".hb-hit").first
    expect(first.locator(".hb-hit__title")).to_have_text("Serving as a substitute teacher")
    expect(first.locator(".hb-hit__text")).to_have_text(
        "No. Your coach does not cover classes; "
        "the school's usual way of finding a substitute does."
    )


def test_a_section_that_fits_better_answers(page: Page) -> None:
    """Where a section fits better than its page, the result leads to it and shows its answer."""
    page.route("**/search_index.*.json", lambda route: route.fulfill(json=A_PAGE_IN_SECTIONS))
    open_search(page)
    type_query(page, "otters")
    expect(page.locator(".hb-hit")).to_have_text("WatersOttersOtters swim.")
    expect(page.locator(".hb-hit__part")).to_have_attribute("href", re.compile(r"/waters/#otters$"))
    type_query(page, "waters")
    expect(page.locator(".hb-hit")).to_have_text("WatersAll that is wet.")


def test_an_answer_stands_above_the_pages(page: Page) -> None:
    """A question that the handbook answers has its verdict first, the same as in the finder."""
    open_search(page)
    type_query(page, "can my coach sub for me")
    card = page.locator("[data-hb-answers] [data-verdict]")
    expect(card).to_have_attribute("data-verdict", "no")
    expect(card).to_contain_text("Ask the school office for a substitute.")
    type_query(page, "what is the weather in Paris?")
    expect(page.locator("[data-hb-answers]")).to_contain_text("The handbook does not answer this.")
    type_query(page, "mentor")
    expect(page.locator("[data-hb-answers] [data-verdict]")).to_have_attribute(
        "data-verdict", "none"
    )


def test_what_was_looked_for_is_marked(page: Page) -> None:
    """A result marks the words that were looked for, and a line says what was looked for too."""
    open_search(page)
    type_query(page, "can my coach sub for me")
    marks = page.locator(".hb-hit").first.locator("mark")
    assert marks.all_inner_texts() == ["substitute", "coach", "cover", "substitute"]
    also = page.locator("[data-hb-search-also]")
    type_query(page, "evaluetion")
    expect(also).to_contain_text("Searched for “evaluation”")
    type_query(page, "evaluation of a heron")
    expect(page.locator("[data-hb-search-results] mark").first).to_have_text(re.compile("valuat"))
    type_query(page, "equality")
    expect(also).to_be_hidden()


def test_questions_stand_ready_before_typing(page: Page) -> None:
    """An empty box offers questions to begin with; one of them shows its answer."""
    open_search(page)
    type_query(page, "")
    ready = page.locator("[data-hb-answers] button")
    expect(ready).to_have_count(6)
    ready.first.click()
    expect(page.locator("[data-hb-answers] .hb-answer h3")).to_be_focused()


def test_an_answer_can_be_passed_on(browser: Browser, site_url: str) -> None:
    """The link to an answer can be copied, and the answer printed by itself."""
    context = browser.new_context(
        base_url=site_url, permissions=["clipboard-read", "clipboard-write"]
    )
    page = context.new_page()
    open_search(page)
    type_query(page, "can my coach sub for me")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{site_url}finder/#can-my-coach-sub-for-me"
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print this answer").click()
    page.emulate_media(media="print")
    sheet = page.locator(".hb-sheet")
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("Ask the school office for a substitute.")
    expect(sheet).to_contain_text(copied)
    assert page.locator("body > :visible").count() == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)
    context.close()


RANK = """async ([titles, query]) => {
  const docs = titles.map((title, place) => ({location: `${place}/`, title, text: ""}));
  const ranking = await HandbookRanking.make({docs, synonyms: []});
  return ranking.search(query).map(({page}) => page.title);
}"""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("notes", "not"),
        ("formative", "form"),
        ("file", "fill"),
        ("site", "sit"),
        ("sign", "signal"),
        ("person", "personality"),
        ("state", "station"),
        ("sum", "summative"),
        ("here", "her"),
        ("theme", "them"),
        ("note", "notice"),
    ],
)
def test_words_that_look_alike_are_apart(page: Page, one: str, other: str) -> None:
    """Words that only begin alike find themselves and not each other."""
    open_search(page)
    titles = [f"heron {one}", f"otter {other}"]
    assert page.evaluate(RANK, [titles, f"heron {one}"])[:1] == titles[:1]
    assert f"otter {other}" not in page.evaluate(RANK, [titles, one])


@pytest.mark.parametrize(
    "forms",
    [
        ("evaluate", "evaluates", "evaluating", "evaluated", "evaluation", "evaluator"),
        ("observe", "observing", "observation"),
        ("plan", "plans", "planning", "planned"),
        ("rate", "rating", "rated"),
        ("confidential", "confidentially", "confidentiality"),
        ("agree", "agreement"),
        ("study", "studies"),
    ],
)
def test_forms_of_a_word_are_one(page: Page, forms: tuple[str, ...]) -> None:
    """Each form of a word finds every other."""
    open_search(page)
    titles = [f"heron {form}" for form in forms]
    for form in forms:
        assert sorted(page.evaluate(RANK, [titles, form])) == sorted(titles)


def test_an_exact_title_comes_first(page: Page) -> None:
    """What is typed as a title stands above pages that only have its words oftener."""
    open_search(page)
    titles = ["Heron meadow heron", "Meadow of the heron", "Heron", "Heron heron heron"]
    assert page.evaluate(RANK, [titles, "heron"])[0] == "Heron"


def test_a_long_text_is_read_by_its_sentences(page: Page) -> None:
    """A pasted letter finds the page that one of its sentences asks for."""
    open_search(page)
    titles = ["Badger", "Heron in winter", "Morning school class week lesson talk"]
    letter = (
        "Good morning. This week our class had a lesson, and we had a talk at school. "
        "Where does the heron go in winter? Thank you for the lesson and the talk."
    )
    assert page.evaluate(RANK, [titles, letter])[0] == "Heron in winter"


def test_spanish_finds_english(page: Page, site_url: str) -> None:
    """A question in Spanish finds the page that answers it in English."""
    open_search(page)
    page.locator("#hb-search-query").fill("¿quién puede ver las notas de mi coach?")
    titles = page.locator(".hb-hit__title").evaluate_all("links => links.map(link => link.href)")
    assert f"{site_url}confidentiality/" in titles[:3]


def test_each_page_is_listed_once(page: Page) -> None:
    """The sections of a page stand under it, so no page is listed twice."""
    open_search(page)
    type_query(page, "confidential")
    titles = page.locator(".hb-hit__title").evaluate_all("links => links.map(link => link.href)")
    assert len(titles) == len(set(titles)) > 3


@pytest.mark.parametrize(
    ("query", "status", "listed"),
    [
        ("badger", "Nothing found for “badger”.", 0),
        ("heron", "1 page for “heron”.", 1),
        ("otters", "10 pages for “otters”.", 10),
        ("meadow", "20 pages for “meadow”, the best 12 first.", 12),
    ],
)
def test_the_count_is_announced(page: Page, query: str, status: str, listed: int) -> None:
    """How many pages were found is said in the status; twelve are listed at most."""
    page.route("**/search_index.*.json", lambda route: route.fulfill(json=TWENTY_PAGES))
    open_search(page)
    type_query(page, query)
    expect(page.locator("#hb-search").get_by_role("status")).to_contain_text(status)
    assert page.locator(".hb-hit").count() == listed


def test_a_count_waits_for_the_end_of_typing(page: Page) -> None:
    """Results follow each letter, and the count is said once, not once a letter."""
    open_search(page)
    page.evaluate(WATCH_STATUS)
    page.locator("#hb-search-query").fill("")
    page.locator("#hb-search-query").press_sequentially("timesheet")
    expect(page.locator("#hb-search-status")).to_contain_text("“timesheet”")
    assert [said for said in page.evaluate("window.said") if "“timeshee”" in said] == []


def test_a_miss_leads_on(page: Page) -> None:
    """Where nothing is found, links to the finder and the glossary are offered, and they work."""
    open_search(page)
    type_query(page, "xylophone")
    help_links = page.locator("[data-hb-search-miss] a")
    expect(page.locator("[data-hb-search-miss]")).to_be_visible()
    addresses = help_links.evaluate_all("links => links.map(link => link.href)")
    assert {address.rstrip("/").rsplit("/", 1)[-1] for address in addresses} >= {
        "finder",
        "glossary",
    }
    assert [page.request.get(address).status for address in addresses] == [200] * len(addresses)
    type_query(page, "trust")
    expect(page.locator("[data-hb-search-miss]")).to_be_hidden()


def test_an_emptied_box_has_no_results(page: Page) -> None:
    """Taking everything out again brings back the prompt: no results, and no miss."""
    open_search(page)
    type_query(page, "trust")
    type_query(page, "")
    assert page.locator(".hb-hit").count() == 0
    expect(page.locator("[data-hb-search-miss]")).to_be_hidden()
    expect(page.locator("#hb-search-status")).to_have_text("Type a word, or a whole question.")


def test_search_works_by_keys_alone(page: Page) -> None:
    """Opened, walked, followed and closed by keys; focus comes back to the button it left."""
    page.goto("./")
    button = page.locator("button[data-hb-search]").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#hb-search-query")).to_be_focused()
    page.keyboard.type("reciprocity")
    expect(page.locator(".hb-hit")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-hb-answers] button").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    for _ in range(page.locator("[data-hb-answers] button").count() + 1):
        page.keyboard.press("ArrowDown")
    expect(page.locator(".hb-hit__title").first).to_be_focused()
    for _ in range(page.locator("[data-hb-answers] button").count()):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#hb-search-query")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#hb-search")).to_be_hidden()
    expect(button).to_be_focused()


def test_enter_goes_to_the_best_page(page: Page) -> None:
    """Enter in the box opens the first result."""
    open_search(page)
    type_query(page, "reciprocity")
    page.locator("#hb-search-query").press("Enter")
    page.wait_for_url("**/principles/reciprocity/")


def test_a_query_in_the_address_is_searched(page: Page, site_url: str) -> None:
    """An address with `?q=` opens search with that question, also on a page deep in the site."""
    page.goto("./roles/data-coach/?q=reciprocity")
    expect(page.locator(".hb-hit__title").first).to_have_attribute(
        "href", f"{site_url}principles/reciprocity/"
    )


def test_typing_sends_nothing(page: Page) -> None:
    """Once the index is there, what is typed causes no request at all."""
    open_search(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#hb-search-query").press_sequentially("will my principal know")
    expect(page.locator(".hb-hit")).not_to_have_count(0)
    assert asked == []


def test_a_question_is_text(page: Page) -> None:
    """Markup in a question is said as typed and makes nothing of itself."""
    open_search(page)
    type_query(page, "<img src=x onerror=trust>")
    expect(page.locator("#hb-search-status")).to_contain_text("“<img src=x onerror=trust>”")
    assert page.locator("#hb-search img").count() == 0


@pytest.fixture
def nested_url(site_path: Path, tmp_path: Path) -> Iterator[str]:
    """Serve the built site from a folder of a server; give its address."""
    (tmp_path / "district").mkdir()
    (tmp_path / "district" / "handbook").symlink_to(site_path, target_is_directory=True)
    handler = functools.partial(QuietHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/district/handbook/"
        server.shutdown()


@pytest.mark.parametrize("start", ["", "roles/data-coach/"])
def test_results_stay_under_the_sites_folder(page: Page, nested_url: str, start: str) -> None:
    """On a site in a folder of a server, results lead into that folder, from any page."""
    page.goto(nested_url + start)
    page.keyboard.press("Control+k")
    type_query(page, "model a lesson")
    links = page.locator(".hb-hit a").evaluate_all("links => links.map(link => link.href)")
    assert [link for link in links if not link.startswith(nested_url)] == []
    page.locator(".hb-hit a").first.click()
    expect(page.locator("h1")).to_have_count(1)


def test_search_works_from_a_folder(browser: Browser, folder_path: Path) -> None:
    """Opened from a folder, without a server, search finds pages and leads to them."""
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder_path / "roles" / "data-coach.html").as_uri())
    page.keyboard.press("Control+k")
    type_query(page, "recpirocity")
    page.locator("#hb-search-query").press("Enter")
    page.wait_for_url((folder_path / "principles" / "reciprocity.html").as_uri())
    context.close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """A file server that says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def open_search(page: Page) -> None:
    """Open search on the home page and wait until it answers."""
    page.goto("./")
    page.keyboard.press("Control+k")
    type_query(page, "trust")


def type_query(page: Page, query: str) -> None:
    """Put a question into the box and wait for what becomes of it."""
    status = page.locator("#hb-search-status")
    page.locator("#hb-search-query").fill(query)
    expect(status).to_contain_text(f"“{query}”" if query else "Type a word")


def ask_stock(page: Page, site_path: Path, asks: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the first three pages that the theme finds by itself, with its own settings."""
    index = json.loads(next(site_path.glob("search/*.json")).read_text(encoding="utf-8"))
    workers = Path(material.__file__).parent / "templates" / "assets" / "javascripts" / "workers"
    worker = next(workers.glob("search.*.min.js"))
    page.route("**/stock-worker.js", lambda route: route.fulfill(path=worker))
    found = page.evaluate(ASK_STOCK, ["/stock-worker.js", as_stock(index), list(asks)])
    return dict(zip(asks, found, strict=True))


def as_stock(index: Mapping[str, Any]) -> dict[str, Any]:
    """Return the index as the theme's plugin writes it where nobody configures it."""
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    config = {
        "lang": ["en"],
        "separator": r"[\s\-]+",
        "pipeline": ["stopWordFilter"],
        "fields": fields,
    }
    docs = [{key: doc[key] for key in ("location", "title", "text")} for doc in index["docs"]]
    return {"config": config, "docs": docs, "options": {"suggest": False}}


def missed(
    asks: Mapping[str, str], found: Mapping[str, list[str]], site_url: str
) -> dict[str, list[str]]:
    """Return the questions none of whose pages is among what was found, with what was."""
    return {
        ask: found[ask]
        for ask, uris in asks.items()
        if not {site_url + page_url(uri) for uri in uris.split()}
        & {address.split("#")[0] for address in found[ask]}
    }


def page_url(uri: str) -> str:
    """Return the address of a page on the site, by its file without the ending."""
    if uri == "index":
        return ""
    return uri.removesuffix("index") if uri.endswith("/index") else f"{uri}/"


def score(asks: Mapping[str, str], missing: Mapping[str, list[str]]) -> str:
    """Return how many questions find their page, as people write it."""
    hits = len(asks) - len(missing)
    return f"{hits} of {len(asks)} questions in the first three ({hits / len(asks):.1%})"
