"""Who sees what is said, seen and written in coaching."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.record import Addressed, Date, Id, Line, Record, Reference, SourceIds, Text

Posture = Literal["consent-only", "logistics", "focus"]
"""What a district lets a coach share without asking the teacher."""

Access = Literal["sees", "with-consent", "totals", "no"]
"""Whether someone sees a kind of information: always, with consent, in totals, or never."""

Verdict = Literal["yes", "no", "if-you-agree"]
"""The short answer to a question."""


class Audience(Record):
    """Who sees one kind of information."""

    teacher: Access
    """What the teacher who is coached sees."""

    coach: Access
    """What the coach sees."""

    principal: Access
    """What the principal and other evaluators see."""

    district: Access
    """What the district's coaching office sees."""


class InformationKind(Addressed):
    """A kind of information that coaching produces or uses; a row of the table."""

    text: Text
    """What counts as this kind, and what that means for a teacher."""

    who: Audience
    """Who sees it, under the posture consent-only."""

    logistics: Audience | None = None
    """Who sees it under the posture logistics, where that differs."""

    focus: Audience | None = None
    """Who sees it under the posture focus, where that differs from logistics."""

    note: Text | None = None
    """How two rules that seem at odds are both true."""

    sources: SourceIds = ()
    """Where the rule comes from."""

    def audience(self, posture: Posture) -> Audience:
        """Return who sees it under a posture."""
        if posture == "focus" and self.focus:
            return self.focus
        if posture != "consent-only" and self.logistics:
            return self.logistics
        return self.who


class Exemption(Addressed):
    """A case in which a coach must pass something on."""

    text: Text
    """What must be passed on, to whom, and how little of it."""

    sources: SourceIds = ()
    """Where the rule comes from."""


class RuleAnswer(Record):
    """An answer about privacy."""

    verdict: Verdict
    """The short answer."""

    answer: Text
    """The answer in one sentence."""


class ConfidentialityRule(Addressed):
    """An answer about privacy that readers look up; its name is the question."""

    verdict: Verdict
    """The short answer, under the posture consent-only."""

    answer: Text
    """The answer in one sentence, under the posture consent-only."""

    logistics: RuleAnswer | None = None
    """The answer under the posture logistics, where that differs."""

    focus: RuleAnswer | None = None
    """The answer under the posture focus, where that differs from logistics."""

    form: Annotated[Id, Reference("form")] | None = None
    """The id of the form that it takes."""

    asks: tuple[Line, ...] = ()
    """Other ways people ask it."""

    sources: SourceIds = ()
    """Where the rule comes from."""

    def under(self, posture: Posture) -> RuleAnswer:
        """Return the answer under a posture."""
        if posture == "focus" and self.focus:
            return self.focus
        if posture != "consent-only" and self.logistics:
            return self.logistics
        return RuleAnswer(verdict=self.verdict, answer=self.answer)


class PostureText(Record):
    """What one posture means, in words."""

    id: Posture
    """The posture."""

    name: Line
    """What readers call it."""

    text: Text
    """What a coach may say without asking, under this posture."""


class Confidentiality(Record):
    """The rules on who sees what."""

    summary: Text
    """The promise in one sentence."""

    postures: Annotated[tuple[PostureText, ...], Field(min_length=3, max_length=3)]
    """What each posture means."""

    kinds: Annotated[tuple[InformationKind, ...], Field(min_length=1)]
    """The rows of the table, in their order."""

    exceptions: Annotated[tuple[Exemption, ...], Field(min_length=1)]
    """When a coach must speak."""

    rules: tuple[ConfidentialityRule, ...] = ()
    """Short answers to questions about privacy."""

    reviewed: Date | None = None
    """The day someone last read it through."""
