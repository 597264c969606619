"""Date phrases made from what they mean: words for days that are known before, and words in any order.

The days are counted here once more, by the calendar of Python alone, so that what is read can be held against them.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from gti_cli.dates.forms import FORMS, vocabulary
from gti_cli.dates.span import MONTHS

DAY = timedelta(days=1)
ORDINALS = ("first", "second", "third", "fourth")
DAYS = st.dates(date(1001, 1, 1), date(9990, 12, 31))


@dataclass(frozen=True)
class Spoken:
    """Words and the days that they mean; `size` where they name a period."""

    text: str
    first: date
    last: date
    firm: date
    size: str = ""


def month_end(day: date, months: int = 0) -> date:
    """The last day of the month so many months after a day's."""
    at = day.year * 12 + day.month - 1 + months
    return date(at // 12, at % 12 + 1, monthrange(at // 12, at % 12 + 1)[1])


def month_start(day: date, months: int = 0) -> date:
    """The first day of the month so many months after a day's."""
    return month_end(day, months).replace(day=1)


@st.composite
def periods(
    draw: st.DrawFn, day: st.SearchStrategy[date] = DAYS, sizes: str = "day month quarter half year decade"
) -> Spoken:
    """A period that a day is in, in any of its forms."""
    inside = draw(day)
    size = draw(st.sampled_from(sizes.split()))
    year, name = inside.year, MONTHS[inside.month - 1]
    quarter, half = (inside.month + 2) // 3, (inside.month + 5) // 6
    named = draw(st.sampled_from([name, name.capitalize(), name[:3], f"{name[:3].upper()}."]))
    nth = f"{inside.day}{'th' if 3 < inside.day < 21 else {1: 'st', 2: 'nd', 3: 'rd'}.get(inside.day % 10, 'th')}"
    forms = {
        "day": [
            f"{inside}",
            f"{inside:%Y/%m/%d}",
            f"{inside:%d.%m.%Y}",
            *(f"{d} {named} {year}" for d in (inside.day, nth)),
            f"{nth} of {named} {year}",
            *(f"{named} {d}, {year}" for d in (inside.day, nth)),
            f"{inside:%A}, {inside.day} {named} {year}",
            f"{inside.day}-{name[:3]}-{year}",
        ],
        "month": [f"{year}-{inside.month:02}", f"{named} {year}", f"{named} of {year}", f"{inside.month}/{year}"],
        "quarter": [
            *(
                f"{year}-Q{quarter}",
                f"Q{quarter} {year}",
                f"Q{quarter} of {year}",
                f"{quarter}Q{year}",
                f"Q{quarter}/{year}",
            ),
            *(f"{ORDINALS[quarter - 1]} quarter of {year}", f"the {ORDINALS[quarter - 1]} quarter {year}"),
        ],
        "half": [f"{year}-H{half}", f"H{half} {year}", f"{half}H {year}", f"{ORDINALS[half - 1]} half of {year}"],
        "year": [f"{year}", f"the year {year}", f"CY{year}", f"calendar year {year}"],
        "decade": [f"the {year // 10}0s", f"{year // 10}0s"],
    }
    starts = {
        "day": inside,
        "month": inside.replace(day=1),
        "quarter": date(year, 3 * quarter - 2, 1),
        "half": date(year, 6 * half - 5, 1),
        "year": date(year, 1, 1),
        "decade": date(year // 10 * 10, 1, 1),
    }
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
    first = starts[size]
    last = first if size == "day" else month_end(first, months[size] - 1)
    return Spoken(draw(st.sampled_from(forms[size])), first, last, last, size)


Window = Callable[[date, date], tuple[date, date, date]]
MONTHLY: dict[str, Window] = {
    "early": lambda first, last: (first, first + 14 * DAY, first + 9 * DAY),
    "mid": lambda first, last: (first + 9 * DAY, first + 19 * DAY, first + 14 * DAY),
    "late": lambda first, last: (first + 15 * DAY, last, last),
    "end of": lambda first, last: (last - 6 * DAY, last, last),
}
QUARTERLY: dict[str, Window] = {
    "early": lambda first, last: (first, month_start(first, 1) + 14 * DAY, month_end(first)),
    "mid": lambda first, last: (first + 15 * DAY, month_start(first, 2) + 14 * DAY, month_end(first, 1)),
    "late": lambda first, last: (month_start(first, 1) + 15 * DAY, last, last),
    "end of": lambda first, last: (last.replace(day=1), last, last),
}
HALF_YEARLY: dict[str, Window] = {
    "early": lambda first, last: (first, month_end(first, 2), month_end(first, 1)),
    "mid": lambda first, last: (month_start(first, 1), month_end(first, 4), month_end(first, 3)),
    "late": lambda first, last: (month_start(first, 3), last, last),
    "end of": lambda first, last: (last.replace(day=1), last, last),
}
YEARLY: dict[str, Window] = {
    "early": lambda first, last: (first, month_end(first, 5), month_end(first, 2)),
    "start of": lambda first, last: (first, month_end(first, 2), month_end(first)),
    "mid": lambda first, last: (month_start(first, 3), month_end(first, 8), month_end(first, 5)),
    "late": lambda first, last: (month_start(first, 6), last, last),
    "end of": lambda first, last: (month_start(first, 9), last, last),
}
WINDOWS = {"month": MONTHLY, "quarter": QUARTERLY, "half": HALF_YEARLY, "year": YEARLY}
OTHER_WORDS = {
    "early": ["early", "early in", "the early part of"],
    "start of": ["start of", "the beginning of"],
    "mid": ["mid", "mid-", "the middle of"],
    "late": ["late", "late in", "towards the end of"],
    "end of": ["end of", "the end of", "end-", "the close of"],
}


@st.composite
def parts(draw: st.DrawFn, day: st.SearchStrategy[date] = DAYS) -> Spoken:
    """A part of a period, such as the end of it."""
    period = draw(periods(day, "month quarter half year"))
    part = draw(st.sampled_from(sorted(WINDOWS[period.size])))
    words = draw(st.sampled_from(OTHER_WORDS[part]))
    space = "" if words.endswith("-") else " "
    return Spoken(f"{words}{space}{period.text}", *WINDOWS[period.size][part](period.first, period.last))


def points(day: st.SearchStrategy[date] = DAYS) -> st.SearchStrategy[Spoken]:
    """A period or a part of one."""
    return st.one_of(periods(day), parts(day))


LEADS = ("", "", "in ", "during ", "expected in ", "sometime in ", "Most likely ", "ETA: ")
EXAMPLES = tuple(example for row in FORMS for column in row[3:] for example in str(column).split("; ") if example)
WORDS = (
    *sorted(vocabulary()),
    *"2019 2020 2024 1999 19 31 30 1 12 Q1 Q4 H2 2019-11 2019-11-13 / .. - 2011-12".split(),
    *"2021/2022 13/11/2019 11/12/2019 FY25 2020s W42 31st 24 2024/25 ~ ? xx Diwali COP28 Novembr erly quater".split(),
)


def in_any_order() -> st.SearchStrategy[str]:
    """Words of the forms in any order, and examples with a word more, less or other than they have."""

    @st.composite
    def changed(draw: st.DrawFn) -> str:
        words = draw(st.sampled_from(EXAMPLES)).split()
        at = draw(st.integers(0, len(words)))
        taken = draw(st.integers(0, 1))
        return " ".join([*words[:at], *draw(st.lists(st.sampled_from(WORDS), max_size=1)), *words[at + taken :]])

    return st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
        st.lists(st.sampled_from(EXAMPLES), min_size=1, max_size=2).map(" ".join),
        changed(),
    )
