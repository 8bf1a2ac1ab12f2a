"""A district's folder on the editor's desk, and a browser that was let in."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from handbook.cache import Cache
from handbook.editing.app import App
from handbook.editing.workshop import Workshop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

DISTRICT = Path(__file__).parents[1] / "districts" / "lantern-bay"
HOST = "127.0.0.1:8001"
ORIGIN = f"http://{HOST}"


@dataclass
class Editor:
    """A browser at the editor, and the folder that is edited."""

    client: Client
    workshop: Workshop
    token: str

    @property
    def home(self) -> Path:
        """The folder."""
        return self.workshop.home

    def get(self, path: str) -> TestResponse:
        """Ask for a page."""
        return self.client.get(path, base_url=ORIGIN)

    def post(self, path: str, **fields: object) -> TestResponse:
        """Send a form, with what every form has."""
        data = {"form_token": self.token, **fields}
        return self.client.post(path, base_url=ORIGIN, data=data, headers={"Origin": ORIGIN})

    def record(self, file: str, at: str = "") -> str:
        """Return the address of a record's form."""
        return f"/_edit/record?file={file}&at={at}"

    def send(
        self, file: str, at: str = "", *, do: str = "save", **fields: str | list[str]
    ) -> TestResponse:
        """Fill in fields of a record's form as it stands, and press a button."""
        page = self.get(self.record(file, at)).text
        found = re.search(r'name="digest" value="(\w*)"', page)
        digest = found[1] if found else ""
        shown = list(fields)
        return self.post(self.record(file, at), do=do, digest=digest, shown=shown, **fields)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a folder that stands on the shipped base."""
    return shutil.copytree(DISTRICT, tmp_path / "lantern-bay")


@pytest.fixture
def editor(home: Path) -> Iterator[Editor]:
    """Let a browser in at the address that was shown."""
    workshop = Workshop(home, site_url=f"{ORIGIN}/", cache=Cache(None))
    app = App(workshop, hosts=[HOST])
    client = Client(app)
    client.get("/_edit/open", base_url=ORIGIN, query_string={"token": app.guard.entry})
    yield Editor(client, workshop, app.guard.form_token)
    workshop.close()
