"""Takes the pictures that `scripts/pictures.py` lists from the built site, and makes them small.

Started by `./scripts/screenshots` inside `.venv`: it needs packages that only tests need.
"""

import csv
import functools
import http.server
import io
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from handbook.editing.server import editing
from handbook.serving.server import serving

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from pictures import (
    AGREEMENT,
    AGREEMENT_PDF,
    EDITOR,
    FACES,
    FILLED,
    FILLED_FORM,
    FILLED_ROW,
    FOLDER,
    MANUAL,
    MANUAL_FOLDER,
    MANUAL_PAGE,
    PAGES,
    picture_names,
)

SITE = Path(__file__).resolve().parents[2] / "site"
COLORS = 96
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 860}},
    "phone": {"viewport": {"width": 390, "height": 780}},
    "dark": {"viewport": {"width": 1280, "height": 860}, "color_scheme": "dark"},
    "print": {"viewport": {"width": 1280, "height": 860}},
}
WIDTHS = {"desktop": 800, "phone": 320, "dark": 800, "print": 560}
BROWSER_OPTIONS = ("--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-sync")


def main() -> int:
    """Take every picture, and take away those that are no longer on the list."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve_site() as address, open_browser() as browser:
        for face in FACES:
            for name, url in PAGES.items():
                image = photograph(browser, f"{address}{url}", face=face)
                write_picture(image, name=f"{name}-{face}.png", width=WIDTHS[face])
    write_picture(first_sheet((SITE / AGREEMENT_PDF).read_bytes()), name=AGREEMENT, width=700)
    write_picture(first_sheet(fill_agreement()), name=FILLED, width=700)
    for path in set(FOLDER.glob("*.png")) - {FOLDER / name for name in picture_names()}:
        path.unlink()
    photograph_beginning()
    return 0


def photograph_beginning() -> None:
    """Take the pictures of a handbook that begins, as the manual begins one."""
    MANUAL_FOLDER.mkdir(parents=True, exist_ok=True)
    for path in (MANUAL_FOLDER / f"{name}.png" for name in (*MANUAL, *EDITOR)):
        if not path.exists():
            # A page whose picture is missing cannot be shown to be photographed.
            Image.new("RGB", (1, 1)).save(path)
    examples = re.findall(r"```yaml\n(.*?)```", MANUAL_PAGE.read_text(encoding="utf-8"), re.DOTALL)
    answers, part = (
        next(one for one in examples if one.startswith(start))
        for start in ("name: ", "id: data-coach")
    )
    with tempfile.TemporaryDirectory() as scratch, open_browser() as browser:
        Path(scratch, "answers.yml").write_text(answers, encoding="utf-8")
        ours = Path(scratch, "our-handbook")
        run_command("new", ours, "--answers", Path(scratch, "answers.yml"))
        photograph_preview(browser, ours, name="begun")
        (ours / "roles").mkdir()
        (ours / "roles" / "data-coach.yml").write_text(part, encoding="utf-8")
        photograph_preview(browser, ours, name="own-part")
        run_command("new", "role", "technology-partner", "--project", ours)
        role = ours / "roles" / "technology-partner.yml"
        role.write_text(f"draft: yes\n{role.read_text(encoding='utf-8')}", encoding="utf-8")
        photograph_preview(browser, ours, name="own-draft")
        photograph_editor(browser, ours)
        photograph_preview(browser, ours, name="own-fault", then=misspell)


def misspell(home: Path) -> None:
    """Make the slip that the manual shows."""
    path = home / "district.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"posture: \S+", "posture: consent", text), encoding="utf-8")


def photograph_preview(
    browser: Browser, home: Path, *, name: str, then: Callable[[Path], None] | None = None
) -> None:
    """Take a picture of a page as `handbook serve` shows it, after a change if there is one."""
    with serving(home, host="127.0.0.1", port=0, told=lambda _: None) as port:
        context = browser.new_context(reduced_motion="reduce", **SCREENS["desktop"])
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/{MANUAL[name]}", wait_until="load")
        page.wait_for_selector(".hb-article", timeout=60_000)
        if then:
            then(home)
            page.wait_for_selector(".hbs-banner--error", timeout=60_000)
        image = Image.open(io.BytesIO(page.screenshot()))
        context.close()
    write_picture(image, name=f"{name}.png", width=WIDTHS["desktop"], folder=MANUAL_FOLDER)


def photograph_editor(browser: Browser, home: Path) -> None:
    """Take pictures of the editor at work on a handbook."""
    with editing(home, port=0) as address:
        here = address.partition("_edit/")[0]
        context = browser.new_context(reduced_motion="reduce", **SCREENS["desktop"])
        page = context.new_page()
        page.goto(address)
        page.goto(f"{here}{EDITOR['edit-form']}")
        page.frame_locator("#preview").locator(".hb-article").wait_for(timeout=60_000)
        for name, place in EDITOR.items():
            page.goto(f"{here}{place}")
            if name == "edit-form":
                page.locator("#f-purpose").fill(
                    "To look at what students made, and to plan from it."
                )
                page.locator("#effect:not(:empty)").wait_for(timeout=60_000)
            elif name == "edit-fault":
                page.locator("#f-name").fill("")
                page.locator("#problems:not([hidden])").wait_for(timeout=60_000)
            elif name == "edit-this":
                page.locator(".hb-article li").first.hover()
                page.locator(".he-edit-this").wait_for()
            image = Image.open(io.BytesIO(page.screenshot()))
            write_picture(image, name=f"{name}.png", width=WIDTHS["desktop"], folder=MANUAL_FOLDER)
        context.close()


def run_command(*words: object) -> None:
    """Run a command of the handbook."""
    command = [sys.executable, "-m", "handbook", *map(str, words)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def serve_site() -> Iterator[str]:
    """Serve the built site on this machine; give its address, with a slash at the end."""
    handler = functools.partial(QuietHandler, directory=str(SITE))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the browser that HANDBOOK_BROWSER names."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*BROWSER_OPTIONS, *(("--no-sandbox",) if is_root else ())]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["HANDBOOK_BROWSER"], args=arguments
        )
        yield browser
        browser.close()


def photograph(browser: Browser, url: str, *, face: str) -> Image.Image:
    """Return a picture of a page: the window's content, or its first sheet of paper."""
    context = browser.new_context(reduced_motion="reduce", **SCREENS[face])
    page = context.new_page()
    page.goto(url, wait_until="networkidle")
    if face == "print":
        image = first_sheet(page.pdf(prefer_css_page_size=True))
    else:
        image = Image.open(io.BytesIO(page.screenshot()))
    context.close()
    return image


def fill_agreement() -> bytes:
    """Return the PDF that `handbook forms` makes of a roster of one row."""
    with tempfile.TemporaryDirectory() as folder:
        roster, filled = Path(folder, "roster.csv"), Path(folder, "filled")
        with roster.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([FILLED_ROW, FILLED_ROW.values()])
        command = ("forms", roster, "--form", FILLED_FORM, "--out", filled)
        subprocess.run([sys.executable, "-m", "handbook", *command], cwd=SITE.parent, check=True)
        (pdf,) = filled.rglob("*.pdf")
        return pdf.read_bytes()


def first_sheet(pdf: bytes) -> Image.Image:
    """Return the first page of a PDF as a picture, with what stands in its fields."""
    document = pypdfium2.PdfDocument(pdf)
    if document.get_formtype():
        document.init_forms()
    return document[0].render(scale=2).to_pil()


def write_picture(image: Image.Image, *, name: str, width: int, folder: Path = FOLDER) -> None:
    """Write a picture with few colors, which flat colors do not miss."""
    height = round(image.height * width / image.width)
    small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    few = small.quantize(COLORS, dither=Image.Dither.NONE)
    few.save(folder / name, optimize=True)
    print(f"{(folder / name).stat().st_size / 1024:6.0f} KiB  {name}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
