"""What is in a wheel, and what it stands on: the check of its contents, and its bill of materials.

Standard library alone. The bill is CycloneDX 1.6; the same lock file gives the same bytes.
"""

import hashlib
import json
import re
import uuid
import zipfile
from pathlib import Path

FORBIDDEN = re.compile(
    r"(^|/)(__pycache__|tests?|scripts|site|\.[^/]+)/|\.pyc$|district\.yml$|^content/"
    r"|^handbook/_base/content/district/"
)
BASE = ("roles", "standards", "content", "overrides")
DISTRICTS = "content/district/"
NAMESPACE = uuid.UUID("6f0c9d53-0a6c-5a43-9d0c-6d2a6f0b7d7e")


def check_wheel(wheel: Path, *, package: Path) -> tuple[str, ...]:
    """Return what is in a wheel and should not be, and what of the package is missing."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    metadata = {name for name in names if name.partition("/")[0].endswith(".dist-info")}
    wanted = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    base = package.parent
    for folder in BASE:
        for path in (base / folder).rglob("*"):
            name = path.relative_to(base).as_posix()
            if path.is_file() and not name.startswith(DISTRICTS):
                wanted.add(f"handbook/_base/{name}")
    surplus = sorted(name for name in names - metadata if FORBIDDEN.search(name))
    faults = [f"{name} does not belong into a wheel." for name in surplus]
    faults += [f"{name} is missing in the wheel." for name in sorted(wanted - names)]
    if not any(name.endswith("/licenses/LICENSE") for name in metadata):
        faults.append("The wheel holds no LICENSE.")
    return tuple(faults)


def read_requires(lock: str) -> tuple[tuple[str, str], ...]:
    """Return the name and version of each package of a lock file."""
    return tuple(re.findall(r"^([A-Za-z0-9][\w.-]*)==([\w.!+]+)", lock, re.MULTILINE))


def render_bill(lock: str, *, name: str, version: str) -> str:
    """Return the bill of materials of a release as CycloneDX JSON."""
    components = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{package.lower()}@{number}",
            "name": package,
            "version": number,
            "purl": f"pkg:pypi/{package.lower()}@{number}",
        }
        for package, number in read_requires(lock)
    ]
    main = {"type": "application", "bom-ref": name, "name": name, "version": version}
    digest = hashlib.sha256(lock.encode()).hexdigest()
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{name} {version} {digest}')}",
        "version": 1,
        "metadata": {"component": main},
        "components": components,
        "dependencies": [{"ref": name, "dependsOn": [one["bom-ref"] for one in components]}],
    }
    return json.dumps(bill, indent=2) + "\n"


def render_sums(paths: list[Path]) -> str:
    """Return a line for each file, as `sha256sum --check` reads it."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(paths)
    )
