"""Whoever judges promises: each attempt by the log of its time, and a goal by the amount that it had then.

The rules are those of "What counts as one promise" and "Beside the verdict" in the format's contract.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from gti_cli.dataset.model import Item
from gti_cli.dataset.slugs import new_id
from gti_cli.dates.span import day_text
from gti_cli.ledger.attempt import Attempt, Track, attempts, life_of, log_of
from gti_cli.ledger.deadline import Condition, Deadline, Given, Outcomes, with_replaced
from gti_cli.ledger.goals import Amount
from gti_cli.ledger.log import Place, Statement, by_stage
from gti_cli.ledger.promise import Promise, PromiseStatement, Subject
from gti_cli.ledger.reach import Conflict, Life, Reached, Stage, life
from gti_cli.ledger.verdict import Case, Verdict, days_early, days_late, settled_by, verdict, verdict_on_floor


class Amounts(Struct, frozen=True):
    """The amounts that a goal has had: which one when a statement was made, and what the log says for one of them."""

    said: Mapping[Place, Amount]
    log: Callable[[Amount], Sequence[Statement]]


class About(Struct, frozen=True):
    """What the promises about one item are judged by: what names it, its stages and life, other items', the clock.

    `statements` are in the order of the log, and `life` is what follows from them: all promises are judged by it,
    unless what is promised of the item is divided into `attempts`, or an amount was set anew.
    """

    item: Item
    statements: Sequence[Statement]
    attempts: Mapping[Track, Sequence[Attempt]]
    stages: Sequence[Stage]
    life: Life
    outcomes: Outcomes
    day: date
    amounts: Amounts | None = None


class Judge:
    """Whoever judges one attempt: by the log of its time, and for the amount that a goal had when it was promised."""

    def __init__(self, about: About, track: Track, attempt: Attempt, tried: Sequence[Attempt] | None) -> None:
        """With the attempts on the track, where what is promised of the item is divided into some; else None."""
        self.about = about
        self.track = track
        self.attempt = attempt
        self.clock = min(about.day, attempt.closed or about.day)
        self.amount = self.amount_of(attempt.promises[0])
        self._tried = tried
        self._lives: dict[Amount | None, Life] = {}
        self._outcomes: dict[Amount | None, Reached | None] = {}
        if tried is None and about.amounts is None:
            self._lives[None] = about.life

    def amount_of(self, statement: Statement) -> Amount | None:
        """The amount that a goal had when a statement was made, None of any other item."""
        return self.about.amounts.said[statement.at] if self.about.amounts else None

    def counts(self, promise: Statement) -> bool:
        """Whether a promise was made before what it promises was reported."""
        outcome = self.outcome(self.amount_of(promise))
        return outcome is None or promise.date < outcome.reported

    def log(self, amount: Amount | None) -> Sequence[Statement]:
        """What the attempt is judged by, for an amount."""
        about, statements = self.about, self.about.statements
        if about.amounts and amount is not None:
            statements = about.amounts.log(amount)
        if self._tried is None:
            return statements
        later = about.stages[about.stages.index(self.track.stage) :]
        return log_of(self.attempt, self._tried, later, statements)

    def life(self, amount: Amount | None) -> Life:
        """What follows from that."""
        if amount not in self._lives:
            own_log = self.log(amount)
            self._lives[amount] = life(own_log, by_stage(own_log, self.about.stages))
        return self._lives[amount]

    def outcome(self, amount: Amount | None) -> Reached | None:
        """What became of the stage, for an amount."""
        if amount not in self._outcomes:
            self._outcomes[amount] = self.life(amount).reached.get(self.track.stage)
        return self._outcomes[amount]

    def condition(self, promise: Statement) -> Condition | None:
        """What a promise waits for; of a closed attempt, as it was when that was closed."""
        event = promise.event
        if event.after is None:
            return None
        closing = self.attempt.withdrawal
        return Condition.of(event.after, event.within, self.about.outcomes, closing.at if closing else None)

    def given(self, promise: Statement) -> Given:
        """The deadline or the floor that a promise sets, by itself."""
        if self.track.is_floor:
            return Given(promise, None, Deadline.not_before(promise.event.not_before))
        condition = self.condition(promise)
        return Given(promise, condition, condition.deadline if condition else Deadline.of(promise.event.target))

    def case(self, of_all: Case, amount: Amount | None) -> Case:
        """What a verdict is judged by for an amount; `of_all` has what is the same for all amounts."""
        own_life, stage, outcome = self.life(amount), self.track.stage, self.outcome(amount)
        ahead = None if outcome else own_life.last_ahead.get(stage)
        return replace(
            of_all,
            outcome=outcome.span if outcome else None,
            is_denied=stage in own_life.denied,
            ahead=ahead[0] if ahead else None,
        )

    def verdict(self, deadline: Deadline | None, case: Case) -> Verdict:
        """The verdict by a deadline or a floor."""
        if self.track.is_floor and deadline:
            return verdict_on_floor(deadline.target, case)
        return verdict(deadline.target if deadline else None, case)

    @property
    def withdrawn(self) -> Statement | None:
        """The statement by which what was promised was given up, as the item was before the next attempt."""
        if self.attempt.withdrawal:
            return self.attempt.withdrawal
        given_up = self._life_of_item().withdrawn
        return given_up.first if given_up else None

    def _life_of_item(self) -> Life:
        """What became of the item before the next attempt, for the amount that the attempt is held to."""
        about, end = self.about, self.attempt.end
        if self._tried is None:
            return self.life(self.amount)
        if end is None and about.amounts is None:
            return about.life
        said = about.statements if about.amounts is None or self.amount is None else about.amounts.log(self.amount)
        said = [statement for statement in said if end is None or statement.at < end.at]
        return life_of(said, attempts(said), about.stages)

    def part(self, said: Iterable[Statement]) -> str | None:
        """The newest part reported in the time of the attempt, of what was said of its stage."""
        begun, end = self.attempt.begun, self.attempt.end
        parts = [one for one in said if one.type == "partly" and one.date >= begun and not (end and one.at >= end.at)]
        return parts[-1].event.part if parts else None


def promises(about: About) -> Iterator[Promise]:
    """The promises about one item, by stage, track and attempt.

    What is promised on the day of the report or later is no promise.
    """
    found = about.attempts
    is_divided = any(attempt.is_new or attempt.end for tried in found.values() for attempt in tried)
    said_of = by_stage(about.statements, about.stages)
    parties = _party_ids(found)
    for track, tried in sorted(found.items(), key=lambda pair: about.stages.index(pair[0].stage)):
        number = 0
        for attempt in tried:
            judge = Judge(about, track, attempt, tried if is_divided else None)
            promised = list(filter(judge.counts, attempt.promises))
            if promised:
                number += 1
                judge.amount = judge.amount_of(promised[0])
                yield _promise(judge, number, promised, said_of[track.stage], parties.get(track.party))


def _party_ids(tracks: Iterable[Track]) -> dict[str | None, str]:
    """An id for each other party that promises something of an item, in the order in which they first did."""
    taken: set[str] = set()
    return {party: new_id(party, taken, "another") for party in dict.fromkeys(track.party for track in tracks) if party}


def _promise(
    judge: Judge, number: int, promised: Sequence[Statement], said: Sequence[Statement], party: str | None
) -> Promise:
    """A promise of the statements `promised`, by a party of that id; `said` is all that was said of its stage."""
    about, track, clock = judge.about, judge.track, judge.clock
    own_life, subject = judge.life(judge.amount), Subject.of(about.item, track.stage)
    outcome = judge.outcome(judge.amount)
    given = with_replaced(list(map(judge.given, promised)))
    dated = [one for one in given if one.stands]
    held = min(dated, key=attrgetter("known")).stands if dated else None
    current = dated[-1].stands if dated else None
    condition = next((one.condition for one in reversed(given) if one.condition), None)
    part, denied = judge.part(said), own_life.denied.get(track.stage)
    of_all = Case(
        newest=current.target if current else None,
        is_put_off=not track.is_floor and _is_put_off(given),
        is_withdrawn=judge.withdrawn is not None,
        is_waiting=condition is not None and condition.reached is None,
        is_partly=part is not None,
        day=clock,
    )
    amounts = [judge.amount_of(statement) for statement in promised]
    cases = {amount: judge.case(of_all, amount) for amount in dict.fromkeys(amounts)}
    judged = judge.verdict(held, cases[amounts[0]])
    is_owed = not (judge.attempt.withdrawal or track.is_floor)
    is_open = is_owed and not outcome
    newest_is_open = is_owed and not judge.outcome(amounts[-1])
    return Promise(
        subject=subject,
        track=track,
        party=party,
        attempt=number,
        statements=tuple(_statements(judge, given, amounts, cases)),
        deadline=held,
        current=current,
        condition=condition,
        outcome=outcome,
        part=None if outcome else part,
        ahead=None if outcome else own_life.last_ahead.get(track.stage),
        denied=denied,
        conflicts=tuple(conflict for conflict in own_life.conflicts if conflict.stage == track.stage),
        withdrawn=judge.withdrawn,
        closed=judge.attempt.closed,
        verdict=judged,
        newest_verdict=judge.verdict(current, cases[amounts[-1]]),
        days_late=days_late(held.target, outcome.span) if held and outcome and not track.is_floor else None,
        days_early=days_early(held.target, outcome.span) if held and outcome and track.is_floor else None,
        overdue_days=_overdue(held, clock) if is_open else None,
        newest_overdue_days=_overdue(current, clock) if newest_is_open else None,
        assessed=next((statement for statement in reversed(said) if statement.event.assessed), None),
        settled_by=_settled_by(subject, judged, held, outcome, denied),
        silent_days=max(0, (about.day - max(map(attrgetter("published"), said))).days),
        day=clock,
    )


def _is_put_off(given: Sequence[Given]) -> bool:
    """Whether the newest statement that speaks of the date takes it back."""
    speaking = (one.statement for one in reversed(given) if one.stands or one.statement.takes_date_back)
    newest = next(speaking, None)
    return newest is not None and newest.takes_date_back


def _overdue(deadline: Deadline | None, clock: date) -> int | None:
    """Days from the last day of a deadline up to the clock, None where it has not passed."""
    days = (clock - deadline.target.latest).days if deadline else 0
    return days if days > 0 else None


def _settled_by(
    subject: Subject, judged: Verdict, held: Deadline | None, outcome: Reached | None, denied: Conflict | None
) -> str | None:
    """What would decide a verdict that is open: a day, or which of two statements is right."""
    if judged == "disputed" and denied:
        report, denial = denied.against.statement, denied.by.statement
        return f"whether the report of {day_text(report.date)} is right, or what was said on {day_text(denial.date)}"
    if judged == "undetermined" and held and outcome:
        return settled_by(held.target, outcome.span, subject.coming, is_floor=held.is_floor)
    return None


def _stood(standing: Sequence[Given], at: Place) -> Deadline | None:
    """The date that stood at a place in the log: the newest of some that was known by then."""
    for one in reversed(standing):
        if one.known <= at:
            return one.stands
    return None


def _statements(
    judge: Judge, given: Sequence[Given], amounts: Sequence[Amount | None], cases: Mapping[Amount | None, Case]
) -> Iterator[PromiseStatement]:
    standing: list[Given] = []
    before: Amount | None = None
    for one, amount in zip(given, amounts, strict=True):
        case, is_waiting = cases[amount], one.condition is not None and one.condition.reached is None
        if case.is_waiting != is_waiting or (one.deadline and not case.newest):
            case = replace(case, is_waiting=is_waiting, newest=case.newest or (one.deadline and one.deadline.target))
        stood = None if one.is_replaced else _stood(standing, one.statement.at)
        yield PromiseStatement(one.statement, one.deadline, stood, judge.verdict(one.deadline, case), amount, before)
        before = amount
        if one.statement.takes_date_back and not judge.track.is_floor:
            standing.clear()
        elif one.stands:
            standing.append(one)
