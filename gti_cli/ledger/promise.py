"""Promises: one item's one stage, with every target stated for it before it was reported, and what came of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from gti_cli.dates.phrase import Phrase
from gti_cli.ledger.log import Statement
from gti_cli.ledger.reach import Life, Reached
from gti_cli.ledger.verdict import Case, DaysLate, Target, Verdict, days_late, settled_by, verdict


class Stated(Struct, frozen=True):
    """One statement of a promise.

    `moved_days` is how far its last day lies after that of the statement before it (negative: earlier), and
    `notice_days` how long before the old last day it was told (negative: after the deadline had passed); None where
    one of the two has no date. `target` is None where it gives none; `verdict` holds the statement to it.
    """

    statement: Statement
    target: Phrase | None
    moved_days: int | None
    notice_days: int | None
    verdict: Verdict


class Promise(Struct, frozen=True):
    """A promise as of a day: `target` is what it is held to, None where no date was ever given.

    `silent_days` counts from the last statement about the stage, of whatever kind, to the day asked about.
    """

    item: str
    stage: str
    statements: tuple[Stated, ...]
    target: Phrase | None
    outcome: Reached | None
    verdict: Verdict
    days_late: DaysLate | None
    settled_by: str | None
    silent_days: int

    @property
    def newest(self) -> Stated:
        """The newest statement."""
        return self.statements[-1]

    @property
    def current_target(self) -> Phrase | None:
        """The target that the newest statement gives, None where it gives no date."""
        return self.newest.target

    @property
    def is_moved(self) -> bool:
        """Whether it was restated to another last day, or the date was dropped, whatever came of it."""
        return any(now.moved_days != 0 and before.target for before, now in pairwise(self.statements))

    def due_in(self, day: date) -> int | None:
        """Days from `day` to the current deadline; None unless the promise waits for one."""
        current = Target.of(self.newest.target)
        return (current.latest - day).days if current and self.verdict in ("slipped", "pending") else None


def promises(item: str, name: str, said: Mapping[str, Sequence[Statement]], life: Life, day: date) -> list[Promise]:
    """The promises made about one item as of `day`, by stage; `said` has what is said of each, in log order."""
    made = []
    for stage, about in said.items():
        outcome = life.reached.get(stage)
        before = [one for one in about if one.event.target and not (outcome and one.date >= outcome.reported)]
        if before:
            silent = (day - about[-1].date).days
            made.append(_promise(item, f"{name} {stage}", stage, before, life, day, silent))
    return made


def _promise(
    item: str, what: str, stage: str, made: list[Statement], life: Life, day: date, silent_days: int
) -> Promise:
    targets = [Target.of(statement.event.target) for statement in made]
    dated = [target for target in targets if target]
    outcome = life.reached.get(stage)
    held = dated[0] if dated else None
    case = Case(
        current=targets[-1],
        newest=dated[-1] if dated else None,
        outcome=outcome.span if outcome else None,
        withdrawn=life.withdrawn is not None,
        ahead=life.ahead.get(stage),
        day=day,
    )
    judged = verdict(held, case)
    statements = tuple(_stated(made, targets, case))
    return Promise(
        item=item,
        stage=stage,
        statements=statements,
        target=next((one.target for one in statements if one.target), None),
        outcome=outcome,
        verdict=judged,
        days_late=days_late(held, outcome.span) if held and outcome else None,
        settled_by=settled_by(held, outcome.span, what) if held and outcome and judged == "undetermined" else None,
        silent_days=silent_days,
    )


def _stated(made: list[Statement], targets: list[Target | None], case: Case) -> list[Stated]:
    before: Target | None = None
    stated = []
    for statement, target in zip(made, targets, strict=True):
        stated.append(
            Stated(
                statement,
                statement.event.target if target else None,
                moved_days=(target.latest - before.latest).days if target and before else None,
                notice_days=(before.latest - statement.date).days if before else None,
                verdict=verdict(target, case),
            )
        )
        before = target
    return stated
