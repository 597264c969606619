"""The forms of numbers, days, weeks, months, quarters, halves, seasons, years and decades."""

from functools import partial

from gti_cli.dates.customary import FiscalYear, NumericDay, Season, fiscal_pair, on_weekday
from gti_cli.dates.left_out import Weekday
from gti_cli.dates.pattern import SAME
from gti_cli.dates.periods import (
    CalendarYear,
    Day,
    Decade,
    Month,
    NumberedWeek,
    PartOfYear,
    edge,
    nth_week,
    short_year,
    week_from,
    week_of,
    week_to,
)
from gti_cli.dates.relative import Away, NearDay, Relative, RelativeYear
from gti_cli.dates.rows import Row, month_in_numbers, which_one

NUMBERS = (
    Row("D", "NN, NNst|nd|rd|th", SAME),
    Row("NTH", "DIGITst|nd|rd|th", SAME),
    Row("Q", "q DIGIT, DIGITq, NTH quarter, quarter DIGIT", SAME),
    Row("Q", "final quarter", lambda: 4),
    Row("H", "h DIGIT, DIGITh, NTH half, half DIGIT", SAME),
    Row("H", "latter|back|final half", lambda: 2),
    Row("TIME", "N [calendar] UNIT, N [calendar] UNITS", lambda n, unit="", units="": (n, unit or units)),
    Row("TIME", "half a year", lambda: (6, "month")),
    Row("TIME", "a|one year and a half, one and a half years", lambda: (18, "month")),
    Row("TIME", "N fortnight|fortnights", lambda n: (2 * n, "week")),
)

DAYS = (
    Row(
        "DATED",
        "YYYY-NN1-NN2, YYYY/NN1/NN2, YYYY.NN1.NN2",
        lambda yyyy, nn1, nn2: Day(nn2, nn1, CalendarYear(yyyy)),
        "2019-11-13",
    ),
    Row(
        "DATED",
        "D~MONTH~YEAR, D of MONTH [of] YEAR, MONTH~D~YEAR, YEAR~MONTH~D",
        Day,
        "13 November 2019; 13 Nov 2019; 13th of November 2019; November 13, 2019; Nov. 13th, 2019",
    ),
    Row("DATED", "NN1.NN2.YYYY", lambda nn1, nn2, yyyy: Day(nn1, nn2, CalendarYear(yyyy)), "13.11.2019"),
    Row("DATED", "NN1/NN2/YYYY, NN1-NN2-YYYY", NumericDay, "13/11/2019", conventional="11/12/2019"),
    Row("DATED", "D~MONTH ' YY, MONTH D ' YY", lambda d, month, yy: Day(d, month, short_year(yy)), "13 Nov '19"),
    Row(
        "DATED",
        "YYYYMMDD",
        lambda yyyymmdd: Day(yyyymmdd % 100, yyyymmdd // 100 % 100, CalendarYear(yyyymmdd // 10_000)),
        "20191113",
    ),
    Row("DAY", "DATED", SAME),
    Row("DAY", "WEEKDAY DATED, DATED WEEKDAY", on_weekday, "Wednesday, 13 November 2019", "Tuesday, March 4"),
    Row("DATED", "D~MONTH, D of MONTH, MONTH D", Day, leaning="October 4; 4 October"),
    Row("DAY", "WEEKDAY, WHICH WEEKDAY", Weekday, leaning="Monday; next Monday"),
    Row("DAY", "today|now", NearDay, leaning="today; now"),
    Row("DAY", "tomorrow", partial(NearDay, 1), leaning="tomorrow"),
    Row("DAY", "yesterday", partial(NearDay, -1), leaning="yesterday"),
)

MONTHS_AND_WEEKS = (
    Row(
        "NAMED",
        "MONTH~YEAR, MONTH of|in YEAR, MONTH/YEAR, YEAR~MONTH, month of MONTH [of] YEAR",
        Month,
        "November 2019; Nov 2019; November of 2019",
        "June next year",
    ),
    Row(
        "MONTHLY",
        "YYYY-NN, YYYY.NN, NN/YYYY, NN-YYYY, NN.YYYY",
        lambda yyyy, nn: Month(nn, CalendarYear(yyyy)),
        "2019-11; 11/2019",
    ),
    Row("MONTHLY", "YYYY/NN", month_in_numbers, "2019/11"),
    Row("MONTHLY", "MONTH ' YY", lambda month, yy: Month(month, short_year(yy)), "Nov '19"),
    Row("NAMED", "MONTH, month of MONTH", Month, leaning="June"),
    Row("MONTHLY", "NAMED", SAME),
    Row("MONTHLY", "WHICH month, the month", partial(Relative, "month"), leaning="last month"),
    Row("WEEK", "week of DAY", week_of, "week of July 27, 2015", "the week of July 24"),
    Row("WEEK", "week beginning|commencing|starting DAY, w/c|b DAY, wc DAY", week_from, "w/c 27 July 2015"),
    Row("WEEK", "week ending|ended DAY, w/e DAY", week_to, "week ending 2 August 2015"),
    Row(
        "WEEK",
        "[calendar] week NN [of|in] YEAR, YEAR~wNN, wNN YEAR, cw NN YEAR, [calendar] week NN",
        NumberedWeek,
        "week 42 of 2025; 2025-W42",
        "week 42",
    ),
    Row(
        "WEEK",
        "NTH week of|in MONTHLY",
        nth_week,
        "first week of January 2023; second week of January 2023; third week of January 2023",
        "third week of June",
    ),
)

QUARTERS_AND_HALVES = (
    Row(
        "QUARTERLY",
        "[calendar] Q~ANY, Q of|in ANY, Q/ANY, ANY~Q, last quarter [of|in] ANY",
        lambda any, q=4: PartOfYear(q=q, year=any),
        "2019-Q4; Q4 2019; 4Q2019; Q4 of 2019; fourth quarter of 2019; final quarter of 2019",
        "Q2 of this year",
        "Q3 FY2025",
    ),
    Row(
        "QUARTERLY",
        "DIGITqYY, Q ' YY, Q/YY, Q-YY",
        lambda yy, q=None, digit=None: PartOfYear(q=q or digit, year=short_year(yy)),
        "Q4'19; 4Q19",
    ),
    Row("QUARTERLY", "fiscal|financial Q [of|in] YYYY", lambda q, yyyy: PartOfYear(q=q, year=FiscalYear(yyyy))),
    Row("QUARTERLY", "Q", PartOfYear, leaning="Q4"),
    Row(
        "PERIOD",
        "H~ANY, H of|in ANY, H/ANY, ANY~H, last half [of|in] ANY",
        lambda any, h=2: PartOfYear(h=h, year=any),
        "2019-H2; H2 2019; 2H 2019; second half of 2019",
        "the second half of next year",
        "H1 of FY25",
    ),
    Row(
        "PERIOD",
        "DIGIThYY, H ' YY, H/YY, H-YY",
        lambda yy, h=None, digit=None: PartOfYear(h=h or digit, year=short_year(yy)),
        "H2'19; 2H19",
    ),
    Row("PERIOD", "H", PartOfYear, leaning="the second half"),
)

YEARS_AND_SEASONS = (
    Row(
        "YEAR",
        "YYYY, year [of] YYYY, calendar [year] YYYY, cy~YYYY, YYYY calendar year",
        CalendarYear,
        "2019; CY2019; the year 2019",
    ),
    Row("YEAR", "cy YY, cy ' YY", short_year),
    Row("YEAR", "WHICH [calendar] year, the [calendar] year", RelativeYear, leaning="this year"),
    Row("FY", "fy, fiscal [year], financial year", lambda: "fiscal year"),
    Row("FISCAL", "FY~YYYY, YYYY fiscal|financial year", lambda yyyy, fy="": FiscalYear(yyyy), conventional="FY2025"),
    Row("FISCAL", "FY~YY, FY ' YY", lambda fy, yy: FiscalYear(2000 + yy), conventional="FY25"),
    Row("FISCAL", "FY~YYYY/YY, FY~YYYY-YY", lambda fy, yyyy, yy: FiscalYear(yyyy, yy), conventional="FY2024/25"),
    Row("FISCAL", "FY~YY1/YY2, FY~YY1-YY2", lambda fy, yy1, yy2: FiscalYear(2000 + yy1, yy2)),
    Row("FISCAL", "FY~YYYY1/YYYY2, FY~YYYY1-YYYY2", lambda fy, yyyy1, yyyy2: FiscalYear(yyyy1, yyyy2)),
    Row("FISCAL", "YYYY/YY, YYYY-YY", fiscal_pair, conventional="2024-25; 2024/25"),
    Row("FISCAL", "YYYY1/YYYY2, YYYY1-YYYY2", lambda yyyy1, yyyy2: fiscal_pair(yyyy1, yyyy2)),
    Row("FISCAL", "WHICH fiscal|financial year, the fiscal|financial year", lambda which=0: FiscalYear(which=which)),
    Row("ANY", "YEAR, FISCAL", SAME),
    Row("PERIOD", "SEASON [of] YEAR, SEASON", Season, "fall 2021", conventional="spring 2021; autumn 2021"),
    Row(
        "PERIOD",
        "SEASON YYYY/YY, SEASON YYYY-YY",
        lambda season, yyyy, yy: Season(season, pair=(yyyy, yy)),
    ),
    Row(
        "PERIOD",
        "SEASON YYYY1/YYYY2, SEASON YYYY1-YYYY2",
        lambda season, yyyy1, yyyy2: Season(season, pair=(yyyy1, yyyy2)),
        conventional="winter 2020/2021",
    ),
    Row("PERIOD", "YYYYs", Decade, "the 2020s"),
)

PERIODS = (
    Row("PERIOD", "DAY, WEEK, MONTHLY, QUARTERLY, YEAR, FISCAL", SAME),
    Row("PERIOD", "WHICH PIECE, the PIECE", Relative, leaning="next quarter; this week; the decade"),
    Row("PERIOD", "WHICH PERIOD", which_one, leaning="this June; next January"),
    Row("PERIOD", "first UNIT of|in PERIOD", partial(edge, "first")),
    Row("PERIOD", "last|final UNIT of|in PERIOD", partial(edge, "last"), "last week of January 2023"),
    Row(
        "PERIOD",
        "first N UNITS of|in PERIOD",
        lambda n, units, period: edge("first", units, period, n),
        "first three months of 2019",
    ),
    Row("PERIOD", "last|final N UNITS of|in PERIOD", lambda n, units, period: edge("last", units, period, n)),
    Row("PERIOD", "TIME from now|today", Away, leaning="a month from now"),
    Row("PERIOD", "TIME ago", partial(Away, sign=-1), leaning="two months ago"),
)

PERIOD_FORMS = NUMBERS + DAYS + MONTHS_AND_WEEKS + QUARTERS_AND_HALVES + YEARS_AND_SEASONS + PERIODS
