"""A dataset in which every text is an attack on whoever shows it, and a large one of plain texts."""

from datetime import date, timedelta

from tests.make import PAGE, count, figure, head, item, phase, source, table, toml, update

ATTACKS = (
    '<script>document.title="owned";alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</style><script>alert(1)</script>",
    "</title></svg><svg onload=alert(1)>",
    "<!-- <a href=javascript:alert(1)>go</a> -->",
    "javascript:alert(1)",
    "{{ 7*7 }} {% raw %} {# x #} ${7*7}",
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "]]></text><iframe src=file:///etc/passwd>",
)
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 4
UNBROKEN = "A" * 40
TURNED = "admin\u202egnp.exe\u2066\u2069 \u200bend"
CONTROLS = "bell\x07 null\x00 escape\x1b[31m line\nbreak tab\tend \x9b"
HIDDEN = "plain\U000e0041\U000e0042 soft\xad\u3164 end"
RUNNER = "::error file=a.toml::owned"
SPLIT = "one; =1+1; ##[error]owned"
EMOJI = "👩🏽‍🔬 🏴‍☠️ ✅ café e\u0301 שלום مرحبا"
TEXTS = (*ATTACKS, LONG, UNBROKEN, TURNED, CONTROLS, HIDDEN, RUNNER, SPLIT, EMOJI)


def hostile() -> str:
    """Every field that takes any text has one of them, in each kind of record."""
    at = iter(range(10**6))

    def text() -> str:
        return TEXTS[next(at) % len(TEXTS)]

    def note() -> str:
        return f"note = {toml(text())}"

    def some_source(nth: int) -> str:
        address = f"https://example.org/{nth}?q='\\\"%22><script>&x=javascript:alert(1)"
        keys = {"title": text(), "publisher": text(), "url": address, "independent": nth % 2 == 1}
        return source(f"source-{nth}", **keys)

    def items(nth: int) -> str:
        own = {"phase": f"phase-{nth}", "name": TEXTS[nth], "summary": text()}
        visits = {"phase": f"phase-{nth}", "name": text(), "unit": text()}
        return (
            item("centers", f"center-{nth}", **own, city=text(), country=text(), host=text())
            + item("regions", f"region-{nth}", **own, countries=[text(), text()], destination=text())
            + item("reviews", f"review-{nth}", **own, standard=text(), reviewer=text(), scope=text())
            + item("milestones", f"milestone-{nth}", **own)
            + item("metrics", f"metric-{nth}", **visits)
        )

    def promises(nth: int) -> str:
        said = toml(TEXTS[nth][:40].replace("\x00", ""))
        changes = toml({"name": text(), "scope": text()})
        return update(
            f'item = "center-{nth}", stage = "open", target = "{TARGETS[nth % 4]}", said = {said}, {note()}',
            f'item = "region-{nth}", stage = "completed", target = "{TARGETS[(nth + 1) % 4]}", {note()}',
            f'item = "review-{nth}", {note()}, set = {changes}',
            f'item = "milestone-{nth}", stage = "completed", target = "undated", {note()}',
            day=date(2020, 1, 1) + timedelta(9 * nth),
            title=text(),
            summary=text(),
            source=f"source-{nth}",
            figures=figure(f"{nth}e300", "at_least = true", metric=f"metric-{nth}"),
            counts=count("open", 7),
        )

    def outcomes(nth: int) -> str:
        return update(
            f'item = "center-{nth}", stage = "open", {OUTCOMES[nth % 4]}, {note()}',
            f'item = "region-{nth}", stage = "completed", {OUTCOMES[(nth + 1) % 4]}',
            day=date(2020, 10, 1) + timedelta(nth),
            title=text(),
            source=f"source-{nth}",
        )

    numbers = range(len(TEXTS))
    return "".join(
        (
            head(
                *map(some_source, numbers),
                name=ATTACKS[0],
                organization=ATTACKS[1],
                summary=text(),
                url="https://example.org/?a='><script>alert(1)</script>",
                complete_through=date(2020, 12, 31),
            ),
            table("stages", centers=["announced", "a-stage-that-is-called-something-long", "open"]),
            *(phase(f"phase-{nth}", name=text(), summary=text()) for nth in numbers),
            *map(items, numbers),
            *map(promises, numbers),
            *map(outcomes, numbers),
        )
    )


TARGETS = ("early 2020", "by 2020", "February 2020", "undated")
OUTCOMES = ('when = "2020"', 'when = "2020-09-30"', 'target = "2021"', "not_yet = true")


def large(updates: int = 60) -> str:
    """Many updates over many years, several on one day, with many readings of one metric."""
    milestones = (item("milestones", f"m-{nth}", name=f"Milestone {nth}") for nth in range(updates))
    begin = head(PAGE, name="Large") + item("metrics", "paid")
    return begin + "".join((*milestones, *map(_large_update, range(updates))))


def _large_update(nth: int) -> str:
    day = date(1995, 1, 1) + timedelta(151 * (nth // 2))
    return update(
        f'item = "m-{nth}", stage = "completed", target = "{day.year + nth % 3}"',
        day=day,
        title=f"Update {nth}",
        figures=figure(nth * nth - 400),
    )
