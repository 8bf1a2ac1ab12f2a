"""What several test modules share: a tiny handbook to change, the shipped one, faults in files."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import configuration, settings

from handbook.checks import check_handbook
from handbook.loading import load_handbook
from handbook.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.model.handbook import Handbook

ROOT = Path(__file__).parent.parent
FIXTURES = Path(__file__).parent / "fixtures"

# What another run kept must not decide what a test sees.
os.environ.setdefault("HANDBOOK_CACHE", "no")

configuration.set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")
# Every run tries the same examples, so that a test that failed yesterday fails today. For others,
# run: pytest tests/properties --hypothesis-profile=long
settings.register_profile(
    "steady", derandomize=True, max_examples=100, deadline=None, database=None, print_blob=False
)
settings.register_profile("quick", settings.get_profile("steady"), max_examples=20)
settings.register_profile("long", max_examples=5000, deadline=None, print_blob=True)
settings.load_profile("steady")


@dataclass(frozen=True)
class Fault:
    """A change to the small handbook, and every problem that it makes."""

    path: Path
    """The fixture: a YAML file with `change` and `problems`."""

    def problems_in(
        self, root: Path, *, find: Callable[[Path], str] | None = None
    ) -> tuple[str, str]:
        """Make the change in a small handbook; return what is found and what should be."""
        case = yaml.safe_load(self.path.read_text(encoding="utf-8"))
        for change in case["change"]:
            _change(root / change["file"], **{k: v for k, v in change.items() if k != "file"})
        return (find or _find_problems)(root), case["problems"].strip()


@pytest.fixture
def small_handbook(tmp_path: Path) -> Path:
    """Return a folder with a tiny handbook that has no problem."""
    return shutil.copytree(FIXTURES / "small-handbook", tmp_path / "handbook")


@pytest.fixture
def small_project(small_handbook: Path) -> Path:
    """Return a folder with the tiny handbook and all that building a site from it takes."""
    shutil.copytree(ROOT / "overrides", small_handbook / "overrides")
    shutil.copy(FIXTURES / "small-mkdocs.yml", small_handbook / "mkdocs.yml")
    return small_handbook


@pytest.fixture(scope="session")
def shipped() -> Handbook:
    """Return the base of this repository as the fixture's district has it, without a problem.

    What this repository's own district.yml says is tested by `handbook test`, and nowhere here.
    """
    handbook, problems = load_handbook(ROOT, FIXTURES / "maple-valley")
    assert problems == ()
    return handbook


OTHER_WORDS = {
    "coach": "{singular: learning partner}",
    "coaching": "{singular: partnering, plural: partnering}",
    "teacher": "educator",
    "principal": "head",
    "evaluator": "appraiser",
    "student": "scholar",
    "parent": "guardian",
    "substitute": "guest",
    "aide": "helper",
    "school": "campus",
    "district": "network",
    "coaching_office": "partner desk",
    "school_office": "front desk",
    "human_resources": "{singular: people desk, plural: people desk}",
    "superintendent": "director",
    "growth_plan": "growth map",
    "collective_agreement": "labor contract",
}
"""Another word for everything that a district can rename."""


@pytest.fixture(scope="session")
def renamed_district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a district that calls nothing as the handbook does."""
    root = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(FIXTURES / "maple-valley" / "content", root / "content")
    text = (FIXTURES / "maple-valley" / "district.yml").read_text(encoding="utf-8")
    before, plan, after = text.partition("  growth_plan: Educator Effectiveness Plan\n")
    assert plan
    words = "".join(f"  {name}: {word}\n" for name, word in OTHER_WORDS.items())
    (root / "district.yml").write_text(before + words + after, encoding="utf-8")
    return root


@pytest.fixture
def problems_in() -> Callable[[Path], str]:
    """Return the function that loads and checks a handbook and lists its problems, a line each."""
    return _find_problems


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for `fault` each fixture of its module's FAULTS folder."""
    if "fault" in metafunc.fixturenames:
        folder = FIXTURES / "faults" / metafunc.module.FAULTS
        paths = sorted(folder.rglob("*.yml"))
        assert paths, f"{folder} holds no fixture"
        names = [path.relative_to(folder).with_suffix("").as_posix() for path in paths]
        metafunc.parametrize("fault", [Fault(path) for path in paths], ids=names)


def _change(path: Path, *, replace: str = "", by: str = "", write: str | None = None) -> None:
    """Write a file anew, or replace words that stand in it once."""
    if write is None:
        text = path.read_text(encoding="utf-8")
        assert text.count(replace) == 1, f"'{replace}' stands {text.count(replace)} times in {path}"
        write = text.replace(replace, by)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(write, encoding="utf-8")


def _find_problems(root: Path) -> str:
    handbook, problems = load_handbook(root)
    found = {*problems, *check_handbook(handbook, is_whole=not has_errors(problems))}
    return "\n".join(map(str, sorted(found)))
