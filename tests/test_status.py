"""Status: the answer first, then what was broken, worst first, by how much; every command that it names works."""

import json
import re
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Gti
from tests.laws import CODES
from tests.make import HEAD, item, log, update
from tests.sentences import numbers

DONE = 'stage = "completed"'
THINGS = (
    *("prompt", "late", "later", "missed", "early", "doubtful", "denied", "silent", "partly"),
    *("put-off", "taken-back", "sooner", "shortened", "smaller", "vague", "floor", "passed", "theirs"),
)
EVERYTHING = (
    HEAD
    + "".join(item("milestones", name) for name in THINGS if name != "smaller")
    + item("metrics", "users")
    + item("goals", "smaller", metric="users", at_least=100)
    + update(
        *(f'item = "{name}", {DONE}, target = "2019"' for name in ("prompt", "late", "later", "missed")),
        f'item = "early", {DONE}, not_before = "1 June 2020"',
        *(f'item = "{name}", {DONE}, target = "2019"' for name in ("doubtful", "denied", "silent", "partly")),
        *(f'item = "{name}", {DONE}, target = "early 2021"' for name in ("put-off", "taken-back")),
        f'item = "sooner", {DONE}, target = "2022"',
        f'item = "shortened", {DONE}, not_before = "until 30 June 2025"',
        'item = "smaller", stage = "reached", target = "2030"',
        f'item = "vague", {DONE}, target = "undated"',
        f'item = "floor", {DONE}, not_before = "until 30 June 2025"',
        f'item = "passed", {DONE}, not_before = "until 30 June 2018"',
        f'item = "theirs", {DONE}, target = "2019", by = "A Landlord"',
        day="2018-01-01",
        figures='{ metric = "users", value = 1 }',
    )
    + update(
        f'item = "put-off", {DONE}, target = "2021"',
        f'item = "taken-back", {DONE}, target = "postponed"',
        f'item = "sooner", {DONE}, target = "2021"',
        f'item = "shortened", {DONE}, not_before = "until 30 June 2024"',
        'item = "smaller", stage = "reached", target = "2030", set = { at_least = 50 }',
        f'item = "prompt", {DONE}',
        f'item = "partly", {DONE}, part = "the roof"',
        day="2019-06-01",
    )
    + update(
        f'item = "put-off", {DONE}, target = "Q3 2022"',
        f'item = "late", {DONE}, when = "5 January 2020"',
        f'item = "later", {DONE}, when = "March 2020", implied = true',
        f'item = "missed", {DONE}, not_yet = true',
        f'item = "early", {DONE}, when = "April 2020"',
        f'item = "doubtful", {DONE}, when = "Q4 2019 to Q1 2020"',
        f'item = "denied", {DONE}, when = "December 2019"',
        f'item = "denied", {DONE}, not_yet = true',
        day="2020-05-01",
    )
)


def screen(gti: Gti, *words: str, data: str | None = None, width: int = 140) -> list[str]:
    """The lines that a terminal shows of status, without its colours."""
    env = {"FORCE_COLOR": "1", "COLUMNS": str(width), "TERM": "xterm-256color"}
    return CODES.sub("", gti("status", *words, data=data, env=env).out).splitlines()


def group(lines: Sequence[str], heading: str) -> str:
    """What stands beside a heading, in one line; nothing where there is no such group."""
    first = next((at for at, line in enumerate(lines) if line.startswith(f"  {heading}  ")), None)
    if first is None:
        return ""
    last = next(at for at, line in enumerate(lines) if at > first and not line.startswith("    "))
    return " ".join(" ".join(lines[first:last]).split())


def answer(gti: Gti, *words: str, data: str | None = None) -> Any:
    """What a command answers in JSON."""
    return json.loads(gti(*words, "--json", data=data).out)


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        (
            "Broken",
            (
                "✘ Missed, to be completed 136 days overdue due 2019 "
                "✘ Later, to be completed 61–91 days late due 2019 · done Mar 2020* "
                "✘ Early, not to be completed early 32–61 days early promised not before 1 June 2020 · done Apr 2020 "
                "✘ Late, to be completed 5 days late due 2019 · done 5 Jan 2020"
            ),
        ),
        (
            "Overdue",
            (
                "! Silent, to be completed 136 days overdue due 2019 · no word since 1 Jan 2018 "
                "◐ Partly, to be completed 136 days overdue due 2019 · in part: the roof · no word since 1 Jun 2019"
            ),
        ),
        (
            "Can't tell",
            (
                "≠ Denied, to be completed disputed due 2019 · reported, then denied "
                "? Doubtful, to be completed up to 91 days late due 2019 · done 1 Oct 2019 – 31 Mar 2020"
            ),
        ),
        (
            "Put off",
            (
                "↷ Put Off, to be completed 457 days (15 months) later "
                "early 2021 → Q3 2022 · moved twice · first announced 760 days ahead "
                "↷ Taken Back, to be completed no new date early 2021 → no date · moved once · announced 760 days ahead"
            ),
        ),
        (
            "Earlier",
            (
                "○ Sooner, to be completed 365 days (12 months) earlier "
                "2022 → 2021 · moved once · announced 1309 days ahead "
                "↷ Shortened, not to be completed early 365 days (12 months) earlier "
                "until 30 June 2025 → until 30 June 2024 · moved once · announced 2222 days ahead"
            ),
        ),
        ("Restated", "○ Smaller, to be reached restated 100 2030 → 50 2030 · moved once · announced 4231 days ahead"),
        ("No word", "∅ Vague, to be completed for 865 days promised without a date"),
        ("Apart", "promised by others: 1 unreported floors whose day has passed: 1, nothing is reported since"),
    ],
)
def test_what_each_group_tells(gti: Gti, heading: str, told: str) -> None:
    """Each promise with what it comes to, in days where there are any, and how that came about; the worst first."""
    assert told in group(screen(gti, "--as-of", "2020-05-15", data=EVERYTHING), heading)


def test_each_promise_is_told(gti: Gti) -> None:
    """Whatever is broken, overdue, undecided or restated stands on the screen; and the numbers add up to all."""
    lines = screen(gti, "--as-of", "2020-06-30", data=EVERYTHING)
    status = answer(gti, "status", "--as-of", "2020-06-30", data=EVERYTHING)

    total, parts = numbers(status["sentence"])
    assert total == sum(parts) == sum(status["promises"].values())
    assert total + status["passed_floors"] + sum(status["by_others"].values()) == len(THINGS)
    assert group(lines, "Broken").count("✘") == 4
    assert status["sentence"] in " ".join(lines)
    for heading in ("Overdue", "Can't tell", "Put off", "Earlier", "Restated", "No word"):
        assert group(lines, heading)


def test_what_was_given_up_after_it_was_missed(gti: Gti) -> None:
    """A promise that was missed and then given up is broken, and no days are counted on."""
    data = HEAD + item("milestones") + update(f'{DONE}, target = "2019"', day="2018-01-01")
    data += update(f"{DONE}, not_yet = true", day="2020-01-01") + update('stage = "withdrawn"', day="2020-02-01")

    assert "✘ Thing, to be completed given up due 2019" in group(screen(gti, data=data), "Broken")


def test_what_is_broken_by_the_first_date_only(gti: Gti) -> None:
    """A promise that kept its newest date is broken by its first one; both dates are told, and both verdicts."""
    data = HEAD + item("milestones") + update(f'{DONE}, target = "2018"', day="2018-01-01")
    data += update(f'{DONE}, target = "2019"', day="2018-06-01") + update(f'{DONE}, when = "2019-03-01"')

    told = (
        "Broken ✘ Thing, to be completed 60 days late due 2018, then 2019 · done 1 Mar 2019 · kept by its newest date"
    )
    assert group(screen(gti, data=data), "Broken") == told


def test_signs_are_explained_above_what_they_mark(gti: Gti) -> None:
    """A dagger marks what is disputed, a star what is implied; what they mean stands over all that they mark."""
    data = HEAD + item("milestones") + update(f'{DONE}, target = "2018"', day="2018-01-01")
    data += update(f'{DONE}, when = "2019-03-01"') + update(f'{DONE}, when = "2019-04-01"', day="2020-05-02")
    disputed, implied, plain = screen(gti, data=data), screen(gti), screen(gti, "--as-of", "2018-09")

    assert disputed[1].endswith("; † disputed")
    assert "†" in group(disputed, "Broken")
    assert implied[1].endswith("; * implied, not stated")
    assert "*" in group(implied, "Broken")
    assert not re.search("[*†]", " ".join(plain))


@pytest.mark.parametrize(("count", "rest"), [(4, ""), (5, "and 1 more: "), (12, "and 8 more: ")])
def test_the_worst_four(gti: Gti, place: Path, count: int, rest: str) -> None:
    """Of many broken promises the four with most days stand first, worst first, and the others are counted."""
    names = [f"m{n}" for n in range(count)]
    data = HEAD + "".join(item("milestones", name) for name in names)
    data += update(*(f'item = "{name}", {DONE}, target = "2019"' for name in names), day="2018-01-01")
    dates = [f'item = "{name}", {DONE}, when = "2020-01-{n * 7 % count + 1:02}"' for n, name in enumerate(names)]
    data += update(*dates, day="2020-05-01")
    (place / "own log.toml").write_text(data, encoding="utf-8")

    told = group(screen(gti, "-d", "own log.toml"), "Broken")
    days = [int(number) for number in re.findall(r"(\d+) days? late", told)]
    assert days == [count - n for n in range(4)]
    more = f"{rest}gti promises --broken -d 'own log.toml'"
    assert told.endswith(more) if rest else "more" not in told


@pytest.mark.parametrize("heading", ["Broken", "Overdue", "Can't tell", "Put off", "Earlier", "No word", "Due next"])
def test_the_command_of_a_group_finds_all_of_it(gti: Gti, place: Path, heading: str) -> None:
    """The command behind "and 3 more" is about the same file and day, and answers with all promises of the group."""
    names = [f"{name}{n}" for n in range(6) for name in THINGS if name != "smaller"]
    data = HEAD + item("metrics", "users") + "".join(item("milestones", name) for name in names)
    head = EVERYTHING[EVERYTHING.index("\n[[updates]]") :]
    lines = [line for line in head.splitlines() if "smaller" not in line]
    for line in lines:
        found = re.match(r'  \{ item = "([a-z-]+)"', line)
        data += "".join(line.replace(f'"{found[1]}"', f'"{found[1]}{n}"') for n in range(6)) if found else f"{line}\n"
    (place / "log.toml").write_text(data, encoding="utf-8")
    words = ("-d", "log.toml", "--as-of", "2020-05-15")

    told = group(screen(gti, *words), heading)
    match = re.search(r"and (\d+) more: gti (.*)", told)
    assert match
    found_rows = answer(gti, *shlex.split(match[2]))
    shown = re.findall(r"[✘!◐≠?↷○∅] ((?:\w| )+?), (?:not )?to be completed", told)
    assert {name.replace(" ", "-").lower() for name in shown} <= {row["item"] for row in found_rows}
    assert len(found_rows) >= len(shown) + int(match[1])
    assert all(row["by"] is None for row in found_rows)


@pytest.mark.parametrize("words", [(), ("--as-of", "2019-10-31"), ("-d", "own log.toml"), ("--as-of", "June 2019")])
def test_the_commands_of_the_last_line_work(gti: Gti, place: Path, bundled_path: str, words: tuple[str, ...]) -> None:
    """The last line names commands about the same file and day, and each of them answers."""
    (place / "own log.toml").write_bytes(Path(bundled_path).read_bytes())
    last = " ".join(screen(gti, *words)).partition("More: ")[2]

    commands = re.split(" · | (?=gti)", last)
    assert len(commands) == 3
    for command in commands:
        program, *rest = shlex.split(command)
        assert program == "gti"
        assert rest[len(rest) - len(words) :] == [*words]
        assert gti(*rest).code == 0


def test_a_log_without_promises(gti: Gti) -> None:
    """Where nothing is promised, no group is shown, and no command for promises is named."""
    lines = screen(gti, data=HEAD + item("milestones") + update(DONE))

    assert "No promise is known." in lines
    assert lines[-1] == "More: gti timeline"
    assert not any(group(lines, heading) for heading in ("Broken", "Overdue", "Can't tell", "Put off", "Due next"))


def test_what_is_not_charged_is_told_apart(gti: Gti) -> None:
    """Where others promised all there is, the sentence says so, and the promises can still be seen."""
    data = HEAD + item("milestones") + update(f'{DONE}, target = "2019", by = "A Landlord"', day="2018-01-01")
    status, lines = answer(gti, "status", data=data), screen(gti, data=data)

    assert status["sentence"] == "No promise is to be judged but those that are counted apart."
    assert [status[name] for name in ("broken", "overdue", "undecided")] == [[], [], []]
    assert group(lines, "Apart") == "Apart promised by others: 1 unreported"
    assert lines[-1] == "More: gti promises · gti timeline"


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_every_width_tells_the_same(gti: Gti, width: int) -> None:
    """On a narrow screen the same stands below one another."""
    told = [sorted(" ".join(screen(gti, data=EVERYTHING, width=w)).replace("·", " ").split()) for w in (width, 140)]

    assert [word for word in told[0] if not set(word) <= set("━╌─")] == [
        word for word in told[1] if not set(word) <= set("━╌─")
    ]


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2020-06-29", "announced 1 day ahead"),
        ("2020-06-30", "announced on that day"),
        ("2020-07-01", "announced 1 day after that day"),
    ],
)
def test_how_long_ahead_a_move_was_announced(gti: Gti, day: str, told: str) -> None:
    """The notice is counted up to the last day of the date that stood."""
    data = HEAD + log(
        '2020-01-01 stage = "used", target = "2020-06-30"', f'{day} stage = "used", target = "2021-06-30"'
    )

    moved = gti("diff", "2020-02-01", "2020-12-31", data=data).out
    assert told in " ".join(moved.split())


def test_the_same_date_in_other_letters_is_no_other_date(gti: Gti) -> None:
    """A source begins its sentence with it, and the next one does not."""
    first, then = (
        f'{day} stage = "used", target = "{by} the end of 2020"'
        for day, by in (("2020-01-01", "By"), ("2020-02-01", "by"))
    )
    data = HEAD + log(first, then)

    for command in ("status", "promises"):
        told = gti(command, "--as-of", "2021-06-01", data=data, env={"FORCE_COLOR": "1", "TERM": "xterm"}).out
        assert told.lower().count("by the end of 2020") == 1


def test_a_pipe_and_markdown_tell_the_same(gti: Gti) -> None:
    """Each group has its heading and a row for every promise, with the days and how they came about."""
    plain, markdown = (
        gti("status", "--as-of", "2020-05-15", *words, data=EVERYTHING).out for words in ((), ("-f", "markdown"))
    )

    for text in (
        "61–91 days late",
        "moved twice · first announced 760 days ahead",
        "Taken Back, to be completed",
    ):
        assert text in plain
        assert text in markdown
    assert plain.index("Broken\n") < plain.index("Overdue\n") < plain.index("Can't tell\n") < plain.index("Progress\n")
    assert "More:" not in plain + markdown
