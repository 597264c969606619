"""The report as Markdown, for a wiki or a README: headings, facts, tables, and links where the data may have them.

The heading of an update is its id, so that hosts that make anchors of headings let it be linked.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from gti_cli.dates.span import day_text
from gti_cli.render.formats import escaped, markdown
from gti_cli.render.safe import Pen, web_address
from gti_cli.render.screens.chart import chart
from gti_cli.render.sections import of_status
from gti_cli.render.terminal import Ink, drawn
from gti_cli.views import facts, metrics, timeline
from gti_cli.views.columns import Column
from gti_cli.views.promises import MEANINGS
from gti_cli.views.report import Judged, Report
from gti_cli.views.show import SourceRow
from gti_cli.views.timeline import Line, UpdateRow

SAID = tuple(column for column in timeline.COLUMNS if column.title in ("item", "what was said", "note"))
VERDICTS = (
    Column(name=None, of=lambda line: line[0], title="verdict"),
    Column(name=None, of=lambda line: MEANINGS[line[0]], title="meaning"),
)


def page(report: Report) -> str:
    """The page; the same report gives the same page, letter by letter."""
    return "\n".join(_parts(report))


def _parts(report: Report) -> Iterator[str]:
    state, caption = report.state, report.caption
    yield f"# {escaped(caption.initiative)}\n"
    if state.initiative.summary:
        yield f"{escaped(state.initiative.summary)}\n"
    if report.phase:
        yield f"Only the phase {escaped(report.phase)}.\n"
    yield f"**{escaped(caption.organization)}**, {escaped(str(caption))}\n"
    for section in of_status(state, caption):
        yield f"## {escaped(section.heading)}\n"
        if section.facts:
            yield _facts(section.facts)
        if section.columns:
            yield markdown(section.columns, section.rows)
        yield from _signs(section.signs)
    yield "## Plan and actual\n"
    yield _chart(report) if report.promises else f"No promise is known {caption.as_of}.\n"
    for listing in report.listings:
        yield f"## {escaped(listing.title)}\n"
        yield markdown(listing.columns, listing.rows) if listing.rows else f"None had been named {caption.as_of}.\n"
        yield from _signs(listing.signs)
    yield "## Promises\n"
    yield from _promises(report) if report.promises else (f"No promise is known {caption.as_of}.\n",)
    if report.metrics is not None:
        yield "## Figures\n"
        yield markdown(metrics.COLUMNS, report.metrics) if report.metrics else f"No figure is known {caption.as_of}.\n"
    yield "## Timeline\n"
    for update in report.updates:
        yield from _update(update, report.sources[update.source])
    if not report.updates:
        yield "No update was published by then.\n"
    yield "## Sources\n"
    yield _facts((_link(source.title, source.url), escaped(_whose(source))) for source in report.sources.values())


def _chart(report: Report) -> str:
    """The chart as a terminal draws it; no line of it begins with a fence."""
    rows = [judged.row for judged in report.promises]
    return f"```text\n{drawn(chart(Ink(Pen('utf-8'), WIDTH), rows, report.caption.day), WIDTH, color=False)}```\n"


WIDTH = 100


def _promises(report: Report) -> Iterator[str]:
    yield markdown(report.columns, [judged.row for judged in report.promises])
    yield from _signs(report.signs)
    for judged in report.promises:
        yield f"### {escaped(f'{judged.row.name} {judged.row.stage}')}\n"
        yield _because(judged, report)
    yield "### What the verdicts mean\n"
    yield markdown(VERDICTS, [line for line in report.state.promises.items() if line[1]])


def _because(judged: Judged, report: Report) -> str:
    behind = ", ".join(f"[{id_}](#{id_})" for id_ in judged.why.updates)
    told = facts.of_promise(judged.row, judged.why, report.caption)
    stated = (("stated", f"{day_text(one.date)}: {facts.statement_words(one)}") for one in judged.row.statements)
    return _facts(
        [*((escaped(name), escaped(value)) for name, value in [*told, *stated]), ("updates behind it", behind)]
    )


def _update(update: UpdateRow, source: SourceRow) -> Iterator[str]:
    yield f"### {update.id}\n"
    yield f"**{escaped(update.title)}**\n"
    if update.summary:
        yield f"{escaped(update.summary)}\n"
    if update.events:
        yield markdown(SAID, [Line(update, event) for event in update.events])
    if update.figures or update.counts:
        figures = [(figure.name, timeline.figure_words(figure)) for figure in update.figures]
        counts = [("public count", timeline.count_words(count)) for count in update.counts]
        yield _facts((escaped(name), escaped(words)) for name, words in [*figures, *counts])
    yield f"Source: {_link(source.title, update.url or source.url)}, {escaped(_whose(source))}\n"


def _whose(source: SourceRow) -> str:
    return f"{source.publisher}{', independent' if source.independent else ''}"


def _facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of names with what is said of them, both as Markdown; where there is no name, what is said."""
    return "".join(f"- {name}: {words}\n" if name else f"- {words}\n" for name, words in pairs)


def _signs(signs: Iterable[str]) -> Iterator[str]:
    return (f"{escaped(sign)}\n" for sign in signs)


def _link(text: str, url: str | None) -> str:
    """A text, linked where there is an address that may be."""
    address = web_address(url)
    return f"[{escaped(text)}](<{quote(address, safe=UNQUOTED)}>)" if address else escaped(text)


UNQUOTED = ":/?#[]@!$&'()*+,;=%~"
"""What an address keeps in Markdown: all that has a meaning in it, and percent signs."""
