"""Papers are dated by the edition, and whatever an engine raises can be told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from handbook.model.district import Edition
from handbook.pdf.faults import PaperError
from handbook.press import Press, printing_time
from handbook.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.forms.structure import FormDocument

pytestmark = pytest.mark.slow

EDITION = Edition(
    label="2026–27",
    effective=dt.date(2026, 8, 1),
    review_by=dt.date(2027, 6, 30),
    approved_by="Coaching Office",
)


@pytest.fixture
def document(small_handbook: Path) -> FormDocument:
    """Return the first form of the small handbook."""
    return Project((small_handbook,), Press()).documents[0]


def test_papers_are_dated_by_the_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper says that it was made when its edition takes effect, at midnight in Greenwich."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert printing_time(EDITION) == dt.datetime(2026, 8, 1, tzinfo=dt.UTC).timestamp()


def test_the_environment_can_set_the_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SOURCE_DATE_EPOCH holds a time, papers have that; other words change nothing."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert printing_time(EDITION) == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert printing_time(EDITION) == dt.datetime(2026, 8, 1, tzinfo=dt.UTC).timestamp()


@pytest.mark.parametrize("year", [1, 1969, 1979, 2107, 9999])
def test_any_day_can_be_printed(
    document: FormDocument, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An edition of any year has its papers, the nearest time they know in them."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    edition = EDITION.model_copy(update={"effective": dt.date(year, 8, 1)})
    made_at, press = printing_time(edition), Press()
    assert press.form_pdf(document, made_at=made_at).startswith(b"%PDF-")
    assert press.word_copy(document, made_at=made_at).startswith(b"PK")


def test_what_an_engine_raises_is_told(
    document: FormDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error inside an engine becomes one that says what cannot be printed."""

    def fail(*_: object, **__: object) -> bytes:
        message = "the style is unknown."
        raise KeyError(message)

    monkeypatch.setattr("handbook.word.render_word", fail)
    with pytest.raises(PaperError) as caught:
        Press().word_copy(document, made_at=0)
    assert caught.value.about("the form 'Consent'") == (
        "the form 'Consent' cannot be printed: 'the style is unknown.'. "
        "Take out what is unusual in it."
    )


def test_counting_pages_prints_nothing(document: FormDocument) -> None:
    """The number of pages is known before the form is printed, and is the same afterwards."""
    press = Press()
    before = press.page_count(document, made_at=0)
    press.form_pdf(document, made_at=0)
    assert before == press.page_count(document, made_at=0) == 1
