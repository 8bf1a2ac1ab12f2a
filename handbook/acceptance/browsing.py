"""What only a browser can tell: axe's findings on every page, and answers to typed questions.

The only module that imports Playwright, and only when a browser is there.
"""

from __future__ import annotations

import functools
import http.server
import importlib.util
import os
import shutil
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from handbook.acceptance.trial import Trial
from handbook.problems import Location, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

    from handbook.acceptance.built_pages import BuiltPage
    from handbook.acceptance.expectations import Expectations
    from handbook.yamlsource import YamlSource

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "msedge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
"""What a browser that the tests can drive may be called; HANDBOOK_BROWSER goes before them."""

QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Options that keep a browser from asking its maker for anything."""

_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
_FIRST_ANSWER = """() => {
  const card = document.querySelector("[data-hb-finder-results] [data-verdict]");
  return card && { verdict: card.dataset.verdict, words: card.innerText };
}"""


def why_no_browser() -> str:
    """Return what is missing for a browser's tests and what to do, or '' where all is there."""
    if not all(map(importlib.util.find_spec, ("playwright", "axe_playwright_python"))):
        return 'a package is missing. Run: pip install "coaching-handbook[test]"'
    if not find_browser():
        return "no browser was found. Install Chromium, Chrome or Edge, or set HANDBOOK_BROWSER."
    return ""


def find_browser() -> str:
    """Return the path of a browser, or ''."""
    named = os.environ.get("HANDBOOK_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), "")


def browse(
    site_path: Path,
    *,
    pages: Sequence[BuiltPage],
    expected: Expectations,
    source: YamlSource,
) -> tuple[Trial, ...]:
    """Open every page in a browser, and ask the district's questions."""
    with _serve(site_path) as address, _open_browser(address) as page:
        found = tuple(fault for one in pages for fault in _violations(page, at=one))
        answers = tuple(_answer_faults(page, expected=expected, source=source))
    return (
        Trial("accessibility", f"{len(pages):,} pages by axe's rules for WCAG 2.1 AA", found),
        Trial("your questions", f"{len(expected.questions):,} questions", answers),
    )


def _violations(page: Page, *, at: BuiltPage) -> Iterator[Problem]:
    page.goto(at.uri)
    page.evaluate(_axe_script())
    results: dict[str, Any] = page.evaluate("rules => axe.run(document, rules)", _RULES)
    for violation in results["violations"]:
        place = " ".join(map(str, violation["nodes"][0]["target"]))
        yield Problem(
            Location(f"site/{at.uri}"),
            "",
            f"{violation['help']} ('{place}', {len(violation['nodes'])} in all). Mend the page "
            f"or the color that it comes from; axe calls the rule '{violation['id']}'.",
        )


def _answer_faults(page: Page, *, expected: Expectations, source: YamlSource) -> Iterator[Problem]:
    for number, test in enumerate(expected.questions):
        page.goto("about:blank")
        page.goto(f"finder/index.html#q={quote(test.ask)}")
        answer: dict[str, str] | None = page.evaluate(_FIRST_ANSWER)
        given = answer or {"verdict": "none", "words": ""}
        if given["verdict"] != test.verdict:
            yield Problem(
                source.locate(("questions", number, "verdict")),
                f"questions.{number}.verdict",
                f"'{test.ask}' is answered '{given['verdict']}', not '{test.verdict}'. Change the "
                "handbook's answer, or this test.",
            )
        elif " ".join(test.says.split()) not in " ".join(given["words"].split()):
            yield Problem(
                source.locate(("questions", number, "says")),
                f"questions.{number}.says",
                f"the answer to '{test.ask}' does not say '{test.says}'. Change the handbook's "
                "answer, or this test.",
            )


def _axe_script() -> str:
    spec = importlib.util.find_spec("axe_playwright_python")
    folder = Path(str(spec and spec.origin)).parent
    return (folder / "axe.min.js").read_text(encoding="utf-8")


@contextmanager
def _open_browser(address: str) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (only when it is wanted)

    is_root = sys.platform != "win32" and os.geteuid() == 0
    options = [*QUIET, "--no-sandbox"] if is_root else [*QUIET]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=options)
        yield browser.new_context(base_url=address, bypass_csp=True).new_page()
        browser.close()


@contextmanager
def _serve(site_path: Path) -> Iterator[str]:
    handler = functools.partial(_QuietHandler, directory=str(site_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""
