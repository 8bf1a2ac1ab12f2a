"""A release: a wheel is looked into, and its bill of materials names what it stands on."""

from __future__ import annotations

import importlib.util
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
LOCK = """\
# Made by ./scripts/lock
click==8.4.1 \\
    --hash=sha256:aa
    # via coaching-handbook
PyYAML==6.0.3 ; python_version < '3.14' \\
    --hash=sha256:bb
"""


@pytest.fixture(scope="module")
def bill() -> Any:
    """Load the module that the release script uses."""
    spec = importlib.util.spec_from_file_location("bill", ROOT / "scripts" / "bill.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_wheel(place: Path, *names: str) -> Path:
    """Write a wheel with empty files of these names."""
    wheel = place / "a-1-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return wheel


def test_a_wheel_with_what_it_should_hold(bill: Any, tmp_path: Path) -> None:
    """The package, its license and nothing else is fine."""
    package = tmp_path / "handbook"
    (package / "templates").mkdir(parents=True)
    (package / "templates" / "role.md").write_text("", encoding="utf-8")
    wheel = make_wheel(tmp_path, "handbook/templates/role.md", "a-1.dist-info/licenses/LICENSE")
    assert bill.check_wheel(wheel, package=package) == ()


def test_a_wheel_with_too_much_and_too_little(bill: Any, tmp_path: Path) -> None:
    """Tests, a district's file and hidden folders are named, and so is what is missing."""
    package = tmp_path / "handbook"
    package.mkdir()
    (package / "cli.py").write_text("", encoding="utf-8")
    wheel = make_wheel(
        tmp_path, "tests/test_a.py", "handbook/_base/district.yml", "handbook/.cache/a", "a.pyc"
    )
    assert bill.check_wheel(wheel, package=package) == (
        "a.pyc does not belong into a wheel.",
        "handbook/.cache/a does not belong into a wheel.",
        "handbook/_base/district.yml does not belong into a wheel.",
        "tests/test_a.py does not belong into a wheel.",
        "handbook/cli.py is missing in the wheel.",
        "The wheel holds no LICENSE.",
    )


def test_the_bill_names_every_package(bill: Any) -> None:
    """Each pinned package stands in the bill with its version, and the release on top of them."""
    found = json.loads(bill.render_bill(LOCK, name="coaching-handbook", version="1.0"))
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.6")
    assert [one["purl"] for one in found["components"]] == [
        "pkg:pypi/click@8.4.1",
        "pkg:pypi/pyyaml@6.0.3",
    ]
    assert found["metadata"]["component"]["version"] == "1.0"
    assert found["dependencies"] == [
        {
            "ref": "coaching-handbook",
            "dependsOn": ["pkg:pypi/click@8.4.1", "pkg:pypi/pyyaml@6.0.3"],
        }
    ]


def test_the_bill_is_the_same_twice(bill: Any) -> None:
    """The same lock file gives the same bill, and another one another number."""
    first, again = (bill.render_bill(LOCK, name="a", version="1") for _ in range(2))
    other = bill.render_bill(LOCK + "rich==1.0 \\\n", name="a", version="1")
    assert first == again
    assert json.loads(first)["serialNumber"] != json.loads(other)["serialNumber"]


def test_the_bill_of_this_release_is_whole(bill: Any) -> None:
    """Every package of requirements.txt is in the bill."""
    lock = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    found = json.loads(bill.render_bill(lock, name="a", version="1"))
    pins = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert len(found["components"]) == len(pins) > 20


def test_sums_are_those_of_sha256sum(bill: Any, tmp_path: Path) -> None:
    """A line for each file holds its SHA-256 and its name."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a")
    assert bill.render_sums([path]) == (
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.txt\n"
    )
