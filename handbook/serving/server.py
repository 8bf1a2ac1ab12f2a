"""Starts the server and the eye on the files, and stops both."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from handbook.cache import open_cache
from handbook.inputs import source_paths
from handbook.layers import find_layers
from handbook.problems import HandbookError
from handbook.publish import SiteError
from handbook.serving.app import App
from handbook.serving.showing import Showing
from handbook.serving.watching import read_traces, wait_for_change

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from werkzeug.serving import BaseWSGIServer

    from handbook.problems import Problem

_PORTS = 65536
_LOCAL = ("127.0.0.1", "localhost", "[::1]")


@contextmanager
def serving(
    home: Path, *, host: str, port: int, told: Callable[[tuple[Problem, ...]], None]
) -> Iterator[int]:
    """Serve a handbook until the block ends.

    The port is taken before anything is read, so that a port in use is known at once.

    Args:
        home: The folder that holds mkdocs.yml and district.yml.
        host: Where to serve.
        port: The port to serve on; 0 for any that is free.
        told: Is called with all that is wrong whenever the handbook was read.

    Yields:
        The port.

    Raises:
        SiteError: The port cannot be had.
    """
    server = bind(host, port)
    port = server.port
    showing = Showing(home, site_url=f"http://{host}:{port}/", cache=open_cache())
    names = {host, *_LOCAL} if host in _LOCAL else {host}
    server.app = App(showing, hosts=sorted(f"{name}:{port}" for name in names))
    over = threading.Event()
    eye = threading.Thread(target=_watch, args=(home, showing, over, told), daemon=True)
    answers = threading.Thread(target=server.serve_forever, daemon=True)
    eye.start()
    answers.start()
    try:
        yield port
    finally:
        over.set()
        server.shutdown()
        answers.join()
        eye.join()
        server.server_close()


def bind(host: str, port: int) -> BaseWSGIServer:
    """Return a server at a place, which answers nothing yet.

    Raises:
        SiteError: The place cannot be had.
    """
    # Werkzeug would end the program where the port is taken.
    try:
        taken = socket.create_server((host, port))
    except (OSError, OverflowError) as error:
        raise SiteError(
            f"Nothing can be shown at {host}:{port}, where another program may be at work. "
            f"Stop it, or name another place, as in '--address 127.0.0.1:{(port + 1) % _PORTS}'."
        ) from error
    with taken:
        handler = _QuietHandler
        return make_server(
            host, port, _nothing, threaded=True, request_handler=handler, fd=taken.fileno()
        )


def _watch(
    home: Path, showing: Showing, over: threading.Event, told: Callable[[tuple[Problem, ...]], None]
) -> None:
    """Read the handbook, and again after every save."""

    def look() -> dict[str, tuple[int, int]]:
        return read_traces(*source_paths(*_layers(home)))

    def is_over() -> bool:
        return over.is_set() or showing.knows_more

    while not over.is_set():
        seen = look()
        showing.read_again()
        told(showing.problems)
        wait_for_change(seen, look=look, is_over=is_over)


def _layers(home: Path) -> tuple[Path, ...]:
    """Return the folders to keep an eye on; its own alone, while it stands on nothing."""
    try:
        return find_layers(home)
    except HandbookError:
        return (home,)


def _nothing(_environ: object, _start: object) -> list[bytes]:
    return []


class _QuietHandler(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002  (Werkzeug's name)
        """Say nothing: the handbook's own messages must not drown."""
