"""What makes verdicts fair, whoever speaks, in whichever order: laws, tried on the oracle and on gti.

Where the contract does not hold to the short form of a law, the docstring says what it does instead, and the law is
the strongest form that is true.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, note, settings
from hypothesis import strategies as st

from tests.oracle_rows import item_row, promise_rows
from tests.short_logs import DAYS, READ, STAGES, History, Update, days_asked, histories, rows, targets

FEW = settings(
    derandomize=True,
    deadline=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
MANY = settings(FEW, max_examples=300)

Judge = Callable[[History, date], tuple[list[Any], list[dict[str, Any]]]]


def by_oracle(history: History, day: date) -> tuple[list[Any], list[dict[str, Any]]]:
    """The rows of items and promises as the oracle has them."""
    log = history.log()
    item = item_row(log, day, history.complete_through)
    return ([item], promise_rows(log, day, history.complete_through)) if item else ([], [])


tried = pytest.mark.parametrize(
    "examples", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.slow)]
)
judged = pytest.mark.parametrize("judge", [pytest.param(by_oracle, id="oracle"), pytest.param(rows, id="gti")])


@pytest.mark.slow
@tried
@judged
def test_the_order_of_two_reports_never_changes_a_verdict(examples: settings, judge: Judge) -> None:
    """Two reports of one day change places, with their sources: every verdict and every span stays.

    They are any two reports of the item, of whatever stages, implied or not, next to each other in the log. One that
    corrects is left out: it takes back what stands before it, so its place is what it says.
    """

    @examples
    @given(histories(), st.data())
    def law(history: History, choice: st.DataObject) -> None:
        spread = by_single_events(history)
        places = [n for n, (one, other) in enumerate(pairwise(spread.updates)) if are_exchangeable(one, other)]
        assume(places)
        place = choice.draw(st.sampled_from(places))
        one, other = spread.updates[place : place + 2]
        turned = spread.with_updates((*spread.updates[:place], other, one, *spread.updates[place + 2 :]))
        day = choice.draw(days_asked(history), label="as of")
        note(f"As of {day}:\n{spread.toml()}\n{turned.toml()}")

        assert essence(judge(turned, day)) == essence(judge(spread, day))

    law()


@tried
@judged
def test_whoever_speaks_first_is_not_believed_for_it(examples: settings, judge: Judge) -> None:
    """Two reports of one stage, published on different days, exchange what they say: every verdict stays.

    What they say are the days of their `when`, over by the first of the two publications, so that neither day cuts it
    off. Nothing that is promised, denied, corrected or given up stands between them, and neither corrects: such a
    statement sees the first report and not the second. Both are plain or both implied, and of one stage: else the day
    on which the stage was first reported may be another one, and a disputed span is widened up to that day.
    """

    @examples
    @given(histories(), st.data())
    def law(history: History, choice: st.DataObject) -> None:
        stage = choice.draw(st.sampled_from(history.stages))
        first, second = sorted(choice.draw(st.lists(st.sampled_from(DAYS[7:]), min_size=2, max_size=2, unique=True)))
        days = [day for day in DAYS if day <= first]
        is_implied = choice.draw(st.integers(0, 4)) == 4
        said = [choice.draw(a_report(stage, days, is_implied=is_implied)) for _ in range(2)]
        others = [update for update in by_single_events(history).updates if not first <= update.published <= second]
        day = choice.draw(days_asked(history), label="as of")
        assume(day >= second)

        def told(*events: dict[str, Any]) -> History:
            between = [Update(at, "page", (event,)) for at, event in zip((first, second), events, strict=True)]
            return history.with_updates([*others, *between])

        note(f"As of {day}:\n{told(*said).toml()}")
        assert verdicts(judge(told(*said), day)) == verdicts(judge(told(*reversed(said)), day))

    law()


@tried
@judged
def test_a_contradiction_never_makes_a_verdict_more_certain(examples: settings, judge: Judge) -> None:
    """A report is added, and a stage that was reached without dispute is disputed by it: its span only grows.

    So a verdict stays, or what was certain becomes undetermined; it never becomes certain, nor the opposite.

    The short form says "a statement". A *not yet*, a promise or a correction takes reports back: where two reports
    contradict each other, one more *not yet* between them leaves only the second, by the contract's rule 1. The first
    report of a stage may be certain though it contradicts another stage, and so may one published before all others:
    it is the day on which the stage was first reported, and nobody says that the stage was reached after that.
    """

    @examples
    @given(histories(), st.data())
    def law(history: History, choice: st.DataObject) -> None:
        published = choice.draw(st.sampled_from(DAYS))
        stage = choice.draw(st.sampled_from(history.stages))
        is_implied = choice.draw(st.integers(0, 4)) == 4
        report = choice.draw(a_report(stage, [day for day in DAYS if day <= published], is_implied=is_implied))
        more = history.with_updates([*history.updates, Update(published, "auditor", (report,))])
        day = choice.draw(days_asked(more), label="as of")
        note(f"As of {day}:\n{more.toml()}")

        before, after = by_promise(judge(history, day)), by_promise(judge(more, day))

        for key in before.keys() & after.keys():
            was, now = before[key], after[key]
            if not was["outcome"] or published < was["outcome"]["reported"]:
                continue
            if now["outcome"] and now["outcome"]["disputed"] and not was["outcome"]["disputed"]:
                assert now["verdict"] in (was["verdict"], "undetermined")
                assert (now["outcome"]["earliest"] or date.min) <= (was["outcome"]["earliest"] or date.min)
                assert now["outcome"]["latest"] >= was["outcome"]["latest"]

    law()


@tried
@judged
def test_a_later_attempt_never_changes_the_verdict_on_an_earlier_one(examples: settings, judge: Judge) -> None:
    """With all that is said from the beginning of a later attempt on, the earlier ones have the verdicts they had.

    The clock is the same. Left out is what the contract gives to an earlier attempt, whenever it was published: a
    report of a day before the later attempt began. Reports from then on are of the day of their publication.
    """

    @examples
    @given(histories(), st.data())
    def law(history: History, choice: st.DataObject) -> None:
        stage = choice.draw(st.sampled_from(history.stages))
        begun = choice.draw(st.integers(3, len(DAYS) - 3))
        target = f"{choice.draw(st.sampled_from(DAYS[begun:]))}"
        single = by_single_events(history).updates
        made = Update(DAYS[0], "page", ({"stage": stage, "target": choice.draw(st.sampled_from(targets(DAYS[:9])))},))
        earlier = [made, *(update for update in single if update.published < DAYS[begun - 1])]
        again: dict[str, Any] = {"stage": stage, "target": target}
        if READ["anew"] and choice.draw(st.booleans()):
            again |= {"anew": True}
        else:
            earlier.append(Update(DAYS[begun - 1], "page", ({"stage": "withdrawn"},)))
        later = [of_its_day(update) for update in single if update.published > DAYS[begun]]
        before = history.with_updates(earlier)
        after = history.with_updates([*earlier, Update(DAYS[begun], "page", (again,)), *later])
        day = choice.draw(days_asked(after), label="as of")
        assume(day >= DAYS[begun])
        note(f"As of {day}, {stage} promised again on {DAYS[begun]}:\n{after.toml()}")

        alone, followed = by_promise(judge(before, day)), by_promise(judge(after, day))

        for key in [key for key in alone if key[0] == stage]:
            for name in ("verdict", "newest_verdict", "outcome", "days_late", "evidence"):
                assert followed[key][name] == alone[key][name], name
            assert verdicts_of(followed[key]) == verdicts_of(alone[key])

    law()


@tried
@judged
def test_as_of_a_day_is_the_file_cut_at_that_day(examples: settings, judge: Judge) -> None:
    """What was published later has no part in an answer."""

    @examples
    @given(histories(), st.data())
    def law(history: History, choice: st.DataObject) -> None:
        day = choice.draw(days_asked(history), label="as of")
        cut = history.with_updates([update for update in history.updates if update.published <= day])
        assume(cut.updates)

        assert judge(history, day) == judge(cut, day)

    law()


@tried
@judged
def test_nothing_passes_after_the_end_of_a_log(examples: settings, judge: Judge) -> None:
    """Asked for any day after its end, a log that ended answers as on its last day."""

    @examples
    @given(histories(), st.data())
    def law(history: History, choice: st.DataObject) -> None:
        end = max(update.published for update in history.updates)
        ended = replace(history, complete_through=end)
        day = choice.draw(days_asked(ended), label="as of")
        assume(day > end)

        assert judge(ended, day) == judge(ended, end)

    law()


# What the laws need


def by_single_events(history: History) -> History:
    """The same log in the order of publication, with an update for each event."""
    single = [Update(u.published, u.source, (event,)) for u in history.updates for event in u.events]
    return history.with_updates(sorted(single, key=lambda update: update.published))


def are_exchangeable(one: Update, other: Update) -> bool:
    """Whether two updates next to each other are reports of one day, and neither corrects."""
    return one.published == other.published and all(is_report(update.events[0]) for update in (one, other))


def is_report(event: dict[str, Any]) -> bool:
    """Whether an event is a report that corrects nothing."""
    return event["stage"] in STAGES and not event.keys() & {"target", "not_yet", "corrects"}


@st.composite
def a_report(draw: st.DrawFn, stage: str, days: list[date], *, is_implied: bool) -> dict[str, Any]:
    """A report of a stage for some of these days."""
    first, last = sorted((draw(st.sampled_from(days)), draw(st.sampled_from(days))))
    when = draw(st.sampled_from([f"{first}", f"{first}/{last}" if first < last else f"{first}", f"by {last}"]))
    return {"stage": stage, "when": when} | ({"implied": True} if is_implied else {})


def by_promise(answer: tuple[list[Any], list[dict[str, Any]]]) -> dict[tuple[str, int], dict[str, Any]]:
    """The promises by stage and attempt."""
    return {(row["stage"], row["attempt"]): row for row in answer[1]}


def verdicts(answer: tuple[list[Any], list[dict[str, Any]]]) -> dict[tuple[str, int], Any]:
    """All verdicts, of each promise and each of its statements."""
    return {key: (row["verdict"], row["newest_verdict"], verdicts_of(row)) for key, row in by_promise(answer).items()}


def essence(answer: tuple[list[Any], list[dict[str, Any]]]) -> Any:
    """Rows without the id and the source of the update that reported a stage first."""

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(part) for key, part in value.items() if key not in ("update", "source", "settled_by")}
        return [bare(part) for part in value] if isinstance(value, list | tuple) else value

    return bare(answer)


def of_its_day(update: Update) -> Update:
    """The update with a report in it, if it is one, of the day of publication."""
    (event,) = update.events
    is_reached = event["stage"] in STAGES and not event.keys() & {"target", "not_yet"}
    return replace(update, events=(event | {"when": f"{update.published}"},)) if is_reached else update


def verdicts_of(row: dict[str, Any]) -> list[str]:
    """The verdicts of each statement of a promise."""
    return [told["verdict"] for told in row["statements"]]
