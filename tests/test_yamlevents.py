"""What YAML can do and a handbook does not need is refused with its place and a remedy."""

from pathlib import Path

import pytest
import yaml

from handbook.yamlsource import parse_yaml

FIXTURES = Path(__file__).parent / "fixtures" / "yaml"
PARSERS = {"preferred": getattr(yaml, "CSafeLoader", yaml.SafeLoader), "plain": yaml.SafeLoader}


@pytest.fixture(autouse=True, params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the parser in C and with the one that is there without it."""
    monkeypatch.setattr("handbook.yamlevents._Loader", PARSERS[request.param])


def problems_of(name: str) -> list[str]:
    """Return the lines an editor reads about a fixture."""
    _, problems = parse_yaml((FIXTURES / name).read_bytes(), path=name)
    return [str(problem) for problem in problems]


def test_duplicate_key() -> None:
    """A key written twice is refused at its second place, and the first is named."""
    assert problems_of("duplicate-key.yml") == [
        (
            "duplicate-key.yml:3:1: name: is written a second time, first on line 1. Keep "
            "one of them."
        ),
    ]


def test_duplicate_key_nested() -> None:
    """A key written twice inside a list item is refused with its whole field."""
    assert problems_of("duplicate-key-nested.yml") == [
        (
            "duplicate-key-nested.yml:4:5: activities.0.id: is written a second time, "
            "first on line 2. Keep one of them."
        ),
    ]


def test_empty_value() -> None:
    """A key without a value is refused right after its colon."""
    assert problems_of("empty-value.yml") == [
        "empty-value.yml:1:6: name: is empty. Write a value or remove the line.",
    ]


def test_empty_values_in_words() -> None:
    """The ways YAML spells nothing are refused wherever they stand."""
    assert problems_of("empty-values-in-words.yml") == [
        ("empty-values-in-words.yml:1:7: name: is empty. Write a value or remove the line."),
        ("empty-values-in-words.yml:2:10: summary: is empty. Write a value or remove the line."),
        ("empty-values-in-words.yml:4:5: asks.0: is empty. Write a value or remove the line."),
    ]


def test_empty_item() -> None:
    """A list item without a value is refused and keeps its place in the list."""
    assert problems_of("empty-item.yml") == [
        "empty-item.yml:2:4: asks.0: is empty. Write a value or remove the line.",
    ]


def test_empty_block() -> None:
    """A block without text is refused."""
    assert problems_of("empty-block.yml") == [
        "empty-block.yml:1:10: purpose: is empty. Write a value or remove the line.",
    ]


def test_python_tag() -> None:
    """A tag that would run code is refused and nothing runs."""
    assert problems_of("python-tag.yml") == [
        (
            "python-tag.yml:1:7: name: '!!python/object/apply:os.system' is a tag, which "
            "is not supported. Delete it, or put quotes round text that starts with '!'."
        ),
    ]


def test_tag_on_text() -> None:
    """A text that starts with an exclamation mark is a tag, and is refused as one."""
    assert problems_of("tag-on-text.yml") == [
        (
            "tag-on-text.yml:1:7: name: '!important' is a tag, which is not supported. "
            "Delete it, or put quotes round text that starts with '!'."
        ),
    ]


def test_tag_on_mapping() -> None:
    """A tag on a mapping is refused."""
    assert problems_of("tag-on-mapping.yml") == [
        (
            "tag-on-mapping.yml:1:7: name: '!role' is a tag, which is not supported. "
            "Delete it, or put quotes round text that starts with '!'."
        ),
    ]


def test_anchor_and_alias() -> None:
    """An anchor and its alias are both refused, so that no file can grow when it is read."""
    assert problems_of("anchor-and-alias.yml") == [
        (
            "anchor-and-alias.yml:1:7: name: '&title' marks a text for reuse, which is not "
            "supported. Delete it, or put quotes round text that starts with '&'."
        ),
        (
            "anchor-and-alias.yml:2:10: summary: '*title' reuses a text from elsewhere, "
            "which is not supported. Write the text again here, or put quotes round text "
            "that starts with '*'."
        ),
    ]


def test_alias_as_key() -> None:
    """An alias in place of a key is refused together with its value."""
    assert problems_of("alias-as-key.yml") == [
        (
            "alias-as-key.yml:1:1: '*title' reuses a text from elsewhere, which is not "
            "supported. Write the text again here, or put quotes round text that starts "
            "with '*'."
        ),
    ]


def test_merge_key() -> None:
    """A merge key is refused together with its value."""
    assert problems_of("merge-key.yml") == [
        ("merge-key.yml:2:1: '<<' copies a record, which is not supported. Write its lines again."),
    ]


def test_second_document() -> None:
    """A second document in the file is refused."""
    assert problems_of("second-document.yml") == [
        ("second-document.yml:2:1: a second document starts here. Put it into a file of its own."),
    ]


def test_second_document_after_dots() -> None:
    """A second document after the end of the first is refused."""
    assert problems_of("second-document-after-dots.yml") == [
        (
            "second-document-after-dots.yml:3:1: a second document starts here. Put it "
            "into a file of its own."
        ),
    ]


def test_too_deep() -> None:
    """Lists and mappings more than 32 deep are refused."""
    assert problems_of("too-deep.yml") == [
        (
            "too-deep.yml:1:38: "
            "name.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0: lists and "
            "mappings stand more than 32 deep in one another. Write it flatter."
        ),
    ]


def test_too_deep_in_a_key() -> None:
    """A key that nests more than 32 deep is refused without being read to its end."""
    assert problems_of("too-deep-in-a-key.yml") == [
        ("too-deep-in-a-key.yml:1:3: a key must be a text. Write 'key: value' without brackets."),
        (
            "too-deep-in-a-key.yml:1:35: lists and mappings stand more than 32 deep in one "
            "another. Write it flatter."
        ),
    ]


def test_top_level_list() -> None:
    """A list where the mapping of a file belongs is refused."""
    assert problems_of("top-level-list.yml") == [
        (
            "top-level-list.yml:1:1: expected a mapping of 'key: value' lines, got a list. "
            "Start with a key."
        ),
    ]


def test_top_level_text() -> None:
    """A text where the mapping of a file belongs is refused."""
    assert problems_of("top-level-text.yml") == [
        (
            "top-level-text.yml:1:1: expected a mapping of 'key: value' lines, got a text. "
            "Start with a key."
        ),
    ]


def test_no_space_after_first_colon() -> None:
    """A file whose first colon lacks its space is told so, though YAML reads it as a text."""
    assert problems_of("no-space-after-first-colon.yml") == [
        (
            "no-space-after-first-colon.yml:1:1: there is no space after the colon. Write "
            "'name: ' before the value."
        ),
    ]


def test_list_as_key() -> None:
    """A list in place of a key is refused together with its value."""
    assert problems_of("list-as-key.yml") == [
        ("list-as-key.yml:1:3: a key must be a text. Write 'key: value' without brackets."),
    ]


def test_empty_key() -> None:
    """A line that starts with its colon is refused."""
    assert problems_of("empty-key.yml") == [
        ("empty-key.yml:1:1: there is no key before the colon. Write one, or remove the line."),
    ]


def test_empty_key_in_braces() -> None:
    """A missing key inside braces is refused."""
    assert problems_of("empty-key-in-braces.yml") == [
        (
            "empty-key-in-braces.yml:1:13: a value is missing before ':'. Write one, or "
            "put quotes round the text."
        ),
    ]


def test_code_in_key() -> None:
    """A key that holds a line break is refused."""
    assert problems_of("code-in-key.yml") == [
        ("code-in-key.yml:1:1: a key must be plain text on one line. Write it without codes."),
    ]


def test_hidden_code_in_quotes() -> None:
    """A hidden character written as a code in quotes is refused."""
    assert problems_of("hidden-code-in-quotes.yml") == [
        (
            "hidden-code-in-quotes.yml:1:7: name: the hidden character U+202E turns the "
            "direction of the text round. Delete it."
        ),
    ]


def test_placeholder() -> None:
    """A value that starts with a placeholder needs quotes."""
    assert problems_of("placeholder.yml") == [
        (
            "placeholder.yml:1:7: name: unquoted text cannot start with '{{'. Put quotes "
            "round text that starts with '{{'."
        ),
    ]


def test_placeholder_and_text() -> None:
    """A placeholder and the text after it are one problem, not two."""
    assert problems_of("placeholder-and-text.yml") == [
        (
            "placeholder-and-text.yml:1:7: name: unquoted text cannot start with '{{'. Put "
            "quotes round text that starts with '{{'."
        ),
    ]


def test_placeholder_in_list() -> None:
    """A list item that starts with a placeholder needs quotes."""
    assert problems_of("placeholder-in-list.yml") == [
        (
            "placeholder-in-list.yml:2:5: asks.0: unquoted text cannot start with '{{'. "
            "Put quotes round text that starts with '{{'."
        ),
    ]


def test_placeholder_first() -> None:
    """A file that starts with a placeholder is refused."""
    assert problems_of("placeholder-first.yml") == [
        (
            "placeholder-first.yml:1:1: expected a mapping of 'key: value' lines, got a "
            "text. Start with a key."
        ),
    ]


def test_problems_are_bounded() -> None:
    """A file with countless faults gets the first hundred."""
    _, problems = parse_yaml(b"name:\n" * 100_000, path="role.yml")
    assert len(problems) == 100


def test_reading_goes_on_after_a_fault() -> None:
    """Faults of different kinds in one file are all told."""
    text = b"name: ~\nsummary: &a Reads data.\nname: Coach\nasks: [*a, ~]\n"
    source, problems = parse_yaml(text, path="role.yml")
    assert source is not None
    assert source.data == {"name": "", "summary": "Reads data.", "asks": ("", "")}
    assert [(problem.location.line, problem.field) for problem in problems] == [
        (1, "name"),
        (2, "summary"),
        (3, "name"),
        (4, "asks.0"),
        (4, "asks.1"),
    ]


def test_long_names_are_cut() -> None:
    """A name of any length is shown by its first 40 characters."""
    _, problems = parse_yaml(b"name: &" + b"a" * 1000 + b" Coach\n", path="role.yml")
    assert str(problems[0]) == (
        f"role.yml:1:7: name: '&{'a' * 40}' marks a text for reuse, which is not supported. "
        "Delete it, or put quotes round text that starts with '&'."
    )


def test_no_tag_makes_an_object() -> None:
    """The text behind a tag stays a text."""
    source, _ = parse_yaml(b"name: !!int 12\n", path="role.yml")
    assert source is not None
    assert source.data == {"name": "12"}


def test_deepest_allowed() -> None:
    """Thirty-two levels, the file's own mapping among them, are read."""
    source, problems = parse_yaml(b"name: " + b"[" * 31 + b"a" + b"]" * 31, path="role.yml")
    assert source is not None
    assert problems == ()
