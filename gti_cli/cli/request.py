"""Makes commands of functions that take a request and return an answer.

`reading` adds the options that all of them share after a function's own, and writes the answer in the format asked for.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from gti_cli.cli import complete, output
from gti_cli.cli.answering import chosen_format, format_of, give, save_answer
from gti_cli.cli.dataset import STDIN, Found, find_datasets, load_dataset, load_datasets, name_on_screen, takes_one
from gti_cli.cli.options import day_of, naming, today
from gti_cli.errors import UsageError
from gti_cli.views.answer import Answer, Listing, Listings
from gti_cli.words import listed, quoted

if TYPE_CHECKING:
    from gti_cli.dataset.ids import Ids, Type
    from gti_cli.dataset.model import Dataset
    from gti_cli.ledger.ledger import Ledger


MOST_ALIKE = 3
"""How many files with the same initiative are named; the rest are counted."""

UNASKED = Found((STDIN,), several=False, falls_back=False)
"""What a command is asked about that finds its datasets by itself."""


class Request:
    """A dataset that a command reads, and the day as of which it answers.

    Where the command is asked about several, each has a request of its own, with the others `beside` it.
    """

    def __init__(
        self, found: Found = UNASKED, at: int = 0, *, is_named: bool = False, as_of: str | None = None
    ) -> None:
        self.file = found.files[at]
        """The dataset as found: a path, or - for standard input."""
        self.is_one_of_several = found.several
        self.beside: Sequence[Request] = ()
        self._found = found
        self._is_named = is_named
        self._as_of = as_of

    @classmethod
    def about(cls, found: Found, *, is_named: bool, as_of: str | None) -> "list[Request]":
        """A request about each of the datasets; raises DatasetError with all that is wrong with any of several."""
        requests = [cls(found, at, is_named=is_named, as_of=as_of) for at in range(len(found.files))]
        if found.several:
            for request, dataset in zip(requests, load_datasets(found.files), strict=True):
                request.beside, request.dataset = requests, dataset
            _tell_apart(requests)
        return requests

    def require_own(self) -> None:
        """Raise UsageError where nobody named a dataset or keeps one."""
        _ = self._found.own

    def require_one(self, command: str) -> None:
        """Raise UsageError where the command is asked about several."""
        if self.is_one_of_several:
            raise takes_one(command)

    @property
    def file_name(self) -> str:
        """The dataset as found, as text that every format can carry, whatever bytes the path has."""
        from gti_cli.dataset.read import name_of

        return name_of(Path(self.file))

    @property
    def repeated(self) -> str:
        """The options of this request, for another command that is to be about the same dataset and day."""
        named = [("-d", self.file_name)] if self._is_named else []
        dated = [] if self._as_of is None else [("--as-of", self._as_of)]
        if not (named or dated):
            return ""
        import shlex

        return "".join(f" {option} {shlex.quote(word)}" for option, word in (*named, *dated))

    @property
    def is_dated(self) -> bool:
        """Whether --as-of was given."""
        return self._as_of is not None

    @cached_property
    def dataset(self) -> "Dataset":
        """The dataset; raises DatasetError when it cannot be read or is wrong."""
        return load_dataset(self.file)

    @cached_property
    def ids(self) -> "Ids":
        """The ids of the dataset."""
        from gti_cli.dataset.ids import Ids

        return Ids(self.dataset)

    def id_of(self, type_: "Type", word: str | None) -> str | None:
        """The id of the thing that the option of that name, such as --phase, names; None where it is not given."""
        with naming(f"--{type_}"):
            return None if word is None else self.id_named(type_, word)

    def ids_of(self, type_: "Type", words: Sequence[str] | None) -> tuple[str, ...]:
        """The ids of what an option names that may be repeated."""
        with naming(f"--{type_}"):
            return tuple(dict.fromkeys(self.id_named(type_, word) for word in words or ()))

    def id_named(self, type_: "Type", word: str) -> str:
        """The id of what a word names; the word itself, which has nothing here, where only another dataset has it."""
        if not self.beside or self.ids.named(word, type_):
            return self.ids.id_of(type_, word)
        if any(other.ids.named(word, type_) for other in self.beside):
            return word
        from gti_cli.dataset.ids import suggested

        known = dict.fromkeys(id_ for other in self.beside for id_ in other.ids.by_type[type_])
        raise UsageError(f"Error: no {type_} {quoted(word)} in any of the files{suggested(word, known)}")

    def thing_of(self, word: str) -> "tuple[Type | Literal['promise'], str]":
        """The type and the id of the thing that a word names, which may be a promise; raises UsageError."""
        item, dot, rest = word.partition(".")
        found = self.ids.named(item, "item") if dot and not self.ids.named(word) else []
        return ("promise", self._promise_of(found[0][1], rest)) if len(found) == 1 else self.ids.find(word)

    def _promise_of(self, item: str, rest: str) -> str:
        """The id of a promise about an item, made on whatever day; raises UsageError with those that there are."""
        from gti_cli.dataset.ids import suggested
        from gti_cli.ledger.ledger import Ledger

        known = {
            promise.key: promise.key
            for ledger in (self.ledger, Ledger(self.dataset, date.max))
            for promise in ledger.promises_of.get(item, ())
        }
        word = f"{item}.{rest}"
        if key := known.get(word) or known.get(word.lower()):
            return key
        raise UsageError(f"Error: no promise {quoted(word)} in the file{suggested(word, known)}")

    @cached_property
    def ledger(self) -> "Ledger":
        """What was known on the day asked about."""
        from gti_cli.ledger.ledger import Ledger

        day = day_of("--as-of", self._as_of) or self.dataset.initiative.complete_through or today()
        return Ledger(self.dataset, day)


def _tell_apart(requests: Sequence[Request]) -> None:
    """Say on stderr which files have initiatives of one id, as nothing else tells of which of them a row is."""
    files: dict[str, list[str]] = {}
    for request in requests:
        files.setdefault(request.dataset.initiative.id, []).append(request.file_name)
    for id_, alike in files.items():
        if len(alike) > 1:
            more = [f"{len(alike) - MOST_ALIKE} more"] if len(alike) > MOST_ALIKE else []
            named = listed([*alike[:MOST_ALIKE], *more], "and")
            output.say(f"{named} have the same initiative, {id_}; its id does not tell their rows apart")


def shared_options(
    data: Annotated[
        list[str] | None,
        typer.Option(
            "--data",
            "-d",
            metavar="PATH",
            help="The dataset; - reads standard input. Commands with rows, and status, take several or a folder. "
            "[default: $GTI_DATA, else data/initiative.toml here or in a folder above, else the bundled one]",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="DATE", help='What was known on that day: a date phrase such as "June 2019", or today.'
        ),
    ] = None,
    format_: Annotated[str | None, typer.Option("--format", "-f", help="How to answer.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Do not page a long answer.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file, whose name decides the format."),
    ] = None,
) -> None:
    """The options that reading commands share."""


def reading(
    command: Callable[..., Answer],
    *,
    without: Sequence[str] = (),
    files: Mapping[str, str] | None = None,
    together: Callable[[tuple[Any, ...]], Answer] | None = None,
) -> Callable[..., None]:
    """The command of a function from a request, and options of its own, to an answer.

    It has the shared options, too, but for those named in `without`. It has --output only with `files`, which has the
    format for each suffix of a file. --format offers the formats of the answers in the function's return annotation.

    Asked about several datasets, the function answers about each. Listings stand side by side; other answers are put
    `together`, or else the command takes one dataset only.
    """
    signature = inspect.signature(command)
    answers = get_args(signature.return_annotation) or (signature.return_annotation,)
    joined: Callable[[tuple[Any, ...]], Answer] | None = Listings if _has_rows(answers) else together
    answers = (*answers, Listing) if together else answers
    formats = tuple(dict.fromkeys(name for answer in answers for name in answer.formats))
    shared = [
        _offering(parameter, formats) if parameter.name == "format_" else parameter
        for parameter in inspect.signature(shared_options).parameters.values()
        if parameter.name not in without and (files or parameter.name != "out")
    ]

    @wraps(command)
    def run(**options: Any) -> None:
        name = command.__module__.rpartition(".")[2]
        common = {parameter.name: options.pop(parameter.name) for parameter in shared}
        out, pager = common.pop("out", None), not common.pop("no_pager", False)
        format_, json = common.pop("format_"), common.pop("json")
        if files and out is not None:
            format_ = format_of(out, files, format_, name)
        wanted = chosen_format(format_, formats, name, json=json)
        requests = [Request()]
        if "data" in common:
            found = find_datasets(common["data"] or ())
            if found.several and joined is None:
                raise takes_one(f"gti {name}")
            name_on_screen(found)
            requests = Request.about(found, is_named=common["data"] is not None, as_of=common["as_of"])
        given = tuple(command(request, **options) for request in requests)
        answer = joined(given) if joined and requests[0].is_one_of_several else given[0]
        if len(given) > 1 and wanted in given[0].formats and wanted not in answer.formats:
            raise takes_one(f"gti {name} --format {wanted}")
        chosen_format(wanted, answer.formats, name)
        if out is not None:
            save_answer(answer, wanted, out, requests[0].file)
        else:
            with suppress(output.ClosedPipe):  # the exit code is the same whoever reads
                give(answer, wanted, pager=pager)
            suffix = next((suffix for suffix, format_ in (files or {}).items() if format_ == wanted), None)
            if suffix and output.screen().is_terminal:
                output.say(f"to keep it: gti {name} -o {name}{suffix}")
        if answer.exit_code:
            raise typer.Exit(answer.exit_code)

    parameters = [*list(signature.parameters.values())[1:], *shared]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.formats = formats  # type: ignore[attr-defined]
    return run


def _has_rows(answers: Sequence[type[Answer]]) -> bool:
    """Whether a command answers with rows, which can stand side by side."""
    return any(issubclass(answer, Listing) for answer in answers)


def _offering(parameter: inspect.Parameter, formats: Sequence[str]) -> inspect.Parameter:
    """The option --format of a command that has these formats."""
    option = typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"How to answer: {listed(formats)}. [default: {formats[0]}]",
        autocompletion=complete.words(formats),
    )
    return parameter.replace(annotation=Annotated[str | None, option])
