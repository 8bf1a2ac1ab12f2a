"""The server: pages of the last good site, with a script that keeps an open page up to date."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.wrappers import Request, Response

from handbook.problems import HandbookError, Severity, summarize
from handbook.publish import SiteError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from handbook.problems import Problem
    from handbook.serving.showing import Showing

OWN = "_handbook/"
"""Where the server's own files and answers are, below the site's address."""

LONGEST_WAIT = 20.0
"""How many seconds a page waits for news before it asks again."""

_ASSETS = Path(__file__).parent / "assets"
_TYPES = {"reload.js": "text/javascript; charset=utf-8", "reload.css": "text/css; charset=utf-8"}
_HTML = "text/html; charset=utf-8"


class App:
    """Answers requests.

    Args:
        showing: What is shown.
        hosts: The names under which the server may be asked; another name means that a page of
            somebody else's is asking.
    """

    def __init__(self, showing: Showing, *, hosts: Collection[str]) -> None:
        self._showing, self._hosts = showing, list(hosts)

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer, as WSGI has it."""
        request = Request(environ)
        request.trusted_hosts = self._hosts
        try:
            response = self._answer(request)
        except SecurityError:
            names = " or ".join(f"http://{host}/" for host in self._hosts)
            response = Response(f"This server answers at {names} alone.", status=400)
        except HTTPException as error:
            response = Response(error.description, status=error.code)
        response.headers["Cache-Control"] = "no-store"
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        # Reading the name checks it.
        path = request.path.removeprefix("/") if request.host else ""
        if request.method not in {"GET", "HEAD"}:
            return Response("This server only shows pages.", status=405)
        if path == "favicon.ico":
            # Browsers ask for it where a page names no icon, as one that only tells problems does.
            return Response(status=204)
        if path == f"{OWN}wait":
            return self._wait(request)
        if path.startswith(OWN):
            return _asset(path.removeprefix(OWN))
        return self._page(path)

    def _page(self, path: str) -> Response:
        showing = self._showing
        if not showing.has_site:
            return _only_problems(showing.problems, status=503)
        try:
            found = showing.read(path)
        except HandbookError as error:
            return _only_problems(error.problems, status=500)
        except SiteError as error:
            return Response(str(error), status=500)
        if found is None and path and not path.endswith("/") and showing.read(f"{path}/"):
            return Response(status=302, headers={"Location": f"/{path}/"})
        if found is None:
            return Response(_with_script(showing.read_missing()), 404, content_type=_HTML)
        content, kind = found
        return Response(_with_script(content) if kind == _HTML else content, content_type=kind)

    def _wait(self, request: Request) -> Response:
        """Tell a page what is wrong, and whether it is another page by now, when there is news."""
        showing = self._showing
        showing.wait(request.args.get("generation", 0, type=int), seconds=LONGEST_WAIT)
        generation = showing.generation
        problems = [one for one in showing.problems if one.severity is not Severity.HINT]
        shown = self._page(request.args.get("path", "/").removeprefix("/"))
        news = {
            "generation": generation,
            "is_other": _fingerprint(_without_script(shown.get_data())) != request.args.get("page"),
            "summary": summarize(problems),
            "problems": [
                {"text": str(one), "is_error": one.severity is Severity.ERROR} for one in problems
            ],
        }
        return Response(json.dumps(news), content_type="application/json")


_SCRIPT_START = b'<link rel="stylesheet" href="/_handbook/reload.css">'
_SCRIPT = _SCRIPT_START + b'<script src="/_handbook/reload.js" data-page="%s"></script>'


def _with_script(page: bytes) -> bytes:
    """Put the script in at the end of a page, with what it needs to know of the page."""
    script = _SCRIPT % _fingerprint(page).encode()
    head, end, tail = page.rpartition(b"</body>")
    return head + script + end + tail if end else page + script


def _without_script(page: bytes) -> bytes:
    """Return a page as it was before the script."""
    head, start, tail = page.rpartition(_SCRIPT_START)
    return head + tail.partition(b"</script>")[2] if start else page


def _fingerprint(page: bytes) -> str:
    return hashlib.sha256(page).hexdigest()


def _asset(name: str) -> Response:
    if name not in _TYPES:
        return Response("There is no such file.", status=404)
    return Response((_ASSETS / name).read_bytes(), content_type=_TYPES[name])


def _only_problems(problems: Iterable[Problem], *, status: int) -> Response:
    """Return a page that has nothing to show but what is wrong."""
    found = tuple(problems)
    lines = "".join(f"<li>{escape(str(problem))}</li>" for problem in found)
    advice = "It is being read. This page follows by itself."
    if found:
        advice = f"{summarize(found)} Correct what is listed and save: this page follows."
    page = (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Problems</title></head>'
        '<body class="hbs-only"><main><h1>The handbook cannot be shown yet</h1>'
        f"<p>{advice}</p><ol>{lines}</ol></main></body></html>\n"
    )
    return Response(_with_script(page.encode()), status, content_type=_HTML)
