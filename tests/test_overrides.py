"""Facts about the theme in overrides/ and about mkdocs.yml, read from the files themselves."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from handbook.menu import parse_nav
from handbook.site_config import read_config
from handbook.site_defaults import fill_in_config

PROJECT = Path(__file__).parent.parent
OVERRIDES = PROJECT / "overrides"
ASSETS = OVERRIDES / "assets"
TEMPLATES = tuple(sorted(OVERRIDES.rglob("*.html")))
SHEETS = tuple(sorted(ASSETS.glob("*.css")))
SCRIPTS = tuple(sorted(ASSETS.glob("*.js")))

# A macro of an imported template and the block above are the only things a template may call.
CALLS = re.compile(r"^(item|lang|asset)$")

# The address by which every SVG names itself: an identifier, never fetched.
SVG_NAMESPACE = "http://www.w3.org/2000/svg"

LIGHT = "handbook.css"
DARK = "dark.css"


def name_of(path: Path) -> str:
    """Return a file's place in overrides/, as the name of a test case."""
    return path.relative_to(OVERRIDES).as_posix()


def read_tree(template: Path) -> nodes.Template:
    """Return a template as Jinja understands it."""
    return Environment(autoescape=True).parse(template.read_text(encoding="utf-8"))


def read_tokens(sheet: str) -> dict[str, str]:
    """Return the color tokens that a style sheet sets, with the stand-ins of those it builds on."""
    text = (ASSETS / sheet).read_text(encoding="utf-8")
    pairs = re.findall(r"--hb-([a-z-]+):\s*(?:var\([^,]+,\s*)?(#[0-9a-f]{3,6})", text)
    return dict(reversed(pairs))


def luminance(color: str) -> float:
    """Return how bright a color is, from 0 to 1, as WCAG 2 defines it."""
    digits = color.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colors, from 1 to 21."""
    dark, bright = sorted((luminance(first), luminance(second)))
    return (bright + 0.05) / (dark + 0.05)


def nav_entries(nav: list[object]) -> list[str]:
    """Return every address in a nav, in order."""
    found: list[str] = []
    for item in nav:
        values = item.values() if isinstance(item, dict) else [item]
        for value in values:
            found += nav_entries(value) if isinstance(value, list) else [str(value)]
    return found


@pytest.fixture(scope="module")
def settings() -> dict[str, Any]:
    """Give all that the site is made with: what mkdocs.yml says, and what it leaves out."""
    nav = parse_nav((PROJECT / "content" / "menu.yml").read_bytes(), path="content/menu.yml")
    titles = {f"{entry.removesuffix('.md')}.md": entry for entry in nav_entries(list(nav))}
    return fill_in_config(read_config(PROJECT / "mkdocs.yml"), nav=nav, titles=titles)


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_template_calls_no_python_method(template: Path) -> None:
    """Templates use Jinja filters only, so that an engine not written in Python can render them."""
    called = [
        f"{ast.lineno}: {ast.node.node.name}.{ast.node.attr}"
        for ast in read_tree(template).find_all(nodes.Call)
        if isinstance(ast.node, nodes.Getattr)
        and isinstance(ast.node.node, nodes.Name)
        and not CALLS.match(ast.node.node.name)
    ]
    deeper = [
        ast.lineno
        for ast in read_tree(template).find_all(nodes.Call)
        if isinstance(ast.node, nodes.Getattr) and not isinstance(ast.node.node, nodes.Name)
    ]
    assert (called, deeper) == ([], [])


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_template_reads_no_page_file(template: Path) -> None:
    """Templates never look at `page.file`, which other engines do not have."""
    assert not re.search(r"\bpage\.file\b", template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_template_has_nothing_inline(template: Path) -> None:
    """No inline script, style or event handler: a Content-Security-Policy can forbid them all."""
    text = template.read_text(encoding="utf-8")
    found = re.findall(
        r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle=|\son[a-z]+=|javascript:", text
    )
    assert found == []


@pytest.mark.parametrize("path", [*TEMPLATES, *SHEETS, *SCRIPTS], ids=name_of)
def test_file_names_no_host(path: Path) -> None:
    """Nothing in the theme names another host: no font, script, image or tracker is fetched."""
    text = path.read_text(encoding="utf-8").replace(SVG_NAMESPACE, "")
    assert re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z]{2,}[^\s\"')]*", text) == []


def test_site_settings_run_no_hooks_and_fetch_no_fonts(settings: dict[str, Any]) -> None:
    """mkdocs.yml has no hooks, asks for no web font and no page that loads itself."""
    theme = read_config(OVERRIDES / "mkdocs_theme.yml")
    assert settings["theme"] == {"name": "handbook"}
    assert "hooks" not in settings
    assert theme["font"] is False
    assert [name for name in theme["features"] if name.startswith("navigation.instant")] == []


def test_one_plugin(settings: dict[str, Any]) -> None:
    """mkdocs.yml names one plugin: search and sites for folders are the handbook's own."""
    assert settings["plugins"] == ["handbook"]


def test_scripts_of_the_site_exist(settings: dict[str, Any]) -> None:
    """Every script that mkdocs.yml names is a file of the theme."""
    missing = [uri for uri in settings["extra_javascript"] if not (OVERRIDES / uri).is_file()]
    assert missing == []


def test_broken_links_and_anchors_are_warnings(settings: dict[str, Any]) -> None:
    """A link to a missing page or anchor is a warning, which a strict build refuses."""
    validation = settings["validation"]
    assert [validation[key] for key in ("unrecognized_links", "anchors")] == ["warn", "warn"]
    assert validation["nav"]["not_found"] == "warn"


def test_nav_names_each_page_once(settings: dict[str, Any]) -> None:
    """No page stands in the navigation twice."""
    entries = nav_entries(settings["nav"])
    assert sorted(entries) == sorted(set(entries))


def test_pages_named_for_a_failed_search_are_in_the_nav(settings: dict[str, Any]) -> None:
    """Where a search that finds nothing leads is a page of the handbook."""
    pages = {entry.removesuffix(".md") for entry in nav_entries(settings["nav"])}
    offered = {entry["page"] for entry in settings["extra"]["search_help"]}
    assert len(offered) > 3
    assert offered <= pages


def menu_of(count: int, *, open_page: int) -> list[str]:
    """Return the titles in the menu of a section of so many pages, one of which is open."""
    pages = [
        SimpleNamespace(
            title="All" if number == 0 else f"Page {number}",
            url="all/" if number == 0 else f"all/{number}/",
            children=None,
            active=number == open_page,
            is_index=number == 0,
        )
        for number in range(count)
    ]
    section = SimpleNamespace(title="Section", url="", children=pages, active=True)
    environment = Environment(loader=FileSystemLoader(OVERRIDES), autoescape=True)
    environment.filters["url"] = str
    template = environment.get_template("partials/nav-item.html")
    module = template.make_module({"page": pages[open_page]})
    return re.findall(r"<a [^>]*>([^<]*)</a>", str(vars(module)["render"](section)))


def test_menu_of_a_section() -> None:
    """A section's menu lists its pages, behind the link to its list."""
    assert menu_of(4, open_page=2) == ["Section", "Page 1", "Page 2", "Page 3"]


@pytest.mark.parametrize(
    ("open_page", "first", "last"), [(0, 1, 59), (500, 470, 529), (999, 940, 999)]
)
def test_menu_of_a_long_section(open_page: int, first: int, last: int) -> None:
    """Of a thousand pages a menu lists sixty round the open one, so that no page grows."""
    around = [f"Page {number}" for number in range(first, last + 1)]
    assert menu_of(1000, open_page=open_page) == ["Section", *around, "All 999 pages"]


def test_every_font_has_its_licence_beside_it() -> None:
    """A font file's family has a licence file in the same folder, and that licence is open."""
    fonts = sorted((ASSETS / "fonts").glob("*.woff2"))
    licences = {path.name: path for path in (ASSETS / "fonts").glob("*-LICENSE.txt")}
    families = {re.split(r"-latin", path.name)[0] for path in fonts}
    assert fonts
    assert set(licences) == {f"{family}-LICENSE.txt" for family in families}
    for licence in licences.values():
        assert "SIL Open Font License, Version 1.1" in licence.read_text(encoding="utf-8")


def test_style_sheets_use_fonts_that_exist() -> None:
    """Every font file is used, and every font that is asked for is there."""
    asked = set(re.findall(r'url\("(fonts/[^"]+)"\)', (ASSETS / LIGHT).read_text(encoding="utf-8")))
    assert asked == {f"fonts/{path.name}" for path in (ASSETS / "fonts").glob("*.woff2")}


def test_tokens_that_are_used_are_set() -> None:
    """Every custom property that a style sheet reads without a stand-in is set somewhere."""
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    used = set(re.findall(r"var\((--[a-z-]+)\)", text))
    assert sorted(used - set(re.findall(r"(--[a-z-]+):", text))) == []


@pytest.mark.parametrize("sheet", [LIGHT, DARK])
@pytest.mark.parametrize("ground", ["paper", "card", "tint"])
@pytest.mark.parametrize("text", ["ink", "ink-soft", "heading", "link"])
def test_text_stands_out_from_its_ground(sheet: str, ground: str, text: str) -> None:
    """Words keep a contrast of 4.5 to 1 on every ground, in light and in dark."""
    tokens = read_tokens(sheet)
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("sheet", [LIGHT, DARK])
@pytest.mark.parametrize("verdict", ["yes", "no", "ask", "info"])
def test_verdicts_stand_out_from_their_ground(sheet: str, verdict: str) -> None:
    """A verdict's words keep 4.5 to 1 on its own ground and on paper, and so does plain text."""
    tokens = read_tokens(sheet)
    wash = tokens[f"{verdict}-tint"]
    assert contrast(tokens[verdict], wash) >= 4.5
    assert contrast(tokens[verdict], tokens["paper"]) >= 4.5
    assert contrast(tokens["ink"], wash) >= 4.5


@pytest.mark.parametrize("sheet", [LIGHT, DARK])
def test_edges_of_inputs_can_be_seen(sheet: str) -> None:
    """The edge of an input keeps 3 to 1 on paper and on a card."""
    tokens = read_tokens(sheet)
    assert contrast(tokens["edge"], tokens["paper"]) >= 3
    assert contrast(tokens["edge"], tokens["card"]) >= 3


def test_words_on_color_stand_out() -> None:
    """White words keep 4.5 to 1 on the header's and the buttons' own colors."""
    tokens = read_tokens(LIGHT)
    assert contrast(tokens["on-fill"], tokens["fill"]) >= 4.5
    assert contrast(tokens["on-button"], tokens["button"]) >= 4.5


LATER = {
    "form-names.js",
    "paper-code.js",
    "search-ranking.js",
    "question-reader.js",
    "question-nearness.js",
    "question-gate.js",
    "answer-cards.js",
    "finder.js",
    "prompts.js",
    "quiz.js",
}
"""The scripts that the first page does without until a reader asks."""


def test_theme_is_light() -> None:
    """What the first page fetches from the theme, search and finder aside, stays under 75 KiB."""
    scripts = [path for path in SCRIPTS if path.name not in LATER]
    first = [*SHEETS, *scripts, ASSETS / "favicon.svg"]
    packed = sum(len(gzip.compress(path.read_bytes(), mtime=0)) for path in first)
    body = "atkinson-hyperlegible-next-latin"
    fonts = ("literata-latin-600-normal", f"{body}-400-normal", f"{body}-700-normal")
    packed += sum((ASSETS / "fonts" / f"{name}.woff2").stat().st_size for name in fonts)
    assert packed < 75 * 1024
