"""The checks of a release say what they need where a machine does not have it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPTS = Path(__file__).parent.parent / "scripts"


def test_missing_programs_are_named(tmp_path: Path) -> None:
    """Without Java, the script says what to install, and does nothing."""
    result = subprocess.run(
        [sys.executable, SCRIPTS / "verapdf"],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert re.fullmatch(
        r"veraPDF needs a Java development kit( and [\w.-]+\.jar)*\. "
        r"On Debian and Ubuntu, run: "
        r"sudo apt-get install default-jdk-headless libjaxb-java\. "
        r"Elsewhere, run this in a container of Debian\.\n",
        result.stderr,
    )
    assert (result.stdout, result.returncode) == ("", 1)
