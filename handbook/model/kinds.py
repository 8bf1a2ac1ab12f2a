"""The kinds of records, one row each: what they are called, where they are written and shown.

Whatever depends on a record's kind is derived from these rows. They hold data alone: how a page
looks is its template's, what must hold between records is for the checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.model.confidentiality import Exemption, InformationKind
from handbook.model.form import Form
from handbook.model.measure import Measure, Measures
from handbook.model.milestone import Milestone, Milestones
from handbook.model.position import Position
from handbook.model.prompt import Prompt, Prompts
from handbook.model.protocol import Protocol
from handbook.model.question import Question, Questions
from handbook.model.reference import Glossary, Source, Sources, Term
from handbook.model.responsibility import Responsibilities, Responsibility
from handbook.model.role import (
    Activity,
    Comparison,
    Dimension,
    Dimensions,
    Myth,
    Myths,
    NonRole,
    Role,
)
from handbook.model.scenario import Scenario, Scenarios
from handbook.model.script import Script, Scripts
from handbook.model.setting import Setting
from handbook.model.standard import (
    Cycle,
    CycleAccount,
    Domain,
    Framework,
    Function,
    Level,
    Principle,
    PrincipleSet,
    Stage,
)
from handbook.model.time_budget import TimeBudget, TimeBudgets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.model.record import Addressed, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """A kind of record."""

    name: str
    """What cross-references call it."""
    model: type[Addressed | Source]
    """What a record of it holds."""
    noun: str
    """What people call one."""
    plural: str
    """What people call several."""
    files: str = ""
    """The file it is written in, with a star where there are many; none for a part of another."""
    holder: type[Record] | None = None
    """The model of such a file, where a file holds many records."""
    address: str = ""
    """Its page, or its page and anchor, with the record's id; none for an anchor on the page of
    what it is part of."""
    list_uri: str = ""
    """The page that lists all of them, if there is one; its template is `index-<name>.md`."""
    list_title: str = ""
    """What that page is called."""
    is_elsewhere: bool = False
    """Whether a record tells of something outside the handbook, which is there whether or not the
    district leaves the record out: what a text says of it stays true without its link."""
    is_optional: bool = False
    """Whether a handbook may have none of it: the pages that tell of it go with the last one."""

    @property
    def has_page(self) -> bool:
        """Whether every record has a page of its own; its template has the name of the kind."""
        return self.address.endswith("/{id}.md")


_ROWS = (
    RecordKind(
        name="role",
        model=Role,
        noun="role",
        plural="roles",
        files="roles/*.yml",
        address="roles/{id}.md",
        list_uri="roles/index.md",
        list_title="Roles",
    ),
    RecordKind(
        name="activity",
        model=Activity,
        noun="activity",
        plural="activities",
    ),
    RecordKind(
        name="non-role",
        model=NonRole,
        noun="non-role",
        plural="non-roles",
        files="roles/not/*.yml",
        address="not/{id}.md",
        list_uri="not/index.md",
        list_title="Not {{ terms.a_coach }}'s job",
    ),
    RecordKind(
        name="myth",
        model=Myth,
        noun="myth",
        plural="myths",
        files="roles/not/myths.yml",
        holder=Myths,
        address="not/myths.md#{id}",
        list_uri="not/myths.md",
        list_title="Myths about {{ terms.coaching }}",
    ),
    RecordKind(
        name="scenario",
        model=Scenario,
        noun="situation to practice on",
        plural="situations to practice on",
        files="content/scenarios.yml",
        holder=Scenarios,
        address="scenarios.md#{id}",
        list_uri="scenarios.md",
        list_title="Is this {{ terms.coaching }}?",
        is_optional=True,
    ),
    RecordKind(
        name="setting",
        model=Setting,
        noun="special setting",
        plural="special settings",
        files="content/settings/*.yml",
        address="settings/{id}.md",
        list_uri="settings/index.md",
        list_title="Teams and special settings",
        is_optional=True,
    ),
    RecordKind(
        name="comparison",
        model=Comparison,
        noun="comparison",
        plural="comparisons",
        files="roles/compare/*.yml",
        address="compare/{id}.md",
        list_uri="compare/index.md",
        list_title="Side by side",
    ),
    RecordKind(
        name="dimension",
        model=Dimension,
        noun="dimension",
        plural="dimensions",
        files="roles/compare/dimensions.yml",
        holder=Dimensions,
        address="compare/index.md#{id}",
    ),
    RecordKind(
        name="principle-set",
        model=PrincipleSet,
        noun="principle set",
        plural="principle sets",
        files="standards/*.yml",
        address="principles/{id}.md",
        list_uri="principles/index.md",
        list_title="Principles",
    ),
    RecordKind(
        name="principle",
        model=Principle,
        noun="principle",
        plural="principles",
        address="principles/{id}.md",
    ),
    RecordKind(
        name="framework",
        model=Framework,
        noun="framework",
        plural="frameworks",
        files="standards/*.yml",
        address="standards/{id}.md",
        list_uri="standards/index.md",
        list_title="Standards",
    ),
    RecordKind(
        name="domain",
        model=Domain,
        noun="domain",
        plural="domains",
        address="standards/{id}.md",
    ),
    RecordKind(
        name="function",
        model=Function,
        noun="function",
        plural="functions",
    ),
    RecordKind(
        name="level",
        model=Level,
        noun="level of performance",
        plural="levels of performance",
    ),
    RecordKind(
        name="cycle",
        model=Cycle,
        noun="cycle",
        plural="cycles",
        files="standards/coaching-cycle.yml",
        address="cycle/index.md",
    ),
    RecordKind(
        name="stage",
        model=Stage,
        noun="stage",
        plural="stages",
        address="cycle/{id}.md",
        list_uri="cycle/index.md",
        list_title="The {{ terms.coaching }} cycle",
    ),
    RecordKind(
        name="account",
        model=CycleAccount,
        noun="account of the cycle",
        plural="accounts of the cycle",
        address="cycle/index.md#{id}",
    ),
    RecordKind(
        name="protocol",
        model=Protocol,
        noun="protocol",
        plural="protocols",
        files="content/protocols/*.yml",
        address="protocols/{id}.md",
        list_uri="protocols/index.md",
        list_title="Protocols for talks and meetings",
        is_optional=True,
    ),
    RecordKind(
        name="script",
        model=Script,
        noun="hard conversation",
        plural="hard conversations",
        files="content/scripts.yml",
        holder=Scripts,
        address="hard-conversations.md#{id}",
        list_uri="hard-conversations.md",
        list_title="Hard conversations",
        is_optional=True,
    ),
    RecordKind(
        name="prompt",
        model=Prompt,
        noun="question to ask",
        plural="questions to ask",
        files="content/prompts.yml",
        holder=Prompts,
        address="prompts.md#{id}",
        list_uri="prompts.md",
        list_title="Questions to ask",
        is_optional=True,
    ),
    RecordKind(
        name="source",
        model=Source,
        noun="source",
        plural="sources",
        files="standards/sources.yml",
        holder=Sources,
        address="sources.md#{id}",
        list_uri="sources.md",
        list_title="About the sources",
        is_elsewhere=True,
    ),
    RecordKind(
        name="position",
        model=Position,
        noun="position",
        plural="positions",
        files="roles/positions/*.yml",
        address="positions/{id}.md",
        list_uri="positions/index.md",
        list_title="Positions",
        is_optional=True,
    ),
    RecordKind(
        name="responsibility",
        model=Responsibility,
        noun="matter with shared work",
        plural="matters with shared work",
        files="content/responsibilities.yml",
        holder=Responsibilities,
        address="who-does-what.md#{id}",
        list_uri="who-does-what.md",
        list_title="Who does what",
        is_optional=True,
    ),
    RecordKind(
        name="form",
        model=Form,
        noun="form",
        plural="forms",
        files="content/forms/*.yml",
        address="forms/{id}.md",
        list_uri="forms/index.md",
        list_title="Forms",
    ),
    RecordKind(
        name="kind",
        model=InformationKind,
        noun="kind of information",
        plural="kinds of information",
        address="confidentiality.md#{id}",
    ),
    RecordKind(
        name="exception",
        model=Exemption,
        noun="exception to confidentiality",
        plural="exceptions to confidentiality",
        address="confidentiality.md#{id}",
    ),
    RecordKind(
        name="milestone",
        model=Milestone,
        noun="milestone",
        plural="milestones",
        files="content/milestones.yml",
        holder=Milestones,
        address="starting.md#{id}",
        list_uri="starting.md",
        list_title="The first ninety days, and the year",
        is_optional=True,
    ),
    RecordKind(
        name="time-budget",
        model=TimeBudget,
        noun="part of the week",
        plural="parts of the week",
        files="content/time-budget.yml",
        holder=TimeBudgets,
        address="week.md#{id}",
        list_uri="week.md",
        list_title="{{ terms.A_coach }}'s week",
        is_optional=True,
    ),
    RecordKind(
        name="measure",
        model=Measure,
        noun="measure",
        plural="measures",
        files="content/measures.yml",
        holder=Measures,
        address="measures.md#{id}",
        list_uri="measures.md",
        list_title="Measures of {{ terms.coaching }}",
        is_optional=True,
    ),
    RecordKind(
        name="question",
        model=Question,
        noun="question",
        plural="questions",
        files="content/questions/*.yml",
        holder=Questions,
        address="finder.md#{id}",
    ),
    RecordKind(
        name="term",
        model=Term,
        noun="glossary term",
        plural="glossary terms",
        files="content/glossary.yml",
        holder=Glossary,
        address="glossary.md#{id}",
        list_uri="glossary.md",
        list_title="Glossary",
    ),
)

KINDS = {row.name: row for row in _ROWS}
"""Every kind of record by its name, in the order of the menu's sections."""

KIND_OF: Mapping[type[Record], RecordKind] = {row.model: row for row in _ROWS}
"""The kind of the records of a model."""
