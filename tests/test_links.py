"""Links of every form lead somewhere, or are told with their place and what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.checks.site import check_site
from handbook.loading import load_handbook
from handbook.model.adoption import adopt_handbook
from handbook.surroundings import load_file, load_surroundings

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "content/trust.md"
BRACKETS = "names no kind of record, and its brackets are shown."
AS_WRITTEN = (
    "is shown as it is written: texts of YAML files link to web addresses and to records. Write"
)


def problems_of(root: Path, *, made: str = "") -> list[str]:
    """Return what is said about links and files, where a placeholder makes some words."""
    handbook = adopt_handbook(load_handbook(root)[0])
    surroundings, _ = load_surroundings(root)
    found = check_site(
        handbook,
        surroundings=surroundings,
        bodies={page.uri: page.body.replace("{{ made }}", made) for page in handbook.pages},
        read=lambda uri: load_file(uri, root),
        anchors=lambda uri: frozenset({"notes", "sharing"}) if uri == "trust.md" else None,
    )
    return [str(problem) for problem in sorted(found)]


def write(root: Path, body: str) -> None:
    """Make this the text of the page on trust."""
    (root / PAGE).write_text(f"---\ntitle: Trust\n---\n{body}\n", encoding="utf-8")


@pytest.mark.parametrize(
    "body",
    [
        "[a](index.md) [b](roles/data-coach.md) [c](roles/data-coach.md#anything)",
        "[a](#notes) [b](trust.md#sharing) ![c](assets/logo.svg)",
        "[a](forms/role-agreement-data-coach.pdf) [b](handbook.pdf) [c](forms/roster.csv)",
        '[a](https://example.org/x_(y) "Title") <https://example.org> [b](mailto:a@example.org)',
        "[a](mailto:a&#64;example.org)",
        "[a][b] [c][] [d]\n\n[b]: index.md\n[c]: https://example.org\n",
        "[a][role:data-coach]",
        "`[a](b.md)` `[a][b]`\n\n```\n[c](d.md)\n```\n\n<!-- [e](f.md) -->",
        "A note.[^1]\n\n[^1]: It is [here](index.md).",
        "- [ ] open\n- [x] done\n\n[sic] [see below] ![a][b]x".replace("![a][b]x", ""),
        '<a href="index.md">a</a>',
    ],
)
def test_right_links(small_handbook: Path, body: str) -> None:
    """Pages, places on them, files, web addresses and records may be linked in every form."""
    write(small_handbook, body)
    assert problems_of(small_handbook) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "See [a](idnex.md).",
            "4:9: the link '(idnex.md)' leads to no page. Did you mean 'index.md'?",
        ),
        (
            "See [a](data-coach.md#x).",
            ("4:9: the link '(data-coach.md#x)' leads to no page. Did you mean "
            "'roles/data-coach.md'?"),
        ),
        (
            "See [a](../index.md).",
            "4:9: the link '(../index.md)' leads to no page. Did you mean 'index.md'?",
        ),
        ("[a](#note)", "4:5: the page 'trust.md' has no place '#note'. Did you mean 'notes'?"),
        ("[a](roles/data-coach/)", ("4:5: the link '(roles/data-coach/)' names no file. Write the "
            "page's file, 'roles/data-coach.md'.")),
        ("[a](roles/)", ("4:5: the link '(roles/)' names no file. Write the page's file, "
            "'roles/index.md'.")),
        ("[a](index.html)", ("4:5: the link '(index.html)' names no file. Write the page's file, "
            "'index.md'.")),
        ("[a](/index.md)", ("4:5: the link '(/index.md)' begins at the top of the server, where "
            "the handbook may not stand. Write the page's file as it stands from this page. Did "
            "you mean 'index.md'?")),
        ("[a](www.example.org)", ("4:5: the link '(www.example.org)' has no 'https://' before it. "
            "Write 'https://www.example.org'.")),
        ("[a](http:/example)", ("4:5: the address 'http:/example' is no web address. Write it like "
            "'https://example.org/page'.")),
        ("[a](office@example.org)", ("4:5: the link '(office@example.org)' is an e-mail address. "
            "Write 'mailto:office@example.org'.")),
        ("[a](mailto:office)", ("4:5: 'mailto:office' is no e-mail address. Write it like "
            "'mailto:office@example.org'.")),
        ("[a]()", "4:1: the link leads nowhere. Write an address between its round brackets."),
        ("[a](New agreement.docx)", ("4:5: there is no file 'content/New agreement.docx'. Put it "
            "there, or correct the link '(New agreement.docx)'.")),
        ("![a](assets/Logo.SVG)", ("4:6: the file is called 'assets/logo.svg'. Write it with the "
            "same capitals.")),
        ("[b]: idnex.md", "4:6: the link '(idnex.md)' leads to no page. Did you mean 'index.md'?"),
        ('<img src="x.png" alt="x">', ("4:11: there is no file 'content/x.png'. Put it there, or "
            "correct the link '(x.png)'.")),
        ("[who][confidentiality]", (f"4:1: '[who][confidentiality]' {BRACKETS} Write "
            "'[who][page:confidentiality]'.")),
        ("[him][data-coach]", (f"4:1: '[him][data-coach]' {BRACKETS} Write "
            "'[him][role:data-coach]'.")),
        ("[him][nobody]", (f"4:1: '[him][nobody]' {BRACKETS} Write a kind before the id, like "
            "'[him][page:about]'.")),
    ],
)  # fmt: skip
def test_wrong_link(small_handbook: Path, body: str, problem: str) -> None:
    """Each link that leads nowhere is told at its place."""
    write(small_handbook, body)
    assert problems_of(small_handbook) == [f"{PAGE}:{problem}"]


def test_link_that_stands_twice(small_handbook: Path) -> None:
    """Each place of the same link is told, and code between them counts for nothing."""
    write(small_handbook, "[a](x.md) and `[a](x.md)` and\n[b](x.md)")
    places = [problem.split(": ")[0] for problem in problems_of(small_handbook)]
    assert places == [f"{PAGE}:4:5", f"{PAGE}:5:5"]


def test_link_made_by_a_placeholder(small_handbook: Path) -> None:
    """A link that a placeholder makes stands nowhere in the file; the text's begin is named."""
    write(small_handbook, "\nSee {{ made }}.")
    assert problems_of(small_handbook, made="[a](idnex.md)") == [
        f"{PAGE}:5:1: the link '(idnex.md)' leads to no page. Did you mean 'index.md'?"
    ]


def test_link_to_a_page_left_out(small_handbook: Path) -> None:
    """A page that the district leaves out is told as left out, with the link that knows of it."""
    district = small_handbook / "district.yml"
    text = f"{district.read_text(encoding='utf-8')}leave_out:\n  roles: [data-coach]\n"
    district.write_text(text, encoding="utf-8")
    write(small_handbook, "[a](roles/data-coach.md)")
    assert [one for one in problems_of(small_handbook) if one.startswith(PAGE)] == [
        (
            f"{PAGE}:4:5: the link '(roles/data-coach.md)' leads to a page that the district "
            "leaves out. Write '[…][page:roles/data-coach]', which then becomes plain words."
        )
    ]


def test_words_about_what_is_left_out(small_handbook: Path) -> None:
    """A text that names what the district leaves out is told at its place, on pages as well."""
    district = small_handbook / "district.yml"
    text = f"{district.read_text(encoding='utf-8')}leave_out:\n  roles: [data-coach]\n"
    district.write_text(text, encoding="utf-8")
    myths = small_handbook / "roles" / "not" / "myths.yml"
    words = myths.read_text(encoding="utf-8")
    named = "A mentor is no [Data Coach][role:data-coach]."
    myths.write_text(words.replace("A mentor helps a beginner.", f'"{named}"'), encoding="utf-8")
    write(small_handbook, "Ask the\n[coach][page:roles/data-coach].")
    kept = (
        "which is left out or a draft: its words stay, without a link. Reword the text where it "
        "then says what is not so."
    )
    assert problems_of(small_handbook) == [
        "content/index.md:9:16: warning: 'Data Coach' names the role 'data-coach', " + kept,
        f"{PAGE}:5:1: warning: 'coach' names the page 'roles/data-coach', {kept}",
        (
            "roles/not/myths.yml:5:11: warning: myths.0.text: 'Data Coach' names the role "
            f"'data-coach', {kept}"
        ),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("See [trust](trust.md).", f"the link '(trust.md)' {AS_WRITTEN} '[…][page:trust]'."),
        (
            "See [us](www.example.org).",
            (
                f"the link '(www.example.org)' {AS_WRITTEN} 'https://' before a web address, or "
                "'[…][page:about]' for a page."
            ),
        ),
        ("See [trust][trust].", f"'[trust][trust]' {BRACKETS} Write '[trust][page:trust]'."),
    ],
)
def test_link_in_a_text(small_handbook: Path, text: str, message: str) -> None:
    """A text of a YAML file links to web addresses and records; other links are told."""
    role = small_handbook / "roles" / "data-coach.yml"
    words = role.read_text(encoding="utf-8")
    role.write_text(words.replace("Results are not judged.", f'"{text}"'), encoding="utf-8")
    assert problems_of(small_handbook) == [
        f"roles/data-coach.yml:16:11: boundaries.0.note: {message}"
    ]


UNUSED = (
    "warning: no page, and not the menu, uses this file, so that it is not published. Link it, like"
)
LOCK = (
    "warning: an office program leaves this file while a document is open, and it holds the name "
    "of whoever has it open. It is not published; close the document, and remove it."
)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "content/New agreement.docx",
            f"{UNUSED} '[New agreement](New%20agreement.docx)' on a page, or remove it.",
        ),
        ("content/~$New agreement.docx", LOCK),
        ("roles/~$data-coach.docx", LOCK),
        (
            "content/Thumbs.db",
            "warning: the computer left this file here. It is not published; remove it.",
        ),
        (
            "content/notes.txt",
            (
                "warning: the file is no page and no kind of file that is published, so that "
                "nobody sees it. Write pages as files that end in '.md', or remove it."
            ),
        ),
        (
            "content/assets/x.js",
            (
                "a file that ends in '.js' is a program or a page of its own, and the handbook "
                "publishes none. Write pages as Markdown files that end in '.md', and remove this "
                "one."
            ),
        ),
        (
            "standards/plan.docx",
            (
                "warning: the folder 'standards' holds files that end in '.yml', and nothing reads "
                "this one. Move it elsewhere or remove it."
            ),
        ),
    ],
)
def test_stray_file(small_handbook: Path, name: str, problem: str) -> None:
    """A file that no page uses is told, and a program is refused."""
    (small_handbook / name).write_bytes(b"words")
    assert problems_of(small_handbook) == [f"{name}:1:1: {problem}"]


def test_hidden_files_are_nobodys(small_handbook: Path) -> None:
    """What a system hides is left alone."""
    (small_handbook / "content" / ".DS_Store").write_bytes(b"x")
    assert problems_of(small_handbook) == []


def test_linked_file_is_looked_into(small_handbook: Path) -> None:
    """A file that a page offers is what its name says, or is told."""
    (small_handbook / "content" / "plan.pdf").write_bytes(b"<html>Sign in</html>")
    (small_handbook / "content" / "list.txt").write_bytes(b"one")
    write(small_handbook, "[plan](plan.pdf) [list](list.txt)")
    assert problems_of(small_handbook) == [
        (
            "content/list.txt:1:1: files that end in '.txt' are not published. Save it as a PDF, "
            "or as one of .png, .jpg, .jpeg, .gif, .webp, .svg, .docx, .xlsx, .pptx, .odt, .ods, "
            ".epub, .csv, .ics."
        ),
        (
            "content/plan.pdf:1:1: the file 'plan.pdf' is a web page and not a PDF. Save it again "
            "as a PDF."
        ),
    ]
