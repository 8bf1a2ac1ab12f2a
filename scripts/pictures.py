"""Which pictures of the handbook there are, and of what: the one list that everyone reads."""

from pathlib import Path

_CONTENT = Path(__file__).resolve().parent.parent / "content"
FOLDER = _CONTENT / "district" / "images"

# What the manual shows of a handbook that begins: its pictures travel with the manual.
MANUAL_FOLDER = _CONTENT / "using" / "images"
MANUAL_PAGE = _CONTENT / "using" / "make-it-yours.md"
MANUAL = {
    "begun": "",
    "own-part": "roles/data-coach/",
    "own-draft": "roles/technology-partner/",
    "own-fault": "roles/data-coach/",
}

# What the manual shows of the editor, and where each is.
EDITOR_PAGE = _CONTENT / "using" / "edit.md"
EDITOR = {
    "edit-this": "roles/data-coach/",
    "edit-list": "_edit/",
    "edit-form": "_edit/record?file=roles/data-coach.yml",
    "edit-fault": "_edit/record?file=roles/data-coach.yml",
}

# The page of each picture, and where on the site it is.
PAGES = {
    "home": "",
    "finder": "finder/#q=can%20my%20coach%20sub%20for%20me",
    "role": "roles/data-coach/",
    "is-and-is-not": "is-and-is-not/",
    "who-sees-what": "confidentiality/#who-sees-what-here",
    "compare": "compare/supervision/",
    "crosswalk": "crosswalk/",
    "form": "forms/role-agreement-data-coach/",
}
FACES = ("desktop", "phone", "dark", "print")

# What the README shows: the home page, and the first sheet of a form as PDF.
FRONT = "home-desktop.png"
AGREEMENT = "agreement.png"
AGREEMENT_PDF = "forms/role-agreement-data-coach.pdf"

# What the page of pictures shows beside it: the same sheet, filled in from a row of a roster.
FILLED = "filled-agreement.png"
FILLED_FORM = "role-agreement"
FILLED_ROW = {
    "Role": "Data Coach",
    "School year": "2026–27",
    "School": "Mill Creek Elementary School",
    "Teacher": "Name of the teacher",
    "Coach": "Name of the coach",
    "Grade or subject": "Grade 4",
    "Review date": "2027-01-15",
}


def picture_names() -> tuple[str, ...]:
    """Return the file name of every picture."""
    faces = (f"{page}-{face}.png" for page in PAGES for face in FACES)
    return (*faces, AGREEMENT, FILLED)
