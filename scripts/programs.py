"""The programs that the tests need from outside Python: a Chromium browser, and `pdftoppm`.

Finds them, installs them where it can, and otherwise says what to run. Standard library alone.
"""

import os
import platform
import shutil
from pathlib import Path

from environment import install_with_apt

_BROWSER_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
)
_MACOS_BROWSERS = ("Google Chrome", "Chromium", "Microsoft Edge")
_WINDOWS_BROWSERS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
)
_WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# The driver of the browser tests needs libatomic, and pages without a single font come out blank.
_BROWSER_PACKAGES = ("chromium", "fonts-liberation", "libatomic1")

_ADVICE = {
    "Darwin": "Install Google Chrome, and run: brew install poppler",
    "Windows": "Install Google Chrome or Microsoft Edge, and put Poppler's pdftoppm on the PATH.",
    "Linux": "On Debian, run: sudo apt-get install {packages}",
}


def require_programs() -> str:
    """Make sure that a browser and `pdftoppm` are there, and return the browser's path."""
    packages = _missing_packages()
    if packages and not (install_with_apt(*packages) and not _missing_packages()):
        advice = _ADVICE.get(platform.system(), _ADVICE["Linux"])
        raise SystemExit(
            "The tests need a browser (Chromium, Chrome or Edge) and pdftoppm. "
            + advice.format(packages=" ".join(packages))
        )
    return find_browser()


def find_browser() -> str:
    """Return the path of a browser of the Chromium family, or an empty text where there is none.

    The environment variable HANDBOOK_BROWSER goes before every other.
    """
    commands = filter(None, map(shutil.which, _BROWSER_COMMANDS))
    places = (str(path) for path in _standard_places() if path.is_file())
    return os.environ.get("HANDBOOK_BROWSER") or next(commands, None) or next(places, "")


def _missing_packages() -> tuple[str, ...]:
    browser = () if find_browser() else _BROWSER_PACKAGES
    poppler = () if shutil.which("pdftoppm") else ("poppler-utils",)
    return browser + poppler


def _standard_places() -> list[Path]:
    if platform.system() == "Darwin":
        return [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in _MACOS_BROWSERS]
    folders = [os.environ[name] for name in _WINDOWS_FOLDERS if name in os.environ]
    return [Path(folder, browser) for folder in folders for browser in _WINDOWS_BROWSERS]
