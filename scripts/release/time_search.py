"""Types questions into the built site's search and prints how long results took to stand there.

Started by `./scripts/bench-search` inside `.venv`: it needs packages that only tests need.
"""

import sys
from pathlib import Path
from statistics import median, quantiles

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent))
from photograph import open_browser, serve_site

QUESTIONS_PATH = Path(__file__).resolve().parents[2] / "tests" / "site" / "questions.yml"
TARGET_MS = 50

# Notes, for each letter typed, when the list of results changed last.
WATCH = """() => {
  const times = window.keystrokes = [];
  let typed = 0;
  document.getElementById("hb-search-query").addEventListener("input", () => {
    typed = performance.now();
    times.push(0);
  }, true);
  new MutationObserver(() => { times[times.length - 1] = performance.now() - typed; })
    .observe(document.querySelector("[data-hb-search-results]"), {
      childList: true, subtree: true,
    });
}"""


def main() -> int:
    """Type one question of every angle and print the figures."""
    angles = yaml.safe_load(QUESTIONS_PATH.read_text(encoding="utf-8"))["core"].values()
    questions = [next(iter(angle)) for angle in angles]
    with serve_site() as address, open_browser() as browser:
        page = browser.new_page()
        page.goto(address)
        page.keyboard.press("Control+k")
        page.wait_for_function("document.getElementById('hb-search').open")
        page.locator("#hb-search-query").fill("coach")
        page.locator("#hb-search .hb-hit__title").first.wait_for()
        page.evaluate(WATCH)
        for question in questions:
            page.locator("#hb-search-query").fill("")
            page.locator("#hb-search-query").press_sequentially(question, delay=60)
            page.wait_for_timeout(200)
        times = [time for time in page.evaluate("window.keystrokes") if time]
    print(f"{len(times)} keystrokes of {len(questions)} questions, from a letter to its results:")
    print(f"  median        {median(times):6.1f} ms")
    print(f"  19 of 20 in   {quantiles(times, n=20)[-1]:6.1f} ms (target: {TARGET_MS})")
    print(f"  slowest       {max(times):6.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
