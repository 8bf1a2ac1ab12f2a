"""What a page names in vain is said with its line, its column and a guess, all of it at once."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.pages.page_faults import PageFaultError
from handbook.pages.templating import Templates
from handbook.problems import suggest

pytestmark = pytest.mark.slow

ROLES = {"data-coach": {"name": "Data Coach"}, "resource-provider": {"name": "Resource Provider"}}


def find_role(name: str) -> dict[str, str]:
    """Return a role, as the vocabulary's functions do."""
    if name not in ROLES:
        message = f"no role has the id '{name}'.{suggest(name, among=ROLES)}"
        raise PageFaultError(message, name=name)
    return ROLES[name]


DATA: dict[str, Any] = {
    "district": {"name": "Maple Valley", "logo": None},
    "roles": ROLES,
    "posture": "consent-only",
    "find_role": find_role,
    "contact_named": find_role,
}


def faults_of(text: str, *, first_line: int = 1) -> list[str]:
    """Render a page and list what is wrong in it."""
    _, problems = Templates(DATA).render_text(text, path="content/a.md", first_line=first_line)
    return [str(problem) for problem in problems]


def test_unknown_name() -> None:
    """A name that nothing has is located, with a guess from the names that exist."""
    assert faults_of("Ask in {{ distrct.name }}.") == [
        "content/a.md:1:11: nothing is called 'distrct'. Did you mean 'district'?"
    ]


def test_unknown_field_of_a_value() -> None:
    """A field that a value does not have is located, with a guess from the value's own fields."""
    assert faults_of("\n\nAsk in {{ district.nam }}.") == [
        "content/a.md:3:20: nothing is called 'nam'. Did you mean 'name'?"
    ]


def test_unknown_key_in_brackets() -> None:
    """An id in brackets is located like a name."""
    assert faults_of("{{ roles['data-coch'].name }}") == [
        "content/a.md:1:11: nothing is called 'data-coch'. Did you mean 'data-coach'?"
    ]


def test_name_that_the_sentence_holds_too() -> None:
    """The place is inside the braces, also where the sentence before them says the same word."""
    assert faults_of("The rolls of the district: {{ rolls }}") == [
        "content/a.md:1:31: nothing is called 'rolls'. Did you mean 'roles'?"
    ]


def test_name_inside_a_longer_name() -> None:
    """The place is that of the whole word, not of a longer one that holds it."""
    assert faults_of("{{ district.name }} {{ name }}") == [
        "content/a.md:1:24: nothing is called 'name'."
    ]


def test_lines_count_from_the_top_of_the_file() -> None:
    """Lines count from the top of the file, front matter included."""
    assert faults_of("First.\n{{ rolls }}", first_line=7) == [
        "content/a.md:8:4: nothing is called 'rolls'. Did you mean 'roles'?"
    ]


def test_all_at_once() -> None:
    """All faults of a page are found in one go, in reading order."""
    assert faults_of(
        "{{ find_role('data-couch').name }}\n{{ distrct.name }} {{ district.nam }}\n{{ rolls }}"
    ) == [
        "content/a.md:1:15: no role has the id 'data-couch'. Did you mean 'data-coach'?",
        "content/a.md:2:4: nothing is called 'distrct'. Did you mean 'district'?",
        "content/a.md:2:32: nothing is called 'nam'. Did you mean 'name'?",
        "content/a.md:3:4: nothing is called 'rolls'. Did you mean 'roles'?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{% if postur == 'focus' %}x{% endif %}",
        "{% if postur != 'focus' %}x{% endif %}",
        "{% if not postur %}x{% endif %}",
        "{% for x in postur %}{{ x }}{% endfor %}",
        "{% if 'x' in postur %}x{% endif %}",
        "{{ postur | length }}",
        "{{ postur | one_line }}",
        "{{ postur | plain }}",
        "{{ postur ~ 'x' }}",
        "{{ postur < 2 }}",
        "{{ postur() }}",
        "{{ find_role(postur) }}",
        "{{ find_role(name=postur).name }}",
    ],
)
def test_unknown_name_is_noticed_wherever_it_stands(text: str) -> None:
    """An unknown name is one problem in a condition, a loop, a filter, a sum or an argument."""
    column = text.index("postur") + 1
    assert faults_of(text) == [
        f"content/a.md:1:{column}: nothing is called 'postur'. Did you mean 'posture'?"
    ]


@pytest.mark.parametrize(
    "text",
    ["{{ 'x' if nothing is defined }}", "{{ nothing | default('') }}", "{{ district.logo }}"],
)
def test_asking_whether_a_name_exists(text: str) -> None:
    """A page may ask whether a name exists, and may print a field that is empty."""
    assert faults_of(text) == []


def test_unknown_id_given_to_a_function() -> None:
    """An id that names nothing is located where the page says it."""
    assert faults_of("See\n{{ find_role('data-couch').name }}.") == [
        "content/a.md:2:15: no role has the id 'data-couch'. Did you mean 'data-coach'?"
    ]


def test_unknown_id_on_a_later_line_of_its_braces() -> None:
    """An id is found on its own line, where the braces around it opened on an earlier one."""
    assert faults_of("{{ find_role(\n  'data-couch'\n).name }}") == [
        "content/a.md:2:4: no role has the id 'data-couch'. Did you mean 'data-coach'?"
    ]


def test_component_without_what_it_needs() -> None:
    """A component that is called without its argument says which one is missing."""
    assert faults_of("x\n{{ contact() }}") == [
        "content/a.md:2:1: parameter 'id' was not provided. Put it between the round brackets."
    ]


def test_component_with_too_much() -> None:
    """A component that is given too much says how much it takes."""
    assert faults_of("x\n{{ role_cards(1) }}") == [
        (
            "content/a.md:2:1: macro 'role_cards' takes not more than 0 argument(s). "
            "Change what stands between the braces."
        )
    ]


def test_misspelled_component() -> None:
    """A component is guessed like any other name."""
    assert faults_of("{{ role_crads() }}") == [
        "content/a.md:1:4: nothing is called 'role_crads'. Did you mean 'role_cards'?"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "x\n{{ district.name",
            (
                "content/a.md:2:1: unexpected end of template, expected 'end of print statement'. "
                "Look at the braces around it."
            ),
        ),
        (
            "x\n\n{% if posture %}\ny\n",
            (
                "content/a.md:4:1: unexpected end of template, "
                "expected 'elif' or 'else' or 'endif'. "
                "The innermost block that needs to be closed is 'if'. Look at the braces around it."
            ),
        ),
        (
            "x\ny {{ district name }}",
            (
                "content/a.md:2:3: expected token 'end of print statement', got 'name'. "
                "Look at the braces around it."
            ),
        ),
        (
            "{{ posture | shout }}",
            "content/a.md:1:14: pages have no filter 'shout'. Did you mean 'sort'?",
        ),
    ],
)
def test_braces_that_do_not_match(text: str, expected: str) -> None:
    """Braces that cannot be read are located, and the message says what is missing."""
    assert faults_of(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\n{{ 1 | length }}", "object of type 'int' has no len()"),
        ("x\n{{ 1 | join }}", "'int' object is not iterable"),
    ],
)
def test_expression_that_cannot_be_worked_out(text: str, expected: str) -> None:
    """An expression that fails is a problem of its line, never a traceback."""
    assert faults_of(text) == [
        f"content/a.md:2:1: {expected}. Change what stands between the braces."
    ]


def test_another_file() -> None:
    """A page cannot bring in another file."""
    assert faults_of("x\n{% include '/etc/hosts' %}") == [
        (
            "content/a.md:2:1: pages cannot use 'include'. "
            "Say it with names, 'if', 'for' and 'set', or write the words out."
        )
    ]
