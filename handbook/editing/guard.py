"""Who may ask: only the browser that was opened with the address the terminal showed."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from werkzeug.exceptions import Forbidden

from handbook.pages.site_facts import content_security_policy

if TYPE_CHECKING:
    from collections.abc import Collection

    from werkzeug.wrappers import Request, Response

COOKIE = "handbook-edit"
FORM_TOKEN = "form_token"  # noqa: S105  (the name of a field)
_NOT_OPENED = "Open the address that 'handbook edit' showed when it started; each one works once."
_STRANGE = "This form does not come from this editor. Go back, load the page again and send it."


class Guard:
    """Lets one browser in, and forms that it was given.

    Args:
        hosts: The names under which the server may be asked, with its port.
    """

    def __init__(self, *, hosts: Collection[str]) -> None:
        self._origins = frozenset(f"http://{host}" for host in hosts)
        self._entry: str | None = secrets.token_urlsafe(32)
        self._session = secrets.token_urlsafe(32)
        self.form_token = secrets.token_urlsafe(32)

    @property
    def entry(self) -> str:
        """What has to stand in the first address; nothing once it was used."""
        return self._entry or ""

    def let_in(self, token: str, response: Response) -> None:
        """Give a browser the cookie, once.

        Raises:
            Forbidden: The token is not the right one, or was used.
        """
        if not self._entry or not secrets.compare_digest(token.encode(), self._entry.encode()):
            raise Forbidden(_NOT_OPENED)
        self._entry = None
        response.set_cookie(COOKIE, self._session, httponly=True, samesite="Strict", path="/")

    def check(self, request: Request) -> None:
        """Refuse a request of anybody else.

        Raises:
            Forbidden: The cookie, the origin or the form's token is missing or wrong.
        """
        given = request.cookies.get(COOKIE, "")
        if not secrets.compare_digest(given.encode(), self._session.encode()):
            raise Forbidden(_NOT_OPENED)
        if request.method in {"GET", "HEAD"}:
            return
        origin = request.headers.get("Origin", "")
        token = request.form.get(FORM_TOKEN, "")
        is_ours = secrets.compare_digest(token.encode(), self.form_token.encode())
        if origin not in self._origins or not is_ours:
            raise Forbidden(_STRANGE)


def policy() -> str:
    """Return what the editor's pages may load: what the site's may, forms and pages of its own."""
    rules = content_security_policy().replace("form-action 'none'", "form-action 'self'")
    return f"{rules}; frame-src 'self'; frame-ancestors 'self'"
