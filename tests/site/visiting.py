"""A page in a browser that is watched: what it asks for, and what it complains of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request, Route

# Blocked or refused, whatever it is: a page tells, and what it tells is kept for the test.
LISTEN = """document.addEventListener("securitypolicyviolation", event => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
})"""


class Visit:
    """A page in a browser that notes what it asks for and what went wrong.

    The browser itself finds no other host than this machine.
    """

    def __init__(self, browser: Browser, site_url: str, *, headers: dict[str, str]) -> None:
        self.requested: list[str] = []
        self.complaints: list[str] = []
        self.site_url, self.headers = site_url, headers
        self.context = browser.new_context(base_url=site_url)
        self.context.on("request", lambda request: self.requested.append(request.url))
        self.context.on("requestfailed", self._refuse)
        if headers:
            # A context whose answers are changed keeps nothing, and reads each file anew.
            self.context.route("**/*", self._answer)
        self.context.add_init_script(LISTEN)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def foreign(self) -> list[str]:
        """What was asked of another host."""
        own = (self.site_url, "data:", "blob:")
        return [url for url in self.requested if not url.startswith(own)]

    def _refuse(self, request: Request) -> None:
        # What the policy forbids was never sent.
        if request.failure == "csp":
            self.requested.remove(request.url)

    def _note(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def _answer(self, route: Route) -> None:
        if route.request.resource_type == "document":
            response = route.fetch()
            route.fulfill(response=response, headers={**response.headers, **self.headers})
        else:
            route.continue_()
