"""A reading command's request: the options that all of them share, and what follows from them.

The options are written once, here; `reading` puts them after a command's own.
"""

import inspect
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer

from gti_cli.cli import output
from gti_cli.dates.phrase import Phrase, parse
from gti_cli.dates.refusals import PhraseError
from gti_cli.errors import UsageError
from gti_cli.words import listed, quoted

if TYPE_CHECKING:
    from rich.console import RenderableType

    from gti_cli.dataset.ids import Ids, Type
    from gti_cli.dataset.model import Dataset
    from gti_cli.ledger.ledger import Ledger
    from gti_cli.render.formats import Section
    from gti_cli.render.terminal import Ink
    from gti_cli.views.caption import Caption
    from gti_cli.views.columns import Column

Name = TypeVar("Name", bound=str)
Format = Literal["table", "json", "markdown", "jsonl", "csv", "tsv"]
ROWS_ONLY: tuple[Format, ...] = ("jsonl", "csv", "tsv")
WITH_ROWS = ("timeline", "phase", "regions", "centers", "items", "promises", "chart", "metrics")

DATASET = Path("data", "initiative.toml")
STDIN = "-"


def shared_options(
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            "-d",
            metavar="PATH",
            help="The dataset; - reads standard input. [default: $GTI_DATA, else data/initiative.toml here or "
            "in a folder above, else the bundled one]",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help='What was known on that day: a date phrase such as "June 2019", or today.'
        ),
    ] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", "-f", help="How to answer; jsonl, csv and tsv where there are rows.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Do not page a long answer.")] = False,
) -> None:
    """The options of every reading command."""


SHARED = tuple(inspect.signature(shared_options).parameters.values())


class Request:
    """What a reading command was asked, and the means to answer it."""

    def __init__(
        self,
        *,
        data: str | None = None,
        as_of: str | None = None,
        format_: Format | None = None,
        json: bool = False,
        no_pager: bool = False,
    ) -> None:
        self.format = chosen_format(format_, json=json)
        self._data = data
        self._as_of = as_of
        self._no_pager = no_pager

    @cached_property
    def file(self) -> str:
        """The dataset as found: a path, or - for standard input."""
        return find_dataset(self._data)

    @property
    def file_name(self) -> str:
        """The dataset as found, as text that every format can carry, whatever bytes the path has."""
        from gti_cli.dataset.read import name_of

        return name_of(Path(self.file))

    @cached_property
    def dataset(self) -> "Dataset":
        """The dataset; raises DatasetError when it cannot be read or is wrong."""
        return load_dataset(*file_bytes(self.file))

    @cached_property
    def ids(self) -> "Ids":
        """The ids of the dataset."""
        from gti_cli.dataset.ids import Ids

        return Ids(self.dataset)

    def id_of(self, type_: "Type", word: str | None) -> str | None:
        """The id of the thing of that type that an option names, None where it is not given."""
        return None if word is None else self.ids.id_of(type_, word)

    @cached_property
    def ledger(self) -> "Ledger":
        """What was known on the day asked about."""
        from gti_cli.ledger.ledger import Ledger

        day = day_of("--as-of", self._as_of) or self.dataset.initiative.complete_through or today()
        return Ledger(self.dataset, day)

    @cached_property
    def caption(self) -> "Caption":
        """What stands over an answer."""
        from gti_cli.views.caption import caption

        return caption(self.ledger)

    def answer_rows(
        self,
        rows: Sequence[object],
        columns: "Sequence[Column]",
        *,
        what: str,
        title: str,
        clauses: Sequence[str] = (),
        lines: Callable[[], Sequence[object]] | None = None,
        draw: "Callable[[Ink], RenderableType] | None" = None,
        signs: Callable[[], Sequence[str]] = tuple,
        notes: Sequence[str] = (),
        quiet: bool = False,
        always_drawn: bool = False,
    ) -> None:
        """Answer with rows, in the format asked for; an empty answer says on stderr what was looked for, if not quiet.

        `lines` gives the rows of a table where they differ from those of JSON; `draw` draws the rows where a terminal
        gets more than a table, and a pipe too if it is `always_drawn`; `signs` gives what those in the cells mean, and
        `notes` stand below a drawn table.
        """
        from gti_cli.render import formats as text

        if not rows and not quiet:
            looked_for = " and ".join(clauses) or "is known"
            output.say(f"no {what} {looked_for} {self.caption.as_of}")
        if self.format == "json":
            output.write_bytes(text.json(rows))
            return
        if self.format == "jsonl":
            output.write_bytes(text.jsonl(rows))
            return
        table, told = lines() if lines else rows, signs()
        match self.format:
            case "csv":
                output.write_data(text.delimited(columns, table))
            case "tsv":
                output.write_data(text.tabbed(columns, table))
            case "markdown":
                below = "; ".join((f"{title} {self.caption}", *told))
                output.write_data(f"{text.markdown(columns, table)}\n{text.escaped(below)}\n")
            case _:
                self._table(rows, table, columns, title, draw, told, notes, always_drawn=always_drawn)

    def _table(
        self,
        rows: Sequence[object],
        lines: Sequence[object],
        columns: "Sequence[Column]",
        title: str,
        draw: "Callable[[Ink], RenderableType] | None",
        signs: Sequence[str],
        notes: Sequence[str],
        *,
        always_drawn: bool,
    ) -> None:
        screen = output.screen()
        if not (screen.is_terminal or screen.color or always_drawn):
            from gti_cli.render import plain

            caption = "; ".join((f"{title} {self.caption}", *signs))
            output.write(plain.table(screen.pen, columns, lines, caption))
            return
        from rich.console import Group
        from rich.text import Text

        from gti_cli.render import terminal

        def drawn(ink: "Ink") -> "RenderableType":
            heading = terminal.title(ink, title, self.caption)
            if not rows:
                return heading
            body = draw(ink) if draw else terminal.listing(ink, columns, rows)
            below = [ink(note, "quiet") for note in (*signs, *notes)]
            return Group(heading, Text(), body, *((Text(), *below) if below else ()))

        self._draw(drawn)

    def answer_one(
        self,
        answer: object,
        *,
        title: str,
        sections: "Callable[[], Sequence[Section]]",
        draw: "Callable[[Ink], RenderableType]",
        caption: str | None = None,
    ) -> None:
        """Answer about a single thing, in the format asked for; formats that need rows are a usage error.

        `sections` are its parts where it is told in headings and tables, and `draw` draws it where there is a terminal.
        `caption` qualifies the title where that is not the day asked about.
        """
        from gti_cli.render import formats as text

        caption = str(self.caption) if caption is None else caption

        if self.format in ROWS_ONLY:
            raise UsageError(f"Error: --format {self.format} is for the commands with rows: {listed(WITH_ROWS, 'and')}")
        if self.format == "json":
            output.write_bytes(text.json(answer))
        elif self.format == "markdown":
            output.write_data(text.markdown_page(title, sections(), caption))
        else:
            screen = output.screen()
            if screen.is_terminal or screen.color:
                self._draw(draw)
            else:
                from gti_cli.render import plain

                output.write(plain.page(screen.pen, title, sections(), caption))

    def _draw(self, draw: "Callable[[Ink], RenderableType]") -> None:
        from gti_cli.render.terminal import Ink, drawn

        screen = output.screen()
        text = drawn(draw(Ink(screen.pen, screen.width)), screen.width, color=screen.color)
        output.page(text, screen, pager=not self._no_pager)


def reading(command: Callable[..., None], *, without: Sequence[str] = ()) -> Callable[..., None]:
    """A command of its own options behind a Request → one that takes the shared options too, `without` some of them."""
    own = list(inspect.signature(command).parameters.values())[1:]
    shared = [one for one in SHARED if one.name not in without]

    @wraps(command)
    def run(**given: Any) -> None:
        request = Request(**{parameter.name: given.pop(parameter.name) for parameter in shared})
        command(request, **given)

    parameters = [*own, *shared]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def chosen_format(format_: Name | None, *, json: bool) -> Name | Literal["json", "table"]:
    """The format that --format and --json ask for; raises UsageError where they ask for two."""
    if json and format_ not in (None, "json"):
        raise UsageError(f"Error: --json and --format {format_} ask for two formats; give one of them")
    return "json" if json else format_ or "table"


def find_dataset(given: str | None) -> str:
    """Where the dataset is: as given, $GTI_DATA, the nearest data/initiative.toml upwards, or the bundled one."""
    named = os.environ.get("GTI_DATA") or None if given is None else given
    if named is not None:
        return named
    try:
        here = Path.cwd()
    except OSError:
        return str(bundled())
    candidates = (str(folder / DATASET) for folder in (here, *here.parents))
    return next(filter(os.path.lexists, candidates), None) or str(bundled())


def bundled() -> Path:
    """The dataset that comes with gti: inside an installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    return next(path for path in (package / DATASET, package.parent / DATASET) if path.is_file())


def file_bytes(file: str) -> tuple[bytes, str]:
    """The bytes of a dataset as found, and its name in messages; raises DatasetError when it cannot be read."""
    from gti_cli.dataset.read import name_of, read_bytes

    return (read_stdin(), "<stdin>") if file == STDIN else (read_bytes(Path(file)), name_of(Path(file)))


def load_dataset(content: bytes, name: str) -> "Dataset":
    """The dataset in a file's bytes; raises DatasetError when it is wrong."""
    from gti_cli.dataset.read import load

    with output.waiting_for(f"reading {name}", len(content)):
        return load(content, name)


def read_stdin() -> bytes:
    """The bytes on standard input; raises DatasetError where it is closed."""
    from gti_cli.dataset.read import unreadable

    if sys.stdin is None:
        raise unreadable("<stdin>", "standard input is closed")
    return sys.stdin.buffer.read()


def require_text(option: str, word: str) -> None:
    """Raise UsageError where a word of the command line has bytes that are no text, which no file could take."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise UsageError(f"Error: {option} has bytes that are no text in the encoding of this terminal") from None


def today() -> date:
    """Today; the clock is read here and nowhere else."""
    return date.today()  # noqa: DTZ011 - the day where the user is


def day_of(option: str, text: str | None) -> date | None:
    """The latest day that an option names, None where it is not given; raises UsageError where it has none."""
    phrase = _phrase_of(option, text)
    if isinstance(phrase, Phrase):
        return _day(option, phrase, phrase.span.latest, "last")
    return phrase


def first_day_of(option: str, text: str | None) -> date | None:
    """The earliest day that an option names, None where it is not given; raises UsageError where it has none."""
    phrase = _phrase_of(option, text)
    if isinstance(phrase, Phrase):
        return _day(option, phrase, phrase.span.earliest, "first")
    return phrase


def exact_day_of(option: str, text: str | None) -> date | None:
    """The one day that an option names, None where it is not given; raises UsageError where it may be several."""
    phrase = _phrase_of(option, text)
    if isinstance(phrase, Phrase):
        if not phrase.span.is_one_day:
            raise UsageError(f"Error: {option}: {quoted(phrase.text)} is not one day; write it as 2019-11-13")
        return phrase.span.latest
    return phrase


def _phrase_of(option: str, text: str | None) -> Phrase | date | None:
    if text is None:
        return None
    if text.strip().lower() == "today":
        return today()
    try:
        return parse(text)
    except PhraseError as error:
        raise UsageError(f"Error: {option}: {error}") from None


def _day(option: str, phrase: Phrase, day: date | None, which: str) -> date:
    if day is None:
        raise UsageError(
            f"Error: {option}: {quoted(phrase.text)} has no {which} day; write, for example, {quoted('2019')}"
        )
    return day
