"""The options of `gti record` that say what an update states: events, what qualifies them, figures, new items.

Their order is kept by the command (`in_order`), so that a qualifier finds the event before it.
"""

from typing import Annotated

import typer

from gti_cli.cli import complete
from gti_cli.dataset.model import KINDS

Several = list[str] | None

ReachedOption = Annotated[
    Several,
    typer.Option(
        "--reached",
        metavar="ITEM=STAGE[@WHEN]",
        help="A stage that was reached; without WHEN, by the day of publication. Repeatable.",
        autocompletion=complete.item_stages,
    ),
]
PromiseOption = Annotated[
    Several,
    typer.Option(
        "--promise",
        metavar="ITEM=STAGE@TARGET",
        help='A stage promised by a date, or "undated". Repeatable.',
        autocompletion=complete.item_stages,
    ),
]
NotBeforeOption = Annotated[
    Several,
    typer.Option(
        "--not-before",
        metavar="ITEM=STAGE@DATE",
        help="A stage promised not to come before a date. Repeatable.",
        autocompletion=complete.item_stages,
    ),
]
AfterOption = Annotated[
    Several,
    typer.Option(
        "--after",
        metavar="ITEM=STAGE@OTHER.STAGE[+TIME]",
        help="A stage promised for after a stage of another item, so long after it, such as "
        '"audit=completed@europe.started+18 months". Repeatable.',
        autocompletion=complete.item_stages,
    ),
]
NotYetOption = Annotated[
    Several,
    typer.Option(
        "--not-yet",
        metavar="ITEM=STAGE",
        help="A stage that had not been reached on the day of publication. Repeatable.",
        autocompletion=complete.item_stages,
    ),
]
PartOption = Annotated[
    Several,
    typer.Option(
        "--part",
        metavar="ITEM=STAGE:TEXT",
        help="A stage that was reached in part, and which part. Repeatable.",
        autocompletion=complete.item_stages,
    ),
]
WithdrawOption = Annotated[
    Several,
    typer.Option(
        "--withdraw",
        metavar="ITEM[@WHEN]",
        help="An item that is given up. Repeatable.",
        autocompletion=complete.ids("item"),
    ),
]
NoteOption = Annotated[
    Several,
    typer.Option(
        "--note",
        metavar="ITEM=TEXT",
        help="Something else about an item. Repeatable.",
        autocompletion=complete.ids("item"),
    ),
]
SetOption = Annotated[
    Several,
    typer.Option(
        "--set",
        metavar="ITEM.KEY=VALUE",
        help="A new value of an item, such as its name; a list has a semicolon and a space between its texts. "
        "Repeatable.",
        autocompletion=complete.ids("item"),
    ),
]
FigureOption = Annotated[
    Several,
    typer.Option(
        "--figure",
        metavar="METRIC=VALUE[@WHEN]",
        help="The value of a metric; without WHEN, on the day of publication. Repeatable.",
        autocompletion=complete.ids("metric"),
    ),
]
AddOption = Annotated[
    Several,
    typer.Option(
        "--add",
        metavar="KIND:ID=NAME@PHASE",
        help="A new item, whose table is written beside those of its kind. Repeatable.",
        autocompletion=complete.words([f"{kind}:" for kind in KINDS if kind != "goal"]),
    ),
]
SaidOption = Annotated[
    Several,
    typer.Option(
        "--said", metavar="TEXT", help="Of the event before it: the source's own words for the date. Repeatable."
    ),
]
QuoteOption = Annotated[
    Several,
    typer.Option(
        "--quote", metavar="TEXT", help="Of the event before it: the source's words that carry it. Repeatable."
    ),
]
ByOption = Annotated[
    Several,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Of the promise before it: who promises, where it is not the organization. Repeatable.",
    ),
]
HedgeOption = Annotated[
    Several,
    typer.Option(
        "--hedge",
        metavar="TEXT",
        help='Of the promise before it: the words that weaken it, such as "we hope to". Repeatable.',
    ),
]
ImpliedOption = Annotated[
    int,
    typer.Option(
        "--implied",
        count=True,
        show_default=False,
        help="Of the event before it: the source implies it without saying it. Repeatable.",
    ),
]
CorrectsOption = Annotated[
    int,
    typer.Option(
        "--corrects",
        count=True,
        show_default=False,
        help="Of the --reached or --not-yet before it: it takes back what was reported about the stage. Repeatable.",
    ),
]
AnewOption = Annotated[
    int,
    typer.Option(
        "--anew",
        count=True,
        show_default=False,
        help="Of the promise before it: a new promise, not the next date of the one before. Repeatable.",
    ),
]
