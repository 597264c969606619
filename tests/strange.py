"""A dataset with names that are hard to draw: wide, composed, endless and disguised, in every kind of record."""

from datetime import date, timedelta

from tests.hostile import ATTACKS, CONTROLS, LONG, TURNED, UNBROKEN
from tests.make import figure, head, item, phase, source, toml, update

NAMES = (
    "透明性計画中心データ移転第三者監査報告書公開中",
    "서울 투명성 센터와 자료 이전 계획",
    "São Paulo e\u0301toile\u0301e, Tru\u031bo\u031b\u0300ng Sa",
    LONG,
    UNBROKEN,
    "Ｆｕｌｌ　ｗｉｄｔｈ 東京 and narrow",
    CONTROLS,
    TURNED,
    ATTACKS[0],
    "A name that is no longer than many others, but has very many short words in it, of which each may end a line",
)


def strange() -> str:
    """Each kind of record with each of the names; promises of every sort, and figures."""
    page = source("page", title=NAMES[3], publisher=NAMES[1])
    begin = head(page, name=NAMES[0], organization=NAMES[2], complete_through=date(2021, 12, 31))
    numbers = range(len(NAMES))
    return begin + "".join(map(_items, numbers)) + "".join(_update(nth) for nth in range(2 * len(NAMES)))


def _items(nth: int) -> str:
    """A phase, and an item of each kind and a metric in it."""
    name, other = NAMES[nth], NAMES[(nth + 1) % len(NAMES)]

    def own(sign: str) -> dict[str, str]:
        return {"phase": f"phase-{nth}", "name": sign + name, "summary": f"{name} – {sign}"}

    return (
        phase(f"phase-{nth}", name=name, summary=other)
        + item("centers", f"center-{nth}", **own("一"), city=other, host=other, country=f"{name}!")
        + item("regions", f"region-{nth}", **own("二"), countries=[other, "日本"], destination=other)
        + item("reviews", f"review-{nth}", **own("三"), standard=other, reviewer=other, scope=other)
        + item("milestones", f"milestone-{nth}", **own("四"))
        + item("metrics", f"metric-{nth}", phase=f"phase-{nth}", name=name, unit="件")
    )


def _update(nth: int) -> str:
    """The first updates promise, the others report, restate or give up."""
    at, later = nth % len(NAMES), nth >= len(NAMES)
    title, summary, note, more = (NAMES[(nth + number) % len(NAMES)] for number in range(4))
    first, second = (OUTCOMES if later else PROMISES)[nth % 4], (OUTCOMES if later else PROMISES)[(nth + 1) % 4]
    return update(
        f'item = "center-{at}", stage = "open", {first}, note = {toml(note)}',
        f'item = "region-{at}", stage = "completed", {second}',
        f'item = "review-{at}", stage = "announced", note = {toml(more)}',
        f'item = "milestone-{at}", stage = "completed", {first}',
        day=date(2019, 1, 7) + timedelta(31 * nth),
        title=title,
        summary=summary,
        figures=figure(1234 * (nth + 1), metric=f"metric-{at}"),
    )


PROMISES = ('target = "early 2020"', 'target = "by 2019"', 'target = "2019-11-30", said = "月末"', 'target = "undated"')
OUTCOMES = ('when = "October 2019"', 'when = "2019-11-04"', 'target = "2023", said = "いずれ"', "not_yet = true")
