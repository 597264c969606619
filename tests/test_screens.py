"""What people see on a terminal: it fits, it says what the rows say, and it obeys nothing in the data."""

import re
from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from gti_cli.render.screens.lanes import SIGNS
from tests.conftest import Gti
from tests.laws import CODES
from tests.make import figure, item, log, update
from tests.shown import BUNDLED_LINES

WIDTHS = (60, *(pytest.param(width, marks=pytest.mark.slow) for width in (40, 80, 100, 140, 200)))


def drawn(gti: Gti, command: str, width: int = 100, data: str | None = None) -> str:
    """What a terminal of that width shows, without its colours."""
    answer = gti(*command.split(), env={"FORCE_COLOR": "1", "COLUMNS": str(width), "TERM": "xterm-256color"}, data=data)
    assert answer.code == 0
    return CODES.sub("", answer.out)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", BUNDLED_LINES)
def test_no_line_is_wider_than_the_terminal(gti: Gti, command: str, width: int) -> None:
    """Every line fits, and none ends in spaces."""
    lines = drawn(gti, command, width).split("\n")

    assert [line for line in lines if cell_len(line) > width] == []
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.slow
@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("command", BUNDLED_LINES)
def test_no_word_is_broken(gti: Gti, command: str, width: int) -> None:
    """From 60 columns on, lines break and texts are cut between words: every word stands on a wide screen too."""

    def words(width: int) -> set[str]:
        text = re.sub(r"More on each: gti\s+show\s+\S+(?:\s+--as-of\s+\S+)?", "", drawn(gti, command, width))
        return {word.casefold().strip(":*,…") for word in text.split() if not DRAWN.fullmatch(word)}

    whole = words(100_000)
    too_long = [word for word in whole if len(word) > width // 2]
    assert {word for word in words(width) - whole if not any(word in long for long in too_long)} <= {"·"}


DRAWN = re.compile(f"[━╌─█┊▓▲{''.join(SIGNS.values())}]+")


@pytest.mark.parametrize("command", BUNDLED_LINES)
def test_every_screen_names_its_day_and_whose_statements_these_are(gti: Gti, command: str) -> None:
    """The first lines say as of when, and by whom it was stated."""
    top = " ".join(drawn(gti, command).split("\n")[:2])

    assert re.search("(as of|up to) [0-9]", top)
    assert "stated by Kaspersky" in top


def test_a_day_after_the_end_of_the_log(gti: Gti) -> None:
    """Where the day is the last of the log, or later, every screen says where the log ends; before, none does."""
    for command in ("status", "promises", "show cyberjaya", "phase relocation", "diff 2019", "diff 2019 2022"):
        assert "where this log ends" in drawn(gti, command)
    for command in ("status", "promises", "show cyberjaya", "phase relocation"):
        later, before = (drawn(gti, f"{command} --as-of {day}").split("\n\n")[0] for day in ("2021", "2020-11-16"))
        assert "known up to 17 Nov 2020, where this log ends" in " ".join(later.split())
        assert "log ends" not in before


@pytest.mark.parametrize("command", ["status", "promises", "show new-brunswick", "chart", "centers", "items"])
def test_nothing_changes_after_the_end_of_the_log(gti: Gti, command: str) -> None:
    """What is shown years after the log ended is what was shown on its last day, but for the day itself."""
    days = ("2020-11-17", "2026")
    screens = {day: drawn(gti, f"{command} --as-of {day}").partition("\n\n")[2] for day in days}
    last, later = (screen.replace(f" --as-of {day}", "") for day, screen in screens.items())

    assert last == later
    assert "Nothing changed." in drawn(gti, "diff 2020-11-17 2026")


def test_status_in_ten_seconds(gti: Gti) -> None:
    """The answer in a sentence, then what was broken and by how much, all in the first lines; then what is open."""
    screen = drawn(gti, "status")

    answer, broken = (
        "Of 15 promises 8 were delivered: 6 in time, 2 had no date. 1 came late. 3 can't be judged.",
        "Broken ✘ Zurich infrastructure, to be completed 92–317 days late due by the end of 2018",
    )
    assert " ".join(screen.split("\n\n")[1].split()).startswith(answer)
    assert broken in " ".join(" ".join(screen.splitlines()[:8]).split())
    assert len(screen.splitlines()) <= 34
    words_in_order = (
        "8 updates, 29 Aug 2018 to 17 Nov 2020, as stated by Kaspersky; * implied, not stated",
        answer,
        broken,
        "Can't tell ? At least three centers, to be reached up to 322 days late",
        "Put off ↷ New Brunswick, to open 181 days (6 months) later",
        "in 2020 → in early 2021 · moved once · announced 44 days ahead",
        "No word ∅ Software assembly, to be completed for 811 days",
        "promised after Europe has started · what it waits for came 13 Nov 2018, 735 days ago",
        "Due next ↷ New Brunswick, to open in 134–225 days in early 2021",
        "5 of 6 centers 4 of 5 · goals 1 of 1",
        "8 of 8 regions 3 of 3 · milestones 5 of 5 · 4 implied",
        "6 kept (1 implied) · 1 late (1 implied) · 3 undetermined (1 implied)",
        "Latest 17 Nov 2020",
        "More: gti promises · gti timeline · gti show zurich-infrastructure",
    )
    told = " ".join(screen.split())
    places = [told.find(words) for words in words_in_order]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("width", [60, 100])
def test_status_counts_each_kind(gti: Gti, width: int) -> None:
    """How many centers are open and how many regions done stands on a narrow screen, too: below the phase."""
    screen = drawn(gti, "status", width)

    assert "centers 4 of 5 · goals 1 of 1" in screen
    assert "regions 3 of 3 · milestones 5 of 5" in screen


def test_status_knows_the_date_that_stands(gti: Gti, head: str) -> None:
    """A word without a date leaves the date before it; one that puts off has moved it, and leaves none to wait for."""
    vague = head + log('2020-01-01 stage = "used", target = "2022"', '2020-06-01 stage = "used", target = "soon"')
    put_off = vague + update('stage = "used", target = "postponed"', day="2020-07-01")

    before, after = (drawn(gti, "status --as-of 2021-07-01", data=data) for data in (vague, put_off))
    assert "No word   ○ Thing, to be used  for 395 days  due 2022\n" in before
    assert "Due next  ○ Thing, to be used  in 548 days  2022\n" in before
    assert "Put off" not in before
    assert "Put off   ↷ Thing, to be used  no new date\n" in after
    assert "2022 → no date · moved once · announced 913 days ahead · no word since 1 Jul 2020\n" in after
    assert "No word" not in after
    assert "Due next" not in after


@pytest.mark.parametrize("width", [60, 100])
def test_phases_say_when_they_were_touched_last(gti: Gti, width: int) -> None:
    """Each phase has the day of its last update."""
    assert drawn(gti, "phase", width).count("last update ") == 6
    assert "last update 13 Feb 2020" in drawn(gti, "phase", width)


def test_what_is_promised_of_an_item_without_a_stage(gti: Gti, head: str) -> None:
    """Where no stage is reached, what is promised stands in the place of the day, not beside it."""
    data = head + item("milestones") + update('stage = "completed", target = "2999"')

    assert "\n  ○ Thing  to be completed in 2999\n" in drawn(gti, "phase work", data=data)


def test_status_before_anything_was_said(gti: Gti) -> None:
    """A day before the first update is no error: nothing was published by then."""
    screen = drawn(gti, "status --as-of 2017")

    assert "no update was published by then" in screen
    assert "nothing named yet" in screen
    assert "none made" in screen
    assert screen.endswith("\nMore: gti phase --as-of 2017\n")


@pytest.mark.parametrize("width", [60, 100])
def test_more_than_a_few_are_counted(gti: Gti, head: str, width: int) -> None:
    """Status names a few promises of each sort and says how to see the rest."""
    names = "".join(item("milestones", f"m{n}") for n in range(9))
    data = head + names + update(*(f'item = "m{n}", stage = "completed", target = "2999"' for n in range(9)))

    screen = drawn(gti, "status", width, data=data)
    assert "1 update, 1 May 2020" in screen
    assert "and 6 more:" in screen


def test_a_phase_shows_its_items_under_their_stages(gti: Gti, head: str) -> None:
    """The last stage first; an item without a stage and a withdrawn one under headings of their own."""
    events = (
        *(
            'item = "a", stage = "open"',
            'item = "b", stage = "announced"',
            'item = "b", stage = "open", target = "2999"',
        ),
        *('item = "c", note = "n"', 'item = "d", stage = "announced"', 'item = "d", stage = "withdrawn"'),
    )
    data = head + "".join(item("centers", id_) for id_ in "abcd") + update(*events)

    lines = [line.strip() for line in drawn(gti, "phase work", data=data).split("\n")]
    order = [lines.index(heading) for heading in ("Open", "Announced", "No stage reached", "Withdrawn", "Promises")]
    assert order == sorted(order)
    assert lines[order[1] + 1].split() == ["○", "B", *"by 1 May 2020 · to open in 2999".split()]


def test_an_empty_phase(gti: Gti, head: str) -> None:
    """A phase of which nothing is known yet is shown as that."""
    assert "nothing named yet" in drawn(gti, "phase work", data=head)


def test_figures_have_bars_and_many_of_them_a_sparkline(gti: Gti, head: str) -> None:
    """A bar is as long as its value's share of the highest; many readings become one line of signs."""
    head += item("metrics", "paid")

    def data(values: Sequence[float]) -> str:
        return head + "".join(
            update(day=f"2020-05-{day:02}", figures=figure(value)) for day, value in enumerate(values, 1)
        )

    few = drawn(gti, "metrics", data=data([10, 20, -20]))
    many = drawn(gti, "metrics", data=data(list(range(1, 21))))
    zeros = drawn(gti, "metrics", data=data([0, 0]))
    huge = drawn(gti, "metrics", data=data([-1e308, 1e308]))
    bars = [line.count("█") for line in few.splitlines() if "May 2020" in line and "█" in line]
    assert bars == [22, 30, 1]
    assert re.search("^  ▁[▁▂▃▄▅▆▇]+█+$", many, re.MULTILINE)
    assert many.count("█" * 24) == 4
    assert "1 May 2020" in zeros
    assert [line.count("█") for line in huge.splitlines() if "May 2020" in line] == [1, 30]


def test_more_than_is_kept(gti: Gti) -> None:
    """The words "more than" stand wherever the figure stands."""
    for command in ("metrics", "timeline --grep scope", "show bounties-paid"):
        assert "more than 17,000" in drawn(gti, command)


HOSTILE = "\\u001b[31m[red]\\u009b5m[/] \\u202Eevil\\u0007\\nline\\ttab"


@pytest.mark.parametrize(
    "format_",
    ["table", *(pytest.param(name, marks=pytest.mark.slow) for name in ("json", "jsonl", "csv", "tsv", "markdown"))],
)
@pytest.mark.parametrize(
    "command",
    [
        "status",
        "timeline",
        "phase",
        "phase work",
        "centers",
        "items",
        "promises",
        "metrics",
        "show thing",
        "show 2020-05-01",
        "show page",
        "show visits",
    ],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_text_of_the_data_is_obeyed_by_no_terminal(
    gti: Gti, head: str, command: str, format_: str, terminal: bool
) -> None:
    """No control or direction character of a dataset reaches stdout or stderr, and markup is shown as it is."""
    data = (
        head.replace("The Initiative", HOSTILE).replace("The Organization", HOSTILE).replace("Status page", HOSTILE)
        + item("centers").replace('"Thing"', f'"{HOSTILE}"')
        + f'city = "{HOSTILE}"\nhost = "{HOSTILE}"\n'
        + item("metrics", "visits", unit="Visits").replace('"Visits"', f'"{HOSTILE}"')
        + update(
            f'stage = "open", target = "2999", said = "{HOSTILE[:24]}", note = "{HOSTILE}"',
            f'set = {{ host = "{HOSTILE}" }}',
            figures=figure(1, metric="visits"),
        )
    ).replace('title = "News"', f'title = "{HOSTILE}"\nsummary = "{HOSTILE}"')
    env = {"FORCE_COLOR": "1", "TERM": "xterm-256color"} if terminal else {}

    answer = gti(*command.split(), "--format", format_, data=data, env=env)
    if answer.code == 2:
        assert format_ in ("csv", "tsv", "jsonl")
        return
    shown = CODES.sub("", answer.out) if terminal and format_ == "table" else answer.out
    separator = "\t" if format_ == "tsv" else ""
    assert set(re.findall("[\x00-\x1f\x7f-\x9f]", shown)) <= {"\n", separator}
    assert format_ in ("json", "jsonl") or "\u202e" not in shown
    assert "[red]" in shown or "\\[red\\]" in shown or command in ("phase", "show work")


def test_hostile_words_in_messages(gti: Gti) -> None:
    """An unknown id, a file name and a date given on the command line are shown without their control characters."""
    word = "\x1b[31m\x9b\u202e"

    for words in (
        ("show", word),
        ("status", "--data", word),
        ("status", "--as-of", word),
        ("promises", "--verdict", word),
    ):
        answer = gti(*words)
        assert answer.code in (1, 2)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", answer.err)


@pytest.mark.parametrize(
    "command",
    ["regions --country Brazil", "centers --withdrawn", "timeline --since 2021", "metrics bugs-resolved --as-of 2018"],
)
def test_nothing_to_draw(gti: Gti, command: str) -> None:
    """On a terminal an empty answer is its title, and a sentence on stderr."""
    assert drawn(gti, command).count("\n") == 1


def test_names_in_wide_characters_are_not_cut(gti: Gti, head: str) -> None:
    """A long name of wide characters goes on in the next line, on a narrow terminal too."""
    name = "透明性計画中心データ移転" * 4
    data = head + item("centers").replace("Thing", name) + update('stage = "open"')

    for width in (40, 60, 100):
        screen = drawn(gti, "timeline", width, data=data)
        assert "…" not in screen
        assert [screen.count(sign) for sign in "透計移"] == [4, 4, 4]


def test_each_verdict_has_its_own_colour(gti: Gti) -> None:
    """In status, what is pending is not drawn in the colour of the verdict before it."""
    out = gti("status", env={"FORCE_COLOR": "1", "COLUMNS": "100", "TERM": "xterm-256color"}).out

    assert "\x1b[32m6 kept\x1b[0m" in out
    assert "\x1b[0m1 pending" in out
