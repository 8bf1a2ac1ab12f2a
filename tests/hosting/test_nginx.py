"""A real nginx with the settings that are handed out serves the site, at the top and below a path.

Where nginx is not installed (on Debian: apt-get install nginx-light), these tests say so.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from handbook.hosting import render_nginx, site_headers
from handbook.mkdocs_run import build_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

pytestmark = pytest.mark.slow

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
PATIENCE = 10
ROOT = Path(__file__).parents[2]
MIME = "/etc/nginx/mime.types"


class Answer(NamedTuple):
    """What the server sent."""

    status: int
    headers: Message
    body: bytes

    @property
    def unpacked(self) -> bytes:
        """The body as a browser reads it."""
        is_packed = self.headers["Content-Encoding"] == "gzip"
        return gzip.decompress(self.body) if is_packed else self.body


class Served(NamedTuple):
    """A site behind nginx."""

    host: str
    path: str
    """Where the site begins, '/' or '/coaching/'."""
    site: Path

    def ask(self, place: str, **headers: str) -> Answer:
        """Ask for an address below the site's, or for one from the top of the server."""
        url = f"http://{self.host}{place if place.startswith('/') else self.path + place}"
        request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip", **headers})
        opener = urllib.request.build_opener(NoRedirects)
        try:
            with opener.open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())


class NoRedirects(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@pytest.fixture(scope="module", params=["/", "/coaching/"])
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Build the small handbook for an address, and serve it as the handed-out settings say."""
    if NGINX is None:
        pytest.skip("nginx is not installed. On Debian, run: sudo apt-get install nginx-light")
    path, tmp_path = str(request.param), tmp_path_factory.mktemp("nginx")
    project = shutil.copytree(ROOT / "tests" / "fixtures" / "small-handbook", tmp_path / "project")
    shutil.copytree(ROOT / "overrides", project / "overrides")
    shutil.copy(ROOT / "tests" / "fixtures" / "small-mkdocs.yml", project / "mkdocs.yml")
    with (project / "district.yml").open("a", encoding="utf-8") as file:
        file.write(f"web_address: localhost{path.rstrip('/')}\n")
    site = tmp_path / "site"
    build_site(project / "mkdocs.yml", site_path=site, is_strict=True, is_offline=False)
    (site / ".handbook-made.json").write_text("{}", encoding="utf-8")
    port = free_port()
    settings = render_nginx(f"https://localhost{path}", folder=str(site))
    whole = whole_settings(settings.replace("listen 80;", f"listen 127.0.0.1:{port};"), tmp_path)
    config = tmp_path / "nginx.conf"
    config.write_text(whole, encoding="utf-8")
    command = [NGINX, "-e", str(tmp_path / "errors"), "-p", str(tmp_path), "-c", str(config)]
    with subprocess.Popen([*command, "-g", "daemon off;"]) as running:
        try:
            wait_for(port)
            yield Served(f"localhost:{port}", path, site)
        finally:
            running.terminate()
            running.wait(PATIENCE)


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Return when something listens at a port."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def whole_settings(settings: str, folder: Path) -> str:
    """Return the settings of one site within those of a server that writes to one folder alone."""
    temporary = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    types = f"    include {MIME};\n" if Path(MIME).is_file() else ""
    user = "user root;\n" if os.name == "posix" and os.geteuid() == 0 else ""
    return (
        f"{user}worker_processes 1;\npid {folder}/pid;\nevents {{ }}\n"
        f"http {{\n    access_log off;\n{types}{temporary}{settings}}}\n"
    )


def stamped(served: Served, pattern: str) -> str:
    """Return the address of a file that pages load."""
    found = next(served.site.glob(pattern))
    return found.relative_to(served.site).as_posix()


def test_pages_come_with_every_header(served: Served) -> None:
    """A page is there in UTF-8, is asked for anew each time, and has every header that protects."""
    answer = served.ask("roles/data-coach/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    for name, value in site_headers().items():
        assert answer.headers[name] == value
    assert b"Data Coach" in answer.unpacked


@pytest.mark.parametrize(
    "pattern", ["assets/handbook.*.css", "assets/handbook.*.js", "search/*.json", "assets/*.svg"]
)
def test_stamped_files_are_kept_and_packed(served: Served, pattern: str) -> None:
    """What has a stamp is kept for a year, comes packed, and has the headers as well."""
    answer = served.ask(stamped(served, pattern))
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if len(answer.unpacked) >= 512:
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.unpacked == (served.site / stamped(served, pattern)).read_bytes()


def test_fonts_have_their_type(served: Served) -> None:
    """A font is kept, and is sent as one: a browser that may not sniff refuses it otherwise."""
    answer = served.ask(stamped(served, "assets/fonts/*.woff2"))
    assert answer.headers["Content-Type"] == "font/woff2"
    assert answer.headers["Cache-Control"].endswith("immutable")


def test_a_page_that_did_not_change_is_not_sent_again(served: Served) -> None:
    """A browser that has a page asks, and hears that it is the same."""
    first = served.ask("")
    again = served.ask("", **{"If-Modified-Since": first.headers["Last-Modified"]})
    assert (again.status, again.body) == (304, b"")


def test_a_missing_address_gets_the_sites_own_page(served: Served) -> None:
    """Whatever is not there is answered by the page for it, whose files are found from anywhere."""
    answer = served.ask("no/such/page/")
    assert answer.status == 404
    text = answer.unpacked.decode()
    assert "That page is not here" in text
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', text)
    assert sheets
    for sheet in sheets:
        assert sheet.startswith(served.path)
        assert served.ask(sheet).status == 200


def test_an_address_without_its_slash_leads_on(served: Served) -> None:
    """An address that was typed without '/' at its end leads to the page, on the same host."""
    answer = served.ask("roles/data-coach")
    assert answer.status == 301
    assert answer.headers["Location"] == f"{served.path}roles/data-coach/"


def test_papers_have_their_types(served: Served) -> None:
    """A form is sent as a PDF, a table as text in UTF-8."""
    pdf = served.ask("forms/role-agreement-data-coach.pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert pdf.body.startswith(b"%PDF-")
    table = served.ask("data/roles.csv")
    assert table.headers["Content-Type"] in {"text/csv; charset=utf-8", "application/octet-stream"}


def test_the_list_of_what_was_made_is_not_handed_out(served: Served) -> None:
    """What a build keeps for the next one is nobody else's."""
    assert served.ask(".handbook-made.json").status == 404


def test_every_link_of_a_page_is_there(served: Served) -> None:
    """From the first page every link and every file leads somewhere, below any path."""
    text = served.ask("").unpacked.decode()
    links = set(re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', text))
    assert len(links) > 20
    for link in links:
        place = re.sub(r"^(?:\./)+", "", link)
        assert served.ask(place if not place.startswith("/") else link).status == 200, link
