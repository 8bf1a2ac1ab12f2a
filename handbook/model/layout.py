"""Where the files of a handbook lie, and which model each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.model.confidentiality import Confidentiality
from handbook.model.district import District
from handbook.model.form import Form
from handbook.model.page import PageMeta
from handbook.model.reference import Glossary, SearchWords, Sources
from handbook.model.role import Comparison, Dimensions, Myths, NonRole, Role
from handbook.model.standard import Cycle, Framework, PrincipleSet

if TYPE_CHECKING:
    from handbook.model.record import Record

DISTRICT_FILE = "district.yml"
FOLDERS = ("roles", "standards", "content")
"""Where a handbook keeps its files, beside district.yml."""

CONTENT_FOLDER = "content"

RECORD_FILES: dict[type[Record], str] = {
    District: DISTRICT_FILE,
    Role: "roles/*.yml",
    NonRole: "roles/not/*.yml",
    Myths: "roles/not/myths.yml",
    Comparison: "roles/compare/*.yml",
    Dimensions: "roles/compare/dimensions.yml",
    PrincipleSet: "standards/*.yml",
    Framework: "standards/*.yml",
    Cycle: "standards/coaching-cycle.yml",
    Sources: "standards/sources.yml",
    Form: "content/forms/*.yml",
    Confidentiality: "content/confidentiality.yml",
    Glossary: "content/glossary.yml",
    SearchWords: "content/search.yml",
    PageMeta: f"{CONTENT_FOLDER}/**/*.md",
}
"""The files of each model: one file, or one for each record where there is a star."""

OPTIONAL_FILES = frozenset({"content/search.yml"})
"""The single files that a handbook can do without."""

TELLING_KEYS: dict[type[Record], str] = {
    Myths: "myths",
    Dimensions: "dimensions",
    PrincipleSet: "principles",
    Framework: "domains",
    Cycle: "stages",
    Sources: "sources",
}
"""The key that tells which model a file means, where a folder holds more than one."""


def single_files() -> dict[str, type[Record]]:
    """Return the files that a handbook has one of, and the model of each."""
    return {path: model for model, path in RECORD_FILES.items() if "*" not in path}


def models_at(path: str) -> tuple[type[Record], ...]:
    """Return the models that a YAML file at this path can mean; none where no record is kept."""
    single = single_files().get(path)
    if single is not None:
        return (single,)
    pattern = f"{path.rpartition('/')[0]}/*.yml"
    return tuple(model for model, files in RECORD_FILES.items() if files == pattern)
