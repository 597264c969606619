"""A dataset with names that are hard to draw: wide, composed, endless and disguised, in every kind of record."""

from datetime import date, timedelta

from tests.hostile import ATTACKS, CONTROLS, LONG, TURNED, UNBROKEN, basic

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
    parts = [
        (
            f'format = 1\n[initiative]\nid = "x"\nname = {basic(NAMES[0])}\norganization = {basic(NAMES[2])}\n'
            f'complete_through = 2021-12-31\n[[sources]]\nid = "page"\ntitle = {basic(NAMES[3])}\n'
            f"publisher = {basic(NAMES[1])}\n"
        )
    ]
    for nth, name in enumerate(NAMES):
        own = [
            f'phase = "phase-{nth}"\nname = {basic(sign + name)}\nsummary = {basic(f"{name} – {sign}")}\n'
            for sign in "一二三四"
        ]
        other = basic(NAMES[(nth + 1) % len(NAMES)])
        parts += [
            f'[[phases]]\nid = "phase-{nth}"\nname = {basic(name)}\nsummary = {other}\n',
            f'[[centers]]\nid = "center-{nth}"\n{own[0]}city = {other}\nhost = {other}\n',
            f"country = {basic(f'{name}!')}\n",
            f'[[regions]]\nid = "region-{nth}"\n{own[1]}countries = [{other}, "日本"]\ndestination = {other}\n',
            f'[[reviews]]\nid = "review-{nth}"\n{own[2]}standard = {other}\nreviewer = {other}\nscope = {other}\n',
            f'[[milestones]]\nid = "milestone-{nth}"\n{own[3]}',
            f'[[metrics]]\nid = "metric-{nth}"\nphase = "phase-{nth}"\nname = {basic(name)}\nunit = "件"\n',
        ]
    parts += [_update(nth) for nth in range(2 * len(NAMES))]
    return "".join(parts)


def _update(nth: int) -> str:
    """The first updates promise, the others report, restate or give up."""
    at, later = nth % len(NAMES), nth >= len(NAMES)
    texts = [basic(NAMES[(nth + more) % len(NAMES)]) for more in range(4)]
    first, second = (OUTCOMES if later else PROMISES)[nth % 4], (OUTCOMES if later else PROMISES)[(nth + 1) % 4]
    return (
        f"[[updates]]\ndate = {date(2019, 1, 7) + timedelta(31 * nth)}\ntitle = {texts[0]}\nsummary = {texts[1]}\n"
        f'source = "page"\nevents = [\n{{ item = "center-{at}", stage = "open", {first}, note = {texts[2]} }},\n'
        f'{{ item = "region-{at}", stage = "completed", {second} }},\n'
        f'{{ item = "review-{at}", stage = "announced", note = {texts[3]} }},\n'
        f'{{ item = "milestone-{at}", stage = "completed", {first} }},\n]\n'
        f'figures = [{{ metric = "metric-{at}", value = {1234 * (nth + 1)} }}]\n'
    )


PROMISES = ('target = "early 2020"', 'target = "by 2019"', 'target = "2019-11-30", said = "月末"', 'target = "undated"')
OUTCOMES = ('when = "October 2019"', 'when = "2019-11-04"', 'target = "2023", said = "いずれ"', "not_yet = true")
