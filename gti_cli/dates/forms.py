"""The forms of date phrases: one table, by which they are read, and from which they are described.

How a form is written is told in `pattern`, what a row has in `rows`; the forms of periods stand in `period_forms`.
"""

import re
from functools import cache, partial

from gti_cli.dates import pattern
from gti_cli.dates.parts import Around, PartOf, Range, interval, joined
from gti_cli.dates.pattern import SAME, Signs
from gti_cli.dates.period_forms import PERIOD_FORMS
from gti_cli.dates.periods import CalendarYear, Day, PartOfYear, nth_week, short_year
from gti_cli.dates.relative import Away, Past, Relative, RelativeYear, RestOf, Within
from gti_cli.dates.rows import Row, nothing, rest_of_this
from gti_cli.dates.statements import After, Before, By, From, In, NotBefore, NotLaterThan, Through, Undated, Until, UpTo
from gti_cli.dates.tokens import CLASSES

PARTS = (
    Row("PART", "early, early in, early|earlier|first|opening part of", lambda: "early"),
    Row("PART", "start [of], [the] beginning of, the beginning", lambda: "start"),
    Row("PART", "mid, mid of, middle [of], middle part of", lambda: "mid"),
    Row("PART", "late, late in, latter|later|last|final part of, towards|toward end of", lambda: "late"),
    Row("PART", "end [of], close of, very|tail end of", lambda: "end"),
    Row("PART", "first [few] months of", lambda: "first months"),
    Row("HALF_OF", "first half of", lambda: "first half"),
    Row("HALF_OF", "second|latter half of", lambda: "second half"),
    Row("SIDE", "PERIOD", SAME),
    Row(
        "SIDE",
        "PART~PERIOD",
        PartOf,
        "early 2021; the first months of 2021; mid 2021; middle of 2021; late 2021; start of 2021; beginning of 2021; "
        "early Q3 2023; start of Q3 2023; beginning of Q3 2023; mid Q3 2023; middle of Q3 2023; late Q3 2023; "
        "early H1 2023; start of H1 2023; beginning of H1 2023; mid H1 2023; middle of H1 2023; late H1 2023; "
        "early June 2019; start of June 2019; beginning of June 2019; mid June 2019; middle of June 2019; "
        "late June 2019; end of 2020; end of H1 2020; end of Q3 2020; end of June 2020; end of the 2020s",
        "mid-August; early next year; middle of next year; end of this year; end of the decade; end of the week",
        "end of FY2025; end of spring 2021",
    ),
    Row(
        "SIDE",
        "HALF_OF QUARTERLY, HALF_OF MONTHLY",
        lambda half_of, quarterly=None, monthly=None: PartOf(half_of, quarterly or monthly),
        "first half of Q3 2023; second half of Q3 2023; first half of June 2019; second half of June 2019",
    ),
    Row("SIDE", "PERIOD~end, PERIOD's end, PERIOD close", partial(PartOf, "end"), "2020's end"),
    Row("SIDE", "year~end [of] YEAR, eoy YEAR, ye YEAR, YEAR year~end", lambda year: PartOf("end", year), "EOY 2024"),
    Row("SIDE", "year~end, year's end, eoy, end of year", lambda: PartOf("end", RelativeYear()), "", "year-end; EOY"),
    Row("SIDE", "end of PIECE, PIECE~end, PIECE's end", lambda piece: PartOf("end", Relative(piece))),
    Row("SIDE", "end of month, month~end, month's end, eom", lambda: PartOf("end", Relative("month"))),
    Row("SIDE", "eoqDIGIT [YEAR]", lambda digit, year=None: PartOf("end", PartOfYear(q=digit, year=year))),
    Row("SIDE", "eoq", lambda: PartOf("end", Relative("quarter"))),
    Row("SIDE", "eom MONTHLY, month~end MONTHLY", lambda monthly: PartOf("end", monthly)),
    Row("SIDE", "mid~year [YEAR], midyear [YEAR]", lambda year=None: PartOf("mid", year or RelativeYear())),
    Row("SIDE", "mid~month", lambda: PartOf("mid", Relative("month"))),
    Row("SIDE", "PART the next PIECE", lambda part, piece: PartOf(part, Relative(piece, 1))),
    Row("SIDE", "PART the next month", lambda part: PartOf(part, Relative("month", 1))),
    Row("SIDE", "PART the next year", lambda part: PartOf(part, RelativeYear(1))),
    Row("SIDE", "close of business [on] DAY, cob DAY", lambda day: day),
)

INTERVALS = (
    Row(
        "POINT",
        "SIDE1 to|or|and|through|thru|until|till|& SIDE2, between SIDE1 and SIDE2, either SIDE1 or SIDE2, "
        "SIDE1 and/or SIDE2",
        interval,
        "from 2018 to 2020; between 2018 and 2020; 2018 or 2020; over 2018 and 2020; June or July 2024",
        "late January or early February",
    ),
    Row("POINT", "SIDE1 / SIDE2, SIDE1 – SIDE2", joined, "2018/2020; 2018 – 2020; late 2024/early 2025"),
    Row("POINT", "QUARTERLY1-QUARTERLY2", lambda quarterly1, quarterly2: joined(quarterly1, quarterly2), "Q1-Q2 2024"),
    Row("POINT", "NAMED1-NAMED2", lambda named1, named2: joined(named1, named2)),
    Row("POINT", "DAY1-DAY2", lambda day1, day2: joined(day1, day2)),
    Row("POINT", "YYYY1-YYYY2", lambda yyyy1, yyyy2: Range(CalendarYear(yyyy1), CalendarYear(yyyy2)), "2018-2020"),
    Row(
        "POINT",
        "PART1~to|or|and PART2~PERIOD, PART1/PART2~PERIOD, PART1–PART2~PERIOD",
        lambda part1, part2, period: Range(PartOf(part1, period), PartOf(part2, period)),
        "mid to late 2024",
    ),
    Row(
        "POINT",
        "D1 to|or|and|–|- D2 MONTH [YEAR], MONTH D1 to|or|and|–|- D2 [YEAR], between D1 and D2 MONTH [YEAR], "
        "between MONTH D1 and D2 [YEAR]",
        lambda d1, d2, month, year=None: Range(Day(d1, month, year), Day(d2, month, year)),
        "1-5 June 2024; June 1 to 5, 2024",
    ),
    Row(
        "POINT",
        "NTH1 to|or|and|– NTH2 quarter|quarters [of|in] [ANY]",
        lambda nth1, nth2, any=None: Range(PartOfYear(q=nth1, year=any), PartOfYear(q=nth2, year=any)),
        "first or second quarter of 2024",
    ),
    Row(
        "POINT",
        "NTH1 or|to NTH2 week of|in MONTHLY",
        lambda nth1, nth2, monthly: Range(nth_week(nth1, monthly), nth_week(nth2, monthly)),
    ),
    Row(
        "POINT",
        "WHICH1 year or|to|and WHICH2, WHICH1 or|and WHICH2 year",
        lambda which1, which2: Range(RelativeYear(which1), RelativeYear(which2)),
        leaning="this year or next",
    ),
    Row(
        "POINT",
        "PART1 WHICH1 year or|to PART2 WHICH2",
        lambda part1, which1, part2, which2: Range(
            PartOf(part1, RelativeYear(which1)), PartOf(part2, RelativeYear(which2))
        ),
        leaning="late this year or early next",
    ),
)

TIMES = (
    Row("POINT", "SIDE", SAME),
    Row("POINT", "Q YY, H YY", lambda yy, q=None, h=None: PartOfYear(q, h, short_year(yy)), "Q4 19"),
    Row("ABOUT", "around|about|approximately|approx|circa|ca|c|roughly, on|in or about|around", nothing),
    Row(
        "POINT",
        "ABOUT SIDE",
        lambda about, side: Around(side),
        "around 13 June 2025; around June 2025; about June 2025; approximately June 2025; around Q3 2025; circa 2030; "
        "around mid-2025",
    ),
    Row("POINT", "in ABOUT TIME", lambda about, time: Around(Away(time)), leaning="in about 150 days"),
    Row("POINT", "in TIME, in TIME ' time, in TIME's time", Away, leaning="in two weeks; in four years"),
    Row(
        "POINT",
        "in N1 to|or|–|- N2 UNITS, N1 to|or|–|- N2 UNITS from now|today",
        lambda n1, n2, units: Range(Away((n1, units)), Away((n2, units))),
        leaning="in two to three weeks",
    ),
    Row(
        "POINT", "N1 to|or|–|- N2 UNITS ago", lambda n1, n2, units: Range(Away((n2, units), -1), Away((n1, units), -1))
    ),
    Row(
        "POINT",
        "within [the] [next|coming] TIME, in|over|during|for [the] next|coming TIME, in under TIME, in less than TIME",
        Within,
        leaning="within two years; within the next 18 months; in the next six months",
    ),
    Row(
        "POINT",
        "within|in|over|during the next|coming UNIT",
        lambda unit: Within((1, unit)),
        leaning="in the next year",
    ),
    Row("POINT", "within|in|over|during the next|coming quarter", lambda: Relative("quarter", 1)),
    Row("POINT", "within the UNIT", lambda unit: Within((1, unit))),
    Row(
        "POINT",
        "within [the] [next|coming] N1 to|or|–|- N2 UNITS, in|over|during [the] next|coming N1 to|or|–|- N2 UNITS",
        lambda n1, n2, units: Within((n1, units), (n2, units)),
        leaning="within six to twelve months",
    ),
    Row(
        "POINT",
        "within TIME of|after|from SIDE",
        lambda time, side: Within(time, point=side),
        "within 90 days of 1 January 2025",
    ),
    Row(
        "POINT",
        "within N1 to|or|–|- N2 UNITS of|after|from SIDE",
        lambda n1, n2, units, side: Within((n1, units), (n2, units), side),
        "within 6 to 12 months of 1 January 2025",
    ),
    Row("POINT", "in|over|during|within [the] last|past TIME", Past, leaning="over the past two years"),
    Row("POINT", "in|over|during|within [the] last|past UNIT", lambda unit: Past((1, unit))),
    Row("POINT", "later in PERIOD, rest|remainder of PERIOD", partial(RestOf, sign=1), leaning="rest of the year"),
    Row("POINT", "later PERIOD", partial(rest_of_this, sign=1), leaning="later this year"),
    Row("POINT", "earlier in PERIOD", partial(RestOf, sign=-1), leaning="earlier in 2025"),
    Row("POINT", "earlier PERIOD", partial(rest_of_this, sign=-1), leaning="earlier this year"),
)

LEADS = (
    Row("LEAD", "in|on|at|during|for|within|from|starting|beginning|over|throughout|anytime|effective", nothing),
    Row("LEAD", "as of|from, over|in|during course of, with effect from, at some point|time", nothing),
    Row(
        "LEAD",
        "sometime, some|any time, most likely, on track, date, now in, currently, still, [now] EXPECTED",
        nothing,
    ),
    Row("LEAD", "hopefully|likely|probably|possibly|potentially|presumably|ideally|tentatively|provisionally", nothing),
    Row("EXPECTED", "due|expected|planned|scheduled|slated|set|targeted|targeting|target|eta|aiming|aimed", nothing),
    Row("EXPECTED", "hoping|estimated|est|anticipated|projected|forecast|intended", nothing),
    Row("MOVED", "postponed|delayed|deferred|moved|pushed|rescheduled|slipped [back]", nothing),
    Row("X", "POINT", SAME),
    Row("X", "LEAD X", lambda lead, x: x),
    Row("STATEMENT", "LEAD STATEMENT", lambda lead, statement: statement),
    Row("STATEMENT", "[to] [be] VERB STATEMENT", lambda verb, statement: statement),
    Row("STATEMENT", "MOVED to|until|for POINT", lambda moved, point: In(point)),
)

STATEMENTS = (
    Row("STATEMENT", "POINT", lambda point: In(point)),
    Row(
        "STATEMENT",
        "by X, by X at [the] latest, by X latest, by X or earlier|sooner|before",
        By,
        "by 13 November 2020; by November 2020; by Q4 2020; by 2020; by early 2021; by the end of 2020; by end 2020; "
        "by the close of 2020",
        "by year-end; by the end of the year; by the end of this year",
        "by 2020",
    ),
    Row(
        "STATEMENT",
        "[by] no|not later than X, nlt X, on|at|in or before X, by or before X, on or by X, X at [the] latest, "
        "X latest, at [the] latest [by] X, latest [by] X, not after X, X or earlier|sooner",
        NotLaterThan,
        "no later than 2020; not later than 2020; on or before 2020; 2020 at the latest",
    ),
    Row(
        "STATEMENT",
        "before X, prior to X, ahead of X, earlier than X, in advance of X, pre~X",
        Before,
        "before June 2020; prior to June 2020; ahead of June 2020; before the end of 2020; before mid-2020",
    ),
    Row("STATEMENT", "to X, up to [and including] X, .. / X", UpTo, "../2019-06; up to June 2019"),
    Row("STATEMENT", "since X, X / .., X on|onward|onwards, X and beyond", From, "since June 2019; 2019-06/.."),
    Row("STATEMENT", "after X, following X, later than X, beyond X, post~X", After, "after June 2019; after mid-2019"),
    Row("STATEMENT", "[at least] until|till|til [at least] X", Until, "until June 2019"),
    Row("STATEMENT", "[at least] through|thru [at least] X", Through, "through June 2019"),
    Row(
        "STATEMENT",
        "no|not earlier|sooner than X, net X, not before|until X, X at [the] earliest, X earliest, earliest X, "
        "at [the] earliest X, as early|soon as X, on or after X, X or later",
        NotBefore,
        "no earlier than June 2019",
    ),
    Row(
        "STATEMENT",
        "undated, no [fixed] date [yet], date unknown, unknown, unscheduled, not [yet] scheduled, no eta, when ready, "
        "soon, shortly, eventually, later, someday, some day, asap, as soon as possible, in due course, "
        "at a|some future|later date|time|point|stage, in [the] [near|foreseeable] future, "
        "in|over|during|within [the] coming|next [few|several] UNITS, in|over [the] UNITS ahead, "
        "in|within|over [the] [coming|next] couple of UNITS, in|within a few|couple of UNITS, in|within a few UNITS, "
        "in|within several UNITS, within UNITS",
        lambda units="": Undated(takes_back=False),
        "undated; no date; soon; shortly; in the coming weeks; in the coming months; in due course; eventually; "
        "at a future date",
    ),
    Row(
        "STATEMENT",
        "tba, tbd, tbc, [date] to be announced|determined|confirmed|decided, postponed|delayed [indefinitely], "
        "deferred, on hold, put on hold, suspended, until further notice, postponed|delayed until further notice, "
        "postponed|delayed|deferred|moved to a later date",
        partial(Undated, takes_back=True),
        "TBA; TBD; postponed; until further notice",
    ),
)

FORMS: tuple[Row, ...] = PERIOD_FORMS + PARTS + INTERVALS + TIMES + LEADS + STATEMENTS


@cache
def grammar() -> Signs:
    """The forms, as the words of a phrase are held against them."""
    return pattern.grammar((row.kind, form, row.reading) for row in FORMS for form in row.forms.split(", "))


@cache
def vocabulary() -> frozenset[str]:
    """Every word and sign that a form has as itself or as one of a class, and those that are read over."""
    literals = re.findall(r"[a-z]+|\.\.|[-–/.'&]", " ".join(row.forms for row in FORMS))
    return frozenset(literals).union(",:", *CLASSES.values())
