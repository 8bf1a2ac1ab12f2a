"""YAML files and front matter: data as written, its places, and no text that breaks the reader."""

import random
from pathlib import Path

import pytest
import yaml

from handbook.problems import FieldPath, Location
from handbook.yamlsource import YamlSource, parse_front_matter, parse_yaml

FIXTURES = Path(__file__).parent / "fixtures" / "yaml"
PARSERS = {"preferred": getattr(yaml, "CSafeLoader", yaml.SafeLoader), "plain": yaml.SafeLoader}
ROLE = """\
id: data-coach
name: "Data Coach"
activities:
  - id: read-data
    text: >-
      Read data
      together.
  - id: choose-measures
    standards: [tlms-5a, tlms-2b]
agreement:
  coach_commits:
    - Listen.
"""


@pytest.fixture(autouse=True, params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the parser in C and with the one that is there without it."""
    monkeypatch.setattr("handbook.yamlevents._Loader", PARSERS[request.param])


def read(text: str) -> YamlSource:
    """Read a text that has no faults."""
    source, problems = parse_yaml(text.encode(), path="roles/data-coach.yml")
    assert problems == ()
    assert source is not None
    return source


def problems_of(name: str) -> list[str]:
    """Return the lines an editor reads about a fixture."""
    source, problems = parse_yaml((FIXTURES / name).read_bytes(), path=name)
    assert source is None
    return [str(problem) for problem in problems]


def test_values_stay_as_written() -> None:
    """No value turns into a boolean, a number or a date."""
    source, problems = parse_yaml((FIXTURES / "as-written.yml").read_bytes(), path="as-written.yml")
    assert problems == ()
    assert source is not None
    assert source.data == {
        "flag": "no",
        "switch": "on",
        "time": "1:30",
        "octal": "010",
        "date": "2026-08-01",
        "grouped": "1_000",
        "number": "0.5e3",
        "quoted": "~",
        "nothing": "",
        "folded": "one two",
        "kept": "one\ntwo\n",
        "inline": ("yes", {"a": "1"}),
    }


@pytest.mark.parametrize(
    "name", ["empty-file.yml", "only-comments.yml", "only-a-document-start.yml"]
)
def test_nothing_written(name: str) -> None:
    """A file that says nothing is refused."""
    assert problems_of(name) == [f"{name}:1:1: the file is empty. Write 'key: value' lines in it."]


def test_unreadable_bytes() -> None:
    """What is wrong with the bytes is told before any YAML is read."""
    source, problems = parse_yaml(b"name: \xff: x\n", path="a.yml")
    assert source is None
    assert [str(problem) for problem in problems] == [
        "a.yml:1:7: the byte 0xFF is not UTF-8 text. Save the file as UTF-8."
    ]


def test_hidden_characters_do_not_hide_other_faults() -> None:
    """A hidden character and a fault of the YAML are told together."""
    _, problems = parse_yaml(b"name: a\x07\nname: b\n", path="a.yml")
    assert [str(problem) for problem in problems] == [
        "a.yml:1:8: the hidden character U+0007 cannot be printed. Delete it.",
        "a.yml:2:1: name: is written a second time, first on line 1. Keep one of them.",
    ]


def test_byte_order_mark_and_line_ends_keep_places_right() -> None:
    """Files saved on Windows have the same places as others."""
    content = b"\xef\xbb\xbf" + ROLE.replace("\n", "\r\n").encode()
    source, problems = parse_yaml(content, path="roles/data-coach.yml")
    assert problems == ()
    assert source is not None
    assert source.data == read(ROLE).data
    assert source.locate(("id",), key=True) == Location("roles/data-coach.yml", 1, 1)
    assert source.locate(("agreement", "coach_commits", 0)).line == 12


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("id",), (1, 5), (1, 1)),
        (("name",), (2, 7), (2, 1)),
        (("activities",), (4, 3), (3, 1)),
        (("activities", 0), (4, 5), (4, 5)),
        (("activities", 0, "text"), (5, 11), (5, 5)),
        (("activities", 1, "standards", 1), (9, 26), (9, 26)),
        (("agreement", "coach_commits", 0), (12, 7), (12, 7)),
    ],
)
def test_places(field: FieldPath, value: tuple[int, int], key: tuple[int, int]) -> None:
    """Every value and every key is found where it is written."""
    source = read(ROLE)
    assert source.locate(field) == Location("roles/data-coach.yml", *value)
    assert source.locate(field, key=True) == Location("roles/data-coach.yml", *key)


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        (("purpose",), (1, 1), (1, 1)),
        (("activities", 1, "text"), (8, 5), (8, 5)),
        (("activities", 9, "text"), (4, 3), (3, 1)),
        (("agreement", "teacher_commits"), (11, 3), (10, 1)),
        (("name", "first"), (2, 7), (2, 1)),
    ],
)
def test_place_of_what_is_missing(
    field: FieldPath, value: tuple[int, int], key: tuple[int, int]
) -> None:
    """What is not written is placed at the nearest thing around it that is."""
    source = read(ROLE)
    assert source.locate(field) == Location("roles/data-coach.yml", *value)
    assert source.locate(field, key=True) == Location("roles/data-coach.yml", *key)


def test_columns_count_characters() -> None:
    """A letter of any script is one column."""
    source = read("été: {日本: 🎓, b: c}\n")
    assert source.locate(("été", "b"), key=True) == Location("roles/data-coach.yml", 1, 14)


def test_part_of_a_file() -> None:
    """A record inside a file has its own fields and the file's places."""
    part = read(ROLE).within(("activities", 1))
    assert part.path == "roles/data-coach.yml"
    assert part.data == {"id": "choose-measures", "standards": ("tlms-5a", "tlms-2b")}
    assert part.locate(("standards", 0)) == Location("roles/data-coach.yml", 9, 17)
    assert part.locate(("text",)) == Location("roles/data-coach.yml", 8, 5)


def test_part_that_is_a_text() -> None:
    """A single value can be a part too."""
    part = read(ROLE).within(("name",))
    assert part.data == "Data Coach"
    assert part.locate(()) == Location("roles/data-coach.yml", 2, 7)


@pytest.mark.parametrize("prefix", [("purpose",), ("activities", 5), ("name", "first")])
def test_part_that_is_not_there(prefix: FieldPath) -> None:
    """Asking for a part that is not written is a mistake of the caller."""
    with pytest.raises(LookupError):
        read(ROLE).within(prefix)


def test_front_matter() -> None:
    """The YAML at the top of a page has the page's lines, and the body starts below it."""
    source, body, line, problems = parse_front_matter(
        b"---\ntitle: Trust\n---\n# Trust\n\nText.\n", path="content/trust.md"
    )
    assert problems == ()
    assert source is not None
    assert source.data == {"title": "Trust"}
    assert source.locate(("title",)) == Location("content/trust.md", 2, 8)
    assert (body, line) == ("# Trust\n\nText.\n", 4)


@pytest.mark.parametrize("top", ["---\n---\n", "---\n# none\n---\n", "---\n\n...\n"])
def test_front_matter_without_values(top: str) -> None:
    """Front matter that says nothing is an empty mapping."""
    source, body, line, problems = parse_front_matter(f"{top}Text.\n".encode(), path="a.md")
    assert source == YamlSource("a.md", {})
    assert (body, line, problems) == ("Text.\n", top.count("\n") + 1, ())


@pytest.mark.parametrize("text", ["", "# Trust\n", "Text.\n---\nMore.\n", "----\n", " ---\n"])
def test_page_without_front_matter(text: str) -> None:
    """A page that does not start with '---' is all body."""
    assert parse_front_matter(text.encode(), path="a.md") == (YamlSource("a.md", {}), text, 1, ())


def test_front_matter_of_a_windows_file() -> None:
    """A byte order mark and other line ends do not hide front matter."""
    source, body, line, problems = parse_front_matter(
        b"\xef\xbb\xbf---\r\ntitle: Trust\r\n--- \r\nText.\r\n", path="a.md"
    )
    assert source == YamlSource("a.md", {"title": "Trust"})
    assert (body, line, problems) == ("Text.\n", 4, ())


def test_front_matter_not_closed() -> None:
    """Front matter without its closing line is refused."""
    source, body, line, problems = parse_front_matter(b"---\ntitle: a\n\nText.\n", path="a.md")
    assert (source, body, line) == (None, "", 1)
    assert [str(problem) for problem in problems] == [
        "a.md:1:1: the front matter that opens here is not closed. Add a line '---' below it."
    ]


def test_front_matter_with_faults() -> None:
    """Faults of front matter are placed on the lines of the page, and the body is still read."""
    source, body, line, problems = parse_front_matter(
        b"---\ntitle: a\ntags:\ntitle: b\n---\nText.\n", path="a.md"
    )
    assert source == YamlSource("a.md", {"title": "a", "tags": ""})
    assert (body, line) == ("Text.\n", 6)
    assert [str(problem) for problem in problems] == [
        "a.md:3:6: tags: is empty. Write a value or remove the line.",
        "a.md:4:1: title: is written a second time, first on line 2. Keep one of them.",
    ]


def test_front_matter_that_is_no_yaml() -> None:
    """Front matter that cannot be read is one problem on the line of the page."""
    source, body, line, problems = parse_front_matter(
        b"---\ntitle: a: b\n---\nText.\n", path="a.md"
    )
    assert (source, body, line) == (None, "Text.\n", 4)
    assert str(problems[0]) == (
        "a.md:2:9: unquoted text holds a colon and a space. "
        "Put quotes round the text, or '>-' here and the text on the next line."
    )


def test_front_matter_of_unreadable_bytes() -> None:
    """A page that is not text has neither front matter nor body."""
    source, body, line, problems = parse_front_matter(b"---\n\xff", path="a.md")
    assert (source, body, line) == (None, "", 1)
    assert [str(problem) for problem in problems] == [
        "a.md:2:1: the byte 0xFF is not UTF-8 text. Save the file as UTF-8."
    ]


@pytest.mark.parametrize("seed", range(8))
def test_no_text_breaks_the_reader(seed: int) -> None:
    """Whatever is done to a file, reading ends with data or located problems inside the file."""
    chance = random.Random(seed)  # noqa: S311 - the same mutations each time, no secret
    for _ in range(150):
        content = _mutate(ROLE.encode(), chance=chance)
        source, problems = parse_yaml(content, path="a.yml")
        assert source is not None or problems
        parse_front_matter(b"---\n" + content + b"\n---\n", path="a.md")
        lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for problem in problems:
            assert 1 <= problem.location.line <= len(lines)
            assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1
            assert "\n" not in str(problem)


def _mutate(content: bytes, *, chance: random.Random) -> bytes:
    """Cut, repeat, insert and move bits of a file."""
    pieces = [b"\t", b"'", b'"', b": ", b"- ", b"{{", b"[", b"]", b"}", b"&a ", b"*a", b"!t ", b"|"]
    pieces += [
        b">",
        b"%",
        b"@",
        b"#",
        b"?",
        b"\\x",
        b"\r",
        b"\n",
        b"\x00",
        b"\xff",
        b"---\n",
        b"<<",
    ]
    pieces += [
        "\u202e".encode(),
        "\ufeff".encode(),
        "é".encode(),
        b"~",
        b"  ",
        b",",
        b"...\n",
        b"`",
    ]
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice([0, 0, 1, 5, 40]))
        middle = chance.choice(
            [chance.choice(pieces), content[start:end] * 2, bytes([chance.randrange(256)])]
        )
        content = content[:start] + middle + content[end:]
    return content
