"""What is wrong with amounts: the figures and counts of updates, and the goals that are held against them."""

from collections.abc import Iterator
from datetime import date
from math import isfinite

from gti_cli.dataset.days import reported_early
from gti_cli.dataset.model import Changes, Count, Dataset, Figure, Goal
from gti_cli.dataset.names import Names
from gti_cli.dataset.problems import KeyPath, Problem
from gti_cli.words import quoted

SMALLEST, LARGEST = -(2**63), 2**63 - 1
CORRECT = "correct it, or the date of the update"
BOUNDS = ("at_least", "at_most")


def wrong_figure(figure: Figure, published: date, path: KeyPath, names: Names) -> Iterator[Problem]:
    """A figure is of a metric and a number; of its days, some are not after the publication."""
    if figure.metric not in names.ids["metric"]:
        yield names.unknown("metric", figure.metric, (*path, "metric"))
    if problem := _number(figure.value, (*path, "value")):
        yield problem
    if figure.at_least and figure.at_most:
        message, hint = "a figure has `at_least` or `at_most`, not both", "remove one of the two"
        yield Problem(path=(*path, "at_most"), code="figure-form", message=message, hint=hint)
    if figure.when and (problem := reported_early(figure.when, published, (*path, "when"), CORRECT)):
        yield problem


def wrong_count(count: Count, path: KeyPath, names: Names) -> Iterator[Problem]:
    """A count is of the items of a kind that have reached one of its stages."""
    if count.stage not in names.stages_of_kinds[count.kind]:
        yield names.no_stage_of_kind(count.kind, count.stage, (*path, "stage"))
    if problem := _number(count.value, (*path, "value")):
        yield problem


def wrong_goals(dataset: Dataset, names: Names) -> Iterator[Problem]:
    """A goal is of a count or of a metric, and has one bound, which fits it."""
    for at, goal in enumerate(dataset.goals):
        path = ("goals", at)
        yield from _measure(goal, path, names)
        yield from _bounds(goal, path, names)


def wrong_changes(changes: Changes, goal: Goal, path: KeyPath) -> Iterator[Problem]:
    """What an event sets anew is the bound that the goal has."""
    for bound, other in (BOUNDS, BOUNDS[::-1]):
        amount = getattr(changes, bound)
        if amount is None:
            continue
        if getattr(goal, bound) is None and getattr(goal, other) is not None:
            message = f"the goal {quoted(goal.id)} has no `{bound}`; it has `{other}`"
            hint = f"write `{other}`, or add a goal of its own"
            yield Problem(path=(*path, bound), code="other-bound", message=message, hint=hint)
        elif problem := _amount(goal, amount, (*path, bound)):
            yield problem


def _measure(goal: Goal, path: KeyPath, names: Names) -> Iterator[Problem]:
    """What the amount is of: items of a kind at a stage, or a metric."""
    if goal.count and goal.metric is not None:
        yield _wrong((*path, "metric"), "a goal is of a `count` or of a `metric`, not of both", "remove one of the two")
    elif not goal.count and goal.metric is None:
        message, hint = "the goal does not say what it is an amount of", "give it a `count` or a `metric`"
        yield _wrong(path, message, hint)
    if goal.count and goal.count.kind == "goal":
        hint = "name the kind of item that the goals are about"
        yield _wrong((*path, "count", "kind"), "goals are not counted", hint)
    elif goal.count and goal.count.stage not in names.stages_of_kinds[goal.count.kind]:
        yield names.no_stage_of_kind(goal.count.kind, goal.count.stage, (*path, "count", "stage"))
    if goal.metric is not None and goal.metric not in names.ids["metric"]:
        yield names.unknown("metric", goal.metric, (*path, "metric"))


def _bounds(goal: Goal, path: KeyPath, names: Names) -> Iterator[Problem]:
    """The amount: one bound, and no cap on what is counted or may only grow."""
    if goal.at_least is None and goal.at_most is None:
        yield _wrong(path, "the goal has no amount", "give it `at_least` or `at_most`")
    elif goal.at_least is not None and goal.at_most is not None:
        hint = "remove one of the two, or make two goals of this one"
        yield _wrong((*path, "at_most"), "a goal has `at_least` or `at_most`, not both", hint)
    elif goal.at_most is not None and goal.count:
        yield _wrong((*path, "at_most"), "what is counted takes no `at_most`", "write `at_least`")
    elif goal.at_most is not None and goal.metric in names.growing:
        message = f"a cap on the metric {quoted(goal.metric)}, which may only grow, is nothing to be reached"
        hint = "write it as a floor: a milestone, promised with `not_before`"
        yield Problem(path=(*path, "at_most"), code="growing-metric", message=message, hint=hint)
    for bound in BOUNDS:
        amount = getattr(goal, bound)
        if amount is not None and (problem := _amount(goal, amount, (*path, bound))):
            yield problem


def _amount(goal: Goal, amount: int | float, path: KeyPath) -> Problem | None:
    problem = _number(amount, path)
    if problem is None and goal.count and (amount < 1 or amount != int(amount)):
        return _wrong(path, "what is counted is a whole number, 1 or more", "write how many items are meant")
    return problem


def _number(value: int | float, path: KeyPath) -> Problem | None:
    """A number is finite, and has 64 bits if it is a whole one."""
    if isinstance(value, int):
        if SMALLEST <= value <= LARGEST:
            return None
        message, hint = "the value is too large", "whole numbers have 64 bits"
        return Problem(path=path, code="too-large", message=message, hint=hint)
    if isfinite(value):
        return None
    message, hint = "the value is not a finite number", "write a number"
    return Problem(path=path, code="not-finite", message=message, hint=hint)


def _wrong(path: KeyPath, message: str, hint: str) -> Problem:
    return Problem(path=path, code="goal-form", message=message, hint=hint)
