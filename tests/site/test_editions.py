"""A paper's code is looked up in the page: a form's that a square opened, or where it is typed."""

from __future__ import annotations

import functools
import http.server
import threading
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from handbook.closing import close_edition, write_questions
from handbook.mkdocs_run import build_site
from handbook.press import Press
from handbook.project import Project
from handbook.textcode import shorten_code
from tests.editions.conftest import FORM, begin_edition, edit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

NAME = "confidentiality-agreement"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return a small handbook whose second edition changes a promise, decided."""
    import shutil  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    tests = Path(__file__).parents[1]
    root = tmp_path_factory.mktemp("editions") / "handbook"
    shutil.copytree(tests / "fixtures/small-handbook", root)
    shutil.copytree(tests.parent / "overrides", root / "overrides")
    shutil.copy(tests / "fixtures/small-mkdocs.yml", root / "mkdocs.yml")
    edit(root / "district.yml", ("decisions:", "web_address: a.example.org\ndecisions:"))
    close_edition(Project((root,), Press()))
    begin_edition(root)
    edit(root / FORM, ("It holds for good.", "It holds for ten years."))
    _, path = write_questions(Project((root,), Press()))
    edit(
        path,
        ("    # sign_again: yes", "    sign_again: yes"),
        ("    # because:", "    because: It ends now."),
    )
    return Project((root,), Press())


@pytest.fixture(scope="module")
def codes(project: Project) -> tuple[str, str]:
    """Return the code of the closed form, and that of today's."""
    old, new = (
        next(form.code for form in edition.forms if form.id == NAME) for edition in project.timeline
    )
    return old, new


@pytest.fixture(scope="module")
def folder(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site as a folder to open without a server."""
    place = tmp_path_factory.mktemp("folder")
    config = project.roots[-1] / "mkdocs.yml"
    build_site(config, site_path=place, is_strict=False, is_offline=True)
    return place


@pytest.fixture(scope="module")
def address(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site and serve it below a path, as a district's host may."""
    place = tmp_path_factory.mktemp("served") / "coaching"
    config = project.roots[-1] / "mkdocs.yml"
    build_site(config, site_path=place, is_strict=False, is_offline=False)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    handler = functools.partial(Handler, directory=str(place.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/coaching/"
        server.shutdown()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """Open an empty page."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def test_a_square_opens_the_form_and_says_that_it_was_superseded(
    tab: Page, address: str, codes: tuple[str, str]
) -> None:
    """With what changed and what to do, and without asking any server for it."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}forms/{NAME}/#code={codes[0]}")
    answer = tab.locator("[data-hb-paper]")
    expect(answer.locator("strong").first).to_have_text("Superseded")
    expect(answer).to_contain_text("had these words in the edition 2026–27")
    expect(answer).to_contain_text("Whoever signed it must sign the new words.")
    expect(answer).to_contain_text("It ends now.")
    expect(answer).to_contain_text("Removed: It holds for good.")
    expect(answer).to_contain_text("Added: It holds for ten years.")
    assert not [url for url in asked if codes[0] in url.partition("#")[0]]
    assert Axe().run(tab).violations_count == 0


def test_a_square_of_todays_form_is_current(
    tab: Page, address: str, codes: tuple[str, str]
) -> None:
    """Without a code the page says nothing of it."""
    tab.goto(f"{address}forms/{NAME}/#code={codes[1]}")
    expect(tab.locator("[data-hb-paper] strong").first).to_have_text("Current")
    tab.goto(f"{address}forms/role-agreement-data-coach/")
    expect(tab.locator("[data-hb-paper]")).to_be_empty()


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_code_is_typed_as_it_stands_on_paper(
    tab: Page,
    request: pytest.FixtureRequest,
    codes: tuple[str, str],
    is_folder: bool,  # noqa: FBT001  (a case)
) -> None:
    """On the web and from a folder; small letters and spaces do no harm."""
    if is_folder:
        folder = request.getfixturevalue("folder")
        tab.goto((folder / "editions/index.html").as_uri())
    else:
        tab.goto(f"{request.getfixturevalue('address')}editions/")
    field, answer = tab.locator("#hb-code"), tab.locator("[data-hb-paper]")
    for typed, said in (
        (shorten_code(codes[0]).lower().replace("-", " "), "Superseded"),
        (shorten_code(codes[1]), "Current"),
        ("ZZZZ-ZZZZ", "Not known"),
        ("hello", "No text code"),
    ):
        field.fill(typed)
        field.press("Enter")
        expect(answer.locator("strong").first).to_have_text(said)
    field.fill(codes[0])
    field.press("Enter")
    answer.get_by_role("link").click()
    expect(tab.locator("h1")).to_contain_text("Confidentiality Agreement")


def test_the_pages_of_editions_are_accessible(tab: Page, address: str) -> None:
    """In both schemes, narrow and wide, and nothing runs over the edge."""
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme=scheme)
        for width in (390, 1280):
            tab.set_viewport_size({"width": width, "height": 800})
            for uri in ("editions/", "editions/changed/"):
                tab.goto(f"{address}{uri}")
                assert Axe().run(tab).violations_count == 0, (uri, scheme, width)
                assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_the_feed_is_named_in_the_head(tab: Page, address: str) -> None:
    """Feed readers look there, and find it."""
    tab.goto(f"{address}editions/changed/")
    link = tab.locator("link[type='application/atom+xml']")
    assert link.get_attribute("href") == "../feed.xml"
    assert tab.request.get(f"{address}editions/feed.xml").ok
