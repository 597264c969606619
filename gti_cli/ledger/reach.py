"""When each stage of an item was reached: the rules of the format's contract, each one function.

The answer is a span of days for each stage, the tightest that the statements allow. Where they contradict each other
nobody is believed for having spoken first: the stage is disputed, and its span holds the days of either side.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from gti_cli.dataset.model import WITHDRAWN
from gti_cli.dates.span import Span
from gti_cli.ledger.log import SAYING_NOT_YET, Place, Statement

Stage = str


class Bound(Struct, frozen=True):
    """What gives one end of a span: a statement, and the rule by which it does.

    Under rule 1 it denies that `stage` had been reached; under rule 2 it reports the stage itself; under rule 5 it is
    the last word that the stage lay ahead; under rules 4 and 6 it bounds an earlier or a later stage than `stage`.
    """

    rule: Literal[1, 2, 4, 5, 6]
    stage: Stage
    statement: Statement


class Ends(Struct, frozen=True):
    """A span of days, and what gives each of its ends; nothing does where the end is open."""

    span: Span = Span()
    earliest_by: tuple[Bound, ...] = ()
    latest_by: tuple[Bound, ...] = ()

    def __and__(self, other: "Ends") -> "Ends | None":
        """The days that both allow, with what gives their ends; None where there is no such day."""
        common = self.span & other.span
        if common is None:
            return None
        return Ends(
            common,
            _givers(common.earliest, (self.span.earliest, self.earliest_by), (other.span.earliest, other.earliest_by)),
            _givers(common.latest, (self.span.latest, self.latest_by), (other.span.latest, other.latest_by)),
        )


class Reached(Struct, frozen=True):
    """A stage that was reached: on which days that may have been, and what it rests on.

    `first` is the statement by which it was first reported; `implied` where no plain statement of the stage itself
    gives its latest day; `disputed` where statements contradict each other on its days.
    """

    ends: Ends
    first: Statement
    implied: bool
    disputed: bool

    @property
    def span(self) -> Span:
        """The days on which it may have been reached."""
        return self.ends.span

    @property
    def reported(self) -> date:
        """The day on which it was first reported."""
        return self.first.date

    @property
    def independent(self) -> bool:
        """Whether a statement that gives its latest day is an independent source's."""
        return any(by.statement.independent for by in self.ends.latest_by)


class Conflict(Struct, frozen=True):
    """Two statements that cannot both be true of a stage: `by` contradicts `against`."""

    stage: Stage
    by: Bound
    against: Bound


LastAhead = tuple[date, Bound]
"""A day on which a stage was ahead, and what says so."""


class Life(Struct, frozen=True):
    """What became of an item: the stages reached, in order; whether it is given up; and what was contradicted.

    `ahead` has, for each of its `stages`, the last statement that says it had not been reached, of those before its
    report; `denied` the contradiction about each stage that counts as not reached since a report of it was taken back;
    `last_ahead` the last day on which each stage is known to have been ahead if it is not reached, and what says so.
    """

    stages: tuple[Stage, ...]
    reached: dict[Stage, Reached]
    withdrawn: Reached | None
    ahead: dict[Stage, Statement]
    denied: dict[Stage, Conflict]
    conflicts: tuple[Conflict, ...]
    last_ahead: Mapping[Stage, LastAhead]


def life(statements: Iterable[Statement], about: Mapping[Stage, Sequence[Statement]]) -> Life:
    """The life of one item as its statements tell it, in the order of the log; `about` has those of each stage."""
    reports = Reports.before(tuple(about))
    for statement in statements:
        reports.take(statement)
    known = reported_stages({stage: without_refuted(standing) for stage, standing in reports.standing.items()})
    withdrawals = reports.withdrawals
    ahead = {stage: last for stage, said in about.items() if (last := last_ahead(said, known.get(stage)))}
    withdrawn = {WITHDRAWN: Known(withdrawals, withdrawals[:1])} if withdrawals else {}
    conflicts = (
        *reports.conflicts,
        *intersect(known),
        *intersect(withdrawn),
        *bound_by_ahead(known, ahead),
        *bound_by_later(known),
        *bound_by_earlier(known),
    )
    given_up = withdrawn.get(WITHDRAWN)
    reached = {stage: found.result() for stage, found in known.items()}
    return Life(
        stages=reports.stages,
        reached=reached,
        withdrawn=given_up.result() if given_up else None,
        ahead=ahead,
        denied=reports.denied,
        conflicts=conflicts,
        last_ahead=_last_ahead(reports.stages, reached, ahead),
    )


def _last_ahead(
    stages: Sequence[Stage], reached: Mapping[Stage, Reached], ahead: Mapping[Stage, Statement]
) -> dict[Stage, LastAhead]:
    """When each stage is last known to have been ahead; one of which nothing says so is not there.

    That is the last word that it, or an earlier stage, had not been reached, or the first day of an earlier stage.
    """
    found: dict[Stage, LastAhead] = {}
    last: LastAhead | None = None
    for stage in stages:
        report, said, known = reached.get(stage), ahead.get(stage), None
        if report and report.span.earliest:
            known = report.span.earliest, report.ends.earliest_by[0]
        elif said and not report:
            known = said.ahead_on or said.date, Bound(5, stage, said)
        last = known if known and not (last and last[0] >= known[0]) else last
        if last:
            found[stage] = last
    return found


class Reports(Struct):
    """Rule 1, statement by statement: the reports that stand, what denied others, and whether the item is given up.

    `reported` are the places, in order, of those stages that have ever been reported: nothing hangs on the others.
    `taken_back` are the plain reports of each stage that were denied; `denials` has the stages that each is about;
    `givings_up` are withdrawals, and what may take them back: later reports, and promises of what was not reached.
    """

    stages: tuple[Stage, ...]
    reported: list[int]
    standing: dict[Stage, list[Statement]]
    taken_back: dict[Stage, list[Statement]]
    denials: list[tuple[tuple[Stage, ...], Conflict]]
    conflicts: list[Conflict]
    givings_up: list[Statement]

    @classmethod
    def before(cls, stages: Sequence[Stage]) -> "Reports":
        """Before the first statement."""
        return cls(tuple(stages), [], {stage: [] for stage in stages}, {stage: [] for stage in stages}, [], [], [])

    def take(self, statement: Statement) -> None:
        """One more statement of the log."""
        stage = statement.event.stage or ""
        if statement.type == "reached":
            self._report(statement, stage)
        elif statement.type == "withdrawn":
            self.givings_up.append(statement)
        elif statement.type in SAYING_NOT_YET and not statement.event.implied:
            self._deny(statement, stage)

    def is_reached(self, stage: Stage) -> bool:
        """Whether a report of the stage, or of a later one, stands."""
        return any(self.standing[self.stages[at]] for at in self._reported_from(self.stages.index(stage)))

    @property
    def denied(self) -> dict[Stage, Conflict]:
        """The newest contradiction about each stage that counts as not reached since a report of it was taken back."""
        about = {stage: conflict for stages, conflict in self.denials for stage in stages}
        return {stage: about[stage] for stage in self.stages if stage in about and not self.is_reached(stage)}

    @property
    def withdrawals(self) -> list[Statement]:
        """The withdrawals that nothing takes back: no promise, and no report of a later day that stands."""
        standing: list[Statement] = []
        for statement in self.givings_up:
            if statement.type == "withdrawn":
                standing.append(statement)
            elif statement.type == "promised" or (
                standing
                and statement in without_refuted(self.standing[statement.event.stage or ""])
                and statement.days.is_after(_last_day(standing))
            ):
                standing.clear()
        return standing

    def _reported_from(self, first: int) -> list[int]:
        return self.reported[bisect_left(self.reported, first) :]

    def _report(self, report: Statement, stage: Stage) -> None:
        if (at := self.stages.index(stage)) not in self.reported:
            insort(self.reported, at)
        if report.event.corrects:
            self._correct(stage)
        self.standing[stage].append(report)
        if self.givings_up:
            self.givings_up.append(report)

    def _deny(self, denial: Statement, denied: Stage) -> None:
        """A plain statement that a stage lies ahead, and so do the later ones."""
        if self.givings_up and denial.type == "promised" and denial.counts and not self.is_reached(denied):
            self.givings_up.append(denial)
        first = self.stages.index(denied)
        for at in self._reported_from(first):
            stage = self.stages[at]
            if denial.event.corrects and denial.bears:
                self._correct(stage)
            if self.standing[stage] or self.taken_back[stage]:
                now = [report for report in self.standing[stage] if takes_back(denial, report)]
                self.standing[stage] = [report for report in self.standing[stage] if report not in now]
                self._dispute(
                    denial, self.stages[first : at + 1], [report for report in now if not report.event.implied]
                )

    def _dispute(self, denial: Statement, stages: Sequence[Stage], reports: Sequence[Statement]) -> None:
        """A denial of stages up to the last of them, which plain reports that it takes back have as reached.

        What was taken back before is taken back once more where the denial is about stages of which none has denied it.
        """
        before = [report for report in self.taken_back[stages[-1]] if takes_back(denial, report)]
        about = {stage for denied, conflict in self.denials for stage in denied if conflict.stage == stages[-1]}
        if reports or (before and not about.issuperset(stages)):
            report = (*before, *reports)[-1]
            conflict = Conflict(stages[-1], Bound(1, stages[0], denial), Bound(2, stages[-1], report))
            self.conflicts.append(conflict)
            self.denials.append((tuple(stages), conflict))
        self.taken_back[stages[-1]] += reports

    def _correct(self, stage: Stage) -> None:
        """The reports of a stage are discarded, and with them what was denied of them."""
        self.standing[stage].clear()
        self.taken_back[stage].clear()
        self.denials = [(stages, conflict) for stages, conflict in self.denials if conflict.stage != stage]


def takes_back(denial: Statement, report: Statement) -> bool:
    """Whether a plain statement that the same or an earlier stage lay ahead takes back a report before it in the log.

    A promise takes back what was only implied, and, unless it is made anew, what was published on an earlier day.
    """
    if denial.type == "promised":
        is_later = not denial.event.anew and report.date < denial.date
        return denial.bears and (report.event.implied or (denial.counts and is_later))
    return denial.ahead_on is not None and report.days.is_by(denial.ahead_on)


def without_refuted(standing: Sequence[Statement]) -> list[Statement]:
    """Rule 1: the reports that stand but for the implied ones with which a plain one has no day in common."""
    plain = [report.days for report in standing if not report.event.implied]
    return [
        report
        for report in standing
        if not report.event.implied or all(report.days & days is not None for days in plain)
    ]


class Known(Struct):
    """A stage while the rules narrow it down: the days that its own reports leave, apart where they contradict.

    `firsts` are the reports, of the stage or a later one, of the first day on which there is any; `added` are the days
    that a bound allows with which none of its own days agrees.
    """

    reports: list[Statement]
    firsts: list[Statement]
    own: list[Ends] = []
    added: list[Ends] = []
    disputed: bool = False

    def narrow(self, bound: Ends) -> Bound | None:
        """Keep only the days that a bound allows; returns what it clashes with where none of its own days agrees."""
        agreeing = [ends & bound for ends in self.own]
        if not any(agreeing):
            return (self.own[0].latest_by if bound.span.latest is None else self.own[0].earliest_by)[0]
        self.own = [kept or ends for kept, ends in zip(agreeing, self.own, strict=True)]
        self.added = [ends & bound or ends for ends in self.added]
        return None

    def widen(self, bound: Ends) -> None:
        """Dispute it, and add the days that a bound allows with which it clashes, up to the day of the first report."""
        self.disputed = True
        if allowed := bound & self.by_first_day:
            self.added.append(allowed)

    @property
    def by_first_day(self) -> Ends:
        """What the first reports say whatever contradicts them: it was reached by the day of their publication."""
        by = tuple(Bound(2 if first in self.reports else 4, first.event.stage or "", first) for first in self.firsts)
        return Ends(Span(None, self.firsts[0].date), latest_by=by)

    @property
    def first(self) -> date | None:
        """The first day that is left, None where that is open."""
        starts = [ends.span.earliest for ends in (*self.own, *self.added)]
        return None if None in starts else min(filter(None, starts))

    @property
    def last(self) -> date:
        """The last day that is left."""
        return max(ends.span.latest for ends in (*self.own, *self.added) if ends.span.latest)

    @property
    def ends(self) -> Ends:
        """The days that are left, from the first to the last."""
        return hull([*self.own, *self.added])

    def result(self) -> Reached:
        """What is known of the stage once every rule was applied."""
        ends = self.ends
        plain = [report for report in self.reports if not report.event.implied]
        is_stated = any(bound.statement in plain for bound in ends.latest_by)
        return Reached(ends, self.firsts[0], not is_stated, self.disputed)


def hull(several: Sequence[Ends]) -> Ends:
    """From the first to the last day that any of several spans allows, each of which ends; and what gives these two."""
    starts = [ends.span.earliest for ends in several]
    first = None if None in starts else min(filter(None, starts))
    last = max(ends.span.latest for ends in several if ends.span.latest)
    return Ends(
        Span(first, last),
        _givers(first, *((ends.span.earliest, ends.earliest_by) for ends in several)),
        _givers(last, *((ends.span.latest, ends.latest_by) for ends in several)),
    )


def _givers(end: date | None, *sides: tuple[date | None, tuple[Bound, ...]]) -> tuple[Bound, ...]:
    """What gives an end of a span, of several sides, each statement once; nothing for an open end."""
    given: dict[Place, Bound] = {}
    for day, bounds in sides:
        if end is not None and day == end:
            for bound in bounds:
                given.setdefault(bound.statement.at, bound)
    return tuple(given.values())


def reported_stages(standing: dict[Stage, list[Statement]]) -> dict[Stage, Known]:
    """Rule 3: a stage is reached when it or a later one is, and reported on the first day on which one of them was."""
    known: dict[Stage, Known] = {}
    firsts: list[Statement] = []
    for stage, reports in reversed(standing.items()):
        so_far = sorted([*firsts, *reports], key=_position)
        firsts = [report for report in so_far if report.date == so_far[0].date]
        if firsts:
            known[stage] = Known(reports, firsts)
    return dict(reversed(known.items()))


def intersect(known: Mapping[Stage, Known]) -> Iterator[Conflict]:
    """Rule 2: the days that all reports of a stage allow; where there is none, the days that any of them allows.

    A stage without reports was reached by the day on which a later one was reported first, whatever contradicts that.
    """
    for stage, found in known.items():
        reported = [_ends(stage, report) for report in found.reports]
        common: Ends | None = Ends() if reported else found.by_first_day
        for ends in reported:
            common = common & ends if common else None
        if common is None:
            found.disputed = True
            clashing = min(found.reports, key=_latest), max(found.reports, key=_earliest)
            against, by = (Bound(2, stage, report) for report in sorted(clashing, key=_position))
            yield Conflict(stage, by, against)
        found.own = [common] if common else reported


def _ends(stage: Stage, report: Statement) -> Ends:
    """The days that a report allows, each end given by it."""
    days, by = report.days, (Bound(2, stage, report),)
    return Ends(days, by if days.earliest else (), by)


def bound_by_ahead(known: Mapping[Stage, Known], ahead: Mapping[Stage, Statement]) -> Iterator[Conflict]:
    """Rule 5: a stage lies on or after the last day on which it was said to lie ahead."""
    for stage, found in known.items():
        if last := ahead.get(stage):
            by = Bound(5, stage, last)
            bound = Ends(Span(last.ahead_on, None), earliest_by=(by,))
            if against := found.narrow(bound):
                found.widen(bound)
                yield Conflict(stage, by, against)


def bound_by_later(known: Mapping[Stage, Known]) -> Iterator[Conflict]:
    """Rule 4: the latest day of each later stage bounds every earlier one, from the last stage back."""
    stages = list(known)
    soonest = date.max
    for at, stage in reversed(list(enumerate(stages))):
        takes_days = known[stage].last >= soonest
        for later in stages[at + 1 :] if takes_days else ():
            bound = _by_later(later, known[later])
            if against := known[stage].narrow(bound):
                yield Conflict(stage, bound.latest_by[0], against)
                yield Conflict(later, Bound(6, stage, against.statement), Bound(2, later, bound.latest_by[0].statement))
                _clash(stage, known[stage], later, known[later])
        soonest = min(soonest, known[stage].last)


def bound_by_earlier(known: Mapping[Stage, Known]) -> Iterator[Conflict]:
    """Rule 6: the earliest day of each earlier stage bounds every later one, from the first stage on."""
    stages = list(known)
    newest = date.min
    for at, stage in enumerate(stages):
        takes_days = (known[stage].first or date.min) <= newest
        for earlier in reversed(stages[:at]) if takes_days else ():
            bound = _by_earlier(earlier, known[earlier])
            if against := known[stage].narrow(bound):
                yield Conflict(stage, bound.earliest_by[0], against)
                yield Conflict(
                    earlier, Bound(4, stage, against.statement), Bound(2, earlier, bound.earliest_by[0].statement)
                )
                _clash(earlier, known[earlier], stage, known[stage])
        newest = max(newest, known[stage].first or date.min)


def _by_later(stage: Stage, found: Known) -> Ends:
    """What a stage allows of an earlier one."""
    ends = found.ends
    return Ends(
        Span(None, ends.span.latest), latest_by=tuple(Bound(4, stage, bound.statement) for bound in ends.latest_by)
    )


def _by_earlier(stage: Stage, found: Known) -> Ends:
    """What a stage allows of a later one."""
    ends = found.ends
    return Ends(
        Span(ends.span.earliest, None),
        earliest_by=tuple(Bound(6, stage, bound.statement) for bound in ends.earliest_by),
    )


def _clash(earlier: Stage, before: Known, later: Stage, after: Known) -> None:
    """Two stages that leave each other no day: both are disputed, and each is widened by what the other allows."""
    up_to, on_or_after = _by_later(later, after), _by_earlier(earlier, before)
    before.widen(up_to)
    after.widen(on_or_after)


def last_ahead(about: Sequence[Statement], known: Known | None) -> Statement | None:
    """The statement that speaks of the last day on which a stage lay ahead, of those made before the day of its report.

    Of several that speak of one day it is the last in the log. None speaks of a day after its own.
    """
    reported = known.firsts[0].date if known else date.max
    last, last_day = None, date.min
    for said in reversed(about):
        if last and said.date <= last_day:
            break
        if said.date < reported and (day := said.ahead_on) and (last is None or day > last_day):
            last, last_day = said, day
    return last


def _last_day(statements: Sequence[Statement]) -> date:
    """The last day that all statements allow, or, where they leave none, that any of them allows."""
    first, last = max(map(_earliest, statements)), min(map(_latest, statements))
    return last if first <= last else max(map(_latest, statements))


def _position(statement: Statement) -> Place:
    return statement.at


def _earliest(report: Statement) -> date:
    return report.days.earliest or date.min


def _latest(report: Statement) -> date:
    return report.days.latest or report.date
