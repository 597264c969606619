"""A sheet is read as it was meant, or refused in one sentence at its row and column; nothing in it is guessed."""

from datetime import date

import pytest

from gti_cli.dataset.slugs import id_from, new_id
from gti_cli.dates.phrase import parse
from gti_cli.errors import GtiError
from gti_cli.sheets.columns import ALSO, ROLES, normal, role_named, role_of
from gti_cli.sheets.faults import MOST_TOLD, Fault, SheetError
from gti_cli.sheets.imports import Content
from gti_cli.sheets.mapping import read_map
from gti_cli.sheets.status import MEANINGS, TABLE, meaning_of
from tests.conftest import ROOT
from tests.sheets import DAY, a_map, content, events_of, import_of, made_of, refusal

PLAIN = "Commitment,Due date\nRoof,13/02/2022\n"
PROMISED = [("2021-05-01", "roof stage=completed target=2022-02-13")]
NOTHING_WRITTEN = "Error: nothing was written, as 1 line is wrong; correct them, or leave them out with --skip-wrong"


def raw(content: bytes, name: str = "register.csv") -> Content:
    """A sheet of these bytes."""
    return Content(name, content, DAY)


# Encodings, separators, quotes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_sheet_in_unicode_is_read(encoding: str) -> None:
    """With or without the mark with which spreadsheets begin a file."""
    assert events_of(made_of(raw(PLAIN.encode(encoding)))) == PROMISED


def test_a_sheet_in_another_encoding_is_read_where_a_map_names_it() -> None:
    """Without a map it is refused, at the cell of the first byte that is no UTF-8, with what to do."""
    sheet = raw("Owner;Commitment;Due date\nMüller;Café;13/02/2022\n".encode("cp1252"))

    [refused] = refusal(sheet)

    assert refused.startswith("register.csv:2:1: the byte 0xfc is not in the encoding UTF-8; ")
    assert 'encoding = "cp1252"' in refused
    dataset = made_of(sheet, wanted=a_map('encoding = "cp1252"'))
    assert [item.name for item in dataset.milestones] == ["Café"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1:1: the sheet is empty"),
        (b"\n ,\n", "1:1: the sheet is empty"),
        (
            b"PK\x03\x04",
            '1:1: this is a workbook of a spreadsheet, and no text; save the sheet as "CSV UTF-8"',
        ),
        (b"a,b\0", '1:1: this is no text; save the sheet as "CSV UTF-8"'),
        (
            b'Commitment,Due\nRoof,2022\nHall,"2022\nWall,2022\n',
            "3:1: a quote opens in this row and never ends; close it, or write a quote inside a cell twice",
        ),
        (
            b'Commitment,Due\nRoof,"2022" or later\n',
            "2:1: text stands behind the quote that ends a cell; write a quote inside a cell twice",
        ),
        (
            b"Roof,13/02/2022\nHall,14/02/2022\n",
            (
                '1:1: no column is known as the name of the item; the header was taken to be "Roof, 13/02/2022": '
                'give the sheet a header, or name its columns in a map, as in [columns] title = "Commitment"'
            ),
        ),
        (
            b"Commitment,Due date,due  DATE\nRoof,2022,2023\n",
            '1:3: two columns are called "Due date"; rename the one that is not meant',
        ),
    ],
)
def test_what_keeps_a_sheet_from_being_read_is_one_sentence(content: bytes, message: str) -> None:
    """It has the place, what is wrong, and what to do; and it is all that is said."""
    assert refusal(raw(content)) == [f"register.csv:{message}"]


def test_an_encoding_that_there_is_not_is_refused() -> None:
    """A map that names one is told so."""
    [refused] = refusal(PLAIN, wanted=a_map('encoding = "latin-99"'))

    assert refused.startswith('register.csv:1:1: there is no encoding "latin-99"; ')


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", 'Commitment;Due date\n"Roof";13/02/2022\n'),
        ("a.csv", "Commitment\tDue date\nRoof\t13/02/2022\n"),
        ("a.csv", "Commitment|Due date\r\nRoof|13/02/2022\r\n"),
        ("a.tsv", "Commitment\tDue date\nRoof\t13/02/2022"),
        ("a.csv", "\n,,\nA title\nCommitment,Due date\n\nRoof,13/02/2022,,\n,\n"),
        ("a.csv", "Commitment,Dates,,Status\n,Start,Due date,\nRoof,,13/02/2022,\n"),
        ("a.csv", "Commitment,Due date,\nRoof,13/02/2022,Completed\n"),
        ("a.csv", 'Commitment,Due date,Notes\n"Roof\n",13/02/2022,\n'),
        ("a.csv", "Due date,Commitment,Due date 2,Due date 2\n13/02/2022,Roof*,x,y\n"),
    ],
)
def test_separators_and_headers_are_found(name: str, text: str) -> None:
    """Whatever stands between the cells and above the header."""
    assert events_of(made_of(content(text, name))) == PROMISED


def test_a_map_may_name_the_separator() -> None:
    """Where the first rows would be split by another one."""
    text = "Commitment#Due date\nRoof#13/02/2022\n"

    assert events_of(made_of(text, wanted=a_map('separator = "#"'))) == PROMISED


def test_all_wrong_lines_are_told_and_none_is_written() -> None:
    """Each at its row, as a spreadsheet counts them, and at its column; with --skip-wrong the others are taken."""
    text = (
        "Commitment,Due date,Completed\nRoof,31/02/2022,\n\nHall,14/12/2021,01/01/2022\n,14/12/2021,\n"
        "Wall,14/12/2021,\nWall,14/12/2021,\nGate,14/12/2021,,,more\nDoor,99/99/2021,2021-13-01\n"
    )

    refused = refusal(text)

    assert [line.split(": ", 1)[0] for line in refused] == [
        *("register.csv:2:2", "register.csv:4:3", "register.csv:5:1", "register.csv:7:1", "register.csv:8:4"),
        *("register.csv:9:2", "register.csv:9:3", "Error"),
    ]
    assert refused[1].endswith('"01/01/2022" is later than the day of the sheet, 2021-05-01')
    assert refused[3].endswith(
        'and row 6 has the same; name the columns that tell rows apart in a map, as in key = ["Department", "Project"]'
    )
    imported = import_of(text, skip_wrong=True)
    assert [item.name for item in imported.written.reading.dataset.milestones] == ["Wall"]
    assert "7 left out as wrong:" in imported.told


def test_a_sheet_of_which_nothing_is_left_makes_no_file() -> None:
    """All that is wrong is told, and that nothing is left."""
    *_, last = refusal("Commitment,Due date\nRoof,31/02/2022\n", skip_wrong=True)

    assert last == "Error: there is no line that could be imported"


def test_very_many_faults_are_counted() -> None:
    """Of more than can be read, the first are told."""
    faults = [Fault("a.csv", row, 1, "wrong") for row in range(MOST_TOLD + 3)]

    assert str(SheetError(faults)).endswith("a.csv:999:1: wrong\n… and 3 more")


# Days


@pytest.mark.parametrize(
    ("cells", "targets"),
    [
        (["31/12/2021", "01/02/2022"], ["2021-12-31", "2022-02-01"]),
        (["12/31/2021", "01/02/2022"], ["2021-12-31", "2022-01-02"]),
        (["01.02.2022"], ["2022-02-01"]),
        (["05/05/2022"], ["2022-05-05"]),
        (["31-12-21", "01-02-22"], ["2021-12-31", "2022-02-01"]),
        (["31/12/98", "13/02/2003"], ["1998-12-31", "2003-02-13"]),
        (["31/12/98"], ["1998-12-31"]),
        (["31/12/70"], ["2070-12-31"]),
        (["2021/12/31", "20211231", "2021.12.31"], ["2021-12-31"] * 3),
        (["44561", "44561.0"], ["2021-12-31"] * 2),
        (["31 Dec 2021", "31-Dec-21", "31st December '21", "Dec. 31st, 2021"], ["2021-12-31"] * 4),
        (["Dec-21", "Dec 2021", "December-2021", "12/2021", "2021-12", "Sept '21"], ["2021-12"] * 5 + ["2021-09"]),
        (["Q2 2021", "q2-2021", "Q2/2021", "H1 2021"], ["Q2 2021", "Q2 2021", "Q2 2021", "H1 2021"]),
        (["2021", "early 2022", "by the end of March 2022"], ["2021", "early 2022", "by the end of March 2022"]),
        (["31/12/2021*", "31/12/2021 [2]", "31/12/2021 00:00:00", "2021-12-31T00:00:00Z"], ["2021-12-31"] * 4),
    ],
)  # fmt: skip
def test_days_are_read_by_the_whole_column(cells: list[str], targets: list[str]) -> None:
    """The order of days and months, and the century of two digits, are those of the column or of the sheet."""
    rows = "".join(f'Item {number},"{cell}",2021-01-01\n' for number, cell in enumerate(cells))

    dataset = made_of(f"Commitment,Due date,Agreed\n{rows}")

    found = [event.target.span for update in dataset.updates for event in update.events if event.target]
    assert found == [parse(target).span for target in targets]


def test_an_order_that_nothing_shows_is_asked_for() -> None:
    """Where every day can be read in two ways no other column tells it, and the map must."""
    text = "Commitment,Due date\nRoof,03/02/2022\n"

    [refused] = refusal(text)

    assert refused == (
        'register.csv:1:2: every day of "Due date" can be read with the day or the month first; '
        'write order = "day-first" or "month-first" in a map, and name it with --map'
    )
    for order, target in (("day-first", "2022-02-03"), ("month-first", "2022-03-02")):
        assert events_of(made_of(text, wanted=a_map(f'order = "{order}"')))[0][1].endswith(f"target={target}")


def test_another_column_of_the_file_shows_the_order() -> None:
    """People write all dates of a sheet alike."""
    dataset = made_of("Commitment,Agreed,Due date\nRoof,13/02/2021,03/02/2022\n")

    assert events_of(dataset)[0][1].startswith("roof stage=completed target=2022-02-03")


def test_a_column_with_both_orders_is_asked_about() -> None:
    """Neither is taken; with an order from the map the other days are none."""
    text = "Commitment,Due date\nRoof,13/02/2022\nHall,02/13/2022\n"

    assert refusal(text)[0].startswith(
        'register.csv:1:2: some days of "Due date" have the day first and some the month'
    )
    assert refusal(text, wanted=a_map('order = "day-first"')) == [
        'register.csv:3:2: "02/13/2022" is no day of the calendar',
        NOTHING_WRITTEN,
    ]


@pytest.mark.parametrize("cell", ["summer 2022", "FY2022", "2022-13", "32 March 2022", "31/04/22", "until 2022"])
def test_a_date_that_cannot_be_read_is_wrong(cell: str) -> None:
    """What is made of words for dates alone is no remark; it is refused with the reason."""
    refused, *_ = refusal(f"Commitment,Due date\nRoof,{cell}\nHall,2023-01-01\n")

    assert refused.startswith(f'register.csv:2:2: "{cell}" ')


def test_conventions_of_a_map_count() -> None:
    """A season is read where the map says of which hemisphere, and the new file says so, too."""
    wanted = a_map('[conventions]\nhemisphere = "north"\n')

    dataset = made_of("Commitment,Due date\nRoof,summer 2022\n", wanted=wanted)

    assert dataset.conventions.hemisphere == "north"
    assert refusal(PLAIN, wanted=a_map('[conventions]\nhemisphere = "east"\n'))[0].startswith(
        "Error: [conventions] of the"
    )


# Columns


@pytest.mark.parametrize("name", [name for role in ROLES.values() for name in role.names])
def test_every_usual_name_is_known(name: str) -> None:
    """However it is written, and with something in brackets behind it."""
    role = role_of(name)

    assert role is not None
    assert role_of(f" {name.upper().replace(' ', '_')}: ") == role
    assert role_of(f"{name.title()} (latest approved)") == role


def test_a_name_means_one_thing() -> None:
    """No name of a column stands for two roles, and every one is in the form in which names are compared."""
    every = [name for role in ROLES.values() for name in role.names]

    assert len(set(every)) == len(every)
    assert [normal(name) for name in every] == every


def test_of_several_columns_the_surest_is_read() -> None:
    """The others are told as not read."""
    imported = import_of("Description,Commitment,Expected,Due date\nOf slate,Roof,2021-01-01,2022-02-13\n")

    assert events_of(imported.written.reading.dataset) == PROMISED
    assert "  not read, with so many cells: Description (1) and Expected (1)" in imported.told


@pytest.mark.parametrize(
    ("word", "role"),
    [("made on", "made"), ("done_on", "done"), ("due date", "due"), ("Responsible", "responsible"), ("url", "link")],
)
def test_a_map_may_name_a_role_in_its_forms(word: str, role: str) -> None:
    """As the documents write it, and as people do."""
    assert role_named(word) == role
    assert set(ALSO.values()) <= set(ROLES)


def test_a_map_names_columns() -> None:
    """What it names is read as it says; the rest is known by name; what it leaves empty is not read."""
    text = "What we said,Commitment,When we said,Status\nRoof,of slate,2021-02-03,Completed\n"
    wanted = a_map('[columns]\ntitle = "what we said"\nnote = "Commitment"\ndue = "When we said"\nstatus = ""\n')

    dataset = made_of(text, wanted=wanted)

    assert [told for _, told in events_of(dataset)] == [
        "roof stage=completed target=2021-02-03 note=of slate stated=before 2021-02-03"
    ]


def test_a_column_that_there_is_not_is_refused() -> None:
    """With the nearest that there is."""
    assert refusal(PLAIN, wanted=a_map('[columns]\ndue = "Du date"\n')) == [
        'Error: register.csv has no column "Du date", which the map names; did you mean "Due date"?'
    ]


def test_rows_are_told_apart_by_the_keys_of_a_map() -> None:
    """By several columns together, where one does not tell them apart."""
    text = "Commitment,Ward,Due date\nRoof,East,13/02/2022\nRoof,West,13/02/2022\n"

    dataset = made_of(text, wanted=a_map('key = ["Ward", "Commitment"]'))

    assert [item.id for item in dataset.milestones] == ["roof", "roof-2"]


def test_a_reference_that_is_not_in_every_row_tells_none_apart() -> None:
    """Rows are known by their names then, in every file."""
    text = "Ref,Commitment,Due date\n1,Roof,13/02/2022\n,Hall,13/02/2022\n"

    dataset = made_of(text)

    assert [(item.id, item.aliases) for item in dataset.milestones] == [("roof", ()), ("hall", ())]


def test_a_reference_that_is_taken_is_no_alias() -> None:
    """An id is of one thing."""
    dataset = made_of("Ref,Commitment,Due date\nroof,Roof,13/02/2022\n")

    assert [(item.id, item.aliases) for item in dataset.milestones] == [("roof", ())]


def test_the_page_on_importing_has_every_name_and_word() -> None:
    """Its tables are those by which sheets are read."""
    page = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8")

    for key, role in ROLES.items():
        assert f"| {role.meaning} | `{key}` | {', '.join(role.names)} |\n" in page
    for words in TABLE.values():
        assert f"\n| {', '.join(words)} | " in page


# Words


def test_every_word_of_the_table_has_its_meaning() -> None:
    """Case and spaces do not matter; a word that is not there is what somebody judged."""
    for meaning, words in TABLE.items():
        for word in words:
            assert meaning_of(f"{word.upper()}", {}) == meaning
    assert meaning_of("nearly  completed", {}) == "assessed"
    assert set(TABLE) < set(MEANINGS)


# Maps


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("colums = {}", 'a map has no "colums"; did you mean "columns"?'),
        ("columns = 1", "columns is a table, as in [columns]"),
        ("phase = 1", "phase is a text"),
        ('order = "DMY"', 'order is "day-first" or "month-first"'),
        ('separator = ";;"', 'separator is a single sign, as in separator = ";"'),
        ("source = 1", "source is a title, or a table with the keys of a source"),
        ("key = 1", "key is the name of a column, or a list of several"),
        ("key = []", "key is the name of a column, or a list of several"),
        ("key = [1]", "key is the name of a column, or a list of several"),
        ('[columns]\nx = "End"', ('a column holds no "x"; it is key, title, responsible, made, due, done, status, '
         "link, note, phase or date, and stands before the name of its column")),
        ("[columns]\ntitle = 1", 'the column of "title" is named by a text'),
        ('[columns]\ntitle = "A"\nname = "B"', 'two columns are given for "title"'),
        ("[status]\nkept = 1", ('the meaning of "kept" is a text: "reached", "withdrawn", "not yet", "assessed" or '
         '"nothing", or a stage')),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_map_is_told(text: str, message: str) -> None:
    """In a sentence with what to write."""
    with pytest.raises(GtiError) as error:
        read_map(text.encode(), "map.toml")

    assert str(error.value) == f"Error: map.toml: {message}"


def test_a_meaning_that_is_no_stage_is_refused() -> None:
    """A map may read a word as a stage that there is."""
    refused = refusal("Commitment,Status\nRoof,begun\n", wanted=a_map('[status]\nbegun = "started"'))

    assert refused == [
        (
            'Error: the map reads "begun" as "started", which is no stage of roof; '
            "there is reached, withdrawn, not yet, assessed, nothing, announced, completed"
        )
    ]


def test_a_map_tells_what_the_sheet_does_not() -> None:
    """The source, the phase, the initiative and the title of the updates."""
    wanted = a_map(
        'phase = "Works"\ntitle = "The register"\n'
        'source = { title = "Register", url = "https://a.org", independent = true }\n'
        '[initiative]\nname = "The plan"\norganization = "The city"\n'
    )

    dataset = made_of(PLAIN, wanted=wanted)

    assert (dataset.initiative.id, dataset.initiative.organization) == ("the-plan", "The city")
    [source] = dataset.sources
    assert (source.title, source.publisher, source.url, source.independent) == (
        "Register",
        "The city",
        "https://a.org",
        True,
    )
    assert [phase.name for phase in dataset.phases] == ["Works"]
    assert dataset.updates[0].title == "The register"
    assert refusal(PLAIN, wanted=a_map("source = { url = 1 }"))[0].startswith("Error: the map: ")


# Ids


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("São Paulo", "sao-paulo"),
        ("Łódź, Øresund & Straße", "lodz-oresund-strasse"),
        ("Открытые данные", "otkrytye-dannye"),
        ("Διαφάνεια", "diafaneia"),
        ("公開", "u516c-u958b"),
        ("한국", "hangug"),
        ("ひらがな", "hiragana"),
        ("It’s l’été", "its-lete"),
        ("—", "item"),
        ("x" * 90, "x" * 60),
        ("word " * 30, "-".join(["word"] * 12)),
    ],
)
def test_ids_are_made_of_names_in_any_script(name: str, id_: str) -> None:
    """An id has Latin letters and numbers, as many as are needed and no more than can be typed."""
    assert new_id(name, set()) == id_


def test_no_two_things_have_one_id() -> None:
    """A name that has been taken gets a number."""
    taken = {"roof"}

    assert [new_id("Roof", taken) for _ in range(2)] == ["roof-2", "roof-3"]
    assert id_from("Roof") == "roof"


def test_a_hundred_years_lie_around_a_year() -> None:
    """Two digits are those of the year that is nearest."""
    rows = "".join(f"Item {year},13/02/{year % 100:02d}\n" for year in range(1973, 2073))

    dataset = made_of(f"Commitment,Due date\nThe known one,13/02/2023\n{rows}")

    found = [event.target.span.latest for update in dataset.updates for event in update.events[1:] if event.target]
    assert found == [date(year, 2, 13) for year in range(1973, 2073)]
