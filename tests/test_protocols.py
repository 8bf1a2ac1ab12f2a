"""Protocols and hard conversations: what the shipped ones hold, and what follows from them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

import pytest

from handbook.crosswalk import build_crosswalk
from handbook.decisions import settle_decisions
from handbook.forms.document import build_form_documents
from handbook.model.adoption import adopt_handbook
from handbook.model.protocol import Protocol
from handbook.model.script import Script, Speaker
from handbook.sayings import decide_handbook

if TYPE_CHECKING:
    from handbook.model.handbook import Handbook


def leaving_out(handbook: Handbook, *names: str) -> Handbook:
    """Return the handbook of a district that leaves these out."""
    district = handbook.district
    changed = district.model_copy(update={"leave_out": names})
    files = tuple(
        replace(file, record=changed) if file.record is district else file
        for file in handbook.files
    )
    return adopt_handbook(replace(handbook, files=files))


def test_there_is_a_protocol_for_every_stage(shipped: Handbook) -> None:
    """Wherever a reader is in the cycle, a protocol helps."""
    protocols = shipped.records_of(Protocol)
    assert len(protocols) >= 8
    helped = {stage for protocol in protocols for stage in protocol.stages}
    assert helped == {stage.id for stage in shipped.cycle.stages}


def test_steps_are_told_apart(shipped: Handbook) -> None:
    """No two steps of a protocol share an anchor or a blank."""
    for protocol in shipped.records_of(Protocol):
        ids = [step.id for step in protocol.steps]
        assert len(set(ids)) == len(ids), protocol.id


def test_a_protocol_takes_as_long_as_its_steps() -> None:
    """The minutes of the whole are nowhere typed."""
    step = {"name": "A step", "leads": "All", "text": "Talk."}
    protocol = Protocol.model_validate(
        {
            "id": "talk",
            "name": "Talk",
            "summary": "A talk.",
            "purpose": "To talk.",
            "use_when": "Now.",
            "people": ["All"],
            "privacy": "Private.",
            "steps": [{**step, "id": "a", "minutes": "3"}, {**step, "id": "b", "minutes": "4"}],
        }
    )
    assert protocol.minutes == 7


def test_every_step_has_room_on_the_sheet(shipped: Handbook) -> None:
    """The recording sheet has a blank for each step, in order, with the words of the protocol."""
    documents = {one.id: one for one in build_form_documents(decide_handbook(shipped))}
    for protocol in decide_handbook(shipped).records_of(Protocol):
        fields = documents[f"protocol-sheet-{protocol.id}"].fields
        found = [(one.name, one.tooltip) for one in fields if one.name.startswith("steps-")]
        assert found == [
            (f"steps-{step.id}", f"{place}. {step.name} ({step.minutes} min)")
            for place, step in enumerate(protocol.steps, start=1)
        ]


def test_a_form_for_each_goes_with_the_last(shipped: Handbook) -> None:
    """Without a protocol there is no recording sheet."""
    forms = {form.id for form in leaving_out(shipped, "all:protocol").forms}
    assert {form.id for form in shipped.forms} - forms == {"protocol-sheet"}


def test_what_does_not_apply_is_gone(shipped: Handbook) -> None:
    """A district whose coaches work with no teams has no protocol for a team."""
    decisions = shipped.district.decisions.model_copy(update={"teams": False})
    settled = settle_decisions(decisions, rules=shipped.confidentiality)
    alone = decide_handbook(shipped, settled=settled)
    every = {protocol.id for protocol in shipped.records_of(Protocol)}
    assert every - {protocol.id for protocol in alone.records_of(Protocol)} == {"team-meeting"}


def test_a_moment_goes_with_the_line_behind_it(shipped: Handbook) -> None:
    """Where a duty is not excluded, nobody is told how to turn it down."""
    left = leaving_out(shipped, "substitute-teaching").records_of(Script)
    gone = {script.id for script in shipped.records_of(Script)} - {script.id for script in left}
    assert gone == {"asked-to-cover-a-class"}


@pytest.mark.parametrize("speaker", get_args(Speaker))
def test_everyone_who_may_ask_has_a_moment(shipped: Handbook, speaker: str) -> None:
    """Whoever begins a hard conversation, there is one to look up."""
    assert speaker in {script.speaker for script in shipped.records_of(Script)}


def test_protocols_serve_functions_beside_the_roles(shipped: Handbook) -> None:
    """A record that is no activity serves what it names, and belongs to no role."""
    crosswalk = build_crosswalk(shipped)
    beside = {service.entry.reference for service in crosswalk.beside_roles["tlms-1"]}
    assert "protocol:team-meeting" in beside
    unserved = {function.id for _, function in crosswalk.unserved_functions}
    named = {name for one in shipped.records_of(Protocol) for name in one.standards}
    assert named.isdisjoint(unserved)
