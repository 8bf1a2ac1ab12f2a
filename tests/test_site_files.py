"""The icon has the district's colors, robots find the sitemap, and old addresses lead on."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from handbook.acceptance.built_pages import parse_built_page
from handbook.checks.redirects import check_redirects
from handbook.contrast import contrast_ratio
from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook
from handbook.pages.site_files import is_icon, render_icon, render_site_files

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.model.handbook import Handbook

MOVED = "redirects:\n  - old: roles/data-specialist/\n    new: roles/data-coach/\n"


def handbook_with(root: Path, words: str) -> Handbook:
    """Return the small handbook with more words in its district's file."""
    path = root / "district.yml"
    path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    handbook, problems = load_handbook(root)
    assert problems == ()
    return adopt_handbook(handbook)


def files_of(handbook: Handbook, *, has_directory_urls: bool = True) -> dict[str, bytes]:
    """Return the site's small files, of a district without a logo."""
    return render_site_files(handbook, logo=b"", has_directory_urls=has_directory_urls)


def test_icon_has_the_districts_colors(small_handbook: Path) -> None:
    """The icon stands on the brand, and what stands out in it does so by 4.5 to 1."""
    handbook = handbook_with(small_handbook, "")
    icon = files_of(handbook)["assets/favicon.svg"].decode()
    brand, spark = icon.split('fill="')[1][:7], icon.split('fill="')[2][:7]
    assert brand == handbook.district.colors.brand
    assert contrast_ratio(spark, brand) >= 4.5


def test_a_square_logo_is_the_icon(small_handbook: Path) -> None:
    """A logo that is about as wide as high is the icon; a long one leaves the mark in its place."""
    district = handbook_with(small_handbook, "").district
    square, long = (f'<svg viewBox="0 0 {width} 40"/>'.encode() for width in (44, 120))
    assert b64encode(square).decode() in render_icon(district, logo=square)
    assert is_icon(square)
    assert not is_icon(long)
    assert render_icon(district, logo=long) == render_icon(district, logo=b"")


def test_a_heavy_logo_is_no_icon() -> None:
    """What goes with every page stays light."""
    assert not is_icon(b'<svg viewBox="0 0 40 40"/>' + b" " * 30_000)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("", "Allow: /\n"),
        ("web_address: a.example.org/coaching\n", "https://a.example.org/coaching/sitemap.xml\n"),
    ],
)
def test_robots_find_the_sitemap(small_handbook: Path, words: str, last: str) -> None:
    """Robots may read everything, and are told of the sitemap where the address is known."""
    files = files_of(handbook_with(small_handbook, words))
    text = files["robots.txt"].decode()
    assert text.startswith("User-agent: *\nAllow: /\n")
    assert text.endswith(last)


@pytest.mark.parametrize(
    ("has_directory_urls", "uri", "link"),
    [
        (True, "roles/data-specialist/index.html", "../data-coach/"),
        (False, "roles/data-specialist.html", "data-coach.html"),
    ],
)
def test_an_old_address_leads_on(
    small_handbook: Path, *, has_directory_urls: bool, uri: str, link: str
) -> None:
    """At an old address stands a page that leads to the new one, by itself and by a link."""
    handbook = handbook_with(small_handbook, MOVED)
    html = files_of(handbook, has_directory_urls=has_directory_urls)[uri]
    page = parse_built_page(html, uri=uri)
    assert (page.language, page.headings) == ("en", 1)
    assert [mention.text for mention in page.links] == [link]
    assert f'http-equiv="refresh" content="0; url={link}"' in html.decode()


def test_an_old_address_is_told_to_robots_as_the_new_one(small_handbook: Path) -> None:
    """Where the site's address is known, the page says which address is meant."""
    handbook = handbook_with(small_handbook, f"web_address: a.example.org\n{MOVED}")
    html = files_of(handbook)["roles/data-specialist/index.html"]
    assert '<link rel="canonical" href="https://a.example.org/roles/data-coach/">' in html.decode()


def test_good_addresses(small_handbook: Path) -> None:
    """An address that is gone may lead to any page, the first one too."""
    words = f"{MOVED}  - old: old/place/\n    new: .\n"
    assert check_redirects(handbook_with(small_handbook, words)) == ()


def test_bad_addresses(small_handbook: Path) -> None:
    """An address that is no address, is taken, stands twice or leads nowhere is told."""
    words = (
        "redirects:\n"
        "  - {old: /roles/x, new: roles/data-coach/}\n"
        "  - {old: trust/, new: roles/data-coach/}\n"
        "  - {old: gone/, new: roles/data-coch/}\n"
        "  - {old: gone/, new: trust/}\n"
    )
    found = check_redirects(handbook_with(small_handbook, words))
    assert [str(problem).partition("redirects.")[2] for problem in found] == [
        (
            "0.old: expected an address on the site, such as 'roles/data-coach/', got '/roles/x'. "
            "Write what stands after the site's own address, with '/' at the end."
        ),
        "1.old: 'trust/' is a page of this handbook. Take the line out.",
        "2.new: there is no page 'roles/data-coch/'. Did you mean 'roles/data-coach/'?",
        "3.old: 'gone/' is there already. Keep one of them.",
    ]
