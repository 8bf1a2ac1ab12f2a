"""A district's own tests: what its pages must say, and what its questions must be answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.acceptance.trial import Trial
from handbook.model.record import Record
from handbook.problems import Problem
from handbook.validation import validate_record
from handbook.yamlsource import YamlSource, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from handbook.acceptance.built_pages import BuiltPage

FILE_NAME = "tests.yml"
"""Where a district writes its own tests: beside district.yml."""


class PageTest(Record):
    """What one page must say."""

    page: str
    """The page's address on the site, such as 'confidentiality/'; '.' is the home page."""
    says: tuple[str, ...] = ()
    """Words that must stand on it, exactly; line ends and several spaces count as one space."""
    never_says: tuple[str, ...] = ()
    """Words that must not stand on it."""


class QuestionTest(Record):
    """What one question must be answered."""

    ask: str
    """The question, as a teacher would type it."""
    verdict: str
    """The verdict of the first answer: 'yes', 'no', or another that your questions use."""
    says: str = ""
    """Words that must stand in that answer."""


class Expectations(Record):
    """A district's own tests."""

    pages: tuple[PageTest, ...] = ()
    """What pages must say."""
    questions: tuple[QuestionTest, ...] = ()
    """What questions must be answered."""


def load_expectations(path: Path) -> tuple[Expectations, YamlSource, tuple[Problem, ...]]:
    """Read a district's tests; none where there is no file.

    Returns:
        The tests, where they are written, and every problem of the file.
    """
    if not path.exists():
        return Expectations(), YamlSource(path.name, {}), ()
    source, problems = parse_yaml(path.read_bytes(), path=path.name)
    if source is None:
        return Expectations(), YamlSource(path.name, {}), problems
    found, more = validate_record(Expectations, source.data, origin=source)
    return found or Expectations(), source, problems + more


def check_words(expected: Expectations, *, source: YamlSource, pages: Sequence[BuiltPage]) -> Trial:
    """Look for the words that the district expects on its pages."""
    known = {page.url or ".": page for page in pages}
    count = sum(len(test.says) + len(test.never_says) for test in expected.pages)
    faults = tuple(_word_faults(expected, source=source, pages=known))
    return Trial("your pages", f"{count:,} sentences on {len(expected.pages):,} pages", faults)


def _word_faults(
    expected: Expectations, *, source: YamlSource, pages: Mapping[str, BuiltPage]
) -> Iterator[Problem]:
    for place, test in enumerate(expected.pages):
        page = pages.get(test.page)
        if page is None:
            yield Problem(
                source.locate(("pages", place, "page")),
                f"pages.{place}.page",
                f"there is no page '{test.page}'. Write its address as the browser shows it after "
                "the site's own, such as 'confidentiality/'.",
            )
            continue
        for kind, must_stand in (("says", True), ("never_says", False)):
            for number, words in enumerate(getattr(test, kind)):
                if (" ".join(words.split()) in page.words) is not must_stand:
                    yield Problem(
                        source.locate(("pages", place, kind, number)),
                        f"pages.{place}.{kind}.{number}",
                        f"'{words}' {'does not stand' if must_stand else 'stands'} on "
                        f"'{test.page}'. Change the page, or this test.",
                    )
