"""Tests of `handbook.pages.colors`: whatever colours a district has, words can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.contrast import contrast_ratio
from handbook.model.district import Colors
from handbook.pages.colors import DARK_GROUNDS, LIGHT_GROUNDS, render_district_css

if TYPE_CHECKING:
    from handbook.model.district import District
    from handbook.model.handbook import Handbook

ASSETS = Path(__file__).parent.parent / "overrides" / "assets"
GROUNDS = ("paper", "card", "tint", "yes-tint", "no-tint", "ask-tint", "info-tint")

# Colors that a district may have and the checks let through: 4.5 to 1 with white, or more.
ALLOWED = ("#000000", "#1d4e4a", "#767676", "#a3431a", "#c8102e", "#0000ff", "#6b21a8", "#7a6a00")


def district_with(handbook: Handbook, **changes: object) -> District:
    """Return the shipped district with other choices."""
    return handbook.district.model_copy(update=changes)


def tokens_of(district: District) -> dict[str, str]:
    """Return the custom properties that the district's style sheet sets."""
    return dict(re.findall(r"--hb-([a-z-]+):(#[0-9a-f]{6})", render_district_css(district)))


def grounds_of(sheet: str) -> tuple[str, ...]:
    """Return the grounds that a style sheet of the theme sets, as #rrggbb."""
    text = (ASSETS / sheet).read_text(encoding="utf-8")
    found = dict(re.findall(r"--hb-([a-z-]+):\s*(#[0-9a-f]{3,6})", text))
    return tuple(re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", found[name]) for name in GROUNDS)


def test_whole_sheet(shipped: Handbook) -> None:
    """The sheet sets both colors with their companions, the paper, and the foot of a page."""
    lens = re.compile(r"(?<=--hb-lens:)url\([^)]*\)(?=\})")
    assert lens.sub("…", render_district_css(shipped.district)) == (
        '@charset "utf-8";\n'
        ":root{--hb-brand:#1d4e4a;--hb-on-brand:#ffffff;--hb-brand-text:#1d4e4a;"
        "--hb-brand-dark:#69c7c0;"
        "--hb-accent:#a3431a;--hb-on-accent:#ffffff;--hb-accent-text:#a3431a;"
        "--hb-accent-dark:#eca88b;--hb-spark:#eca485;--hb-lens:…}\n"
        "@page{size:Letter;"
        '@bottom-left{content:"Maple Valley Unified School District · 2026–27"}}\n'
        "@page wide{size:Letter landscape}\n"
    )


def test_drawing_has_the_districts_colors(shipped: Handbook) -> None:
    """The drawing on the first page has the spark, and rings in the color of words on the brand."""
    colors = Colors(brand="#6b21a8", accent="#0000ff")
    sheet = render_district_css(district_with(shipped, colors=colors))
    (lens,) = re.findall(r'--hb-lens:url\("data:image/svg\+xml,([^"]*)"\)', sheet)
    spark = tokens_of(district_with(shipped, colors=colors))["spark"]
    assert set(re.findall(r"%23[0-9a-f]{6}", lens)) == {f"%23{spark[1:]}", "%23ffffff"}
    assert contrast_ratio(spark, "#6b21a8") >= 4.5


def test_paper_is_the_districts(shipped: Handbook) -> None:
    """A district that prints on A4 prints pages on it too, wide ones lying."""
    sheet = render_district_css(district_with(shipped, paper="a4"))
    assert "@page{size:A4;" in sheet
    assert "@page wide{size:A4 landscape}" in sheet


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ('The "Best" District', r"The \22 Best\22  District"),
        ("Back\\slash", r"Back\5c slash"),
        ("two\nlines", r"two\a lines"),
        ("</style>", r"\3c /style>"),
        ("Cañada Peña", "Cañada Peña"),
    ],
)
def test_name_cannot_leave_its_string(shipped: Handbook, name: str, written: str) -> None:
    """What would end a string of CSS is written as its code point."""
    sheet = render_district_css(district_with(shipped, name=name))
    assert f'content:"{written} · 2026–27"' in sheet


def test_grounds_are_the_themes() -> None:
    """The grounds that colors are computed for are those of the style sheets."""
    assert grounds_of("handbook.css") == LIGHT_GROUNDS
    assert grounds_of("dark.css") == DARK_GROUNDS


@pytest.mark.parametrize("color", ALLOWED)
def test_every_use_can_be_read(shipped: Handbook, color: str) -> None:
    """Words in the color keep 4.5 to 1 on every ground, light or dark, and words on it do too."""
    district = district_with(shipped, colors=Colors(brand=color, accent=color))
    tokens = tokens_of(district)
    for name in ("brand", "accent"):
        pairs = [(tokens[f"on-{name}"], tokens[name])]
        pairs += [(tokens[f"{name}-text"], ground) for ground in LIGHT_GROUNDS]
        pairs += [(tokens[f"{name}-dark"], ground) for ground in DARK_GROUNDS]
        assert [pair for pair in pairs if contrast_ratio(*pair) < 4.5] == []


def test_color_that_passes_is_left_alone(shipped: Handbook) -> None:
    """A color that can be read as it is stays as it is."""
    tokens = tokens_of(shipped.district)
    assert tokens["brand-text"] == shipped.district.colors.brand
    assert tokens["accent-text"] == shipped.district.colors.accent
