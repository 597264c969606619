"""What the columns of a register hold, by names that people give them, or as a map says."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from gti_cli.errors import GtiError
from gti_cli.sheets.faults import Fault, SheetError
from gti_cli.sheets.sheet import Sheet
from gti_cli.words import did_you_mean, folded, quoted


class Role(Struct, frozen=True):
    """What a column may hold: what that is for people, and the names that it has, the surest first."""

    meaning: str
    names: tuple[str, ...]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


ROLES: Mapping[str, Role] = {
    "key": Role(
        "what tells rows apart",
        _names(
            "key, ref, ref no, ref id, reference, reference number, unique reference, id, unique id, item id, code, "
            "commitment id, commitment ref, commitment number, commitment code, promise id, pledge id, action id, "
            "action ref, action reference, project id, project reference, gmpp id, gmpp id number"
        ),
    ),
    "title": Role(
        "the name of the item",
        _names(
            "title, commitment title, commitment name, commitment, commitments, promise, promises, pledge, pledges, "
            "project name, project title, project, action title, action name, action, actions, agreed action, "
            "action point, recommendation, recommendations, milestone, milestones, deliverable, deliverables, measure, "
            "policy, initiative, task, objective, item, name, what, description, text"
        ),
    ),
    "responsible": Role(
        "who is responsible",
        _names(
            "responsible, responsible body, responsible party, responsible person, responsible department, "
            "responsible officer, responsibility, owner, owners, owned by, action owner, senior responsible owner, "
            "sro, lead, lead department, lead agency, lead organisation, lead organization, lead ministry, "
            "lead implementing agency, lead officer, led by, department, departments, agency, ministry, organisation, "
            "organization, body, accountable, accountable officer, assigned to, assignee, officer, by whom, who, team"
        ),
    ),
    "made": Role(
        "the day on which it was promised",
        _names(
            "made on, made, date made, promised on, promised, date promised, date of promise, pledged on, "
            "date of commitment, commitment date, announced on, announced, date announced, announcement date, "
            "agreed on, agreed, date agreed, raised, raised on, date raised, date added, added on, created, "
            "created on, date created, date opened, meeting date, date of meeting, committed on"
        ),
    ),
    "due": Role(
        "the day by which it is promised",
        _names(
            "due, due date, due on, date due, due by, deadline, target date, target, target completion date, "
            "target completion, target end date, original deadline, end date, planned end date, planned end, planned, "
            "planned date, planned completion, planned completion date, planned finish, expected completion, "
            "expected completion date, expected date, expected, estimated completion date, estimated completion, "
            "forecast, forecast date, forecast completion date, scheduled completion date, completion due, by when, "
            "when, timescale, timescales, timeline, timeframe, project end date"
        ),
    ),
    "done": Role(
        "the day on which it was done",
        _names(
            "done on, done, completed on, completed, date completed, completed date, date of completion, delivered on, "
            "delivered, date delivered, delivery date, achieved on, date achieved, implemented on, date implemented, "
            "actual, actual date, actual end date, actual end, actual completion, actual completion date, "
            "actual finish, finished on, finished, date closed, closed on"
        ),
    ),
    "status": Role(
        "how it stands",
        _names(
            "status, current status, overall status, progress status, implementation status, completion status, "
            "delivery status, action status, commitment status, state, rag, rag status, rag rating, brag, brag status, "
            "rating, verdict, delivery confidence assessment, "
            "ipa delivery confidence assessment, ipa rag rating, completion, level of completion"
        ),
    ),
    "link": Role(
        "where that stands",
        _names("link, links, url, web address, web link, webpage, web page, hyperlink, source url, evidence link"),
    ),
    "note": Role(
        "a remark",
        _names(
            "note, notes, progress update, latest update, update, updates, progress, progress to date, comment, "
            "comments, commentary, remark, remarks, narrative, details"
        ),
    ),
    "phase": Role(
        "the strand of work",
        _names(
            "phase, theme, themes, chapter, pillar, priority, priority area, workstream, strand, category, area, "
            "policy area, topic, section, programme, program, group"
        ),
    ),
    "date": Role(
        "the day on which the row says this",
        _names(
            "as of, as at, status date, date of update, update date, updated, updated on, last updated, date updated, "
            "last update, last updated on, reported on, report date, reporting date, snapshot, snapshot date, "
            "published, published on, date published, position as at"
        ),
    ),
}
"""What a column may be read as."""

ALSO = {"url": "link", "name": "title", "owner": "responsible", "owners": "responsible", "lead": "responsible"}
"""Other words for roles that a map may have."""

KNOWN = {name: role for role, of in ROLES.items() for name in of.names}


def role_named(word: str) -> str | None:
    """The role that a word of a map names, in any of its forms: `made`, `made on`, `made_on`."""
    plain = normal(word)
    return plain if plain in ROLES else ALSO.get(plain) or ALSO.get(plain.removesuffix(" on")) or _without_on(plain)


def _without_on(plain: str) -> str | None:
    role = plain.removesuffix(" on").removesuffix(" date")
    return role if role in ROLES else None


def normal(name: str) -> str:
    """The name of a column as names are compared: words in lower case, with single spaces."""
    return " ".join(re.findall(r"[^\W_]+", folded(name)))


def role_of(name: str) -> str | None:
    """What a column holds by its name, with or without what it has in brackets or behind a slash; None if unknown."""
    forms = (name, re.sub(r"[(\[].*?[)\]]", " ", name), name.partition("/")[0])
    return next((role for form in forms if (role := KNOWN.get(normal(form)))), None)


class Columns(Struct, frozen=True):
    """The columns of a sheet by what they hold; of `keys` there may be several, which tell rows apart together."""

    of: Mapping[str, int]
    keys: tuple[int, ...] = ()

    def read(self) -> set[int]:
        """The columns that are read."""
        return {*self.of.values(), *self.keys}


def columns_of(sheet: Sheet, given: Mapping[str, str], keys: Sequence[str]) -> Columns:
    """The columns of a sheet: those that a map gives, by their names, and of the others those known by name.

    A role for which the map gives no name is left out. Raises SheetError where none is the name of the item, or a name
    stands over two columns of which one would be read.
    """
    named = {role: _at(sheet, name) for role, name in given.items() if name}
    guessed = {role: at for role, at in _guessed(sheet) if role not in given and at not in named.values()}
    found = named | guessed
    if "title" not in found:
        told = ", ".join(filter(None, sheet.header[:8]))
        message = (
            f"no column is known as the name of the item; the header was taken to be {quoted(told)}: give the sheet a "
            'header, or name its columns in a map, as in [columns] title = "Commitment"'
        )
        raise SheetError([Fault(sheet.name, sheet.header_row, 1, message)])
    key_columns = tuple(_at(sheet, name) for name in keys)
    for at in {*found.values(), *key_columns}:
        _require_one(sheet, at)
    if key_columns:
        found.pop("key", None)
    return Columns(found, key_columns)


def _guessed(sheet: Sheet) -> Iterator[tuple[str, int]]:
    by_role: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(sheet.header):
        if role := role_of(name):
            by_role.setdefault(role, []).append((_surety(role, name), at))
    for role, several in by_role.items():
        yield role, min(several)[1]


def _surety(role: str, name: str) -> int:
    """The place of a name among those of its role."""
    names = ROLES[role].names
    plain = re.sub(r"[(\[].*?[)\]]", " ", name)
    return next((names.index(form) for form in map(normal, (name, plain)) if form in names), len(names))


def _at(sheet: Sheet, name: str) -> int:
    """The column of a name; raises GtiError where there is none."""
    wanted = normal(name)
    for at, known in enumerate(sheet.header):
        if known == name.strip() or (wanted and normal(known) == wanted):
            return at
    remedy = did_you_mean(name, [known for known in sheet.header if known]) or "see its header"
    raise GtiError(f"Error: {sheet.name} has no column {quoted(name)}, which the map names; {remedy}")


def _require_one(sheet: Sheet, at: int) -> None:
    same = [other for other, name in enumerate(sheet.header) if normal(name) == normal(sheet.header[at])]
    if len(same) > 1:
        message = f"two columns are called {quoted(sheet.header[at])}; rename the one that is not meant"
        raise SheetError([Fault(sheet.name, sheet.header_row, same[1] + 1, message)])
