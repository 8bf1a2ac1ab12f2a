"""Starts the editor's server on this machine, and stops it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from handbook.cache import open_cache
from handbook.editing.app import START, App
from handbook.editing.workshop import Workshop
from handbook.serving.server import bind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOST = "127.0.0.1"


@contextmanager
def editing(home: Path, *, port: int) -> Iterator[str]:
    """Let a handbook be edited until the block ends.

    Args:
        home: The folder that holds mkdocs.yml and district.yml.
        port: The port to serve on; 0 for any that is free.

    Yields:
        The address to open; it works once.

    Raises:
        SiteError: The port cannot be had.
    """
    server = bind(HOST, port)
    port = server.port
    workshop = Workshop(home, site_url=f"http://{HOST}:{port}/", cache=open_cache())
    app = App(workshop, hosts=[f"{HOST}:{port}", f"localhost:{port}"])
    server.app = app
    answers = threading.Thread(target=server.serve_forever, daemon=True)
    answers.start()
    workshop.show()
    try:
        yield f"http://{HOST}:{port}/{START}open?token={app.guard.entry}"
    finally:
        server.shutdown()
        answers.join()
        server.server_close()
        workshop.close()
