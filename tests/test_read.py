"""A file becomes the records that it says, or every problem in it is told at once, each at its place."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from gti_cli.dataset.model import (
    KINDS,
    Center,
    Changes,
    Conventions,
    Count,
    Counted,
    Dataset,
    Event,
    Figure,
    FiscalYear,
    Goal,
    Initiative,
    Metric,
    Milestone,
    Phase,
    Region,
    Review,
    Source,
    Stages,
    Update,
)
from gti_cli.dataset.problems import DatasetError, Problem
from gti_cli.dataset.read import load
from gti_cli.dates.phrase import Context, parse
from tests.conftest import BUNDLED
from tests.editor import SEEN_BY_EDITORS, refused
from tests.make import FULL, HEAD, PAID, ROME, UPDATE, item, load_file, problems, toml, update


def places(found: list[Problem]) -> list[str]:
    """Each problem's place and code in one text; the file as a whole has no place."""
    return [f"{problem.place} {problem.code}".lstrip() for problem in found]


def event(keys: str) -> str:
    """Tables with one event about the center, in an update of 13 November 2019."""
    return f'{ROME}{UPDATE}[[updates.events]]\nitem = "rome"\n{keys}\n'


COUNTED = item("goals", "three", count={"kind": "center", "stage": "open"})
"""A goal over a count that lacks its amount."""
MEASURED = item("goals", "many", metric="paid")
"""A goal over a metric that lacks its amount."""
GOALS = f"{ROME}{PAID}{COUNTED}at_least = 3\n{MEASURED}at_most = 2.5\n"
"""Two goals, of a count and of a metric, and what they are amounts of."""


def changes(**keys: object) -> Changes:
    """What an event sets anew; a kind's own keys are known when the program runs, and not before."""
    return Changes(**keys)  # type: ignore[arg-type]


RECORDS = Dataset(
    format=1,
    initiative=Initiative(
        id="gti",
        name="Global Transparency Initiative",
        organization="Kaspersky",
        announced=parse("October 2017"),
        summary="Opens code to review.",
        url="https://example.org/gti",
        complete_through=date(2020, 11, 17),
        keeper="A Reader",
    ),
    conventions=Conventions(
        fiscal_year=FiscalYear(begins="April", named_by="start"),
        hemisphere="north",
        order="day-first",
        by="end",
        phrases={"the summit": "12 December 2023"},
    ),
    stages=Stages(
        centers=("announced", "built", "open"),
        regions=("announced", "moved"),
        reviews=("done",),
        milestones=("announced", "2nd-draft", "completed"),
        goals=("set", "reached"),
    ),
    sources=(Source(id="report", title="Report", publisher="An Auditor", url="http://example.org", independent=True),),
    phases=(Phase(id="work", name="Work", summary="All of it."),),
    centers=(
        Center(
            id="sao-paulo",
            phase="work",
            name="São Paulo",
            city="São Paulo",
            country="Brazil",
            host="A Host",
            aliases=("brazil", "south-america"),
            summary="A center.",
            owners=("A Department", "A Person"),
            stages=("announced", "built", "open", "visited"),
        ),
    ),
    regions=(
        Region(
            id="us-canada",
            phase="work",
            name="United States and Canada",
            countries=("Canada", "United States"),
            destination="Zurich",
            aliases=("north-america",),
            summary="A region.",
            owners=("A Department",),
            stages=("announced", "moved", "checked"),
        ),
    ),
    reviews=(
        Review(
            id="soc2",
            phase="work",
            name="SOC 2",
            standard="SOC 2 Type 1",
            reviewer="A Reviewer",
            scope="Updates",
            aliases=("audit",),
            summary="A review.",
            owners=("A Person",),
            stages=("begun", "done"),
        ),
    ),
    milestones=(
        Milestone(
            id="assembly-move",
            phase="work",
            name="Assembly moves",
            aliases=("move",),
            summary="A milestone.",
            owners=("A Person",),
            stages=("announced", "completed"),
        ),
    ),
    goals=(
        Goal(
            id="two-centers",
            phase="work",
            name="Two centers",
            count=Counted(kind="center", stage="built"),
            at_least=2,
            aliases=("centers-goal",),
            summary="A goal.",
            owners=("A Person",),
            stages=("set", "halfway", "reached"),
        ),
        Goal(id="few-complaints", phase="work", name="Few complaints", metric="complaints", at_most=2.5),
    ),
    metrics=(
        Metric(id="paid", phase="work", name="Paid", unit="USD", since=parse("March 2018"), cumulative=True),
        Metric(id="complaints", phase="work", name="Complaints"),
    ),
    updates=(
        Update(date=date(2019, 10, 1), title="The page as it was", source="report"),
        Update(
            date=date(2019, 11, 13),
            title="News",
            summary="Many.",
            source="report",
            url="https://example.org/news",
            archived="https://archive.example.org/news",
            quote="We open.",
            edits="2019-10-01",
            events=(
                Event(
                    item="sao-paulo",
                    stage="open",
                    target=parse("January 2020"),
                    not_before=parse("November 2019", Context(use="not_before")),
                    said="next January",
                    quote="We open next January.",
                    url="https://example.org/opening",
                    archived="https://archive.example.org/opening",
                    implied=True,
                    anew=True,
                    by="A Host",
                    hedge="we hope to",
                    stated=parse("June 2019"),
                    note="A remark.",
                ),
                Event(item="sao-paulo", stage="visited", after="us-canada.moved", within="18 months"),
                Event(
                    item="us-canada",
                    stage="moved",
                    when=parse("by 13 November 2019"),
                    corrects=True,
                    assessed="in part",
                    set=changes(name="North America", summary="New.", countries=("Canada",), destination="Geneva"),
                ),
                Event(
                    item="soc2",
                    stage="done",
                    not_yet=True,
                    set=changes(standard="SOC 2 Type 2", reviewer="Another", scope="All"),
                ),
                Event(
                    item="assembly-move",
                    stage="withdrawn",
                    when=parse("2019-11-12"),
                    replaced_by=("soc2", "us-canada"),
                ),
                Event(
                    item="sao-paulo",
                    set=changes(city="Campinas", country="BR", host="Another", owners=("Another",), phase="work"),
                ),
                Event(item="us-canada", stage="checked", part="the servers"),
                Event(item="soc2", stage="done", assessed="not met"),
                Event(item="two-centers", set=changes(at_least=3)),
                Event(item="few-complaints", set=changes(at_most=2)),
            ),
            figures=(
                Figure(metric="paid", value=17000, at_least=True, when=parse("October 2019"), since=parse("2018")),
                Figure(metric="complaints", value=3, at_most=True),
            ),
            counts=(Count(kind="center", stage="built", value=2),),
        ),
    ),
)


def written(record: Any) -> Iterator[tuple[type, str]]:
    """Every field, in a record and those in it, that differs from its default."""
    for field in fields(record):
        value = getattr(record, field.name)
        if field.default is MISSING or value != field.default:
            yield type(record), field.name
        for part in value if isinstance(value, tuple) else (value,):
            if is_dataclass(part):
                yield from written(part)


def test_every_key_arrives() -> None:
    """A file that uses every key of the format loads, and each value stands in its record."""
    dataset = load(FULL.encode(), "test.toml")

    assert dataset == RECORDS
    assert [event.type for event in dataset.updates[1].events] == [
        *("promised", "promised", "reached", "not_yet", "withdrawn", "note", "partly", "note", "note", "note")
    ]
    assert dataset.updates[1].events[8].set == changes(at_least=3)


def test_every_key_is_tried() -> None:
    """The file with every key leaves no field of any record at its default."""
    records: list[Any] = [Dataset, Initiative, Conventions, FiscalYear, Stages, Source, Phase]
    records += [Center, Region, Review, Milestone, Goal, Counted, Metric, Update, Event, Changes, Figure, Count]

    keys = {(record, field.name) for record in records for field in fields(record)}
    missing = [f"{record.__name__}.{key}" for record, key in keys - set(written(RECORDS))]
    assert not missing, f"write {', '.join(sorted(missing))} into FULL in tests/make.py, and into RECORDS above"
    assert set(written(RECORDS)) == keys


def test_defaults(dataset: Callable[[str], Dataset]) -> None:
    """What may be left out has the default of the format, and is None where it has none."""
    loaded = dataset(ROME + PAID + UPDATE)
    initiative, metric, update = loaded.initiative, loaded.metrics[0], loaded.updates[0]

    assert [loaded.stages.of(kind) for kind in KINDS] == [
        ("announced", "open"),
        ("announced", "started", "completed"),
        ("announced", "contracted", "completed"),
        ("announced", "completed"),
        ("announced", "reached"),
    ]
    assert (initiative.announced, initiative.summary, initiative.url, initiative.complete_through) == (None,) * 4
    assert [source.independent for source in loaded.sources] == [False, True]
    assert loaded.centers == (Center(id="rome", phase="work", name="Rome"),)
    assert (loaded.centers[0].aliases, loaded.centers[0].host) == ((), None)
    assert (metric.since, metric.unit, metric.cumulative) == (None, None, False)
    assert (update.summary, update.url, update.events, update.figures, update.counts) == (None, None, (), (), ())


def test_a_kind_left_out_keeps_its_stages(dataset: Callable[[str], Dataset]) -> None:
    """Stages given for one kind leave those of the others as they are."""
    stages = dataset('[stages]\ncenters = ["planned", "open"]\n').stages

    assert stages == Stages(centers=("planned", "open"))


def test_items_come_kind_by_kind(dataset: Callable[[str], Dataset]) -> None:
    """Items are listed as centers, regions, reviews, milestones and goals, each in the order of the file."""
    tables = PAID + "".join(
        item(table, f"{table}-{number}", **({"metric": "paid", "at_least": 1} if table == "goals" else {}))
        for number in (2, 1)
        for table in ("goals", "milestones", "reviews", "regions", "centers")
    )

    items = [found.id for found in dataset(tables).items()]

    assert items == [
        f"{table}-{number}" for table in ("centers", "regions", "reviews", "milestones", "goals") for number in (2, 1)
    ]


@pytest.mark.parametrize(
    "keys",
    [
        'stage = "announced"',
        'stage = "open"\nwhen = "November 2019"',
        'stage = "open"\nwhen = 2019-11-13',
        'stage = "open"\nwhen = "by 2030"',
        'stage = "open"\nimplied = true\ncorrects = true',
        'stage = "open"\ntarget = "2018"',
        'stage = "open"\ntarget = "by early 2021"\nimplied = true',
        'stage = "open"\ntarget = "undated"',
        'stage = "open"\ntarget = "Until further  notice"',
        'stage = "open"\ntarget = "../2020"',
        'stage = "open"\ntarget = "2020"\nanew = true\nimplied = true',
        'stage = "open"\nnot_yet = false',
        'stage = "open"\nnot_yet = true\nnote = "A remark."',
        'stage = "open"\nnot_yet = true\ncorrects = true',
        'stage = "withdrawn"\nwhen = "2019"',
        'note = "A remark."\nwhen = "2019-11-13"',
        'set = { city = "Rome" }',
        'stage = "withdrawn"\nreplaced_by = ["oslo", "bern"]\nimplied = true',
        'stage = "open"\nafter = "oslo.visited"',
        'stage = "open"\nafter = "oslo.announced"\nwithin = "1 year"\nby = "A Host"\nhedge = "we hope to"',
        'stage = "open"\nnot_before = "since 2020"',
        'stage = "open"\nnot_before = "2020"\ntarget = "undated"\nanew = true',
        'stage = "open"\nnot_before = "2020"\nafter = "oslo.open"',
        'stage = "open"\ntarget = "2020"\nstated = "2019"',
        'stage = "open"\npart = "one floor"\nwhen = "2019"\nassessed = "in part"',
        'stage = "open"\nassessed = "not met"',
        'stage = "open"\nassessed = "met"\nwhen = "2019"',
        'stage = "open"\nassessed = "met"\nimplied = true',
        'stage = "withdrawn"\nassessed = "given up"',
        f'said = "{"x" * 80}"\nnote = "A remark."\nquote = "{"x" * 500}"',
        'note = "A remark."\nurl = "https://b.org"\narchived = "https://c.org"',
        'set = { phase = "work", owners = ["A", "B"] }',
    ],
)
def test_events_that_are_read(keys: str) -> None:
    """Every form of an event in the contract's table is read, up to the bounds of what it allows."""
    oslo = item("centers", "oslo", stages=["announced", "open", "visited"])

    assert problems(f"{oslo}{item('regions', 'bern')}{event(keys)}") == []


@pytest.mark.parametrize(
    ("keys", "type_"),
    [
        ('stage = "open"\nassessed = "met"', "note"),
        ('stage = "open"\nassessed = "met"\nnote = "N"', "note"),
        ('stage = "open"\nassessed = "met"\nwhen = "2019"', "reached"),
        ('stage = "open"\nassessed = "met"\nimplied = true', "reached"),
        ('stage = "open"\nassessed = "met"\ncorrects = true', "reached"),
        ('stage = "open"\nassessed = "met"\npart = "one floor"', "partly"),
        ('stage = "open"\nassessed = "met"\nnot_yet = true', "not_yet"),
        ('stage = "open"\nassessed = "met"\ntarget = "2020"', "promised"),
        ('stage = "withdrawn"\nassessed = "met"', "withdrawn"),
        ('stage = "open"\nnot_before = "2020"', "promised"),
        ('stage = "open"\nafter = "oslo.open"', "promised"),
    ],
)
def test_the_form_of_an_event_follows_from_its_keys(dataset: Callable[[str], Dataset], keys: str, type_: str) -> None:
    """What somebody judged of a stage reports nothing; with what else the event says, it has the form of that."""
    loaded = dataset(f"{item('centers', 'oslo')}{event(keys)}")

    assert loaded.updates[0].events[0].type == type_


@pytest.mark.parametrize(
    "tables",
    [
        GOALS,
        PAID + MEASURED + "at_least = -0.5",
        PAID + "cumulative = true" + MEASURED + "at_least = 40",
        COUNTED + "at_least = 1.0",
        COUNTED + 'at_least = 2\nstages = ["set", "halfway", "done"]',
        GOALS + update('item = "three", set = { at_least = 4 }', 'item = "many", set = { at_most = 1 }'),
        GOALS + update('item = "three", stage = "reached", target = "2021"', 'item = "many", stage = "withdrawn"'),
        PAID + update(figures='{ metric = "paid", value = 1, when = "2019", since = "2018", at_most = true }'),
        PAID + update(figures='{ metric = "paid", value = 1, at_least = true, at_most = false }'),
        update() + update(edits="2020-05-01"),
        update(day="2020-05-02", edits="2020-05-01") + update(),
    ],
)
def test_amounts_and_edits_that_are_read(tables: str) -> None:
    """Goals, figures and edits are read in each of the ways in which they may be written."""
    assert problems(tables) == []


SECOND = '[[sources]]\nid = "b"\ntitle = "B"\npublisher = "P"\n'
WRONG_TABLES = [
    ("[stages]\ncenters = []", "stages.centers empty", "one stage or more"),
    ('[stages]\ncenters = "open"', "stages.centers wrong-type", "square brackets"),
    ('[stages]\ncenters = ["open", 5]', "stages.centers[1] wrong-type", "text in quotes"),
    ('[stages]\ncenters = ["Open"]', "stages.centers[0] text-form", "lower-case words and numbers joined by hyphens"),
    ('[stages]\nregions = ["a", "b", "a"]', "stages.regions[2] duplicate-stage", '"a" is named twice'),
    ('[stages]\nreviews = ["a", "withdrawn"]', "stages.reviews[1] reserved-stage", "without naming it"),
    ('[stages]\nvisits = ["a"]', "stages.visits unknown-key", '"reviews"'),
    (SECOND.replace("publisher", "#"), "sources[2] missing-key", '"publisher"'),
    (SECOND.replace('"B"', '" "'), "sources[2].title empty", "write a word or more"),
    (SECOND + "independent = 1", "sources[2].independent wrong-type", "true or false"),
    (SECOND + 'url = "www.b.org"', "sources[2].url text-form", "https://"),
    (SECOND.replace('"b"', '"page"'), "sources[2].id duplicate-id", "sources[0].id"),
    ('[[phases]]\nid = ""\nname = "P"', "phases[1].id empty", "lower-case words and numbers"),
    ('[[phases]]\nid = "p"\nname = ""', "phases[1].name empty", "write a word or more"),
    ('[[phases]]\nid = "p-"\nname = "P"', "phases[1].id text-form", "joined by hyphens"),
    ('[[phases]]\nid = "p\\n"\nname = "P"', "phases[1].id text-form", "joined by hyphens"),
    ('[[phases]]\nid = "initiative"\nname = "P"', "phases[1].id duplicate-id", "initiative.id"),
    ('[centers]\nid = "rome"', "centers wrong-type", "[[centers]]"),
    (ROME.replace('"work"', '"wrk"'), "centers[0].phase unknown-phase", 'did you mean "work"?'),
    (ROME.replace('"work"', '"xyz"'), "centers[0].phase unknown-phase", 'there is "work"'),
    (ROME + "city = 5", "centers[0].city wrong-type", "text in quotes"),
    (ROME + "city = true", "centers[0].city wrong-type", "this is true or false"),
    (ROME + "city = 1.5", "centers[0].city wrong-type", "this is a number"),
    (ROME + "city = 2019-11-13", "centers[0].city wrong-type", "this is a day"),
    (ROME + "city = 09:30:00", "centers[0].city wrong-type", "this is a time of day"),
    (ROME + "city = 2019-11-13T09:30:00Z", "centers[0].city wrong-type", "this is a date with a time of day"),
    (ROME + "city = []", "centers[0].city wrong-type", "this is a list"),
    (ROME + "city = {}", "centers[0].city wrong-type", "this is a table"),
    (ROME + 'countries = ["Italy"]', "centers[0].countries unknown-key", '"country"'),
    (ROME + 'kind = "center"', "centers[0].kind unknown-key", 'no key "kind"'),
    (ROME + 'aliases = "roma"', "centers[0].aliases wrong-type", "square brackets"),
    (ROME + 'aliases = ["Roma"]', "centers[0].aliases[0] text-form", "lower-case"),
    (ROME + 'aliases = ["rome"]', "centers[0].aliases[0] duplicate-id", "centers[0].id"),
    (ROME + 'aliases = ["roma", "roma"]', "centers[0].aliases[1] duplicate-id", "centers[0].aliases[0]"),
    (ROME + 'aliases = ["initiative"]', "centers[0].aliases[0] duplicate-id", "unique over the file"),
    (ROME + ROME.replace("centers", "regions"), "regions[0].id duplicate-id", "centers[0].id"),
    (ROME.replace("centers", "regions") + 'countries = "Italy"', "regions[0].countries wrong-type", "a list"),
    (ROME.replace("rome", "2019-11-13") + UPDATE, "centers[0].id duplicate-id", "updates[0]"),
    (ROME.replace("rome", "2019-11-13-2") + UPDATE + UPDATE, "centers[0].id duplicate-id", "updates[1]"),
    (PAID + 'since = "summer 2018"', "metrics[0].since date-phrase", "hemisphere"),
    (PAID + "since = 2018", "metrics[0].since date-phrase", '"2018"'),
    (PAID + 'since = "undated"', "metrics[0].since date-phrase", "leave the key out"),
    (PAID + 'cumulative = "yes"', "metrics[0].cumulative wrong-type", "true or false"),
    (PAID.replace('"work"', '"wrok"'), "metrics[0].phase unknown-phase", '"work"'),
    (UPDATE.replace("2019-11-13", '"2019-11-13"'), "updates[0].date wrong-type", "without quotes"),
    (UPDATE.replace("2019-11-13", "2019-11-13T09:30:00"), "updates[0].date wrong-type", "2019-11-13"),
    (UPDATE.replace("2019-11-13", "2019"), "updates[0].date wrong-type", "2019-11-13"),
    (UPDATE.replace('"News"', '""'), "updates[0].title empty", "write a word or more"),
    (UPDATE.replace('"page"', '"pge"'), "updates[0].source unknown-source", 'did you mean "page"?'),
    (ROME + 'stages = ["announced", "announced"]', "centers[0].stages[1] duplicate-stage", "centers[0].stages[0]"),
    (ROME + 'stages = ["withdrawn"]', "centers[0].stages[0] reserved-stage", "without naming it"),
    (ROME + "stages = []", "centers[0].stages empty", "one stage or more"),
    (ROME + "owners = []", "centers[0].owners empty", "one name or more"),
    (ROME + 'owners = [" "]', "centers[0].owners[0] empty", "a word or more"),
    (COUNTED, "goals[0] goal-form", "give it `at_least` or `at_most`"),
    (item("goals", at_least=3), "goals[0] goal-form", "give it a `count` or a `metric`"),
    (PAID + COUNTED + 'at_least = 3\nmetric = "paid"', "goals[0].metric goal-form", "not of both"),
    (PAID + MEASURED + "at_least = 3\nat_most = 4", "goals[0].at_most goal-form", "not both"),
    (COUNTED + "at_most = 3", "goals[0].at_most goal-form", "write `at_least`"),
    (COUNTED + "at_least = 0", "goals[0].at_least goal-form", "1 or more"),
    (COUNTED + "at_least = 2.5", "goals[0].at_least goal-form", "a whole number"),
    (COUNTED.replace("center", "goal") + "at_least = 3", "goals[0].count.kind goal-form", "goals are not counted"),
    (COUNTED.replace("center", "centre") + "at_least = 3", "goals[0].count.kind unknown-word", '"center"'),
    (COUNTED.replace("open", "opn") + "at_least = 3", "goals[0].count.stage unknown-stage", 'did you mean "open"?'),
    (COUNTED.replace("open", "withdrawn") + "at_least = 3", "goals[0].count.stage unknown-stage", "a center has no"),
    (MEASURED + "at_least = 3", "goals[0].metric unknown-metric", 'no metric "paid"'),
    (PAID + MEASURED + "at_least = inf", "goals[0].at_least not-finite", "write a number"),
    (COUNTED + "at_least = 9223372036854775808", "goals[0].at_least too-large", "64 bits"),
    (PAID + "cumulative = true" + MEASURED + "at_most = 3", "goals[0].at_most growing-metric", "`not_before`"),
    (UPDATE + 'edits = "2019-11-12"', "updates[0].edits unknown-update", 'did you mean "2019-11-13"?'),
    (UPDATE + 'edits = "2019-11-13"', "updates[0].edits later-edit", "it stands at updates[0].date"),
    (UPDATE + 'edits = "2019-11-13-2"' + UPDATE, "updates[0].edits later-edit", "updates[1].date"),
]


@pytest.mark.parametrize(("tables", "place", "word"), WRONG_TABLES, ids=[place for _, place, _ in WRONG_TABLES])
def test_one_thing_wrong_in_a_table(tables: str, place: str, word: str) -> None:
    """One thing that is wrong is one problem, at the place of the value, and the message has the way out."""
    found = problems(tables)

    assert places(found) == [place]
    assert word in str(found[0])


UPDATE_KEY = "it is a key of the update; write it above the events"
GOAL_KEY = "it is a key of the goal; write it outside of count"
SHORTER = "keep the words that matter, and put the rest into a `note`"
REMEDIES = [
    ('[[phases]]\nid = "Göod  Doors!"\nname = "P"', 'write "good-doors"'),
    ('[[phases]]\nid = "東京"\nname = "P"', 'write "u6771-u4eac"'),
    (SECOND + 'url = "www.b.org"', 'did you mean "https://www.b.org"?'),
    (SECOND + 'url = "https://b.org/a page"', "write %20 for a space in it"),
    (SECOND + 'url = "ftp://b.org"', None),
    (SECOND + 'url = "nowhere"', None),
    (SECOND + 'independent = "Yes"', "write true"),
    (SECOND + "independent = 0", "write false"),
    (SECOND + "independent = []", None),
    (ROME + "city = 5", 'write "5"'),
    (ROME + "city = true", None),
    (ROME + 'aliases = "roma"', 'write ["roma"]'),
    (ROME + 'aliases = """a"b"""', None),
    (ROME + "aliases = 5", None),
    (UPDATE.replace("2019-11-13", '"2019-11-13"'), "write 2019-11-13"),
    (UPDATE.replace("2019-11-13", '"November 2019"'), None),
    (UPDATE.replace("2019-11-13", "2019-11-13T09:30:00"), "write 2019-11-13"),
    (UPDATE.replace("2019-11-13", "2019"), None),
    (PAID + UPDATE + 'figures = [{ metric = "paid", value = "1.5" }]', "write 1.5"),
    (PAID + UPDATE + 'figures = [{ metric = "paid", value = "many" }]', None),
    (PAID + UPDATE + 'figures = [{ metric = "paid", value = [] }]', None),
    (UPDATE + 'counts = [{ kind = "center", stage = "open", value = 2.0 }]', "write 2"),
    (UPDATE + 'counts = [{ kind = "center", stage = "open", value = "2" }]', "write 2"),
    (UPDATE + 'counts = [{ kind = "center", stage = "open", value = "2.5" }]', None),
    (UPDATE + 'counts = [{ kind = "center", stage = "open", value = "two" }]', None),
    ("[centers]\nid = 'a'", "write [[centers]]"),
    (UPDATE + "events = 5", None),
    (UPDATE + 'metrics = ["paid"]', "it is a key of the whole file, not of updates; write it at the top"),
    (UPDATE + 'events = [{ item = "rome", note = "N", edits = "2019-11-12" }]' + ROME, UPDATE_KEY),
    (COUNTED.replace("count = {", "count = { at_least = 3,") + "at_most = 3", GOAL_KEY),
    (event('stage = "open"\nafter = "europe"'), 'write "europe.started", for example'),
    (event('stage = "open"\nafter = "a.b"\nwithin = "half a year"'), 'write "18 months", for example'),
    (event(f'stage = "open"\npart = "{"x" * 81}"'), SHORTER),
    (event(f'stage = "open"\nassessed = "{"x" * 41}"'), SHORTER),
    (event(f'stage = "open"\nquote = "{"x" * 501}"'), "keep the words that carry it"),
    (event('set = { item = "rome", city = "Rome" }'), "it is a key of the event; write it outside of set"),
    ('[[events]]\nitem = "rome"', "write it as [[updates.events]], below its update"),
]


@pytest.mark.parametrize(("tables", "remedy"), REMEDIES)
def test_the_remedy_is_made_from_what_was_written(tables: str, remedy: str | None) -> None:
    """Where it is plain what was meant, the remedy is what to write, ready to be copied; else there is none."""
    (problem,) = problems(tables)

    assert problem.hint == remedy


def test_a_table_that_is_written_as_a_list() -> None:
    """A table with the brackets of a list, as one below its own one, is told its header, where it has one."""
    found = problems(f"{ROME}{UPDATE}[[updates.events]]\nitem = 'rome'\n[[updates.events.set]]\ncity = 'Rome'\n")

    assert [problem.hint for problem in found] == [None]
    assert [problem.hint for problem in problems("", head=HEAD.replace("[initiative]", "[[initiative]]"))] == [
        "write [initiative]"
    ]


def figure(value: str) -> str:
    """Figures with one value of the metric."""
    return f'figures = [{{ metric = "paid", value = {value} }}]'


def count(kind: str, stage: str, value: str) -> str:
    """Counts with one of a kind at a stage."""
    return f"counts = [{{ kind = {kind}, stage = {stage}, value = {value} }}]"


WRONG_UPDATES = [
    ('url = "ftp://example.org"', ".url text-form", "http://"),
    ('url = "https://two words"', ".url text-form", "https://"),
    ('url = ""', ".url empty", "https://"),
    ("events = {}", ".events wrong-type", "[[updates.events]]"),
    ("events = [5]", ".events[0] wrong-type", "a table"),
    ('events = [{ note = "N" }]', ".events[0] missing-key", '"item"'),
    ('events = [{ item = "rom", note = "N" }]', ".events[0].item unknown-item", 'did you mean "rome"?'),
    ('events = [{ item = "roma", note = "N" }]', ".events[0].item alias", 'write "rome"'),
    ('events = [{ item = "work", note = "N" }]', ".events[0].item unknown-item", 'there is "rome"'),
    ('figures = [{ metric = "piad", value = 1 }]', ".figures[0].metric unknown-metric", '"paid"'),
    ('figures = [{ metric = "paid" }]', ".figures[0] missing-key", '"value"'),
    (figure("1, at_least = true, at_most = true"), ".figures[0].at_most figure-form", "remove one of the two"),
    (figure('1, when = "2020"'), ".figures[0].when reported-early", "the publication on 2019-11-13"),
    (figure('1, when = "undated"'), ".figures[0].when date-phrase", "leave the key out"),
    (figure('1, since = "undated"'), ".figures[0].since date-phrase", "leave the key out"),
    (f'quote = "{"x" * 501}"', ".quote text-form", "500 characters at most"),
    ('archived = "c.org"', ".archived text-form", "https://c.org"),
    (figure("true"), ".figures[0].value wrong-type", "a number"),
    (figure('"5"'), ".figures[0].value wrong-type", "a number"),
    (figure("nan"), ".figures[0].value not-finite", "finite"),
    (figure("-inf"), ".figures[0].value not-finite", "finite"),
    (count('"centre"', '"open"', "1"), ".counts[0].kind unknown-word", 'did you mean "center"?'),
    (count("5", '"open"', "1"), ".counts[0].kind wrong-type", "a word in quotes"),
    (count('"center"', '"opn"', "1"), ".counts[0].stage unknown-stage", 'did you mean "open"?'),
    (count('"center"', '"withdrawn"', "1"), ".counts[0].stage unknown-stage", '"announced" and "open"'),
    (count('"region"', '"open"', "1"), ".counts[0].stage unknown-stage", "a region has no stage"),
    (count('"center"', '"open"', "1.5"), ".counts[0].value wrong-type", "a whole number"),
]


@pytest.mark.parametrize(("keys", "place", "word"), WRONG_UPDATES, ids=[place for _, place, _ in WRONG_UPDATES])
def test_one_thing_wrong_in_an_update(keys: str, place: str, word: str) -> None:
    """One thing that is wrong in an update is one problem, below the place of that update."""
    found = problems(f'{ROME}aliases = ["roma"]{PAID}{UPDATE}{keys}')

    assert places(found) == [f"updates[0]{place}"]
    assert word in str(found[0])


WRONG_EVENTS = [
    ('stage = "opened"', ".stage unknown-stage", 'did you mean "open"?'),
    ('stage = "xyz"', ".stage unknown-stage", '"announced", "open" and "withdrawn"'),
    ('stage = ""', ".stage unknown-stage", '"announced"'),
    ('stage = "completed"', ".stage unknown-stage", "a center has no stage"),
    ('stage = "open"\nwhen = "December 2019"', ".when reported-early", "what is to come is a `target`"),
    ('stage = "open"\nwhen = 2019-11-14', ".when reported-early", "the publication on 2019-11-13"),
    ('stage = "withdrawn"\nwhen = "since 2020"', ".when reported-early", "a `target`"),
    ('note = "N"\nwhen = "2020"', ".when reported-early", "begins after the publication"),
    ('stage = "open"\nwhen = "undated"', ".when date-phrase", "leave the key out"),
    ('stage = "open"\nwhen = "31 April 2019"', ".when date-phrase", "30 April 2019"),
    ('stage = "open"\nwhen = []', ".when date-phrase", "write, for example"),
    ('stage = "open"\ntarget = "whenever"', ".target date-phrase", "write, for example"),
    ('stage = "open"\ntarget = "since 2020"', ".target date-phrase", "is no deadline"),
    ('stage = "open"\ntarget = "2020/.."', ".target date-phrase", "is no deadline"),
    ('stage = "open"\nwhen = "Until further  notice"', ".when date-phrase", "leave the key out"),
    (f'said = "{"x" * 81}"\nnote = "N"', ".said text-form", "80 characters at most"),
    (f'stage = "open"\ntarget = "2020"\nhedge = "{"x" * 81}"', ".hedge text-form", "80 characters at most"),
    ('stage = "open"\nafter = "rome.announced"', ".after itself", "name another item's"),
    ('stage = "open"\nafter = "romo.open"', ".after unknown-item", 'did you mean "rome"?'),
    ('stage = "open"\nafter = "roma.open"', ".after alias", 'write "rome"'),
    ('stage = "open"\nafter = "oslo.opn"', ".after unknown-stage", 'the center "oslo" has no stage "opn"'),
    ('stage = "open"\nafter = "oslo.withdrawn"', ".after unknown-stage", '"announced", "open" and "visited"'),
    ('stage = "open"\nafter = "oslo"', ".after text-form", "an item's id, a dot, and a stage"),
    ('stage = "open"\nafter = "oslo.open"\ntarget = "2020"', ".after event-form", "not both"),
    ('stage = "open"\nwithin = "1 year"', ".within event-form", "add `after`"),
    ('stage = "open"\ntarget = "2020"\nwithin = "1 year"', ".within event-form", "`after` names"),
    ('stage = "open"\nafter = "oslo.open"\nwithin = "a year"', ".within text-form", "a number of days"),
    ('stage = "open"\nnot_before = "by 2020"', ".not_before date-phrase", 'write target = "by 2020"'),
    ('stage = "open"\ntarget = "no earlier than 2020"', ".target date-phrase", 'not_before = "no earlier than 2020"'),
    ('stage = "open"\nnot_before = "undated"', ".not_before date-phrase", "leave the key out"),
    ('stage = "open"\nnot_before = "2020"\nwhen = "2019"', ".when event-form", "a promise takes no `when`"),
    ('stage = "open"\nnot_before = "2020"\nnot_yet = true', ".not_before event-form", "a `not_yet` takes no"),
    ('stage = "open"\npart = "a floor"\ntarget = "2020"', ".part event-form", "a promise takes no `part`"),
    ('stage = "open"\npart = "a floor"\nnot_yet = true', ".part event-form", "a `not_yet` takes no `part`"),
    ('stage = "open"\npart = "a floor"\nimplied = true', ".implied event-form", "a report in part takes no"),
    ('stage = "open"\npart = "a floor"\ncorrects = true', ".corrects event-form", "a report in part takes no"),
    ('stage = "withdrawn"\npart = "a floor"', ".part event-form", "a withdrawal takes no `part`"),
    ('note = "N"\npart = "a floor"', ".part event-form", "name the `stage` that is reached in part"),
    ('note = "N"\nafter = "oslo.open"', ".after event-form", "name the `stage` that is promised"),
    ('note = "N"\nassessed = "met"', ".assessed event-form", "name the `stage` that was judged"),
    ('assessed = "met"', ".assessed event-form", "name the `stage` that was judged"),
    ('quote = "We open."', " event-form", "the event says nothing"),
    ('part = "a floor"', ".part event-form", "name the `stage` that is reached in part"),
    ('stage = "open"\nreplaced_by = ["oslo"]', ".replaced_by event-form", "only what is withdrawn"),
    ('stage = "withdrawn"\nreplaced_by = []', ".replaced_by empty", "one id or more"),
    ('stage = "withdrawn"\nreplaced_by = ["oslo", "osl"]', ".replaced_by[1] unknown-item", 'did you mean "oslo"?'),
    ('stage = "withdrawn"\nreplaced_by = ["roma"]', ".replaced_by[0] alias", 'write "rome"'),
    ('stage = "withdrawn"\nreplaced_by = ["rome"]', ".replaced_by[0] itself", "comes instead"),
    ('stage = "open"\nby = "A Host"', ".by event-form", "which tells who promises"),
    ('stage = "open"\nhedge = "we hope"', ".hedge event-form", "that weaken a promise"),
    ('stage = "open"\nstated = "2018"', ".stated event-form", "when something was promised"),
    ('stage = "open"\nassessed = "met"\nby = "A Host"', ".by event-form", "a note takes no `by`"),
    ('stage = "open"\ntarget = "2020"\nstated = "2020"', ".stated reported-early", "when the promise was made"),
    ('stage = "open"\ntarget = "2020"\nstated = "undated"', ".stated date-phrase", "leave the key out"),
    ('set = { phase = "wrok" }', ".set.phase unknown-phase", 'did you mean "work"?'),
    ("set = { owners = [] }", ".set.owners empty", "one name or more"),
    ("set = { at_least = 3 }", ".set.at_least unknown-key", 'a center has no "at_least"'),
    ('stage = "open"\ntarget = "2020"\nwhen = "2019"', ".when event-form", "a promise takes no `when`"),
    ('stage = "open"\ntarget = "2020"\ncorrects = true', ".corrects event-form", "a promise takes no `corrects`"),
    ('stage = "open"\nnot_yet = true\nwhen = "2019"', ".when event-form", "a `not_yet` takes no `when`"),
    ('stage = "open"\nnot_yet = true\ntarget = "2020"', ".target event-form", "a `not_yet` takes no `target`"),
    ('stage = "open"\nnot_yet = true\nimplied = true', ".implied event-form", "a `not_yet` takes no `implied`"),
    ('stage = "open"\nanew = true', ".anew event-form", "a report takes no `anew`"),
    ('stage = "open"\nnot_yet = true\nanew = true', ".anew event-form", "a `not_yet` takes no `anew`"),
    ('stage = "withdrawn"\nanew = true', ".anew event-form", "a withdrawal takes no `anew`"),
    ('note = "N"\nanew = true', ".anew event-form", "a note takes no `anew`"),
    ('stage = "withdrawn"\ntarget = "2020"', ".target event-form", "a withdrawal takes no `target`"),
    ('stage = "withdrawn"\nnot_yet = true', ".not_yet event-form", "a withdrawal takes no `not_yet`"),
    ('stage = "withdrawn"\ncorrects = true', ".corrects event-form", "a withdrawal takes no `corrects`"),
    ('note = "N"\ntarget = "2020"', ".target event-form", "name the `stage` that is promised"),
    ('note = "N"\nnot_yet = true', ".not_yet event-form", "name the `stage` that is not reached"),
    ('note = "N"\nimplied = true', ".implied event-form", "a note takes no `implied`"),
    ('note = "N"\ncorrects = true', ".corrects event-form", "a note takes no `corrects`"),
    ('when = "2019"', " event-form", "give it a `stage`, a `set` or a `note`"),
    ("set = { countries = [] }", ".set.countries unknown-key", 'has "city", "country", "host", "name", "owners", '),
    ('set = { id = "roma" }', ".set.id unknown-key", '"name"'),
    ('set = { name = " " }', ".set.name empty", "write a word or more"),
    ('set = "Roma"', ".set wrong-type", "a table"),
    ('stage = "open"\nimplied = "yes"', ".implied wrong-type", "true or false"),
    ("stage = 5", ".stage wrong-type", "text in quotes"),
]


def with_others(keys: str) -> str:
    """An event about the center, in a file with another center that has stages of its own, and an alias."""
    oslo = item("centers", "oslo", stages=["announced", "open", "visited"])
    return event(keys).replace(ROME, f'{ROME}aliases = ["roma"]\n{oslo}', 1)


@pytest.mark.parametrize(("keys", "place", "word"), WRONG_EVENTS, ids=[keys for keys, _, _ in WRONG_EVENTS])
def test_one_thing_wrong_in_an_event(keys: str, place: str, word: str) -> None:
    """One thing that is wrong in an event is one problem: at its key, or at the event where the keys do not fit."""
    found = problems(with_others(keys))

    assert places(found) == [f"updates[0].events[0]{place}"]
    assert word in str(found[0])


UNSEEN = (
    *("set = { countries = [] }", "set = { at_least = 3 }"),  # what there is to set depends on the kind of the item
    *("city = 2019-11-13", "city = 09:30:00", "city = 2019-11-13T09:30:00Z"),  # what has no type in JSON is text there
    'date = "2019-11-13"',  # and so is what has
    'id = "p\\n"',  # in Python, where this runs, a pattern's end may have a line break after it
)
"""What a schema does not see of that."""
WRONG = [
    *((tables, place) for tables, place, _ in WRONG_TABLES),
    *((f"{ROME}aliases = ['roma']{PAID}{UPDATE}{keys}", place) for keys, place, _ in WRONG_UPDATES),
    *((with_others(keys), place) for keys, place, _ in WRONG_EVENTS),
]
SEEN = [
    tables
    for tables, place in WRONG
    if place.split()[-1] in SEEN_BY_EDITORS and not any(unseen in tables for unseen in UNSEEN)
]


@pytest.mark.parametrize("tables", SEEN)
def test_an_editor_sees_what_is_wrong_in_keys_and_types(tables: str) -> None:
    """Of the ways in which a file is wrong, those that a schema can see are seen, in the right place."""
    (problem,) = problems(tables)
    found = [
        list(zip(problem.path, error.absolute_path, strict=False)) for error in refused(tomli.loads(HEAD + tables))
    ]

    assert found
    assert all(wanted == step for steps in found for wanted, step in steps)


@pytest.mark.parametrize(
    ("old", "new", "place", "word"),
    [
        ("format = 1", "", "missing-key", '"format"'),
        ("format = 1", "format = 2", "format unknown-format", "format = 1"),
        ("format = 1", 'format = "one"', "format unknown-format", "format = 1"),
        ("format = 1", f"format = 0x{'f' * 5000}", "format unknown-format", "format = 1"),
        ("format = 1", "format = true", "format wrong-type", "the whole number 1"),
        ("format = 1", "format = 1.0", "format wrong-type", "the whole number 1"),
        ("format = 1", "format = 1\nstages = 5", "stages wrong-type", "a table"),
        ("format = 1", "format = 1\ncenters = [5]", "centers[0] wrong-type", "a table"),
        ("[initiative]", "[[initiative]]", "initiative wrong-type", "a table"),
        ('id = "initiative"', 'id = "The Initiative"', "initiative.id text-form", "lower-case"),
        ('name = "The Initiative"', 'name = ""', "initiative.name empty", "write a word or more"),
        ('name = "The Initiative"', "", "initiative missing-key", '"name"'),
        (
            'organization = "The Organization"',
            "organization = 5",
            "initiative.organization wrong-type",
            "text in quotes",
        ),
        ("[[sources]]", "announced = 'undated'\n[[sources]]", "initiative.announced date-phrase", "leave the key out"),
        ("[[sources]]", "announced = 2017\n[[sources]]", "initiative.announced date-phrase", 'quotes, "2017"'),
        ("[[sources]]", "announced = 'spring 2017'\n[[sources]]", "initiative.announced date-phrase", "hemisphere"),
        (
            "[[sources]]",
            "complete_through = '2020'\n[[sources]]",
            "initiative.complete_through wrong-type",
            "without quotes",
        ),
        ("[[sources]]", "url = 'javascript:x'\n[[sources]]", "initiative.url text-form", "http://"),
    ],
    ids=lambda text: text[:40],
)
def test_one_thing_wrong_at_the_top(old: str, new: str, place: str, word: str) -> None:
    """What every file must have is told at its place, or at the place of its table where it is missing."""
    found = problems("", head=HEAD.replace(old, new, 1))

    assert places(found) == [place]
    assert word in str(found[0])


def test_a_file_needs_a_source_and_a_phase() -> None:
    """The lists that need one entry may not be empty, and an empty file is told each table that it lacks."""
    empty_lists = 'format = 1\nsources = []\nphases = []\ninitiative = { id = "i", name = "I", organization = "O" }'

    assert [str(problem) for problem in problems(empty_lists, head="")] == [
        "the list is empty; write one source or more",
        "the list is empty; write one phase or more",
    ]
    assert [str(problem) for problem in problems("", head="")] == [
        'the key "format" is missing; write format = 1 above the first table',
        "the table [initiative] is missing; write a line [initiative], and its keys below it",
        "there is no [[sources]]; write one source or more, each below a line [[sources]]",
        "there is no [[phases]]; write one phase or more, each below a line [[phases]]",
    ]


WRONG_FORM = """
format = 1
sumary = "S"
[initiative]
id = "The Initiative"
name = " "
url = "ftp://example.org"
complete_through = "2020"
[stages]
regions = ["announced", "announced"]
[[sources]]
id = "page"
publisher = 3
independent = "no"
[[phases]]
id = "work"
name = "Work"
[[centers]]
id = "rome"
phase = "wrok"
name = "Rome"
aliases = ["page", 5]
[[centers]]
id = "oslo"
phase = 5
name = "Oslo"
[[metrics]]
id = "paid"
phase = "work"
name = "Paid"
since = "whenever"
[[updates]]
date = 2019-11-13
title = "News"
source = "paeg"
[[updates.events]]
item = "oslo"
stage = "opne"
target = "whenever"
corrects = 1
[[updates.counts]]
kind = "center"
stage = "opne"
value = "two"
[[updates]]
date = "2019-11-14"
title = ""
source = "page"
"""
FORM = [
    "sumary unknown-key",
    "initiative missing-key",
    "initiative.id text-form",
    "initiative.name empty",
    "initiative.url text-form",
    "initiative.complete_through wrong-type",
    "sources[0] missing-key",
    "sources[0].publisher wrong-type",
    "sources[0].independent wrong-type",
    "centers[0].aliases[1] wrong-type",
    "centers[1].phase wrong-type",
    "metrics[0].since date-phrase",
    "updates[0].events[0].target date-phrase",
    "updates[0].events[0].corrects wrong-type",
    "updates[0].counts[0].value wrong-type",
    "updates[1].date wrong-type",
    "updates[1].title empty",
]
WRONG_REFERENCES = f"""
{HEAD}
[stages]
regions = ["announced", "announced"]
milestones = ["withdrawn"]
[[phases]]
id = "page"
name = "Work"
[[centers]]
id = "rome"
phase = "wrok"
name = "Rome"
aliases = ["page"]
[[metrics]]
id = "paid"
phase = "work"
name = "Paid"
[[updates]]
date = 2019-11-13
title = "News"
source = "paeg"
[[updates.events]]
item = "rmoe"
stage = "open"
not_yet = true
when = "2020"
[[updates.events]]
item = "rome"
stage = "opne"
when = "2020"
[[updates.events]]
item = "rome"
not_yet = true
note = "N"
set = {{ scope = "S" }}
[[updates.figures]]
metric = "piad"
value = inf
[[updates.counts]]
kind = "center"
stage = "opne"
value = 2
"""
REFERENCES = [
    "stages.regions[1] duplicate-stage",
    "stages.milestones[0] reserved-stage",
    "phases[1].id duplicate-id",
    "centers[0].phase unknown-phase",
    "centers[0].aliases[0] duplicate-id",
    "updates[0].source unknown-source",
    "updates[0].events[0].item unknown-item",
    "updates[0].events[0].when event-form",
    "updates[0].events[0].when reported-early",
    "updates[0].events[1].stage unknown-stage",
    "updates[0].events[1].when reported-early",
    "updates[0].events[2].not_yet event-form",
    "updates[0].events[2].set.scope unknown-key",
    "updates[0].figures[0].metric unknown-metric",
    "updates[0].figures[0].value not-finite",
    "updates[0].counts[0].stage unknown-stage",
]


@pytest.mark.parametrize(("text", "told"), [(WRONG_FORM, FORM), (WRONG_REFERENCES, REFERENCES)], ids=["form", "refs"])
def test_every_problem_of_a_step_is_told_at_once(text: str, told: list[str]) -> None:
    """What is wrong in keys and types is told in one go, in the order of the file; so are all wrong references.

    Of the references in a file with wrong keys or types, nothing is said.
    """
    assert places(problems("", head=text)) == told


def test_the_message_of_a_wrong_file() -> None:
    """An error has one line for each problem: the file, the place, what is wrong and what to write; it exits with 1."""
    with pytest.raises(DatasetError) as caught:
        load((HEAD + UPDATE.replace('"News"', '""') + 'sumary = "S"\n').encode(), "test.toml")

    assert str(caught.value).splitlines() == [
        "test.toml:22:9: error: the text is empty; write a word or more [empty]",
        'test.toml:24:1: error: no key "sumary"; did you mean "summary"? [unknown-key]',
    ]
    assert caught.value.exit_code == 1


@pytest.mark.parametrize(
    "tables",
    [
        '[[centers]]\nid = "ro\\nme"\nphase = "work"\nname = "Rome"\n',
        ROME + '"a\\nkey" = 1\n',
        event('stage = "op\\nen"'),
        event('stage = "open"\nwhen = "no\\nday"'),
        event('stage = "open"\nwhen = "no\u2028day"'),
    ],
)
def test_a_problem_is_one_line(tables: str) -> None:
    """Whatever a file has in its texts and keys, a problem is told in one line, so that none can be forged."""
    found = problems(tables)

    assert [len(str(problem).splitlines()) for problem in found] == [1]


@pytest.mark.parametrize(
    ("tables", "right"),
    [
        ('[[center]]\nid = "a"\nphase = "work"\nname = "A"', "centers"),
        ('[[milestone]]\nid = "a"\nphase = "work"\nname = "A"', "milestones"),
        ('[stages]\ncenter = ["open"]', "centers"),
        ('[stages]\nReviews = ["open"]', "reviews"),
        ('[[sources]]\nid = "b"\ntitle = "B"\npublisher = "P"\nindependant = true', "independent"),
        ('[[phases]]\nid = "b"\nname = "B"\nsumary = "S"', "summary"),
        (ROME + 'contry = "Italy"', "country"),
        (ROME + 'alias = ["roma"]', "aliases"),
        (ROME.replace("centers", "regions") + 'destinations = "Zurich"', "destination"),
        (ROME.replace("centers", "reviews") + 'standart = "SOC 2"', "standard"),
        (ROME.replace("centers", "milestones") + 'Summary = "S"', "summary"),
        (PAID + "cummulative = true", "cumulative"),
        (UPDATE + "figure = []", "figures"),
        (event('stage = "open"\ntraget = "2020"'), "target"),
        (event('stage = "open"\nnotyet = true'), "not_yet"),
        (event('set = { contry = "Italy" }'), "country"),
        (PAID + UPDATE + 'figures = [{ metric = "paid", value = 1, atleast = true }]', "at_least"),
        (UPDATE + 'counts = [{ kind = "center", stage = "open", value = 1, knd = "center" }]', "kind"),
    ],
)
def test_a_misspelt_key_is_told_the_right_one(tables: str, right: str) -> None:
    """A key that is not known is one problem, which offers the key that comes nearest in that table."""
    found = problems(tables)

    assert [problem.code for problem in found] == ["unknown-key"]
    assert found[0].hint is not None
    assert found[0].hint.startswith("did you mean")
    assert f'"{right}"' in found[0].hint


@pytest.mark.parametrize(
    ("misspelt", "right"),
    [("orgnization", "organization"), ("anounced", "announced"), ("complete_thru", "complete_through")],
)
def test_a_misspelt_key_of_the_initiative(misspelt: str, right: str) -> None:
    """The table of the initiative has its own keys to offer."""
    found = problems("", head=HEAD.replace("[initiative]", f'[initiative]\n{misspelt} = "X"'))

    assert places(found) == [f"initiative.{misspelt} unknown-key"]
    assert found[0].hint == f'did you mean "{right}"?'


def test_a_required_key_that_is_misspelt() -> None:
    """A required key under another name is told once: what stands in its place is told the right name."""
    found = problems(UPDATE.replace("title", "titel"))

    assert places(found) == ["updates[0].titel unknown-key"]
    assert found[0].hint == 'did you mean "title"?'


def test_an_event_without_its_stage_for_a_misspelling() -> None:
    """An event that says nothing because a key is misspelt is told the right key, and nothing that follows."""
    found = problems(event('stag = "open"'))

    assert places(found) == ["updates[0].events[0].stag unknown-key"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[[phases]]", "[[phase]]", "phase unknown-key"),
        ('[[phases]]\nid = "work"\nname = "Work"\n', "", "missing-key"),
        ('id = "page"', "id = true", "sources[0].id wrong-type"),
        ("[[centers]]", "[centers]", "centers wrong-type"),
        ('id = "rome"', 'id = "Rome"', "centers[0].id text-form"),
        ("[[sources]]", "[stages]\ncenters = []\n[[sources]]", "stages.centers empty"),
        ('item = "rome"', "", "updates[0].events[0] missing-key"),
    ],
    ids=lambda text: str(text)[:30],
)
def test_what_follows_from_a_problem_is_not_told(old: str, new: str, told: str) -> None:
    """Where a table or an id cannot be read, only that is told, and not each place that refers to it."""
    found = problems("", head=(HEAD + event('stage = "open"')).replace(old, new, 1))

    assert places(found) == [told]


def test_what_is_known_is_listed_in_file_order() -> None:
    """Where no known word comes near and they are few, they are listed as the file has them; many are not listed."""
    few = [f'[[phases]]\nid = "{name}"\nname = "P"\n' for name in ("zeta", "alpha", "kappa", "beta", "omega", "gamma")]
    many = [f'[[phases]]\nid = "{number}"\nname = "P"\n' for number in range(1000, 1013)]
    lost = '[[milestones]]\nid = "m"\nphase = "xy"\nname = "M"\n'

    assert [problem.hint for problem in problems("".join(few) + lost)] == [
        'there is "work", "zeta", "alpha", "kappa", "beta", "omega" and "gamma"'
    ]
    assert [problem.hint for problem in problems("".join(many) + lost)] == [None]


def test_the_nearest_of_very_many() -> None:
    """Among very many known words the nearest one is still found."""
    many = "".join(f'[[phases]]\nid = "phase-{number}"\nname = "P"\n' for number in range(1000, 1500))
    lost = '[[milestones]]\nid = "m"\nphase = "wrok"\nname = "M"\n'

    assert [problem.hint for problem in problems(many + lost)] == ['did you mean "work"?']


@pytest.mark.parametrize("length", [1, 30, 31])
def test_a_word_too_long_to_be_quoted_is_near_to_none(length: int) -> None:
    """A suggestion that could only be shown in part is not made."""
    phase = f'[[phases]]\nid = "{"ab" * length}"\nname = "P"\n'
    lost = f'[[milestones]]\nid = "m"\nphase = "{"ab" * length}"\nname = "M"\n'.replace('ab"\nname', 'ba"\nname')

    (found,) = problems(phase + lost)

    assert found.hint is not None
    assert found.hint.startswith("did you mean" if 1 < length <= 30 else "there is")


def test_very_many_unknown_words_are_told_without_suggestions() -> None:
    """Where thousands of words are not known among thousands that are, all are told, and the first with suggestions."""
    phases = "".join(f'[[phases]]\nid = "phase-{number}"\nname = "P"\n' for number in range(500))
    lost = "".join(
        f'[[milestones]]\nid = "m-{number}"\nphase = "phase-x{number}"\nname = "M"\n' for number in range(500)
    )

    hints = [problem.hint is not None for problem in problems(phases + lost)]

    assert len(hints) == 500
    assert hints[:100] == [True] * 100
    assert hints[-100:] == [False] * 100
    assert hints == sorted(hints, reverse=True)


@pytest.mark.parametrize("number", ["-9223372036854775808", "9223372036854775807"])
def test_the_largest_numbers(number: str) -> None:
    """Every whole number of 64 bits can be a value."""
    assert problems(PAID + UPDATE + figure(number)) == []


@pytest.mark.parametrize("number", ["-9223372036854775809", "9223372036854775808"])
def test_a_number_beyond_64_bits(number: str) -> None:
    """A whole number of more bits is refused."""
    assert places(problems(PAID + UPDATE + figure(number))) == ["updates[0].figures[0].value too-large"]


@pytest.mark.parametrize("number", ["1" + "0" * 400, "0x" + "f" * 5000])
def test_a_huge_number_is_told(number: str) -> None:
    """A whole number that no float can hold, or that cannot be written out, is a problem; it is never a crash."""
    keys = "\n".join((figure(number), count('"center"', '"open"', number)))

    found = problems(PAID + UPDATE + keys)

    assert [problem.place for problem in found] == ["updates[0].figures[0].value", "updates[0].counts[0].value"]
    assert [len(str(problem).splitlines()) for problem in found] == [1, 1]


def test_a_huge_number_for_a_date() -> None:
    """A number that Python cannot write out is refused as a date like any other number."""
    found = problems(event(f'stage = "open"\nwhen = 0x{"f" * 5000}'))

    assert [problem.place for problem in found] == ["updates[0].events[0].when"]


def test_the_bytes_may_begin_with_a_mark_and_end_lines_like_windows() -> None:
    """A byte order mark and line ends of Windows change nothing in what is read."""
    plain = HEAD + ROME + UPDATE

    assert load(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode(), "test.toml") == load(
        plain.encode(), "test.toml"
    )


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (
            b'format = 1\n\nname = "S\xe3o Paulo"\n',
            "not-utf-8",
            "test.toml:3:10: error: the byte 0xe3 here is not UTF-8",
        ),
        ("format = 1".encode("utf-16"), "not-utf-8", "save the file in the encoding UTF-8"),
        (b"format = 1\nwhen = 2019-12\n", "toml", 'with quotes, "2019-12"'),
        (b"format = 1\r\nwhen = 2019-12 # a month\r\n", "toml", 'with quotes, "2019-12"'),
        (b"events = [\n{ when = 2019-Q4 },\n]\n", "toml", 'with quotes, "2019-Q4"'),
        (b"when = 2019-h2", "toml", 'with quotes, "2019-h2"'),
        (b"format = 1\nformat = 1\n", "toml", "test.toml:2:11: error: this is not TOML: "),
        (b"[initiative\n", "toml", "test.toml:1:12: error: "),
        (b'name = "', "toml", "test.toml:1:9: error: "),
        (b"when = 2019-02-30\n", "toml", "test.toml:1:8: error: "),
        (b"value = " + b"1" * 5000, "too-large", "test.toml:1:9: error: the number is too long"),
        (b"value = " + b"[" * 5000, "toml", "nested too deeply"),
    ],
    ids=range(12),
)
def test_bytes_that_are_no_toml(content: bytes, code: str, word: str) -> None:
    """Bytes that are not UTF-8 or not TOML are one problem of the whole file, with the line where it is known."""
    with pytest.raises(DatasetError) as caught:
        load(content, "test.toml")

    assert places(list(caught.value.problems)) == [code]
    assert word in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_file_is_read_like_its_bytes(tmp_path: Path) -> None:
    """A file gives the dataset that its bytes hold, and its errors name the path as it was given."""
    path = tmp_path / "initiative.toml"
    path.write_bytes(FULL.encode())

    assert load_file(path) == RECORDS
    path.write_bytes(b"")
    with pytest.raises(DatasetError) as caught:
        load_file(path)
    assert str(caught.value).startswith(f"{path}:1:1: error: ")


@pytest.mark.parametrize(
    ("name", "word"),
    [
        (".", "is a folder without a dataset; a dataset is a file whose name ends in .toml"),
        ("missing.toml", "there is no such file"),
        ("n" * 300, "cannot be read: "),
        ("nul\0.toml", "cannot be read: "),
    ],
    ids=["folder", "missing", "too long", "nul"],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, word: str) -> None:
    """A path that has no bytes to give is one problem, which says why."""
    with pytest.raises(DatasetError) as caught:
        load_file(tmp_path / name)

    assert places(list(caught.value.problems)) == ["unreadable"]
    assert word in str(caught.value)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path to every value in a parsed file, tables and lists among them."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from _paths(inner, (*path, step))


PARSED = tomli.loads(BUNDLED.read_text(encoding="utf-8"))
VALUES = st.one_of(
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.booleans(),
    st.text(max_size=8),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.lists(st.integers(), max_size=2),
    st.just([{}]),
    st.dictionaries(st.sampled_from(["id", "name", "item"]), st.text(max_size=3), max_size=2),
)


@settings(database=None, deadline=None, max_examples=25)
@given(st.sampled_from(list(_paths(PARSED))), VALUES)
def test_a_value_of_another_type_is_told_or_read(path: tuple[str | int, ...], value: object) -> None:
    """The bundled file with any one value replaced by one of another type loads, or is refused with its problems."""
    changed = deepcopy(PARSED)
    inner: Any = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value if type(inner[path[-1]]) is not type(value) else {"another": ["type"]}

    found = problems("", head=tomli_w.dumps(changed))

    assert len(found) == len({(problem.path, str(problem)) for problem in found})
    assert all(len(str(problem).splitlines()) == 1 for problem in found)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85", '"', "\\"])
def test_a_text_that_breaks_its_line_is_not_offered_as_a_list(sign: str) -> None:
    """A remedy is one line of TOML that can be written as it stands."""
    (problem,) = problems(ROME + f"owners = {toml(f'a{sign}b')}")
    (plain,) = problems(ROME + 'owners = "ab"')

    assert problem.hint is None or sign not in problem.hint
    assert plain.hint == 'write ["ab"]'
