"""Asks on a terminal for what the options of `gti record` say, one thing after the other.

What comes of it are these options, in their order: they are tried after each answer, and read like those of a command
line. An empty answer leaves out what need not be said, and a statement that was begun.
"""

import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec import Struct

from gti_cli.cli.options import exact_day_of, today
from gti_cli.cli.prompt import ask, completions, is_edited, tell
from gti_cli.cli.usage import Given
from gti_cli.dataset.ids import Ids
from gti_cli.dataset.model import Dataset
from gti_cli.dates.span import day_text
from gti_cli.errors import UsageError
from gti_cli.words import did_you_mean, listed, quoted
from gti_cli.write.events import EVENTS, Words, settable, taking
from gti_cli.write.items import added
from gti_cli.write.stated import FLAGS, QUALIFIERS

FEW = 6
"""So many words, or fewer, that may answer a question stand in it."""

Try = Callable[[Sequence[Given]], object]
"""Raises UsageError where options do not make an update that the file could take."""


class Part(Struct, frozen=True):
    """A part of the words of an option: the sign before it, how it is asked for, and what it must be one of, if any.

    That is told of the file and of the item that the words are about.
    """

    sign: str
    question: str
    known: Callable[[Dataset, str], Sequence[str]] | None = None
    needed: bool = True


def _stages(dataset: Dataset, id_: str) -> Sequence[str]:
    return dataset.stages_of(Words(dataset).item(id_))


def _stages_of_others(dataset: Dataset, id_: str) -> Sequence[str]:
    others = (other for other in dataset.items() if other.id != id_)
    return [f"{other.id}.{stage}" for other in others for stage in dataset.stages_of(other)]


def _keys(dataset: Dataset, id_: str) -> Sequence[str]:
    return list(settable(Words(dataset).item(id_)))


STAGE = Part("=", "Which stage", _stages)
WHEN = Part("@", "When (Enter: by the day of publication)", needed=False)
PARTS: Mapping[str, Sequence[Part]] = {
    "--reached": (STAGE, WHEN),
    "--promise": (STAGE, Part("@", 'By when, or "undated"')),
    "--not-before": (STAGE, Part("@", "Not before")),
    "--after": (
        STAGE,
        Part("@", "After which stage of another item", _stages_of_others),
        Part("+", "How long after it, such as 18 months (Enter: not said)", needed=False),
    ),
    "--not-yet": (STAGE,),
    "--part": (STAGE, Part(":", "Which part")),
    "--withdraw": (WHEN,),
    "--note": (Part("=", "What"),),
    "--set": (Part(".", "Which of its keys", _keys), Part("=", "Its new value")),
    "--figure": (Part("=", "Which value"), Part("@", "Of which day (Enter: that of publication)", needed=False)),
}
"""What is asked for each option that states something; the words begin with an item, or with a metric."""

MEANINGS = """\
  reached     a stage was reached
  promise     a stage is promised by a date
  not-before  a stage is not to come before a date
  after       a stage is to follow one of another item
  not-yet     a stage had not been reached
  part        a stage was reached in part
  withdraw    it was given up
  note        something else is said of it
  set         its name, or another key, is new"""

TEXTS = {
    "--said": "The source's own words for the date",
    "--quote": "The source's words that carry it",
    "--by": "Who promises",
    "--hedge": "The words that weaken it",
}
"""How what qualifies an event is asked for; the other qualifiers are flags."""


def interview(dataset: Dataset, name: str, attempt: Try) -> list[Given]:
    """The options that say what somebody answers about a new update of a file; `attempt` tries them."""
    return _Interview(dataset, attempt).held(name)


def command_line(options: Sequence[Given], *more: str) -> str:
    """The command that records the same without a question, as it can be pasted into a shell."""
    words = (word for option, text in options for word in ((option,) if option in FLAGS else (option, text)))
    return shlex.join(["gti", "record", *more, *words])


class _Interview:
    """What has been answered so far, and the file with the items that are new."""

    def __init__(self, dataset: Dataset, attempt: Try) -> None:
        self._dataset = dataset
        self._attempt = attempt
        self._options: list[Given] = []
        self._is_explained = False

    def held(self, name: str) -> list[Given]:
        """Ask for everything."""
        keys = "Tab completes, the arrow up brings back what was typed, and " if is_edited() else ""
        tell(f"A new update for {name}\n{keys}Ctrl-C leaves. Nothing is written before you agree to it.\n")
        day = ask(f"Date (Enter: today, {day_text(today())})", self._day)
        title = ask("Title", _title)
        self._options = [("--date", day), ("--title", title), ("--source", self._source())]
        tell("\nWhat does it say? Name an item or a metric, then what is said of it.")
        while self._statement():
            pass
        return self._options

    def _day(self, answer: str) -> str:
        with _unnamed("--date"):
            day = str(exact_day_of("--date", answer or "today"))
            self._attempt([("--date", day), ("--title", "…"), ("--source", self._dataset.sources[0].id)])
        return day

    def _source(self) -> str:
        sources = self._dataset.sources
        only = sources[0].id if len(sources) == 1 else ""
        known = [source.id for source in sources], [source.title for source in sources]
        question = f"Source (Enter: {only})" if only else _with_choice("Source", known[0])
        return ask(question, lambda answer: Ids(self._dataset).id_of("source", answer or only), known)

    def _statement(self) -> bool:
        """Ask for one statement; False where there is no other."""
        items, metrics = list(self._dataset.items()), self._dataset.metrics
        ids = [*(item.id for item in items), *(metric.id for metric in metrics)]
        known = ids, [*(item.name for item in items), *(metric.name for metric in metrics)]
        tell("")
        id_ = ask("About (Enter: that is all)", self._thing, known)
        if id_ is None:
            return False
        option = "--figure" if id_ in Ids(self._dataset).by_type["metric"] else self._option()
        if option and (words := self._words(option, id_)):
            self._options.append((option, words))
            self._qualify(option, words)
        return True

    def _thing(self, answer: str) -> str | None:
        """The id of the item or metric that an answer names, or of the item that it adds; None where it is empty."""
        if not answer:
            return None
        if answer.startswith("--add"):
            return self._added(answer)
        found = Ids(self._dataset).named(answer, "item", "metric")
        return found[0][1] if len(found) == 1 else Words(self._dataset).item_id(answer)

    def _added(self, answer: str) -> str:
        """The id of the item that is added by an option as it stands on a command line."""
        try:
            words = " ".join(shlex.split(answer.removeprefix("--add").removeprefix("=")))
        except ValueError:
            raise UsageError("a quotation mark has no other that closes it") from None
        self._add("--add", words, f"--add {words}")
        self._dataset, parts = added(self._dataset, [words])
        return str(next(iter(parts.values())).pairs["id"])

    def _option(self) -> str | None:
        """The option for what is said of an item; None where nothing is answered."""
        if not self._is_explained:
            tell(MEANINGS)
            self._is_explained = True
        known = [option.removeprefix("--") for option in EVENTS]
        word = ask("What of it (Enter: nothing)", _one_of(known), [known])
        return word and f"--{word}"

    def _words(self, option: str, id_: str) -> str | None:
        """The words of an option, from what they are about on; None where something that is needed is not answered."""
        words: str | None = id_
        needed = [part.needed for part in PARTS[option]]
        for at, part in enumerate(PARTS[option], 1):
            if words is not None:
                known = part.known(self._dataset, id_) if part.known else ()
                read = self._longer(option, words, part, known, is_enough=not any(needed[at:]))
                words = ask(_with_choice(part.question, known), read, [known])
        return words

    def _longer(
        self, option: str, words: str, part: Part, known: Sequence[str], *, is_enough: bool
    ) -> Callable[[str], str | None]:
        """Makes longer words of an answer, and tries them where they are enough; None where one is needed."""

        def read(answer: str) -> str | None:
            if not answer:
                return None if part.needed else words
            longer = f"{words}{part.sign}{_one_of(known)(answer) if known else answer}"
            if is_enough:
                with _unnamed(f"{option} {longer}"):
                    self._attempt([*self._options, (option, longer)])
            return longer

        return read

    def _qualify(self, option: str, words: str) -> None:
        """Ask for what else is said of the newest statement, until there is nothing more."""
        left = [one for one in QUALIFIERS if option in taking(one.removeprefix("--"))]
        while left:
            known = [one.removeprefix("--") for one in left]
            read = self._qualifier(known, f"{option} {words}")
            qualifier = ask(f"More of it: {listed(known)} (Enter: no)", read, [known])
            if qualifier is None:
                return
            if qualifier in TEXTS:
                ask(TEXTS[qualifier], self._qualifying(qualifier, f"{option} {words}"))
            left.remove(qualifier)

    def _qualifier(self, known: Sequence[str], event: str) -> Callable[[str], str | None]:
        """Makes a qualifier of an answer, and adds it where it is a flag; None where the answer is empty."""

        def read(answer: str) -> str | None:
            word = _one_of(known)(answer)
            if f"--{word}" in FLAGS:
                self._add(f"--{word}", "", f"{event} --{word}")
            return word and f"--{word}"

        return read

    def _qualifying(self, qualifier: str, event: str) -> Callable[[str], None]:
        """Adds a qualifier with an answer, where that is not empty."""

        def read(answer: str) -> None:
            if answer:
                self._add(qualifier, answer, f"{event} {qualifier}")

        return read

    def _add(self, option: str, words: str, name: str) -> None:
        """Add an option that the file could take; `name` is what messages call it."""
        options = [*self._options, (option, words)]
        with _unnamed(name):
            self._attempt(options)
        self._options = options


def _title(answer: str) -> str:
    if not answer:
        raise UsageError("it says in a few words what was published")
    return answer


def _with_choice(question: str, known: Sequence[str]) -> str:
    """A question with the words that may answer it, where these are few."""
    return f"{question} ({listed(known)})" if 0 < len(known) <= FEW else question


def _one_of(known: Sequence[str]) -> Callable[[str], str | None]:
    """Makes of an answer the one known word that it is, or alone begins like; None where it is empty."""

    def read(answer: str) -> str | None:
        if not answer or answer in known:
            return answer or None
        begun = completions(answer, [known])
        if len(begun) == 1:
            return begun[0]
        if begun:
            raise UsageError(f"{quoted(answer)} may be {listed(map(quoted, begun[:FEW]))}")
        raise UsageError(
            f"there is no {quoted(answer)}; {did_you_mean(answer, known) or 'Tab shows all that there is'}"
        )

    return read


@contextmanager
def _unnamed(option: str) -> Iterator[None]:
    """Errors of wrong usage in the block do not name an option, which nobody has typed."""
    try:
        yield
    except UsageError as error:
        raise UsageError(str(error).removeprefix("Error: ").removeprefix(f"{option}: ")) from None
