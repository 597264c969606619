"""The centers: where each is, who houses it, when it opened or is promised to."""

from msgspec.structs import replace

from gti_cli.dataset.model import Center, Dataset
from gti_cli.ledger.ledger import ItemState, Ledger
from gti_cli.views import items
from gti_cli.views.answer import Listing
from gti_cli.views.caption import caption
from gti_cli.views.columns import Column
from gti_cli.views.items import ItemRow, Wanted
from gti_cli.views.values import PhraseCell, ReachedCell
from gti_cli.words import to_be


class CenterRow(ItemRow, frozen=True, kw_only=True):
    """A center; `open` is at the last stage and not withdrawn, `opened` that stage, `target` what is promised of it."""

    city: str | None
    country: str | None
    host: str | None
    open: bool
    opened: ReachedCell | None
    target: PhraseCell | None


ALL = Wanted(kinds=("center",), done_word="open")


def rows(ledger: Ledger, wanted: Wanted = ALL) -> list[CenterRow]:
    """The centers asked for, in file order."""
    return [
        row(ledger, state) for state in ledger.states.values() if isinstance(state.item, Center) and wanted.keeps(state)
    ]


def listing(ledger: Ledger, wanted: Wanted = ALL, options: str = "") -> Listing:
    """The centers asked for, as an answer; `options` are those that the commands named in it need."""
    found = rows(ledger, wanted)
    return Listing(
        heading="Centers",
        caption=caption(ledger),
        what="center",
        clauses=wanted.clauses()[1:],
        columns=columns(ledger.dataset),
        rows=found,
        more=items.more(found, options),
        signs=items.signs(found),
        glyphs=items.glyphs(found),
    )


def row(ledger: Ledger, state: ItemState) -> CenterRow:
    """The row of one center."""
    fields = items.fields(ledger, state)
    last = state.stages[-1]
    return CenterRow(
        **fields,
        **items.own_fields(state, CenterRow),
        open=state.is_done,
        opened=fields["stages"][last],
        target=fields["targets"][last],
    )


def place(row: CenterRow) -> str:
    """Where a center is: city and country as far as they are known."""
    return ", ".join(part for part in (row.city, row.country) if part) or "not named"


def target_words(row: CenterRow) -> str:
    """What is promised of the opening, while it lies ahead."""
    return str(row.target) if row.target and not row.opened and not row.withdrawn else ""


def _target_in_a_pipe(row: CenterRow) -> tuple[PhraseCell | None]:
    return (row.target if target_words(row) else None,)


OWN = (
    *items.own_columns(Center),
    Column(name="open", of=lambda row: row.open),
    Column(name="opened", of=lambda row: row.opened, form="reached"),
    Column(name="target", of=lambda row: row.target, form="phrase"),
)


def columns(dataset: Dataset) -> tuple[Column, ...]:
    """The columns of centers; `opened` and `target` are of the last stage, which has no columns of its own.

    It has some where a center has stages in which it is not the last.
    """
    last = dataset.stages.centers[-1]
    is_last = all(last not in dataset.stages_of(center)[:-1] for center in dataset.centers)
    stages = [stage for stage in items.stages_in(dataset, "center") if stage != last or not is_last]
    return (
        *items.BASE,
        *items.stage_groups((*items.BASE, *OWN, *items.LAST), stages),
        *items.LAST,
        *OWN,
        Column(name=None, of=place, title="place"),
        Column(
            name=None,
            of=items.stage_words,
            title="stage",
            tone=items.tone,
            heads=("stage", "reached"),
            pipe=items.furthest,
        ),
        Column(name=None, of=target_words, title=to_be(last), pipe=_target_in_a_pipe),
        Column(name=None, of=lambda row: row.host, title="host"),
        replace(items.ID, drops=True),
    )
