"""Registers become one history: only what changed is a statement, dated as it was said, and no word is guessed."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gti_cli.dataset.read import load
from gti_cli.ledger.check import check
from gti_cli.sheets.imports import Content, Target
from tests import make
from tests.sheets import (
    TODAY,
    a_map,
    content,
    events_of,
    import_of,
    made_of,
    promises_of,
    refusal,
    target_of,
)

HEADER = "Commitment,Due date,Completed,Status\n"

# One sheet


def test_a_row_becomes_what_it_says() -> None:
    """A date ahead is promised, a day on which it was done is reported, and who is responsible is kept."""
    sheet = "Ref,Commitment,Owner,Due date,Completed\nC1,Roof,Works; Estates,31/12/2021,\nC2,Hall,,,15/04/2021\n"

    dataset = made_of(sheet)

    assert events_of(dataset) == [
        ("2021-05-01", "roof stage=completed target=2021-12-31"),
        ("2021-05-01", "hall stage=completed when=2021-04-15"),
    ]
    roof, hall = dataset.milestones
    assert (roof.name, roof.owners, roof.aliases) == ("Roof", ("Works", "Estates"), ("c1",))
    assert hall.owners is None


def test_planned_and_actual_in_one_row_are_told_in_retrospect() -> None:
    """The plan counts as made before both days, or on the day that the row has for it, so that it can be judged."""
    rows = "Roof,,31/03/2021,15/04/2021\nHall,13/02/2020,31/03/2021,15/03/2021\n"

    dataset = made_of(f"Commitment,Agreed,Due date,Completed\n{rows}")

    assert events_of(dataset) == [
        ("2021-05-01", "roof stage=completed target=2021-03-31 stated=before 2021-03-31"),
        ("2021-05-01", "roof stage=completed when=2021-04-15"),
        ("2021-05-01", "hall stage=completed target=2021-03-31 stated=2020-02-13"),
        ("2021-05-01", "hall stage=completed when=2021-03-15"),
    ]
    promises = promises_of(dataset)
    assert [str(promise.verdict) for promise in promises.values()] == ["kept", "late"]
    assert promises["hall.completed"].statements[0].statement.date == date(2020, 2, 13)


@pytest.mark.parametrize(
    ("row", "events"),
    [
        ("Roof,,,Completed", ["stage=completed"]),
        ("Roof,,,Fully  Implemented", ["stage=completed"]),
        ("Roof,,yes,", ["stage=completed"]),
        ("Roof,,100%,", ["stage=completed"]),
        ("Roof,,75%,", ["note=Done: 75%"]),
        ("Roof,,Complete,", ["stage=completed"]),
        ("Roof,,,abandoned", ["stage=withdrawn"]),
        ("Roof,,13/04/2021,Cancelled", ["stage=withdrawn when=2021-04-13"]),
        ("Roof,,,Not started", ["stage=completed not_yet=True"]),
        ("Roof,,,Wait and see", ["stage=completed assessed=Wait and see"]),
        ("Roof,,No,", ["stage=announced"]),
        ("Roof,,N/A,-", ["stage=announced"]),
        ("Roof,,in the autumn perhaps,", ["note=Done: in the autumn perhaps"]),
        (f"Roof,,,{'far too long for a word ' * 2}", ["note=Status: far too long for a word far too long for a word"]),
        ("Roof,TBC,,", ["stage=completed target=TBD"]),
        ("Roof,Ongoing,,", ["note=Due: Ongoing"]),
        ("Roof,Exempt under Section 43 of FOI Act 2000,,", ["note=Due: Exempt under Section 43 of FOI Act 2000"]),
        ("Roof,TBC,yes,", ["stage=completed target=TBD stated=before 2021-05-01", "stage=completed"]),
        ("Roof,01/07/2021,yes,", ["stage=completed target=2021-07-01 stated=before 2021-05-01", "stage=completed"]),
    ],
)
def test_a_word_means_what_the_table_says(row: str, events: list[str]) -> None:
    """A word of the table becomes its event; any other is what somebody judged, or a note, and never a guess."""
    dataset = made_of(f"{HEADER}Other,13/12/2021,,\n{row}\n")

    assert [told for _, told in events_of(dataset)][1:] == [f"roof {event}" for event in events]


def test_a_map_says_what_words_mean() -> None:
    """The map's own words come before the table's; one may mean a stage, or nothing."""
    rows = "A,,,Kept\nB,,,Completed\nC,,,open\nD,,,begun\n"
    wanted = a_map('[status]\nkept = "reached"\nCompleted = "nothing"\nopen = "not yet"\nbegun = "announced"\n')

    dataset = made_of(HEADER + rows, wanted=wanted)

    told = [told for _, told in events_of(dataset)]
    assert told == ["a stage=completed", "b stage=announced", "c stage=completed not_yet=True", "d stage=announced"]


def test_how_a_sheet_was_read_is_told() -> None:
    """Columns, the order of days, words, what was left out and what found no place: all of it, with numbers."""
    rows = "Roof,31/12/21,,Amber,7,www.example.org\nTotal,1,,,,\nA footnote,,,,,\nHall,44561,,Amber,,https://a.org\n"

    told = "\n".join(import_of(f"A register,,,,,\nCommitment,Due,Done,RAG,Budget,Link\n{rows}").told)

    for line in (
        "register.csv: 2 rows, as of 1 May 2021",
        "the header is row 2",
        "Commitment → title: the name of the item",
        "Due → due: the day by which it is promised, days before months, years of two digits lie between 1971 and 2070",
        "1971 and 2070, 1 as numbers of days since 30 Dec 1899",
        "not read, with so many cells: Budget (1)",
        "without http:// or https://, and so no address, in the column of links: 1",
        'row 4, a total: "Total"',
        'row 5, a text by itself: "A footnote"',
        "Amber → assessed (2)",
        "new: 1 source, 1 phase, 2 milestones, 1 update, 2 judged, 2 promised",
    ):
        assert line in told


def test_what_was_told_of_the_sheet_before_is_not_told_again() -> None:
    """Sheets that are read alike are told of once; of one that is read otherwise, what is other."""
    first, other = f"{HEADER}Roof,31/12/2021,,\n", "Commitment,Due\nRoof,31/12/2021\n"

    told = import_of(*(content(text, f"{at}.csv") for at, text in enumerate((first, first, other)))).told

    assert sum("Commitment → title" in line for line in told) == 1
    assert told[told.index("1.csv: 1 row, as of 1 May 2021") + 1] == "  read as the sheet before"
    at = told.index("2.csv: 1 row, as of 1 May 2021")
    assert told[at + 1].startswith("  Due → due: ")
    assert told[at + 2] == "  the rest as in the sheet before"


def test_every_form_of_statement_is_counted() -> None:
    """What is added is counted by what it says."""
    rows = "A,,,Completed\nB,,,Dropped\nC,,,Not started\nD,Ongoing,,\n"

    *_, counted = import_of(HEADER + rows).told

    assert counted.endswith("1 update, 1 not yet, 1 noted, 1 reached, 1 withdrawn")


def test_a_list_that_is_long_is_cut_and_counted() -> None:
    """Of many texts in place of dates, the first are listed and the rest counted."""
    rows = "".join(f"Item {number},Ongoing,,\n" for number in range(50))

    told = import_of(f"{HEADER}{rows}Roof,13/12/2021,,\n").told

    assert sum("Ongoing" in line for line in told) == 40
    assert "  … and 10 more" in told


def test_links_phases_and_notes_are_kept() -> None:
    """A link is the address of what the row says, a theme is its phase, a remark is a note."""
    sheet = (
        "Theme,Promise,Deadline,Notes,URL\nHomes,Build,2030,Slow,see https://a.org/x\nHomes,Mend,2031,,\n,Plan,,Why?,\n"
    )

    dataset = made_of(sheet)

    assert [phase.name for phase in dataset.phases] == ["Homes", "Register"]
    assert [told for _, told in events_of(dataset)] == [
        "build stage=completed target=2030 note=Slow url=https://a.org/x",
        "mend stage=completed target=2031",
        "plan note=Why?",
    ]


# When it was said


def test_rows_are_dated_by_their_columns_where_the_file_is_not() -> None:
    """A promise is dated by the day on which it was made, a report by the day it was done, the rest by today."""
    rows = "Roof,13/02/2020,31/03/2021,15/04/2021,\nHall,13/02/2020,30/06/2025,,Amber\nWall,,30/06/2025,,\n"

    dataset = made_of(content(f"Commitment,Made on,Due,Done on,Status\n{rows}", day=None))

    assert events_of(dataset) == [
        ("2020-02-13", "roof stage=completed target=2021-03-31"),
        ("2020-02-13", "hall stage=completed target=2025-06-30"),
        ("2021-04-15", "roof stage=completed when=2021-04-15"),
        ("2024-05-01", "hall stage=completed assessed=Amber"),
        ("2024-05-01", "wall stage=completed target=2025-06-30"),
    ]
    assert dataset.initiative.complete_through is None


def test_a_column_tells_when_each_row_says_so() -> None:
    """Without a day of the file, a column such as "Last updated" dates what a row says."""
    dataset = made_of(content("Pledge,Due,Last updated\nRoof,2025,13/06/2023\n", day=None))

    assert events_of(dataset) == [("2023-06-13", "roof stage=completed target=2025")]


def test_what_is_done_before_it_was_promised_is_said_with_the_rest() -> None:
    """A day of completion before the promise dates no update of its own."""
    dataset = made_of(content("Pledge,Made on,Due,Done on\nRoof,13/06/2023,2025,13/01/2023\n", day=None))

    assert [day for day, _ in events_of(dataset)] == ["2023-06-13", "2024-05-01"]


def test_a_log_made_of_dated_files_ends_with_the_newest() -> None:
    """Nothing is known of later days, so that no deadline passes after that."""
    dataset = made_of(
        content(f"{HEADER}Roof,31/12/2021,,\n"), content(f"{HEADER}Roof,31/12/2021,,\n", day=date(2022, 5, 1))
    )

    assert dataset.initiative.complete_through == date(2022, 5, 1)


# Several sheets


def files(*texts: str) -> list[Content]:
    """Registers of one year after the other."""
    return [content(HEADER + text, f"{2019 + at}.csv", date(2019 + at, 7, 15)) for at, text in enumerate(texts)]


def test_only_what_changed_becomes_a_statement() -> None:
    """A row that says the same again says nothing; a date that moved is a slip of as many days."""
    dataset = made_of(*files("Roof,31/03/2021,,\n", "Roof,2021-03-31,,\n", "Roof,30/09/2021,,\n"))

    assert events_of(dataset) == [
        ("2019-07-15", "roof stage=completed target=2021-03-31"),
        ("2021-07-15", "roof stage=completed target=2021-09-30"),
    ]
    assert promises_of(dataset)["roof.completed"].moved_days == 183


def test_a_date_that_passed_between_two_sheets_was_stated_between_them() -> None:
    """A new date that had passed when it was published counts as stated before itself; one before that is a note."""
    imported = import_of(*files("Roof,31/12/2019,,\nHall,31/12/2020,,\n", "Roof,31/03/2020,,\nHall,13/07/2019,,\n"))

    assert events_of(imported.written.reading.dataset)[2:] == [
        ("2020-07-15", "roof stage=completed target=2020-03-31 stated=before 2020-03-31"),
        ("2020-07-15", "hall note=Due: 2019-07-13"),
    ]
    assert any("Hall" in line and "written as a note" in line for line in imported.told)


def test_a_date_that_changes_once_it_is_done_is_no_promise() -> None:
    """Neither in the sheet that reports it done nor later; the text is kept as a note."""
    texts = "Roof,31/12/2020,,\n", "Roof,31/12/2021,13/07/2020,\n", "Roof,31/12/2022,13/07/2020,\n"

    dataset = made_of(*files(*texts))

    assert [told for _, told in events_of(dataset)] == [
        "roof stage=completed target=2020-12-31",
        "roof stage=completed when=2020-07-13 note=Due: 2021-12-31",
        "roof note=Due: 2022-12-31",
    ]


def test_later_words_about_what_is_done_change_only_what_they_say() -> None:
    """Another day of completion corrects the one before; the same word again says nothing."""
    texts = (
        "Roof,,13/07/2019,Amber\nWall,,,Not started\nGate,,,Dropped\nDoor,,,begun\n",
        "Roof,,14/07/2019,Amber\nWall,,,Not started\nGate,,,Dropped\nDoor,,,begun\n",
    )
    wanted = a_map('[status]\nbegun = "announced"\n')

    dataset = made_of(*files(*texts), wanted=wanted)

    assert [told for day, told in events_of(dataset) if day > "2020"] == [
        "roof stage=completed when=2019-07-14 corrects=True"
    ]


def test_what_changes_of_the_item_is_set() -> None:
    """Another name under the same key, another owner and another phase count from that day on."""
    header = "Ref,Commitment,Owner,Theme,Notes\n"
    sheets = [
        content(f"{header}C1,Roof,Works,Homes,Slow\nC2,Hall,Works,Homes,\n", "a.csv", date(2019, 7, 1)),
        content(f"{header}C1,Slate roof,Estates,Roofs,Slow\nC2,Hall,,,\n", "b.csv", date(2020, 7, 1)),
    ]

    *_, last = events_of(made_of(*sheets))

    assert last == ("2020-07-01", "roof set={'name': 'Slate roof', 'owners': ('Estates',), 'phase': 'roofs'}")


def test_a_renamed_row_is_asked_about_and_not_guessed() -> None:
    """It is two items, and told with the option that makes it one; with that it is one, under its new name."""
    sheets = files("Mend the roof,31/03/2021,,\nHall,,,\n", "Mend the roofs,31/03/2022,,\nHall,,,\n")
    asked = import_of(*sheets)
    option = "Mend the roof=Mend the roofs"

    one = import_of(*sheets, same=[option])

    assert any(line.endswith(f"--same '{option}'") for line in asked.told)
    assert len(asked.written.reading.dataset.milestones) == 3
    assert len(one.written.reading.dataset.milestones) == 2
    assert promises_of(one.written.reading.dataset)["mend-the-roof.completed"].moved_days == 365
    assert not any("--same" in line for line in one.told)


def test_a_row_that_comes_back_is_no_new_one() -> None:
    """Nobody is asked whether it is another that is gone, and it goes on where it was."""
    imported = import_of(*files("Roof A,,,\nWall,,,\n", "Wall,,,\nRoof B,,,\n", "Roof A,,,\nWall,,,\n"))

    assert [line for line in imported.told if "--same" in line] == [
        '  2020.csv: "Roof A" is gone and "Roof B" is new; if they are one: --same \'Roof A=Roof B\''
    ]
    assert len(imported.written.reading.dataset.milestones) == 3


def test_very_many_rows_are_not_compared_with_each_other() -> None:
    """Where too many rows are new and gone to compare all, those that are gone are told all the same."""
    old, new = ("".join(f"{word} {number},,,\n" for number in range(501)) for word in ("old", "new"))

    told = import_of(*files(old, new)).told

    assert not any("--same" in line for line in told)
    assert "  … and 461 more" in told


def test_same_names_rows_that_there_are() -> None:
    """A name that no row has is refused, with the form."""
    assert refusal(*files("Roof,,,\n"), same=["Roof=Wall"]) == [
        "Error: --same Roof=Wall: no row has both of these names; write it as OLD=NEW"
    ]


def test_a_name_with_an_equals_sign_can_be_given_to_same() -> None:
    """Of the ways in which it could be split, the one counts that names two rows."""
    dataset = made_of(*files("A=B,,,\n", "C=D,,,\n"), same=["A=B=C=D"])

    assert len(dataset.milestones) == 1


# The law of slips

FORMS: list[Callable[[date], str]] = [
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d.%m.%y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day:%d-%b-%y}",
    lambda day: str((day - date(1899, 12, 30)).days),
    lambda day: f"{day:%Y-%m-%d} 00:00:00",
]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[dict[str, date | None]], list[int]]:
    """The dates of some rows in yearly sheets, all still ahead of these, and the form of dates in each sheet."""
    names = [f"Project {letter}" for letter in "ABCD"]
    years = draw(st.integers(1, 4))
    days = st.integers(0, 3000).map(lambda days: date(2024, 1, 1) + timedelta(days))
    sheets = [{name: draw(st.none() | days) for name in names if draw(st.integers(0, 3))} for _ in range(years)]
    return sheets, draw(st.lists(st.integers(0, len(FORMS) - 1), min_size=years, max_size=years))


@pytest.mark.slow
@settings(database=None, deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_slips_agree_with_the_sheets_to_the_day(history: tuple[list[dict[str, date | None]], list[int]]) -> None:
    """Each promise has the dates of its row, in their order and without repeats, whatever forms the sheets have."""
    sheets, forms = history
    expected: dict[str, list[date]] = {}
    contents = []
    for at, (rows, form) in enumerate(zip(sheets, forms, strict=True)):
        text = "Project name,End date\nThe fixed one,31/12/2030\n"
        for name, day in rows.items():
            cell = "Not provided" if day is None else FORMS[form](day)
            text += f"{name},{cell}\n"
            if day and expected.setdefault(name, [])[-1:] != [day]:
                expected[name].append(day)
        contents.append(content(text, f"{2019 + at}.csv", date(2019 + at, 7, 15)))

    imported = import_of(*contents)

    dataset = imported.written.reading.dataset
    names = {item.id: item.name for item in dataset.items()}
    found = {
        names[promise.key.removesuffix(".completed")]: [
            stated.target.span.latest for stated in promise.statements if stated.target
        ]
        for promise in promises_of(dataset).values()
    }
    found.pop("The fixed one")
    assert found == expected
    assert [finding.message for finding in check(imported.written.reading, TODAY)] == []
    assert sum("Not provided" in line for line in imported.told) == sum(
        day is None for rows in sheets for day in rows.values()
    )


# Into a dataset that is there

EVERY_WORD = (
    "Roof,31/12/2019,13/07/2019,Amber\nWall,,,Not started\nGate,31/12/2021,,Dropped\nDoor,Ongoing,,\n"
    "Shed,TBC,,\nHut,,yes,\n"
)


def test_what_a_log_says_is_not_said_again() -> None:
    """Whatever rows say, a second import of the same sheet adds nothing, also where the items are found by name."""
    there = import_of(*files(EVERY_WORD))
    same = content(HEADER + EVERY_WORD.replace("Roof", "ROOF"), "later.csv", date(2020, 1, 1))

    again = import_of(same, target=target_of(there))

    assert again.is_empty
    assert again.written.content == there.written.content


def test_items_of_a_dataset_keep_their_own_stages() -> None:
    """What is done is the last stage of the item that is there; a stage by itself is no announcement."""
    tables = make.LEAST + make.item("centers", "rome", name="Rome") + make.item("milestones", "hut", stages=["used"])
    tables += make.update('item = "rome", stage = "open", target = "2020", by = "The city"', day="2019-01-01")
    tables += make.update('item = "rome", stage = "open", target = "2022"', day="2030-01-01")
    target = Target("own.toml", tables.encode(), load(tables.encode(), "own.toml"))
    sheet = "Ref,Name,Due,Completed,Status\nhut,A hut,,,\nr,Rome,31/12/2021,13/02/2021,begun\n"

    imported = import_of(sheet, target=target, wanted=a_map('[status]\nbegun = "announced"\n'))

    assert [told for day, told in events_of(imported.written.reading.dataset) if day == "2021-05-01"] == [
        "hut set={'name': 'A hut'}",
        "rome stage=open target=2021-12-31 stated=before 2021-02-13",
        "rome stage=open when=2021-02-13",
        "rome stage=announced",
    ]
    tables += make.update('item = "hut", set = { name = "The shed", owners = ["Works"] }', day="2019-06-01")
    renamed = Target("own.toml", tables.encode(), load(tables.encode(), "own.toml"))
    assert import_of("Ref,Name,Owner\nhut,The shed,Works\n", target=renamed).is_empty
    alone = import_of("Ref,Name,Due,Completed\nhut,Hut,,no\n", target=target).written.reading.dataset
    assert events_of(alone)[1] == ("2021-05-01", "hut note=In the register.")


def test_a_source_of_a_dataset_is_used_again() -> None:
    """A source that the map names is not made twice; one that is not there is new."""
    there = import_of(*files("Roof,31/12/2021,,\n"), wanted=a_map('source = "The list"'))
    later = content(f"{HEADER}Roof,31/12/2022,,\n")

    one = import_of(later, target=target_of(there), wanted=a_map('source = "The list"'))
    two = import_of(later, target=target_of(there), wanted=a_map('source = "Another list"'))

    assert len(one.written.reading.dataset.sources) == 1
    assert len(two.written.reading.dataset.sources) == 2


def test_conventions_of_a_dataset_count() -> None:
    """Dates are read by the conventions of the file that they go to."""
    text = make.LEAST.replace("[[sources]]", '[conventions]\nhemisphere = "north"\n[[sources]]', 1)
    text += make.item("centers", "rome") + make.update('item = "rome", stage = "open"')
    target = Target("own.toml", text.encode(), load(text.encode(), "own.toml"))

    dataset = import_of("Name,Due\nRoof,summer 2022\n", target=target).written.reading.dataset

    assert events_of(dataset)[-1] == ("2021-05-01", "roof stage=completed target=summer 2022")


@settings(database=None, deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_sheets_one_after_the_other_make_the_history_of_all(
    history: tuple[list[dict[str, date | None]], list[int]],
) -> None:
    """In a file that grows by one sheet at a time there stands what all make together, and what is there stays out."""
    sheets, _ = history
    contents = []
    for at, rows in enumerate(sheets):
        text = "Project name,End date\nThe fixed one,31/12/2030\n"
        text += "".join(f"{name},{day or 'Not provided'}\n" for name, day in rows.items())
        contents.append(content(text, "register.csv", date(2019 + at, 7, 15)))
    whole = import_of(*contents).written.reading.dataset

    grown = import_of(contents[0])
    for sheet in contents[1:]:
        grown = import_of(sheet, target=target_of(grown))
    again = import_of(*contents, target=target_of(grown))

    assert events_of(grown.written.reading.dataset) == events_of(whole)
    assert again.is_empty
    assert again.written.content == grown.written.content
