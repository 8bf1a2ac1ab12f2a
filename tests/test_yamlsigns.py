"""YAML that is valid and means something else is told by its sign, and ordinary texts are not."""

import pytest
import yaml

from handbook.problems import Severity
from handbook.yamlsource import parse_front_matter, parse_yaml

PARSERS = {"preferred": getattr(yaml, "CSafeLoader", yaml.SafeLoader), "plain": yaml.SafeLoader}

NOTE = (
    "is taken for a note and left out: a '#' after a space begins one. Put quotes round the whole "
    "text, or move the note to a line of its own."
)
QUOTES = (
    "stay in the text: only straight ones do not. Delete them; where readers should see them, put "
    "straight quotes round all."
)
LINES = (
    "begins no list item here, and the lines run together into one text. Where a list belongs, "
    "begin each line with '- '; elsewhere write sentences."
)
BELOW = (
    "'-' stands further in than the text above it, and is taken for a part of that text. Line it "
    "up with the other items, or put the list below a key of its own."
)
SPACE = (
    "a no-break space (U+00A0), as Word and web pages use it, stands here and is not the same as a "
    "space. Delete it and type a space."
)
WIDE = "'：' is a wide colon and makes no key of 'short'. Write 'short: ' before the value."


@pytest.fixture(autouse=True, params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the parser in C and with the one that is there without it."""
    monkeypatch.setattr("handbook.yamlevents._Loader", PARSERS[request.param])


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("by: Resolution #2026-14\n", f"a.yml:1:16: warning: by: '#2026-14' {NOTE}"),
        ("by: Room #12, or # 13\n", f"a.yml:1:10: warning: by: '#12, or # 13' {NOTE}"),
        ("by: one # note\n", f"a.yml:1:9: warning: by: '# note' {NOTE}"),
        ("by: one  #note\n", f"a.yml:1:10: warning: by: '#note' {NOTE}"),
        ("by: one\t#note\n", f"a.yml:1:9: warning: by: '#note' {NOTE}"),
        ("l: [one #two\n  , three]\n", f"a.yml:1:9: warning: l.0: '#two' {NOTE}"),
        (f"by: one #{'x' * 99}\n", f"a.yml:1:9: warning: by: '#{'x' * 39}…' {NOTE}"),
        ("name: “Maple”\n", f"a.yml:1:7: warning: name: the quotes '“' and '”' {QUOTES}"),
        ("name: ‘It’s’\n", f"a.yml:1:7: warning: name: the quotes '‘' and '’' {QUOTES}"),
        ('name: “Maple"\n', f"a.yml:1:7: warning: name: the quotes '“' and '\"' {QUOTES}"),
        ("name: «Maple»\n", f"a.yml:1:7: warning: name: the quotes '«' and '»' {QUOTES}"),
        ("l:\n  • a\n  • b\n", f"a.yml:2:3: warning: l: '•' {LINES}"),
        ("l:\n  – a\n  – b\n", f"a.yml:2:3: warning: l: '–' {LINES}"),
        ("l:\n  1. a\n  2. b\n", f"a.yml:2:3: warning: l: '1.' {LINES}"),
        ("t: >-\n  • a\n", f"a.yml:2:3: warning: t: '•' {LINES}"),
        ("t: |\n  See:\n  - a\n  - b\n", f"a.yml:3:3: warning: t: '-' {LINES}"),
        ("t: See\n   * a\n   * b\n", f"a.yml:2:4: warning: t: '*' {LINES}"),
        ("t: See\n   - a\n", f"a.yml:2:4: warning: t: {BELOW}"),
        ("l:\n  - a\n    - b\n", f"a.yml:3:5: warning: l.0: {BELOW}"),
        (
            "l:\n  - • a\n",
            (
                "a.yml:2:5: warning: l.0: '•' stands in the text beside the '- ' of the list. "
                "Delete it."
            ),
        ),
        ("name: Maple\u00a0Valley\n", f"a.yml:1:12: warning: name: {SPACE}"),
        ("l:\n  -\u00a0a\n", f"a.yml:2:4: warning: l: {SPACE}"),
        ("t: >-\n  a\n  b\u00a0c\n", f"a.yml:3:4: warning: t: {SPACE}"),
        ("name: Maple\n  short：x\n", f"a.yml:2:3: warning: name: {WIDE}"),
        ("l:\n  - short：x\n", f"a.yml:2:5: warning: l.0: {WIDE}"),
    ],
)
def test_sign(text: str, warning: str) -> None:
    """Each sign is named at its place with what to do, and the file is read all the same."""
    source, problems = parse_yaml(text.encode(), path="a.yml")
    assert source is not None
    assert [str(problem) for problem in problems] == [warning]


@pytest.mark.parametrize(
    "text",
    [
        "posture: focus  # counsel agreed\n",
        "# by: one #two\nby: two\n",
        'by: "one #two"  #three\n',
        "by: one#two\n",
        "t: >-\n  one #two\n",
        "name: “Hi,” she said, “bye”\n",
        'name: "“Maple”"\n',
        "t: >-\n  “Maple”\n",
        "t: ’26\n",
        "title: 1. Identify a goal\n",
        "t: >-\n  The coach\n  – who listens – asks.\n",
        "t: >-\n  One and\n  1. two\n",
        "t: 'one\n  • two'\n",
        't: "5\\_km"\n',
        "t: 数据：好\n",
        "t: see https://maple.example.org\n",
    ],
)
def test_what_people_mean(text: str) -> None:
    """A text that is what it looks like is let through without a word."""
    assert parse_yaml(text.encode(), path="a.yml")[1] == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "l:\n\u00a0\u00a0- a\n",
            f"a.yml:2:1: {SPACE}",
        ),
        ("l:\n  - a\n\u00a0 - b\n", f"a.yml:3:1: {SPACE}"),
        ("name:\u00a0Maple\n", f"a.yml:1:1: {SPACE}"),
        ("name: Maple\nshort:\u00a0x\n", f"a.yml:2:7: {SPACE}"),
        ("c:\n  a: x\n\u00a0\u00a0b: y\n", f"a.yml:3:1: {SPACE}"),
        ("short：Maple\n", f"a.yml:1:1: {WIDE}"),
        ("name: Maple\nshort：x\n", f"a.yml:2:1: {WIDE}"),
        (
            "l:\n  * a\n  * b\n",
            "a.yml:2:3: '*' begins no list item. Begin the line with '- ' instead.",
        ),
        (
            'name: "Maple”\nshort: x\n',
            "a.yml:1:7: '”' does not close this text. Use the same straight quote at both ends.",
        ),
        (
            "brand: #1d4e4a\n",
            (
                "a.yml:1:7: brand: is empty, because '#' begins a note. Put quotes round the "
                "value: '#1d4e4a'."
            ),
        ),
        (
            "l:\n  - #it's\n",
            "a.yml:2:4: l.0: is empty, because '#' begins a note. Put quotes round the value.",
        ),
        ("brand: # none yet\n", "a.yml:1:7: brand: is empty. Write a value or remove the line."),
    ],
)
def test_sign_that_breaks(text: str, problem: str) -> None:
    """Where the same signs keep a file from being read, they are named and not their effect."""
    problems = parse_yaml(text.encode(), path="a.yml")[1]
    assert [str(problem) for problem in problems] == [problem]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: x\t\nb: y\n", {"a": "x", "b": "y"}),
        ("a: x\ty\n", {"a": "x y"}),
        ("a:\tx\n", {"a": "x"}),
        ("a: [x,\ty\t]\n", {"a": ("x", "y")}),
        ('a: "x"\t\n', {"a": "x"}),
        ("a: x\n\t\nb: y\n", {"a": "x", "b": "y"}),
        ("a: >-\t\n  x\n", {"a": "x"}),
    ],
)
def test_tab_after_text(text: str, data: object) -> None:
    """A tab that stands after something counts as a space, whichever parser reads it."""
    source, problems = parse_yaml(text.encode(), path="a.yml")
    assert (source and source.data, problems) == (data, ())


def test_front_matter_of_a_page() -> None:
    """The front matter of a page is looked at like a file, and the lines are those of the page."""
    _, _, _, problems = parse_front_matter(b"---\ntitle: Room #12\n---\n", path="a.md")
    assert [str(problem) for problem in problems] == [f"a.md:2:13: warning: title: '#12' {NOTE}"]


def test_many_signs() -> None:
    """Twenty are told, so that a pasted document does not hide everything else."""
    text = "l:\n" + "  - • a\n" * 99 + "c: [\n"
    problems = parse_yaml(text.encode(), path="a.yml")[1]
    assert [problem.severity for problem in problems].count(Severity.WARNING) == 20
    assert len(problems) == 21
