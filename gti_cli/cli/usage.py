"""Wrong usage, told in one sentence: what is wrong with which option or argument, and what to write instead."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand

from gti_cli.cli.output import write
from gti_cli.errors import UsageError
from gti_cli.words import listed, nearest, quoted

Given = tuple[str, str]
"""An option as it was given: its longest name, and its value; of a flag, the value is empty."""

KEPT = "gti_cli.cli.usage"

WRONG: Any = typer.BadParameter.__base__
"""What Typer raises for wrong usage of any kind; it names no other kind than this one."""


class Context(typer.Context):
    """A command line that is read, or whose help is shown."""

    def make_formatter(self) -> Any:
        """What lays out the help, imported only for that."""
        from gti_cli.cli.help import Formatter

        return Formatter()


class Value:
    """What turns the words of an option or argument into its value.

    From 0.29 on, Typer builds one with pydantic for each parameter of a command, which takes longer than all else at
    the start. This one knows what the commands have: texts, paths, flags, and what an option's own parser reads.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value, for several words a list of them; None where nothing was given."""
        if value is None:
            return None
        typed = param.type_descriptor
        read_one = typed.parameter_info.parser or (Path if typed.annotation is Path else _as_it_is)
        return list(map(read_one, value)) if isinstance(value, list | tuple) else read_one(value)


class Command(TyperCommand):
    """A command that tells wrong usage in one sentence, and has examples in its help."""

    context_class = Context
    examples: Mapping[str, str] = {}
    """Command lines, and what each of them asks."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read a command line; raises UsageError where it is wrong."""
        return read(ctx, args, super().parse_args)

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        return written_as_answer(super().get_help_option(ctx))

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What stands behind the command's name: its arguments, and then options."""
        return [*_arguments(self), "[OPTIONS]"]

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples below all else."""
        with formatter.section("Examples"):
            formatter.write_examples(self.examples)


def written_as_answer(option: Any) -> Any:
    """The option --help, whose text is written as an answer is: it is no failure where nobody reads all of it."""
    option.callback = _write_help
    return option


def _write_help(ctx: Any, _: object, is_wanted: bool) -> None:
    if is_wanted and not ctx.resilient_parsing:
        write(f"{ctx.get_help()}\n")
        ctx.exit()


def _as_it_is(word: Any) -> Any:
    return word


def given(context: typer.Context) -> list[Given]:
    """The options of the command line, from the first to the last."""
    values, parameters = context.meta[KEPT]
    found = []
    seen: dict[str, int] = {}
    for parameter in parameters:
        name, value = parameter.name, values[parameter.name]
        if isinstance(value, list):
            seen[name] = at = seen.get(name, -1) + 1
            value = value[at]
        found.append((_name(parameter), value if isinstance(value, str) else ""))
    return found


def read(ctx: Any, args: list[str], parse: Callable[[Any, list[str]], list[str]]) -> list[str]:
    """The arguments that `parse` leaves of a command line; keeps the options in their order.

    Parsing gives the values of each option together, and does not mind an option that is given twice.
    """
    args = _filled(ctx.command, args)
    for parameter in ctx.command.get_params(ctx):
        parameter.get_runtime_param = Value  # Typer asks for it from 0.29 on
    try:
        values, left, parameters = ctx.command.make_parser(ctx).parse_args(list(args))
        ctx.meta[KEPT] = values, parameters
        if not (ctx.resilient_parsing or any(parameter.is_eager for parameter in parameters)):
            _require_once(parameters)
            _require_none_left(ctx, left)
        return parse(ctx, args)
    except typer.BadParameter as error:
        raise UsageError(f"Error: {_wrong_value(error, ctx)}") from None
    except WRONG as error:
        raise UsageError(f"Error: {_wrong_option(error.option_name, ctx)}") from None


def _filled(command: Any, args: Sequence[str]) -> list[str]:
    """The words of a command line, with an empty value where an option that may do without one has none.

    Its metavar is in brackets. Only a name is its value: a word with a dot or a slash in it is the command's argument.
    """
    options = [own for own in command.params if own.param_type_name == "option"]
    bare = {name for own in options if str(own.metavar).startswith("[") for name in own.opts}
    end = args.index("--") if "--" in args else len(args)
    words = [
        f"{word}=" if word in bare and (behind[:1] in ("", "-") or any(sign in behind for sign in "./\\")) else word
        for word, behind in pairwise([*args[:end], ""])
    ]
    return [*words, *args[end:]]


def _called(ctx: Any) -> str:
    return f"gti {ctx.info_name}" if ctx.parent else "gti"


def _name(parameter: Any) -> str:
    return str(max(parameter.opts, key=len))


def _arguments(command: Any) -> list[str]:
    return [parameter.metavar for parameter in command.params if parameter.param_type_name == "argument"]


def _require_once(parameters: Sequence[Any]) -> None:
    single = [parameter for parameter in parameters if not (parameter.multiple or getattr(parameter, "count", False))]
    for parameter in single:
        if single.count(parameter) > 1:
            raise UsageError(f"Error: {_name(parameter)} is given twice; give it once")


def _require_none_left(ctx: Any, left: Sequence[str]) -> None:
    if left and not ctx.allow_extra_args:
        takes, remedy = "only options", f"{_called(ctx)} --help lists them"
        if arguments := _arguments(ctx.command):
            takes, remedy = " ".join(arguments), "a text of several words stands in quotes"
        raise UsageError(f"Error: {_called(ctx)} takes {takes}, and {quoted(left[0])} is one too many; {remedy}")


def _wrong_value(error: Any, ctx: Any) -> str:
    """What is wrong with the value of an option, or which argument is missing, with an example that has it."""
    parameter = error.param
    if error.message:
        return f"{_name(parameter)} {error.message}"
    explanation = parameter.help[0].lower() + parameter.help[1:].removesuffix(".")
    example = next(iter(ctx.command.examples), f"{_called(ctx)} --help")
    return f"{parameter.metavar} is missing: {explanation}; for example, {example}"


def _wrong_option(option: str, ctx: Any) -> str:
    """What is wrong with an option: it lacks its value or has one that it does not take, or it is another command's."""
    for own in ctx.command.get_params(ctx):
        if option in own.opts:
            told = "takes no value" if own.is_flag or own.count else f"has no value; {own.metavar} stands behind it"
            return f"{option} {told}"
    commands = ctx.find_root().command.commands
    having = [f"gti {name}" for name in commands if any(option in own.opts for own in commands[name].params)]
    if ctx.parent is None and having:
        return f"{quoted(option)} stands behind a command, as in {having[0]} {option}"
    remedy = f"{listed(having, 'and')} {'have' if having[1:] else 'has'} it" if having else _nearest(option, ctx)
    return f"{_called(ctx)} has no {quoted(option)}; {remedy}"


def _nearest(option: str, ctx: Any) -> str:
    """The options that begin so or come nearest to a misspelt one, as a question."""
    names = [name[2:] for own in ctx.command.get_params(ctx) for name in own.opts if name.startswith("--")]
    near = [name for name in names if f"--{name}".startswith(option)] or nearest(option.lstrip("-"), names)
    words = [quoted(f"--{name}") for name in near]
    return f"did you mean {listed(words)}?" if words else f"{_called(ctx)} --help lists all"
