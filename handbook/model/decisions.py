"""What a district decides about coaching, and the facts that texts can ask about those decisions.

Only the values stand here; what they come to together is `handbook.decisions`.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BeforeValidator, Field, model_validator

from handbook.model.record import Date, Flag, Id, Keyed, Line, Record, Reference, Whole

Level = Literal["told", "may", "with-consent", "totals", "no"]
"""What someone learns: always, at the coach's choice, with consent, in totals only, or never."""

AudienceId = Literal["teacher", "coach", "coaches", "principal", "office", "others"]
"""Who may learn something: the two themselves, other coaches, evaluators, the office, the rest."""

AUDIENCES: tuple[AudienceId, ...] = get_args(AudienceId)

ParticipationKind = Literal["voluntary", "invited", "assigned"]
"""How a teacher comes to coaching."""

InformationIds = tuple[Annotated[Id, Reference("kind")], ...]
"""The ids of kinds of information."""

OWN_POSTURE = "own"
"""The posture of a district that decides row by row."""


class Cells(Record):
    """Who learns one kind of information, where that differs from the row's own level."""

    coaches: Level | None = None
    """What other coaches learn."""

    principal: Level | None = None
    """What the principal and other evaluators learn."""

    office: Level | None = None
    """What the district's coaching office learns."""

    others: Level | None = None
    """What anyone else learns: parents, colleagues, the personnel office, the board."""


class OwnCells(Cells):
    """One row that the district decides itself."""

    information: Annotated[Id, Reference("kind")]
    """The id of the kind of information."""


class Passed(Record):
    """What a posture has the coach pass on without asking, to each audience."""

    coaches: InformationIds = ()
    """To other coaches."""

    principal: InformationIds = ()
    """To the principal and other evaluators."""

    office: InformationIds = ()
    """To the district's coaching office."""

    others: InformationIds = ()
    """To anyone else."""


Inviter = Literal["principal", "office"]
"""Who can invite or assign teachers."""


class Participation(Record):
    """How a teacher comes to coaching."""

    kind: ParticipationKind = "voluntary"
    """Voluntary, invited (asked by name, free to say no) or assigned (must come a few times)."""

    by: tuple[Inviter, ...] = ()
    """Who invites or assigns."""

    meetings: Annotated[Whole, Field(ge=1, le=40)] = 1
    """How many meetings a teacher who is assigned must come to; then the choice is free."""


class Notes(Record):
    """What becomes of a coach's notes."""

    owner: Literal["coach", "teacher", "district"] = "coach"
    """Whose the notes are."""

    teacher_copies: Flag = True
    """Whether the teacher may have copies, and not only read them."""

    then: Literal["destroyed", "given-to-teacher"] = "destroyed"
    """What happens to them at the end."""

    by: Line = "June 30"
    """The day of the year by which that happens."""


class Numbers(Record):
    """The numbers that promises are made of."""

    minimum_group: Annotated[Whole, Field(ge=2, le=99)] = 5
    """How many teachers must stand behind a total before it is reported."""

    focus_words: Annotated[Whole, Field(ge=1, le=20)] = 5
    """In how many words the general subject of the work is told, at most."""

    breach_days: Annotated[Whole, Field(ge=1, le=60)] = 10
    """Within how many school days the office meets a teacher whose confidence was broken."""


class Review(Record):
    """Who has read the forms through before anyone signs them."""

    counsel: Line | None = None
    """The office or firm whose lawyers reviewed the forms; every form is a draft until then."""

    on: Date | None = None
    """The day of that review."""

    board: Line | None = None
    """How the school board adopted the rules on confidentiality, like a policy and its date."""

    association: Line | None = None
    """What the teachers' association agreed to, like a memorandum and its date."""


class Decisions(Record):
    """What the district has decided about coaching; what people sign follows from it."""

    posture: Id
    """What a coach passes on without asking: the id of a posture, or own to decide by `cells`."""

    cells: Annotated[tuple[OwnCells, ...], Keyed("information")] = ()
    """With the posture own: the rows in which someone learns more, or less."""

    participation: Participation = Participation()
    """How a teacher comes to coaching."""

    notes: Notes = Notes()
    """What becomes of a coach's notes."""

    teams: Flag = True
    """Whether a coach also works with whole teams."""

    numbers: Numbers = Numbers()
    """The numbers that promises are made of."""

    review: Review = Review()
    """Who has read the forms through before anyone signs them."""

    report_breach_to: Id
    """The id of the contact to tell when a confidence was broken."""


def _parse_cell(value: Any) -> Any:
    if isinstance(value, tuple | list) and len(value) == 2:  # noqa: PLR2004 (a row and a column)
        return tuple(value)
    msg = "expected a kind of information and who learns it, like [participation, principal]."
    raise ValueError(msg)


Cell = Annotated[tuple[Id, AudienceId], BeforeValidator(_parse_cell)]
"""A kind of information and an audience."""

_MOST_DECISIONS = 2


class Facts(Record):
    """Under which of the district's decisions something holds; at most two are asked about."""

    is_atom: ClassVar[bool] = True

    told: Cell | None = None
    """Only where this audience is always told this, like [participation, principal]."""

    not_told: Cell | None = None
    """Only where this audience is not always told this."""

    may: Cell | None = None
    """Only where the coach may tell this audience this, and need not."""

    never: Cell | None = None
    """Only where this audience never learns this, whoever agrees."""

    tells: AudienceId | None = None
    """Only where this audience learns anything about one teacher unasked."""

    passes_on: Flag | None = None
    """Only where anyone beside the two learns anything unasked (yes), or nobody does (no)."""

    passed_on: Annotated[Id, Reference("kind")] | None = None
    """Only where anyone beside the two learns this unasked."""

    bars: Flag | None = None
    """Only where consent does not open something to someone (yes), or opens all (no)."""

    participation: tuple[ParticipationKind, ...] = ()
    """Only under these ways to come to coaching; none named means any."""

    by: Inviter | None = None
    """Only where this audience invites or assigns."""

    teams: Flag | None = None
    """Only where a coach works with whole teams (yes), or with single teachers alone (no)."""

    notes_given: Flag | None = None
    """Only where notes are given to the teacher at the end (yes), or destroyed (no)."""

    adopted: Flag | None = None
    """Only where the school board has adopted the rules (yes), or has not yet (no)."""

    agreed: Flag | None = None
    """Only where the teachers' association has agreed to the rules (yes), or has not yet (no)."""

    copies: Flag | None = None
    """Only where a teacher may have copies of the coach's notes (yes), or only read them (no)."""

    reviewed: Flag | None = None
    """Only where counsel has reviewed the forms (yes), or has not yet (no)."""

    @model_validator(mode="after")
    def _few(self) -> Facts:
        asked = [name for name in Facts.model_fields if getattr(self, name) not in (None, ())]
        if len(asked) > _MOST_DECISIONS:
            msg = "asks about more than two decisions. Write two texts, or one that asks about two."
            raise ValueError(msg)
        return self
