"""What a page may ask of its template, and how far: refused in words, at once, everywhere alike."""

from __future__ import annotations

from typing import Any

import pytest

from handbook.pages.templating import Templates

DATA: dict[str, Any] = {
    "name": "Data Coach",
    "steps": tuple(str(number) for number in range(1000)),
    "say": lambda text: text,
}
SAY_IT = "Say it with names, 'if', 'for' and 'set', or write the words out."


def render(text: str) -> tuple[str, list[str]]:
    """Return a page and what is wrong with it."""
    rendered, problems = Templates(DATA).render_text(text, path="content/a.md", first_line=1)
    return rendered, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ name ~ ' x' }}", "Data Coach x"),
        ("{% if name == 'x' or not (name and steps) %}a{% else %}b{% endif %}", "b"),
        ("{% set kept = name %}{{ kept if kept else 'none' }}", "Data Coach"),
        (
            (
                "{% for one, two in [('a', 1), ('b', 2)] %}{% for n in ['x'] %}{{ one }}{{ two }}"
                "{% endfor %}{% endfor %}"
            ),
            "a1b2",
        ),
        ("{% for step in steps if step == '7' %}{{ loop.index }}{{ step }}{% endfor %}", "17"),
        ("{{ say(text='x') }}{{ steps[3] }}{{ steps | first }}{{ steps | length }}", "x301000"),
        ("{{ ['b', 'a'] | sort | join(', ') }}{{ gone | default('') }}", "a, b"),
        ("{{ 'yes' if gone is defined else 'no' }}", "no"),
    ],
)
def test_what_pages_may_say(text: str, expected: str) -> None:
    """Names, conditions, loops, values kept, and calls of what the handbook offers."""
    assert render(text) == (f"{expected}\n", [])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{{ 1 + 1 }}", "+"),
        ("{{ 'a' * 10 }}", "*"),
        ("{{ 2 ** 9 }}", "**"),
        ("{{ '%s' % 1 }}", "%"),
        ("{{ 1 / 2 }}", "/"),
        ("{{ -name }}", "-"),
        ("{{ name[1:] }}", "[…:…]"),
        ("{{ {'a': 1} }}", "{…: …}"),
        ("{{ name is string }}", "is"),
        ("{% macro m() %}{% endmacro %}", "macro"),
        ("{% import 'components.md' as c %}", "import"),
        ("{% include 'components.md' %}", "include"),
        ("{% extends 'components.md' %}", "extends"),
        ("{% block a %}{% endblock %}", "block"),
        ("{% filter plain %}a{% endfilter %}", "filter"),
        ("{% set a %}b{% endset %}", "endset"),
        ("{% with a = 1 %}{% endwith %}", "with"),
        ("{% call say() %}{% endcall %}", "call"),
    ],
)
def test_what_pages_cannot_say(text: str, word: str) -> None:
    """Arithmetic, slices, macros and other templates are refused by what stands on the page."""
    rendered, problems = render(f"One\n{text}\n")
    assert rendered == ""
    assert problems[0] == f"content/a.md:2:1: pages cannot use '{word}'. {SAY_IT}"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{{ name.upper() }}", "1:9: 'upper' cannot be called on a page. Take it out."),
        ("{{ name() }}", "1:4: 'name' cannot be called. Take the round brackets away."),
        (
            "{% set say = name.ljust %}{{ say(1000000000) }}",
            "1:8: 'say' is a name of the handbook's own. Choose another name.",
        ),
        (
            "{% set pad = name.ljust %}{{ pad(1000000000) }}",
            "1:8: 'pad' cannot be called. Take the round brackets away.",
        ),
        (
            "{{ say(*steps) }}",
            "1:1: stars before a parameter do nothing here. Write the parameters out.",
        ),
        (
            "{{ steps[name] }}",
            "1:1: square brackets hold a number or a quoted word here. Write one.",
        ),
        (
            "{% set all = [steps, steps] %}",
            "1:1: a list on a page holds quoted words and numbers. Write them out.",
        ),
        (
            (
                "{% for a in steps %}{% for b in steps %}{% for c in steps %}"
                "{% endfor %}{% endfor %}{% endfor %}"
            ),
            "1:1: a loop may stand in one other loop, not in two. Take one out.",
        ),
        ("{{ range(9) }}", "1:4: nothing is called 'range'. Did you mean 'pages'?"),
        ("{{ namespace(a=1) }}", "1:4: nothing is called 'namespace'. Did you mean 'name'?"),
        ("{{ name | upper }}", "1:11: pages have no filter 'upper'. Take it out."),
    ],
)
def test_what_leads_out_of_the_grammar(text: str, problem: str) -> None:
    """Methods, names that cannot be called, and lists that could grow are refused with a remedy."""
    assert render(text)[1] == [f"content/a.md:{problem}"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ " + "(" * 400 + "1" + ")" * 400 + " }}",
        "{{ " + "not " * 900 + "1 }}",
        "{% if name %}" * 60 + "{% endif %}" * 60,
    ],
)
def test_nested_without_end(text: str) -> None:
    """What is nested too deeply is refused."""
    assert render(text)[1] == [
        "content/a.md:1:1: this is nested too deeply. Say it in several steps."
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "{% for a in steps %}{% for b in steps %}{% endfor %}{% endfor %}",
            "the loops of this page go round more than 20,000 times",
        ),
        (
            "{% for a in steps %}{% set x = say('a') %}{% endfor %}" * 2,
            "the loops of this page go round more than 20,000 times",
        ),
        (
            "{% set a = '" + "x" * 3000 + "' %}{% for b in steps %}{{ a }}{% endfor %}",
            "the page grows beyond 2,000,000 characters",
        ),
        (
            "{% set a = 'xx' %}" + "{% set a = a ~ a %}" * 40,
            "a text gets longer than 100,000 characters",
        ),
        (
            "{% set a = 'xx' %}" + "{% set a = steps | join(a) %}" * 3,
            "a text gets longer than 100,000 characters",
        ),
    ],
)
def test_page_that_never_ends(text: str, problem: str) -> None:
    """Loops, pages and texts that grow without bound stop at a count, and are told."""
    rendered, problems = render(text)
    assert rendered == ""
    assert problems == [f"content/a.md:1:1: {problem}. Change what stands between the braces."]
