"""The page that tells what became of every district of a fleet."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from handbook.spelling import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.fleet.running import Outcome

PAGE = "index.html"

_SIGNS = {"built": "✓", "unchanged": "=", "failed": "✗", "held back": "…"}
_HEADS = ("District", "Outcome", "Seconds", "Size", "Sign again", "What was said")
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ margin: 0 auto; max-width: 72rem; padding: 1.5rem; color: #222b2b; background: #fdfcf9;
  font: 1rem/1.5 system-ui, sans-serif }}
.scroll {{ overflow-x: auto }}
table {{ border-collapse: collapse; width: 100% }}
caption {{ text-align: left; padding: .5rem 0 }}
th, td {{ padding: .5rem .75rem; border-bottom: 1px solid #77786f; text-align: left;
  vertical-align: top }}
td.number, td.outcome {{ white-space: nowrap }}
td.number {{ text-align: right; font-variant-numeric: tabular-nums }}
ul {{ margin: 0; padding-left: 1.1rem }}
a {{ color: #1d4e4a }}
:focus-visible {{ outline: 3px solid #1d4e4a; outline-offset: 2px }}
@media (prefers-color-scheme: dark) {{
  body {{ color: #ece8df; background: #171d1d }}
  a, :focus-visible {{ color: #9fd3cd; outline-color: #9fd3cd }}
}}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{summary}</p>
<div class="scroll" role="region" aria-label="Every district" tabindex="0">
<table>
<caption>Every district, what became of it, and what was said.</caption>
<thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>
</main>
</body>
</html>
"""


def summarize(outcomes: Sequence[Outcome]) -> str:
    """Return what became of a fleet in one sentence."""
    counts = [
        f"{sum(one.status == status for one in outcomes):,} {status}"
        for status in _SIGNS
        if any(one.status == status for one in outcomes)
    ]
    return f"{count_of(len(outcomes), 'district')}: {', '.join(counts)}."


def render_page(outcomes: Sequence[Outcome]) -> str:
    """Return the page: what failed first, then the others as they were named."""
    ordered = sorted(outcomes, key=lambda one: one.status != "failed")
    return _PAGE.format(
        title="The districts\u2019 handbooks",
        summary=escape(summarize(outcomes)),
        heads="".join(f'<th scope="col">{head}</th>' for head in _HEADS),
        rows="\n".join(map(_row, ordered)),
    )


def _row(one: Outcome) -> str:
    name = escape(one.id)
    link = f'<a href="{name}/index.html">{name}</a>' if one.bytes else name
    size = f"{one.bytes / 1_000_000:.1f} MB" if one.bytes else ""
    sign = f'<span aria-hidden="true">{_SIGNS[one.status]}</span>'
    seconds = f"{one.seconds:.1f}" if one.seconds else ""
    said = "".join(f"<li>{escape(line)}</li>" for line in (*one.problems, *one.warnings))
    return (
        f'<tr><th scope="row">{link}</th>'
        f'<td class="outcome">{sign} {one.status}</td>'
        f'<td class="number">{seconds}</td><td class="number">{size}</td>'
        f"<td>{escape(', '.join(one.signed_again))}</td>"
        f"<td>{f'<ul>{said}</ul>' if said else ''}</td></tr>"
    )
