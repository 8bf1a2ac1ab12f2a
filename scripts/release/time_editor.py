"""Times the editor on a copy of the second invented district, with 1,000 questions beside one.

Started by `./scripts/bench-edit` inside `.venv`.
"""

import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from werkzeug.test import Client, TestResponse

from handbook.cache import open_cache
from handbook.editing.app import App
from handbook.editing.workshop import QUIET, Workshop

ROOT = Path(__file__).resolve().parents[2]
DISTRICT = ROOT / "tests" / "districts" / "lantern-bay"
ORIGIN = "http://127.0.0.1:8001"
RUNS, MANY, PATIENT, A_MOMENT = 5, 1000, 15, 0.3
QUESTION = """\
  - id: question-{number}
    ask: "May I count shell {number}?"
    for: [teacher]
    see: role:data-coach
    verdict: yes
    answer: You may count shell {number}.
"""
AMONG = "/_edit/record?file=content/questions/shells.yml&at=questions/500"
ROLE = "/_edit/record?file=roles/data-coach.yml"
WANTED = {"open": 1.0, "save": 1.0, "show": 0.5, "meanwhile": 1.0}
"""How many seconds are wanted at most."""


def main() -> int:
    """Print the figures beside what is wanted."""
    with tempfile.TemporaryDirectory() as scratch:
        home = shutil.copytree(DISTRICT, Path(scratch) / "lantern-bay")
        questions = "".join(QUESTION.format(number=number) for number in range(MANY))
        (home / "content" / "questions").mkdir()
        (home / "content" / "questions" / "shells.yml").write_text(
            f"id: shells\ntitle: Shells\norder: 90\nquestions:\n{questions}", encoding="utf-8"
        )
        workshop = Workshop(home, site_url=f"{ORIGIN}/", cache=open_cache())
        app = App(workshop, hosts=["127.0.0.1:8001"])
        client = Client(app)
        client.get(f"/_edit/open?token={app.guard.entry}", base_url=ORIGIN)
        workshop.show()
        while workshop.saved_project is None:
            time.sleep(QUIET)
        time_all(client, token=app.guard.form_token, rest=lambda: rest(workshop))
        workshop.close()
    return 0


def rest(workshop: Workshop) -> None:
    """Wait until the whole handbook is made anew after a save."""
    known = -1
    while workshop.showing.generation != known:
        known = workshop.showing.generation
        time.sleep(PATIENT)


def time_all(client: Client, *, token: str, rest: Callable[[], None]) -> None:
    """Time what an editor waits for, each while nothing else is made."""

    def send(address: str, **fields: str) -> TestResponse:
        page = client.get(address, base_url=ORIGIN).text
        found = re.search(r'name="digest" value="(\w*)"', page)
        data = {"form_token": token, "digest": found[1] if found else "", **fields}
        return client.post(address, base_url=ORIGIN, data=data, headers={"Origin": ORIGIN})

    rest()
    numbers = iter(range(10_000))
    tell(
        "open", f"a record among {MANY:,}", lambda: expect(client.get(AMONG, base_url=ORIGIN), 200)
    )
    tell(
        "save",
        f"a record among {MANY:,}, opened and saved",
        lambda: send(AMONG, do="save", shown="answer", answer=f"You may. {next(numbers)}"),
    )
    rest()

    def show() -> TestResponse:
        data = {
            "form_token": token,
            "do": "try",
            "as_data": "yes",
            "shown": "purpose",
            "purpose": f"Another. {next(numbers)}",
        }
        return client.post(ROLE, base_url=ORIGIN, headers={"Origin": ORIGIN}, data=data)

    tell("show", "a role's page, from what is typed", show)
    rest()
    send(AMONG, do="save", shown="answer", answer=f"You may. {next(numbers)}")
    time.sleep(A_MOMENT)
    tell("meanwhile", "the same while all is made anew after a save", show)


def expect(answer: TestResponse, status: int) -> None:
    """Stop where something else than what is timed happened."""
    if answer.status_code != status:
        raise SystemExit(f"{answer.request.url} answered {answer.status}")


def tell(name: str, what: str, work: Callable[[], object]) -> None:
    """Print the median of some runs."""
    took = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    ratio = median(took) / WANTED[name]
    print(f"{median(took):6.2f} s  {ratio:5.2f} of what is wanted  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
