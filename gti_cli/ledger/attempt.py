"""Attempts: what was promised of a stage, divided where it was given up, or promised anew.

The rules are those of "What counts as one promise" in the format's contract.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from unicodedata import normalize

from msgspec import Struct

from gti_cli.ledger.deadline import BoundName
from gti_cli.ledger.log import SAYING_NOT_YET, Place, Statement, by_stage
from gti_cli.ledger.reach import Life, Stage, life


class Track(Struct, frozen=True):
    """What is one promise as long as it is not given up: a stage, promised by one party, as a deadline or as a floor.

    `party` is None for the organization itself; its name is in one Unicode form, however it was written.
    """

    stage: Stage
    party: str | None = None
    bound: BoundName = "by"

    @classmethod
    def of(cls, promise: Statement) -> list["Track"]:
        """What a promise is about; one with a target and a floor promises both."""
        event = promise.event
        stage, party = event.stage or "", event.by and normalize("NFC", event.by)
        found = [cls(stage, party, "by")] if event.target or event.after else []
        return [*found, cls(stage, party, "not_before")] if event.not_before else found

    @property
    def is_floor(self) -> bool:
        """Whether it is promised not to come before a day."""
        return self.bound == "not_before"


class Attempt(Struct):
    """One attempt at a stage: its promises, oldest first, and the statement that ends its time, None while it lasts.

    That is the withdrawal which closed it, or the first promise of the attempt after it. It `is_new` where it was begun
    after a withdrawal, or by a promise made anew: what had been reported before does not belong to it.
    """

    promises: list[Statement]
    is_new: bool
    end: Statement | None = None

    @property
    def begun(self) -> date:
        """The day on which it was begun."""
        return self.promises[0].date

    @property
    def withdrawal(self) -> Statement | None:
        """The withdrawal that closed it, None where it is open."""
        return self.end if self.end and self.end.type == "withdrawn" else None

    @property
    def closed(self) -> date | None:
        """The day on which it was closed, None where it is open."""
        return self.withdrawal.date if self.withdrawal else None


def attempts(statements: Sequence[Statement]) -> dict[Track, list[Attempt]]:
    """The attempts on each track of what was promised of one item, in the order of the log."""
    found: dict[Track, list[Attempt]] = {}
    was_withdrawn = False
    for statement in statements:
        if statement.type == "withdrawn":
            was_withdrawn = True
            for tried in found.values():
                tried[-1].end = tried[-1].end or statement
        elif statement.type == "promised":
            for track in Track.of(statement):
                _promise(found.setdefault(track, []), statement, was_withdrawn=was_withdrawn)
    return found


def _promise(tried: list[Attempt], promise: Statement, *, was_withdrawn: bool) -> None:
    """A promise continues the last attempt, or begins the next one; one that does neither is none."""
    last, is_anew = tried[-1] if tried else None, promise.event.anew and promise.counts
    is_new = is_anew or (was_withdrawn and promise.counts)
    if last and last.end is None and not is_anew:
        last.promises.append(promise)
    elif is_new or last is None:
        tried.append(Attempt([promise], is_new))
        if last:
            last.end = last.end or promise


def log_of(
    attempt: Attempt, tried: Sequence[Attempt], stages: Collection[Stage], statements: Sequence[Statement]
) -> list[Statement]:
    """What an attempt is judged by: the log of its time, and the reports that belong to it, whenever published.

    And what may take these back before the next attempt begins, since a report that was taken back proves nothing.
    `stages` are the stage that was promised and every later one, whose reports imply it.
    """
    found: list[Statement] = []
    next_begun = next((later.promises[0].at for later in tried if later.promises[0].at > attempt.promises[0].at), None)
    is_reported = False
    for statement in statements:
        is_report = statement.type == "reached"
        is_outcome = is_report and statement.event.stage in stages
        is_own = is_report and owner(statement, tried) is attempt
        in_time = attempt.end is None or statement.at < attempt.end.at
        in_time_to_deny = is_reported and (next_begun is None or statement.at < next_begun)
        may_deny = not statement.event.implied and statement.type in SAYING_NOT_YET
        if is_own or (may_deny and in_time_to_deny) or (in_time and not is_outcome):
            found.append(statement)
        is_reported |= is_own and is_outcome
    return found


def owner(report: Statement, tried: Sequence[Attempt]) -> Attempt | None:
    """The attempt that a report belongs to: the last one begun by the last day that it speaks of, else the first.

    That day is not after its publication, and the attempt was begun before that. A report that is as old as a new first
    attempt belongs to none.
    """
    last = report.days.latest or report.date
    owners = (attempt for attempt in reversed(tried) if attempt.begun <= last and attempt.begun < report.date)
    first = tried[0]
    return next(owners, None if first.is_new and report.date <= first.begun else first)


def without_earlier(statements: Sequence[Statement], found: Mapping[Track, Sequence[Attempt]]) -> Sequence[Statement]:
    """The statements of an item without the reports of attempts before the last one of a stage that has any.

    What was reached once, and promised and reached anew, is no contradiction.
    """
    left_out: set[Place] = set()
    for track, tried in found.items():
        if tried[-1].is_new:
            reports = [said for said in statements if said.type == "reached" and said.event.stage == track.stage]
            owners = [owner(report, tried) for report in reports]
            newest = next((attempt for attempt in reversed(tried) if attempt in owners), None)
            left_out |= {said.at for said, by in zip(reports, owners, strict=True) if by is not newest}
    return [said for said in statements if said.at not in left_out] if left_out else statements


def life_of(counted: Sequence[Statement], tried: Mapping[Track, Sequence[Attempt]], stages: Sequence[Stage]) -> Life:
    """The life that the statements which count give an item, with what is promised of it."""
    newest = without_earlier(counted, tried)
    return life(newest, by_stage(newest, stages))
