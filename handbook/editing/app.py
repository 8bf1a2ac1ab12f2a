"""The editor's addresses: who asks is checked, what was sent is understood, and a page answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import escape
from werkzeug.exceptions import HTTPException, NotFound, RequestEntityTooLarge, SecurityError
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from handbook.editing.desk import Desk
from handbook.editing.guard import Guard, policy
from handbook.editing.printing import Printed
from handbook.editing.screens import Screens
from handbook.placeholders import handbook_words
from handbook.problems import HandbookError
from handbook.publish import SiteError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from handbook.editing.desk import Made
    from handbook.editing.workshop import Workshop

START = "_edit/"
"""Where the editor's own pages are; everything else is the handbook as it will be."""

LARGEST_FORM = 4 * 1024 * 1024
_ASSETS = Path(__file__).parent / "assets"
_TYPES = {
    "edit.js": "text/javascript; charset=utf-8",
    "edit.css": "text/css; charset=utf-8",
    "edit-this.js": "text/javascript; charset=utf-8",
    "page-text.js": "text/javascript; charset=utf-8",
    "edit-this.css": "text/css; charset=utf-8",
}
_HTML = "text/html; charset=utf-8"
_TOO_MUCH = "What was sent is larger than 4 MiB. Send less at a time, or a smaller picture."
_EDIT_THIS = b'<script src="/_edit/edit-this.js"></script>'


class App:
    """Answers requests.

    Args:
        workshop: What is edited.
        hosts: The names under which the server may be asked.
    """

    def __init__(self, workshop: Workshop, *, hosts: Collection[str]) -> None:
        self.guard = Guard(hosts=hosts)
        self._workshop, self._hosts = workshop, list(hosts)
        self._screens = Screens(
            form_token=self.guard.form_token, words=lambda: handbook_words(workshop.handbook)
        )
        self._desk = Desk(workshop, self._screens)

    def __call__(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Answer, as WSGI has it."""
        request = Request(environ)
        request.trusted_hosts = self._hosts
        request.max_content_length = LARGEST_FORM
        request.max_form_memory_size = LARGEST_FORM
        try:
            response = self._answer(request)
        except SecurityError:
            names = " or ".join(f"http://{host}/" for host in self._hosts)
            response = self._refusal(f"This editor answers at {names} alone.", status=400)
        except RequestEntityTooLarge:
            response = self._refusal(_TOO_MUCH, status=413)
        except HTTPException as error:
            response = self._refusal(error.description or "", status=error.code or 500)
        except OSError as error:
            words = f"{error.filename or 'A file'}: {(error.strerror or str(error)).lower()}."
            response = self._refusal(f"{words} Nothing was changed.", status=500)
        request.close()
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        return response(environ, start_response)

    def _answer(self, request: Request) -> Response:
        # Reading the name checks it.
        path = request.path.removeprefix("/") if request.host else ""
        if path == f"{START}open":
            response = redirect(f"/{START}", code=303)
            self.guard.let_in(request.args.get("token", ""), response)
            return response
        self.guard.check(request)
        if path.startswith(START):
            return self._edit(path.removeprefix(START), request)
        if request.method not in {"GET", "HEAD"}:
            return self._refusal("Pages of the handbook are only shown.", status=405)
        return self._page(path)

    def _edit(self, path: str, request: Request) -> Response:
        if path in _TYPES:
            return Response((_ASSETS / path).read_bytes(), content_type=_TYPES[path])
        if path == "news":
            known = request.args.get("generation", -1, type=int)
            return _json(self._desk.news(known))
        answers = {key: request.form.getlist(key) for key in request.form}
        asked = {key: request.args[key] for key in request.args}
        is_sent = request.method == "POST"
        files = {name: (one.filename or "", one.read()) for name, one in request.files.items()}
        try:
            made = self._desk.answer(
                path, asked=asked, answers=answers if is_sent else None, files=files
            )
        except LookupError as error:
            raise NotFound(_gone(error)) from error
        except HandbookError as error:
            return self._refusal(str(error), status=409)
        return _response(made)

    def _page(self, path: str) -> Response:
        showing = self._workshop.showing
        try:
            found = showing.read(path) if showing.has_site else None
            if found is None and path and not path.endswith("/") and showing.read(f"{path}/"):
                return redirect(f"/{path}/", code=302)
        except HandbookError as error:
            return self._refusal(str(error), status=500)
        except SiteError as error:
            return self._refusal(str(error), status=500)
        if not showing.has_site:
            return _screen(self._screens.waiting(showing.problems), status=503)
        if found is None:
            return Response(showing.read_missing(), 404, content_type=_HTML)
        content, kind = found
        if kind == _HTML:
            head, end, tail = content.rpartition(b"</body>")
            content = head + _EDIT_THIS + end + tail
        return Response(content, content_type=kind)

    def _refusal(self, words: str, *, status: int) -> Response:
        return _screen(self._screens.refusal(words), status=status)


def _response(made: Made) -> Response:
    if isinstance(made, dict):
        return _json(made)
    if isinstance(made, Printed):
        response = Response(made.content, content_type=made.media_type)
        how = "inline" if made.is_shown else "attachment"
        response.headers.set("Content-Disposition", how, filename=made.name)
        return response
    return redirect(made, code=303) if made.startswith("/") else _screen(made)


def _screen(page: str, *, status: int = 200) -> Response:
    response = Response(page, status, content_type=_HTML)
    response.headers["Content-Security-Policy"] = policy()
    return response


def _json(data: object) -> Response:
    return Response(json.dumps(data), content_type="application/json")


def _gone(error: LookupError) -> str:
    return f"There is no {escape(str(error).strip(chr(39)))} here any more. Go back to the list."
