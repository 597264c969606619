"""A dataset with promises, items and statements of every kind."""

from tests.make import AUDITOR, PAGE, figure, head, item, table, update

FIFTY = figure(50, metric="users")
LESS = figure(60, 'at_most = true, when = "May 2020", since = "2019"', metric="users")
TABLES = (
    head(PAGE, AUDITOR, complete_through=None)
    + table("stages", milestones=["announced", "completed"])
    + item("centers", "rome", owners=["Ops", "Legal"])
    + item("centers", "oslo", owners=["Ops"], stages=["announced", "leased", "open"])
    + item("milestones", "v4", stages=["ended"], owners=["Legal"])
    + item("milestones", "service")
    + item("reviews", "approval")
    + item("metrics", "users")
    + item("goals", "many-users", metric="users", at_least=100)
    + item("goals", "few-users", metric="users", at_most=10)
    + item("goals", "two-sites", count={"kind": "center", "stage": "open"}, at_least=2)
)
PLAN = update(
    'item = "rome", stage = "open", target = "2021", hedge = "we hope to"',
    'item = "oslo", stage = "open", target = "mid 2021", by = "A Landlord"',
    'item = "v4", stage = "ended", not_before = "until 30 April 2022", quote = "Until April."',
    'item = "service", stage = "completed", after = "approval.completed", within = "6 months"',
    'item = "approval", stage = "announced"',
    'item = "many-users", stage = "reached", target = "2021"',
    'item = "few-users", stage = "reached", target = "2021"',
    'item = "two-sites", stage = "reached", target = "2021"',
    day="2020-01-01",
    quote="We will.",
    archived="https://archive.example.org/plan",
)
CUT = update(
    'item = "many-users", stage = "reached", target = "2021", set = { at_least = 40 }',
    'item = "v4", stage = "ended", not_before = "until 30 November 2021"',
    'item = "oslo", stage = "leased", part = "a floor"',
    'item = "rome", stage = "open", assessed = "late"',
    day="2020-06-01",
    edits="2020-01-01",
)
FIGURES = update(day="2020-07-01", figures=f"{FIFTY}, {LESS}")
DONE = update(
    'item = "rome", stage = "open", when = "May 2021"',
    'item = "v4", stage = "ended", when = "1 December 2021"',
    'item = "approval", stage = "completed", when = "2021-06-01"',
    'item = "service", stage = "withdrawn", replaced_by = ["approval"]',
    day="2022-01-01",
    source="auditor",
)
DATA = TABLES + PLAN + CUT + FIGURES + DONE
