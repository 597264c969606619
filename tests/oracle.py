"""What follows from a log, written a second time from the contract alone: slow, and plain enough to be read beside it.

An oracle takes the statements about one item and says what follows. Days are tried, not reckoned with: a stage has a
set of days, from a calendar that holds every day of the log and OPEN, which stands for all days before. The words in
quotation marks are those of the format's contract, "What is derived".

This module knows stages, attempts and deadlines, and `oracle_rows.py` puts them into rows. Floors, conditions and goals
are in `oracle_floors.py`, `oracle_conditions.py` and `oracle_goals.py`; `oracle_file.py` reads a whole file.

A comment that begins with CHOICE marks a place where the contract leaves open what is meant, or where its words and
their purpose ("a certain verdict is one that both bear out") part.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

OPEN = date.min
"""Some day before all that the log speaks of."""


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days that a date phrase may mean."""

    earliest: date | None = None
    latest: date | None = None


@dataclass(frozen=True, kw_only=True)
class Target:
    """The days that a target with a date may mean; `firm` is its last day by the strictest reading, OPEN if unknown."""

    earliest: date | None
    latest: date
    firm: date


@dataclass(frozen=True)
class Floor:
    """The day before which a stage is promised not to come, by the lenient and by the strict reading."""

    f1: date
    f2: date


@dataclass(frozen=True)
class Condition:
    """What a promise waits for: a stage of another item; and how long after it the promise is due, if that is said."""

    item: str
    stage: str
    within: str | None = None


@dataclass(frozen=True)
class Series:
    """What promises belong together: "one stage, promised by one party (`by`), as a deadline or as a floor"."""

    stage: str
    by: str | None = None
    is_floor: bool = False


@dataclass(frozen=True, kw_only=True)
class Said:
    """One statement about the item; `at` is its place in the log.

    A promise has a `target`; or none, and then `takes_back` is whether its words take the date back. One with a `floor`
    is a floor: an event with both is two statements, one after the other, and `is_half_ahead` where one of them had not
    passed.

    What is told in retrospect is `published` on the last day of `stated`, and `known` from its update on. A figure
    `speaks_of` another day than its publication. `bears` is whether it says anything about the amount of the goal that
    is asked about.

    A promise with `after` has a target where the other stage is reached; it is known from its place in the log,
    `dated_at`, on, `is_replaced` where a newer condition came first, and `waits` where there is none.
    """

    at: int
    published: date
    type: Literal["reached", "promised", "not_yet", "partly", "withdrawn", "note"]
    stage: str
    item: str = ""
    update: str = ""
    source: str = ""
    independent: bool = False
    when: Window | None = None
    target: Target | None = None
    takes_back: bool = False
    implied: bool = False
    corrects: bool = False
    anew: bool = False
    floor: Floor | None = None
    by: str | None = None
    known: date | None = None
    speaks_of: date | None = None
    bears: bool = True
    follows: bool = False
    amount: float | None = None
    after: Condition | None = None
    dated_at: int | None = None
    is_replaced: bool = False
    is_half_ahead: bool = False
    is_second_half: bool = False
    waits: bool = False

    @property
    def denies_on(self) -> date:
        """The day of which it says that its stage had not been reached."""
        return self.speaks_of or self.published

    @property
    def dated_from(self) -> int:
        """The place in the log from which its date is known."""
        return self.at if self.dated_at is None else self.dated_at

    @property
    def series(self) -> Series:
        """The series of promises that it belongs to."""
        return Series(self.stage, self.by, self.floor is not None)


@dataclass(frozen=True)
class Log:
    """Statements about one item in the order of the log, the stages of its life in order, and the days to try.

    CHOICE: the order of the log is that of publication, and "file order, also within a day and an update" settles a
    shared day; an update that stands out of its date order is read in its place.
    """

    said: tuple[Said, ...]
    stages: tuple[str, ...]
    calendar: frozenset[date]

    @classmethod
    def of(cls, said: Iterable[Said], stages: Sequence[str]) -> "Log":
        """A log with the calendar of all days that it speaks of."""
        said = tuple(sorted(said, key=lambda statement: (statement.published, statement.at)))
        said = tuple(replace(statement, at=at) for at, statement in enumerate(said))
        return cls(said, tuple(stages), calendar(said))

    def as_of(self, day: date) -> "Log":
        """The log as of a day: "only updates published on or before `D` count"."""
        return self.only(statement for statement in self.said if (statement.known or statement.published) <= day)

    def only(self, said: Iterable[Said]) -> "Log":
        """The log with some of its statements."""
        return Log(tuple(said), self.stages, self.calendar)

    def after(self, before: Said) -> Iterator[Said]:
        """What stands after a statement in the log."""
        return (statement for statement in self.said if statement.at > before.at)

    def of_type(self, type_: str, stage: str | None = None) -> list[Said]:
        """The statements of a type, of one stage if that is named."""
        return [statement for statement in self.said if statement.type == type_ and stage in (None, statement.stage)]

    def place(self, stage: str) -> int:
        """Which stage of the life a stage is."""
        return self.stages.index(stage)

    def series(self, stage: str) -> list[Series]:
        """The series of promises of a stage, in the order in which they began."""
        return list(dict.fromkeys(statement.series for statement in self.of_type("promised", stage)))


def calendar(said: Sequence[Said]) -> frozenset[date]:
    """Every day from the first that the log speaks of to the last publication, and OPEN."""
    spoken_of = [statement.published for statement in said]
    spoken_of += [day for s in said if s.when for day in (s.when.earliest, s.when.latest) if day]
    return every_day(min(spoken_of), max(statement.published for statement in said))


def every_day(first: date, last: date) -> frozenset[date]:
    """The days from one to another, and OPEN."""
    return frozenset({OPEN, *(first + timedelta(days=n) for n in range((last - first).days + 1))})


def up_to(last: date, log: Log) -> frozenset[date]:
    """The days that do not come after a day."""
    return frozenset(day for day in log.calendar if day <= last)


def on_or_after(first: date, log: Log) -> frozenset[date]:
    """The days that do not come before a day."""
    return frozenset(day for day in log.calendar if day >= first)


# When a stage was reached: rule 1


def days_of(report: Said, log: Log) -> frozenset[date]:
    """What a report allows: "the days of its `when`, or all days, cut off at the day of publication".

    CHOICE: what follows of a goal from items whose reports contradict each other is not cut off, as theirs is not.
    """
    when = report.when or Window()
    return frozenset(
        day
        for day in log.calendar
        if (report.follows or day <= report.published) and (when.earliest or OPEN) <= day <= (when.latest or date.max)
    )


def counts(statement: Said) -> bool:
    """Whether a statement is "a plain promise that counts by rule 5".

    "A plain promise says that the stage had not been reached yet, unless its own deadline (`latest`), or its own floor
    (`f1`), had passed when it was made". CHOICE: an event with both counts, for both, if one of them was ahead; one for
    after another stage names no deadline of its own, so it counts always.
    """
    return statement.type == "promised" and not statement.implied and not had_passed(statement)


def had_passed(promise: Said) -> bool:
    """Whether the deadline or the floor of a promise had passed when it was made."""
    if promise.is_half_ahead:
        return False
    if promise.floor:
        return promise.floor.f1 < promise.published
    return promise.after is None and promise.target is not None and promise.target.latest < promise.published


def denies(statement: Said) -> bool:
    """Whether it says that its stage had not been reached: "a *not yet* and a *partly* … always", or a promise."""
    return statement.bears and (statement.type in ("not_yet", "partly") or counts(statement))


def is_corrected(report: Said, log: Log) -> bool:
    """Whether a report is discarded: a `corrects` event does so with those "of its stage published before it".

    CHOICE: before it is before it in the log, so that a page corrected on its own day is corrected. CHOICE: a *not yet*
    that corrects discards those of later stages too, as it would without `corrects`.
    """
    return any(
        later.corrects
        and later.bears
        and (
            later.stage == report.stage
            or (later.type == "not_yet" and log.place(later.stage) <= log.place(report.stage))
        )
        for later in log.after(report)
    )


def takers_back(report: Said, log: Log) -> list[Said]:
    """Which statements take back a plain report.

    "A plain *not yet* or *partly* takes back the plain reports before it in the log, of its stage and of every later
    one, whose last day is not after the day that it speaks of", "a plain promise that counts by rule 5, published on a
    later day than the report and without `anew`, does the same". CHOICE: a *partly* speaks of the day of publication,
    as a *not yet* does; its `when` is that of the part.
    """
    return [
        later
        for later in log.after(report)
        if denies(later)
        and log.place(later.stage) <= log.place(report.stage)
        and (
            (later.published > report.published and not later.anew)
            if later.type == "promised"
            else max(days_of(report, log)) <= later.denies_on
        )
    ]


def standing(log: Log) -> list[Said]:
    """The reports that stand by rule 1."""
    plain = [
        report
        for report in log.of_type("reached")
        if not report.implied and not is_corrected(report, log) and not takers_back(report, log)
    ]
    implied = [
        report
        for report in log.of_type("reached")
        if report.implied and not is_corrected(report, log) and not is_outdone(report, plain, log)
    ]
    return sorted([*plain, *implied], key=lambda report: report.at)


def is_outdone(implied: Said, plain: Sequence[Said], log: Log) -> bool:
    """Whether an implied report gives way.

    It "is discarded by a plain (not implied) promise, *not yet* or *partly* of the same or an earlier stage that stands
    after it in the log" (any plain promise: also one that does not count by rule 5, or is made anew), "and by a plain
    report of its stage, before or after it, with which it has no day in common". CHOICE: by a plain report that stands;
    not by a figure of an earlier day.
    """
    denied = any(
        later.type in ("promised", "not_yet", "partly")
        and later.bears
        and not later.implied
        and log.place(later.stage) <= log.place(implied.stage)
        and (later.speaks_of is None or max(days_of(implied, log)) <= later.speaks_of)
        for later in log.after(implied)
    )
    return denied or any(
        report.stage == implied.stage and not days_of(report, log) & days_of(implied, log) for report in plain
    )


def is_disputed_as_not_reached(stage: str, log: Log) -> bool:
    """Whether a report of a stage was taken back, and nothing settles it.

    "Until a later report the stage counts as not reached, and is **disputed** …; with `corrects = true` on the *not
    yet* it is simply not reached". CHOICE: that holds for every stage about which the two contradict each other: those
    from the stage that is denied to the stage that was reported, which says that the earlier ones were reached too.
    CHOICE: whatever corrects the report, before or after it was denied, settles it.
    """
    place = log.place(stage)
    is_reached = any(log.place(report.stage) >= place for report in standing(log))
    return not is_reached and any(
        not report.implied
        and log.place(report.stage) >= place
        and not is_corrected(report, log)
        and any(log.place(taker.stage) <= place for taker in takers_back(report, log))
        for report in log.of_type("reached")
    )


# Rules 2 to 6


@dataclass
class Stage:
    """A stage that is reached: the days that its own statements allow, and those that a contradiction adds.

    `own` holds one set of days; or, where reports contradict each other, one for each report in `told`.
    """

    reported: date
    first: Said
    own: list[frozenset[date]]
    told: Sequence[Said]
    added: frozenset[date] = frozenset()
    disputed: bool = False
    implied: bool = False
    independent: bool = False

    @property
    def days(self) -> frozenset[date]:
        """All days on which it may have been."""
        return self.added.union(*self.own)

    def takes(self, bound: frozenset[date]) -> bool:
        """Apply a bound, and say whether it leaves a day.

        CHOICE: where contradictions have left several sets of days, a bound narrows each by itself, and one that it
        would leave empty stays: "a certain verdict is then one that all of them bear out", so no statement drops out
        because one more contradicts it. A bound is a contradiction where none of the stage's own days agrees with it.
        """
        if not any(days & bound for days in self.own):
            return False
        self.own = [days & bound or days for days in self.own]
        self.added = self.added & bound or self.added
        return True

    def widen(self, bound: frozenset[date]) -> None:
        """Dispute it: "widened to hold the days that the bound allows, up to the day" of its first report."""
        self.disputed = True
        self.added |= {day for day in bound if day <= self.reported}


def reached(log: Log) -> dict[str, Stage]:
    """Every stage that is reached, with the days on which it may have been.

    CHOICE: "found in this order" would apply bound 4 before 5. Then a *not yet* about an earlier stage, and a later
    stage reported for a day before it, left the later one undisputed and certain. Here rule 5 comes first, as what is
    said of the stage itself, and then the stages are held against each other.
    """
    found = {stage: found_stage for stage in log.stages if (found_stage := by_own_statements(stage, log))}
    for stage, it in found.items():
        if bound := ahead_until(stage, it.reported, log):
            allowed = on_or_after(bound.denies_on, log)
            if not it.takes(allowed):
                it.widen(allowed)
    hold_against_later_ones(list(found.values()), log)
    hold_against_earlier_ones(list(found.values()), log)
    for stage, it in found.items():
        name_the_evidence(stage, it, found, log)
    return found


def by_own_statements(stage: str, log: Log) -> Stage | None:
    """Rules 2 and 3.

    "The statements of one stage are intersected. Where they leave no day, … the stage is *disputed*, and its span
    reaches from the first to the last day that any of them allows." "A stage that nobody stated, but that a later stage
    implies, is reached too. Every stage counts as reported on the first day on which it, or a later one, was (by a
    report that stands)." CHOICE: one that nobody stated was reached by that day, whatever else contradicts it.
    """
    saying_so = [report for report in standing(log) if log.place(report.stage) >= log.place(stage)]
    if not saying_so:
        return None
    first = saying_so[0]
    of_it = [report for report in saying_so if report.stage == stage]
    told = [days_of(report, log) for report in of_it]
    shared = log.calendar.intersection(*told) if told else up_to(first.published, log)
    if shared:
        return Stage(first.published, first, [shared], of_it)
    return Stage(first.published, first, told, of_it, disputed=True)


def ahead_until(stage: str, reported: date | None, log: Log) -> Said | None:
    """Rule 5: what says that a stage was still ahead.

    "The stage lies on or after the day of the last of these published before the day on which it was reported".
    CHOICE: the last is the one that speaks of the last day; figures speak of other days than their publication.
    """
    said = [s for s in log.said if s.stage == stage and denies(s) and (reported is None or s.published < reported)]
    return max(said, key=lambda s: (s.denies_on, s.at), default=None)


def hold_against_later_ones(life: Sequence[Stage], log: Log) -> None:
    """Rule 4: "The latest day of each later stage bounds every earlier one (from the last stage back to the first)"."""
    for place in reversed(range(len(life))):
        for later in life[place + 1 :]:
            if not life[place].takes(up_to(max(later.days), log)):
                clash(life[place], later, log)


def hold_against_earlier_ones(life: Sequence[Stage], log: Log) -> None:
    """Rule 6: "The earliest day of each earlier stage bounds every later one (from the first stage on to the last)"."""
    for place in range(len(life)):
        for earlier in reversed(life[:place]):
            if not life[place].takes(on_or_after(min(earlier.days), log)):
                clash(earlier, life[place], log)


def clash(earlier: Stage, later: Stage, log: Log) -> None:
    """Two stages contradict each other: "where two stages clash (4, 6), both are".

    CHOICE: both are disputed, and both are widened, each by the bound that the other one is to it.
    """
    by_later, by_earlier = up_to(max(later.days), log), on_or_after(min(earlier.days), log)
    earlier.widen(by_later)
    later.widen(by_earlier)


def name_the_evidence(stage: str, it: Stage, life: dict[str, Stage], log: Log) -> None:
    """What a stage rests on.

    It is "`implied` when no plain statement of the stage itself gives its latest day", and "`independent` when a
    statement that gives its latest day is an independent source's".
    """
    givers = giving_latest(stage, it, life, log)
    it.implied = not any(report.stage == stage and not report.implied for report in givers)
    it.independent = any(report.independent for report in givers)


def giving_latest(stage: str, it: Stage, life: dict[str, Stage], log: Log) -> list[Said]:
    """The reports, of a stage or a later one, that give its latest day.

    CHOICE: where a stage may have been reached up to the day on which it was first reported, since nobody stated it or
    a contradiction widens it, the reports of that day give it, whichever stands first. CHOICE: of reports that
    contradict each other, each gives the last day that the bounds leave of its own. CHOICE: a later stage's report
    gives the day if it is the last one of that stage too.
    """
    latest = max(it.days)
    left = dict(zip(it.told, it.own, strict=True)) if len(it.own) > 1 else {}
    is_stated = any(report.stage == stage for report in standing(log))
    return [
        report
        for report in standing(log)
        if log.place(report.stage) >= log.place(stage)
        and (
            (max(left.get(report) or days_of(report, log)) == latest == max(life[report.stage].days))
            or (report.published == latest == it.reported and not (is_stated and latest not in it.added))
        )
    ]


def giving_earliest(stage: str, it: Stage, life: dict[str, Stage], log: Log) -> list[Said]:
    """The statements, of a stage or an earlier one, that give its earliest day: reports, and what says "not yet"."""
    earliest = min(it.days)
    reports = [r for r in standing(log) if log.place(r.stage) <= log.place(stage) and min(days_of(r, log)) == earliest]
    denials = [
        s
        for s in log.said
        if denies(s)
        and log.place(s.stage) <= log.place(stage)
        and s.denies_on == earliest
        and s.published < life[s.stage].reported
    ]
    return [*reports, *denials]


# Withdrawn


def withdrawals(log: Log) -> list[Said]:
    """The withdrawals that nothing takes back.

    "A withdrawal is taken back by a plain promise that counts by rule 5, of a stage that was not reached before, or by
    a report published later whose days begin after the last day on which it may have been withdrawn."

    CHOICE: later is later in the log. CHOICE: not reached before is judged by what the log said before the promise.
    CHOICE: a report that does not stand takes nothing back. CHOICE: the last day on which it may have been withdrawn is
    that of all withdrawals said so far, taken together.
    """
    stand: list[Said] = []
    reports = standing(log)
    for statement in log.said:
        if statement.type == "withdrawn":
            stand.append(statement)
        elif counts(statement):
            before = log.only(s for s in log.said if s.at < statement.at - statement.is_second_half)
            if statement.stage not in reached(before):
                stand = []
        elif statement in reports and stand and min(days_of(statement, log)) > max(withdrawn_days(stand, log)):
            stand = []
    return stand


def withdrawn_days(said: Sequence[Said], log: Log) -> frozenset[date]:
    """The days that withdrawals leave, by rules 1 and 2."""
    told = [days_of(statement, log) for statement in said]
    return frozenset.intersection(*told) or frozenset.union(*told)


def withdrawn(log: Log) -> Stage | None:
    """The withdrawal, as a stage reached."""
    said = withdrawals(log)
    if not said:
        return None
    told = [days_of(statement, log) for statement in said]
    shared = frozenset.intersection(*told)
    it = Stage(said[0].published, said[0], [shared] if shared else told, said, disputed=not shared)
    givers = [s for s in said if max(days_of(s, log)) == max(it.days)]
    it.implied = all(s.implied for s in givers)
    it.independent = any(s.independent for s in givers)
    return it


# What counts as one promise


@dataclass(frozen=True)
class Attempt:
    """A promise: its statements, oldest first, and the log by which it is judged.

    `closed` is the statement that closed it; `since` is where its time begins in the log. It `is_given_up` where it was
    closed, or where the item was withdrawn before the next one began.
    """

    series: Series
    said: tuple[Said, ...]
    log: Log
    closed: Said | None
    since: int
    is_given_up: bool = False

    @property
    def stage(self) -> str:
        """The stage that is promised."""
        return self.series.stage

    @property
    def dated(self) -> list[Said]:
        """The statements that give it a date, oldest first."""
        return [s for s in self.said if s.target and not s.is_replaced]


OPEN_END = 10**9


@dataclass
class Group:
    """The statements of an attempt, before it is known which count; `fresh` is one begun anew or after a withdrawal."""

    said: list[Said]
    fresh: bool
    closed: Said | None = None
    end: int = field(default=OPEN_END)


def attempts(series: Series, log: Log) -> list[Attempt]:
    """The promises of a series, in the order in which they began; one without any statement left is none."""
    return [attempt for begun in begun_attempts(series, log) if (attempt := before_the_report(begun)).said]


def begun_attempts(series: Series, log: Log) -> list[Attempt]:
    """The promises of a series with all that was stated for them."""
    groups, stage = grouped(series, log), series.stage
    owners = {report.at: owner(report, groups, log) for report in log.of_type("reached")}
    found = []
    for number, group in enumerate(groups):
        own = log.only(s for s in log.said if is_for_attempt(s, stage, group, owners.get(s.at) == number, log))
        own = with_denials(own, stage, groups[number + 1 :], log)
        since = group.said[0].at if number else 0
        until = of_newest_attempts(log.only(s for s in log.said if s.at <= group.end))
        is_given_up = group.closed is not None or bool(withdrawals(until))
        found.append(Attempt(series, tuple(group.said), own, group.closed, since, is_given_up))
    return found


def before_the_report(attempt: Attempt) -> Attempt:
    """A promise without what was stated for it "on the day of the report" or later, which is "no promise"."""
    report = reached(attempt.log).get(attempt.stage)
    return replace(attempt, said=tuple(s for s in attempt.said if report is None or s.published < report.reported))


def grouped(series: Series, log: Log) -> list[Group]:
    """Which statements go together.

    "A plain promise that counts by rule 5, made after the item was withdrawn or with `anew`, begins a **new attempt**."
    "A withdrawal closes every open attempt of the item."

    CHOICE: "made after the item was withdrawn" is made when the attempt before it is closed, so that the second
    statement of the new attempt is not one more. CHOICE: a promise that is implied or overdue, made when the attempt is
    closed, is no statement of any. CHOICE: a withdrawal closes an attempt that has an outcome, too, and closes it for
    good, though something take the withdrawal back later. CHOICE: an attempt ends where the next one begins, as nothing
    said of the later one may change it; it stays open. CHOICE: `anew` begins a new attempt of its own series only: a
    maker's new promise leaves the airline's as it is, and the floor.
    """
    groups: list[Group] = []
    is_withdrawn = False
    for statement in log.said:
        if statement.type == "withdrawn":
            is_withdrawn = True
            if groups and groups[-1].closed is None:
                groups[-1].closed, groups[-1].end = statement, statement.at
        elif statement.type == "promised" and statement.series == series:
            is_over = groups[-1].closed is not None if groups else is_withdrawn
            if counts(statement) and (statement.anew or is_over):
                if groups and groups[-1].closed is None:
                    groups[-1].end = statement.at - 1 - statement.is_second_half
                groups.append(Group([statement], fresh=True))
            elif not groups:
                groups.append(Group([statement], fresh=False))
            elif not is_over:
                groups[-1].said.append(statement)
    return groups


def owner(report: Said, groups: Sequence[Group], log: Log) -> int | None:
    """Which attempt a report belongs to.

    "A report belongs to the last attempt begun on or before the last day of its `when` (its publication, where it has
    none), else to the first".

    CHOICE: only to an attempt begun before the day on which it was published: "what is promised on the day of the
    report is no promise", and "done; the next one is promised for May", said in one update, is about two attempts. So a
    report from before a first attempt that was itself begun anew belongs to none.
    """
    if not groups:
        return None
    begun = [group.said[0].published for group in groups]
    last_day = max(days_of(report, log))
    fitting = [n for n, day in enumerate(begun) if day <= last_day and day < report.published]
    if fitting:
        return fitting[-1]
    return None if groups[0].fresh and report.published <= begun[0] else 0


def of_newest_attempts(log: Log) -> Log:
    """The log without the reports of a stage that are older than its newest attempt that has any.

    CHOICE: what was reached once, and promised and reached anew, contradicts nothing: the item's stage has the newer
    days. CHOICE: it is enough that one party promised it anew.
    """
    older: set[int] = set()
    for series in (series for stage in log.stages for series in log.series(stage)):
        groups = grouped(series, log)
        owners = {report.at: owner(report, groups, log) for report in log.of_type("reached", series.stage)}
        newest = max((number for number in owners.values() if number is not None), default=None)
        older |= {at for at, number in owners.items() if number != newest}
    return log.only(statement for statement in log.said if statement.at not in older)


def is_for_attempt(said: Said, stage: str, group: Group, is_own: bool, log: Log) -> bool:
    """Whether an attempt is judged by a statement.

    "A closed attempt is judged … by the log up to and with the closing statement and by the reports that belong to it,
    whenever they were published"; "an attempt that it does not belong to has no outcome by it".
    """
    if said.type == "reached" and log.place(said.stage) >= log.place(stage):
        return is_own
    return said.at <= group.end or (said.type == "reached" and is_own)


def with_denials(own: Log, stage: str, later: Sequence[Group], log: Log) -> Log:
    """The log of an attempt, and what takes back the reports that it is done before the next attempt begins.

    CHOICE: "the reports that belong to it, whenever they were published" are those that stand, so a *not yet* after one
    of them counts too, though the attempt be closed, and so does a promise of another stage, which may be a *not yet*.
    What is said once another attempt has begun is about that.
    """
    reports = [report for report in own.of_type("reached") if log.place(report.stage) >= log.place(stage)]
    first = min((report.at for report in reports), default=None)
    begun = min((group.said[0] for group in later), key=lambda said: said.at, default=None)
    until = begun.at - begun.is_second_half if begun else 10**9
    may_deny = [s for s in log.said if s.type in ("not_yet", "partly") or (s.type == "promised" and not s.implied)]
    denials = [s for s in may_deny if first is not None and first < s.at < until]
    return own.only(sorted({*own.said, *denials}, key=lambda statement: statement.at))


# Verdicts on a deadline


def verdict(attempt: Attempt, target: Target | None, clock: date, *, waits: bool = False) -> str:
    """The verdict of an attempt by a target: "the first row that applies wins".

    `waits` is whether it is "promised for after a stage that is not reported".
    """
    now = judged_on(attempt, clock)
    outcome = reached(attempt.log).get(attempt.stage)
    if outcome is not None:
        if target is None:
            return "delivered"
        if all(day <= target.firm for day in outcome.days):
            return "kept"
        return "late" if all(day > target.latest for day in outcome.days) else "undetermined"
    if is_disputed_as_not_reached(attempt.stage, attempt.log):
        return "disputed"
    if target is not None and any(day > target.latest for day in known_ahead(attempt)):
        return "missed"
    # CHOICE: "`pending`, `slipped` and `waiting` become `withdrawn`", and by the order of the rows so do the others.
    if attempt.is_given_up:
        return "withdrawn"
    if target is None:
        return "waiting" if waits else "undated"
    if is_put_off(attempt, target, now):
        return "slipped"
    newest = newest_dated(attempt) or target
    if not (now > target.latest and now > newest.latest):
        return "pending"
    return "partial" if has_part(attempt) else "unreported"


def judged_on(attempt: Attempt, clock: date) -> date:
    """The day on which it is judged: a closed attempt "on the day it was closed"."""
    return min(clock, attempt.closed.published) if attempt.closed else clock


def has_part(attempt: Attempt) -> bool:
    """Whether "a part was reported since the attempt began".

    CHOICE: on that day or later, so that the order of an update's events does not matter; a part of this very stage.
    """
    return any(part.published >= attempt.said[0].published for part in attempt.log.of_type("partly", attempt.stage))


def known_ahead(attempt: Attempt) -> list[date]:
    """Days on which the stage is known to have been ahead, of an attempt that is not reached.

    "The stage, or an earlier one, is known to have been ahead …: the last day by rule 5 (plain statements of this
    attempt's time), or the first day of an earlier stage". CHOICE: for an earlier stage that is reached only its first
    day counts, not what was said before: where these contradict each other, its span holds both. CHOICE: the first
    attempt's time begins with the log.
    """
    log, life = attempt.log, reached(attempt.log)
    days = []
    for stage in log.stages[: log.place(attempt.stage) + 1]:
        if stage in life:
            days.append(min(life[stage].days))
        elif (said := ahead_until(stage, None, log)) and said.at >= attempt.since:
            days.append(said.denies_on)
    return days


def is_put_off(attempt: Attempt, target: Target, now: date) -> bool:
    """Whether it has slipped.

    "The newest statement takes the date back, or gives one whose `firm` and `latest` are both later than those held to
    and whose `latest` is not before `C`". CHOICE: a statement that names no date without taking one back is passed
    over: "the date before it stands".
    """
    newest = next((s for s in reversed(attempt.said) if s.takes_back or (s.target and not s.is_replaced)), None)
    if newest is None or newest.target is None:
        return newest is not None
    is_later = newest.target.firm > target.firm and newest.target.latest > target.latest
    return is_later and not newest.target.latest < now


def newest_dated(attempt: Attempt) -> Target | None:
    """The newest target with a date."""
    return attempt.dated[-1].target if attempt.dated else None


def held_to(attempt: Attempt) -> Target | None:
    """The target of a promise: it is "held to the first date given for it".

    Of a promise with a condition, "a date known before stays the one held to".
    """
    first = min(attempt.dated, key=lambda s: s.dated_from, default=None)
    return first.target if first else None


# Beside the verdict


def days_late(attempt: Attempt) -> dict[str, int | None] | None:
    """How late it was: "0 inside the target's window", the days after it, and before it the days to it, negative.

    "As a range: `min` is `o1` by the lenient deadline (`latest`), `max` is `o2` by the strict one (`firm`)."
    """
    target, outcome = held_to(attempt), reached(attempt.log).get(attempt.stage)
    if target is None or outcome is None:
        return None

    def late(day: date, deadline: date) -> int:
        if day > deadline:
            return (day - deadline).days
        return (day - target.earliest).days if target.earliest and day < target.earliest else 0

    first, last = min(outcome.days), max(outcome.days)
    return {
        "min": None if first == OPEN else late(first, target.latest),
        "max": None if target.firm == OPEN else late(last, target.firm),
    }


def overdue(attempt: Attempt, target: Target | None, clock: date) -> int | None:
    """How long a target has passed.

    "For a deadline that is not reached, in an attempt that is open, the days from the `latest` of the target … up to
    `C`, null where it has not passed". CHOICE: the newest target is the newest dated one, also where its date was taken
    back.
    """
    if target is None or attempt.closed or attempt.stage in reached(attempt.log):
        return None
    return (clock - target.latest).days if clock > target.latest else None


def slips(attempt: Attempt) -> list[tuple[int | None, int | None, bool]]:
    """For each statement the days by which it moved the date, the notice that it gave, and whether it is a move.

    "Each statement against the one before it: days moved (`latest` to `latest`), and the notice given (the old `latest`
    minus the day of the statement)". CHOICE: the one before it is the date that stands: one without a date leaves the
    date before it, one that takes it back leaves none. CHOICE: a date worded anew with the same last day is no move,
    nor is a date given after one was taken back, nor what a condition gives that was replaced.
    """
    found = []
    for number, s in enumerate(attempt.said):
        stands = standing_date(attempt.said[:number], s.at)
        moved = (s.target.latest - stands).days if s.target and stands and not s.is_replaced else None
        notice = (stands - s.published).days if stands else None
        found.append((moved, notice, bool(moved) or (s.takes_back and stands is not None)))
    return found


def standing_date(said: Sequence[Said], at: int) -> date | None:
    """The date that stands, after some statements, at a place in the log.

    CHOICE: one that follows from a condition stands from when the other stage is reported.
    """
    for s in reversed(said):
        if s.takes_back or (s.target and not s.is_replaced and s.dated_from <= at):
            return s.target.latest if s.target else None
    return None


def evidence(attempt: Attempt, its_verdict: str) -> str | None:
    """Whose word decides.

    "Whether the statement that gives the deciding end of the span (`o2` for kept, `o1` for late) is an independent
    source's". CHOICE: null for any other verdict; one independent statement among those that give the day is enough.
    """
    life = reached(attempt.log)
    if its_verdict not in ("kept", "late"):
        return None
    it = life[attempt.stage]
    givers = (
        giving_latest(attempt.stage, it, life, attempt.log)
        if its_verdict == "kept"
        else giving_earliest(attempt.stage, it, life, attempt.log)
    )
    return "independent" if any(s.independent for s in givers) else "own"


def silent_days(stage: str, log: Log, clock: date) -> int:
    """How long nothing was said: the "days between the last statement about that stage and `C`".

    CHOICE: of all attempts, and 0 where the log goes on after `C`.
    """
    return max(0, (clock - max(s.published for s in log.said if s.stage == stage)).days)
