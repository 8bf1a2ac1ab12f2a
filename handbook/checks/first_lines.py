"""What whoever picks up a form must know at once: who keeps it, and what a signature says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.checks.reporting import fault_of_base
from handbook.model.form import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.model.handbook import Handbook
    from handbook.problems import FieldPath, Problem

_NOT_KEPT = (
    "the form does not say who keeps the paper. "
    "Say it in one plain sentence under 'kept', which stands in its first line."
)
_NOT_SIGNED = "nobody signs this form. Take the sentence out, or name who signs under 'signers'."
_NOT_MEANT = (
    "the form does not say what signing it means. "
    "Say it in one plain sentence under 'signing_means', which ends its first line."
)
_NOT_ATTESTED = (
    "nothing says what this signature attests. Say it under 'statement', or under the form's "
    "'signing' for all who sign."
)


def check_first_lines(handbook: Handbook) -> tuple[Problem, ...]:
    """Return what first lines and signatures leave unsaid.

    In what other districts stand on it is an error, and in a district's own forms a warning.
    """
    return tuple(
        fault_of_base(file, field, message, handbook=handbook)
        for file in handbook.files
        if isinstance(file.record, Form)
        for field, message in _unsaid(file.record)
    )


def _unsaid(form: Form) -> Iterator[tuple[FieldPath, str]]:
    if not form.kept:
        yield ("kept",), _NOT_KEPT
    if form.signing_means and not form.signers:
        yield ("signing_means",), _NOT_SIGNED
    if form.signers and not form.signing_means:
        yield ("signing_means",), _NOT_MEANT
    for place, signer in enumerate(form.signers):
        if not (signer.statement or form.signing):
            yield ("signers", place, "statement"), _NOT_ATTESTED
