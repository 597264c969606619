"""`gti record`: one update, from options, answers or a file, written into the dataset where its date belongs."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gti_cli.cli import advice, complete, output, statements
from gti_cli.cli.dataset import bytes_at, file_bytes, locked
from gti_cli.cli.options import exact_day_of, naming, require_text, today
from gti_cli.cli.own import is_somebody_there, own_file
from gti_cli.cli.preview import show_changes
from gti_cli.cli.usage import Given, given
from gti_cli.dataset.read import Reading, name_of, read
from gti_cli.dates.span import day_text
from gti_cli.errors import GtiError, UsageError
from gti_cli.words import listed

if TYPE_CHECKING:
    from gti_cli.dataset.model import Dataset
    from gti_cli.write.addition import Addition
    from gti_cli.write.update import NewUpdate

    Ask = Callable[[Reading, Addition], None]

EXAMPLES = {
    "gti init --example log.toml": "a copy of the bundled dataset, to try things on",
    'gti record -d log.toml --title "It is open" --reached new-brunswick=open --dry-run': "what would be added to it",
    'gti record -d log.toml --title "Put off" --promise new-brunswick=open@2022 --hedge "we hope" --yes': "a promise",
}

UNDESCRIBING = ("--from", "--data", "--yes", "--dry-run")
"""The options that do not describe the update."""

INTERRUPTED = 130


def command(
    context: typer.Context,
    date_: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day of publication. [default: today]")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What was published.")] = None,
    summary: Annotated[str | None, typer.Option("--summary", metavar="TEXT", help="What it says, in short.")] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="ID",
            help="Where it was published; needed where there are several sources.",
            autocompletion=complete.ids("source"),
        ),
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="The statement's own address.")] = None,
    reached: statements.ReachedOption = None,
    promise: statements.PromiseOption = None,
    not_before: statements.NotBeforeOption = None,
    after: statements.AfterOption = None,
    not_yet: statements.NotYetOption = None,
    part: statements.PartOption = None,
    withdraw: statements.WithdrawOption = None,
    note: statements.NoteOption = None,
    set_: statements.SetOption = None,
    said: statements.SaidOption = None,
    quote: statements.QuoteOption = None,
    by: statements.ByOption = None,
    hedge: statements.HedgeOption = None,
    implied: statements.ImpliedOption = 0,
    corrects: statements.CorrectsOption = 0,
    anew: statements.AnewOption = 0,
    figure: statements.FigureOption = None,
    add: statements.AddOption = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Take the update from a TOML file: one [[updates]], and the sources, phases, items and metrics that "
            "are new with it; - reads standard input.",
        ),
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--data", "-d", metavar="PATH", help="The dataset. [default: as for the other commands]"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the TOML that would be added, and stop.")] = False,
) -> None:
    """Write one update into a dataset, where its date belongs.

    Shows what the update changes, asks, and leaves all that was there as it is. What says more of an event, such as
    --hedge, stands after the option that names the event. Without any of these options, it asks for one thing after
    the other.
    """
    described = [(option, words) for option, words in given(context) if option not in UNDESCRIBING]
    if from_ is not None and described:
        raise UsageError("Error: --from takes the whole update from a file; leave out the options that describe it")
    if not (yes or dry_run or is_somebody_there()):
        raise UsageError("Error: there is no terminal to ask on; --yes records without asking, --dry-run only shows")
    for option, words in described:
        require_text(option, words)
    asks = not (described or yes or from_) and _is_terminal()
    path = own_file(data, "gti record", "recorded")
    fragment = None if from_ is None else file_bytes(from_)

    def addition_to(content: bytes, dataset: "Dataset") -> "Addition":
        from gti_cli.write import addition

        if fragment:
            return addition.with_fragment(content, name_of(path), *fragment)

        def stating(options: "Sequence[Given]") -> "Addition":
            return addition.with_update(content, name_of(path), _update(dataset, options))

        if not asks:
            return stating(described)
        from gti_cli.cli import interview

        with _leaving():
            options = interview.interview(dataset, name_of(path), stating)
        named = () if data is None else ("--data", data)
        output.say(f"\nthe same without a question:\n{interview.command_line(options, *named)}\n")
        return stating(options)

    if dry_run:
        content, before = _read(path)
        output.write_bytes([addition_to(content, before.dataset).text.encode()])
    else:
        _record(path, addition_to, None if yes else partial(_ask, path, end=INTERRUPTED if asks else 1))


def _update(dataset: "Dataset", options: "Sequence[Given]") -> "NewUpdate":
    """The update that options describe; raises UsageError where they do not."""
    from gti_cli.write import stated

    said = dict(options)
    keys = {
        "date": exact_day_of("--date", said.get("--date")) or today(),
        "title": said.get("--title"),
        "summary": said.get("--summary"),
        "source": _source_id(dataset, said.get("--source")),
        "url": said.get("--url"),
    }
    if keys["title"] is None:
        raise UsageError("Error: --title is missing; it says in a few words what was published")
    written = {key: value for key, value in keys.items() if value is not None}
    return stated.new_update(dataset, written, options)


def _record(path: Path, addition_to: "Callable[[bytes, Dataset], Addition]", ask: "Ask | None") -> None:
    """Put an addition into the file, and show what it changes: before asking the user, or else afterwards.

    The file is read once. It is locked from before that on; where the user is asked, only to see that it can be, and
    then from the answer on, when it is not written if another program has changed it meanwhile.
    """
    from gti_cli.write import files

    with ExitStack() as stack:
        stack.enter_context(locked(path))
        if ask:
            stack.close()
        content, before = _read(path)
        addition = addition_to(content, before.dataset)
        if ask:
            with _leaving():
                ask(before, addition)
            stack.enter_context(locked(path))
        files.replace(path, content, addition.content)
    output.say(f"recorded in {name_of(path)}; {_shown_by(name_of(path), addition)}")
    if not ask:
        try:
            show_changes(before, addition)
        except output.ClosedPipe:
            pass
        except output.OutputError as error:  # it is recorded all the same
            output.say(str(error))


def _shown_by(name: str, addition: "Addition") -> str:
    """Which command shows what was recorded; and where the log is said to end before it, what that means."""
    command, end = f"gti show {addition.id}{advice.about(name)}", addition.reading.dataset.initiative.complete_through
    if end is None or addition.update.date <= end:
        return f"{command} shows it"
    still = f"without --as-of, gti still answers as of {day_text(end)}, until complete_through is a later day"
    return f"{command} --as-of {addition.update.date} shows it\n{still}"


def _is_terminal() -> bool:
    return is_somebody_there() and sys.stdout is not None and sys.stdout.isatty()


@contextmanager
def _leaving() -> Iterator[None]:
    """Ctrl-C in the block, and the end of the input, leave the command before anything is written."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        output.say("\nnothing was recorded")
        raise typer.Exit(INTERRUPTED) from None


def _read(path: Path) -> tuple[bytes, Reading]:
    """The bytes of the dataset, and what they hold; raises DatasetError where that is wrong."""
    content, name = bytes_at(path), name_of(path)
    with output.waiting_for(f"reading {name}", len(content)):
        return content, read(content, name)


def _source_id(dataset: "Dataset", word: str | None) -> str:
    """The source that an option names; without the option, the only one that there is."""
    from gti_cli.dataset.ids import Ids

    if word is not None:
        with naming("--source"):
            return Ids(dataset).id_of("source", word)
    known = [source.id for source in dataset.sources]
    if len(known) > 1:
        raise UsageError(f"Error: --source is missing; there is {listed(known, 'and')}")
    return known[0]


def _ask(path: Path, before: Reading, addition: "Addition", *, end: int) -> None:
    """Show what an update changes and ask whether to record it; raises Exit where the answer is not yes.

    Its code is `end` where there is no answer, as the input has ended.
    """
    try:
        show_changes(before, addition)
    except output.ClosedPipe:
        raise GtiError("Error: nobody sees what would change, as stdout is closed; nothing was recorded") from None
    sys.stderr.write(f"\nRecord this in {output.message_pen().plain(name_of(path))}? [y/N] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if answer.strip().lower() not in ("y", "yes"):
        output.say("nothing was recorded" if answer else "\nnothing was recorded")
        raise typer.Exit(1 if answer else end)
