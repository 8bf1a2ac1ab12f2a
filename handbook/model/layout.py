"""Which model each file of a handbook means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.model.agency import Agency
from handbook.model.annotations import fields_of
from handbook.model.claims import Claims
from handbook.model.confidentiality import Confidentiality
from handbook.model.district import District
from handbook.model.edition import NextEdition
from handbook.model.kinds import KINDS
from handbook.model.page import PageMeta
from handbook.model.places import (
    AGENCY_FILE,
    CONTENT_FOLDER,
    DISTRICT_FILE,
    EDITIONS_FOLDER,
)
from handbook.model.reference import SearchWords
from handbook.model.sayings import Sayings
from handbook.model.terms import Terms

if TYPE_CHECKING:
    from handbook.model.record import Record

RECORD_FILES: dict[type[Record], str] = {
    District: DISTRICT_FILE,
    Agency: AGENCY_FILE,
    **{row.holder or row.model: row.files for row in KINDS.values() if row.files},
    Confidentiality: "content/confidentiality.yml",
    Terms: "content/terms.yml",
    Sayings: "content/says.yml",
    Claims: "content/claims.yml",
    SearchWords: "content/search.yml",
    NextEdition: f"{EDITIONS_FOLDER}/next.yml",
    PageMeta: f"{CONTENT_FOLDER}/**/*.md",
}
"""The files of each model: one file, or one for each record where there is a star."""


DRAFT = "draft"
"""The word by which a file says that it is not ready yet."""


def may_be_draft(model: type[Record]) -> bool:
    """Say whether a file of a model may wait until it is ready, as one of many."""
    return "*" in RECORD_FILES.get(model, "")


def needed_files() -> dict[str, type[Record]]:
    """Return the single files that no handbook can do without, and the model of each."""
    return {
        path: model
        for path, model in _single_files().items()
        if model is not Agency and any(field.is_required for field in fields_of(model))
    }


def models_at(path: str) -> tuple[type[Record], ...]:
    """Return the models that a YAML file at this path can mean; none where no record is kept."""
    single = _single_files().get(path)
    if single is not None:
        return (single,)
    pattern = f"{path.rpartition('/')[0]}/*.yml"
    return tuple(model for model, files in RECORD_FILES.items() if files == pattern)


def telling_key(model: type[Record]) -> str:
    """Return the key that tells this model from others of its folder: of its first needed list."""
    lists = (field.key for field in fields_of(model) if field.is_required and field.is_list)
    return next(lists, "")


def _single_files() -> dict[str, type[Record]]:
    return {path: model for model, path in RECORD_FILES.items() if "*" not in path}
