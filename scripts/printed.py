"""What the checks of a release look at: the PDFs that were named, or those of a site built anew."""

from pathlib import Path

from environment import ROOT, run


def find_pdfs(names: list[str], *, pattern: str) -> list[Path]:
    """Return the files that were named; where none were, build the site and look in there."""
    if not names:
        if run("handbook", "build"):
            raise SystemExit("The site could not be built; what is wrong stands above.")
        return sorted((ROOT / "site").glob(pattern))
    missing = [name for name in names if not Path(name).is_file()]
    if missing:
        raise SystemExit(f"There is no file {', '.join(missing)}. Name PDF files, or none.")
    return [Path(name).resolve() for name in names]
