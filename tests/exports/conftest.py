"""The data of the shipped handbook and of the small one, with papers that are really made."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handbook.opening import open_site
from handbook.press import Press

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"


def data_in(*roots: Path) -> Mapping[str, bytes]:
    """Return the data of the handbook in some folders."""
    files = open_site(*roots, press=Press()).files
    return {uri: content for uri, content in files.items() if uri.startswith("data/")}


@pytest.fixture(scope="session")
def shipped_data() -> Mapping[str, bytes]:
    """Return the data of the base, as the fixture's district has it."""
    return data_in(ROOT, FIXTURES / "maple-valley")


@pytest.fixture
def data_of(small_handbook: Path) -> Callable[..., Mapping[str, bytes]]:
    """Return the function that makes the small handbook's data, with more in district.yml."""

    def make(words: str = "", *, is_deep: bool = False) -> Mapping[str, bytes]:
        district = small_handbook / "district.yml"
        district.write_text(district.read_text(encoding="utf-8") + words, encoding="utf-8")
        if is_deep:
            framework = FIXTURES / "frameworks" / "deep.yml"
            shutil.copy(framework, small_handbook / "standards" / "valley-rubric.yml")
        return data_in(small_handbook)

    return make
