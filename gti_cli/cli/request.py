"""Makes commands of functions that take a request and return an answer.

`reading` adds the options that all of them share after a function's own, and writes the answer in the format asked for.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from gti_cli.cli import complete, output
from gti_cli.cli.answering import chosen_format, format_of, give, save_answer
from gti_cli.cli.dataset import file_bytes, find_dataset, load_dataset
from gti_cli.cli.options import day_of, naming, today
from gti_cli.errors import UsageError
from gti_cli.views.answer import Answer
from gti_cli.words import listed, quoted

if TYPE_CHECKING:
    from gti_cli.dataset.ids import Ids, Type
    from gti_cli.dataset.model import Dataset
    from gti_cli.ledger.ledger import Ledger


class Request:
    """The dataset that a command reads, and the day as of which it answers."""

    def __init__(self, *, data: str | None = None, as_of: str | None = None) -> None:
        self._data = data
        self._as_of = as_of

    @cached_property
    def file(self) -> str:
        """The dataset as found: a path, or - for standard input."""
        return find_dataset(self._data)

    @property
    def file_name(self) -> str:
        """The dataset as found, as text that every format can carry, whatever bytes the path has."""
        from gti_cli.dataset.read import name_of

        return name_of(Path(self.file))

    @property
    def repeated(self) -> str:
        """The options of this request, for another command that is to be about the same dataset and day."""
        import shlex

        given = [("-d", self.file_name if self._data is not None else None), ("--as-of", self._as_of)]
        return "".join(f" {option} {shlex.quote(word)}" for option, word in given if word is not None)

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
        """The id of the thing that the option of that name, such as --phase, names; None where it is not given."""
        with naming(f"--{type_}"):
            return None if word is None else self.ids.id_of(type_, word)

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
    command: Callable[..., Answer], *, without: Sequence[str] = (), files: Mapping[str, str] | None = None
) -> Callable[..., None]:
    """The command of a function from a request, and options of its own, to an answer.

    It has the shared options, too, but for those named in `without`. It has --output only with `files`, which has the
    format for each suffix of a file. --format offers the formats of the answers in the function's return annotation.
    """
    signature = inspect.signature(command)
    answers = get_args(signature.return_annotation) or (signature.return_annotation,)
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
        request = Request(**common)
        answer = command(request, **options)
        chosen_format(wanted, answer.formats, name)
        if out is not None:
            save_answer(answer, wanted, out, request.file)
        else:
            give(answer, wanted, pager=pager)
            if files and output.screen().is_terminal:
                suffix = next(suffix for suffix, format_ in files.items() if format_ == wanted)
                output.say(f"to keep it: gti {name} -o {name}{suffix}")
        if answer.exit_code:
            raise typer.Exit(answer.exit_code)

    parameters = [*list(signature.parameters.values())[1:], *shared]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.formats = formats  # type: ignore[attr-defined]
    return run


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
