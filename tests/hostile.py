"""A dataset in which every text is an attack on whoever shows it, and a large one of plain texts."""

from datetime import date, timedelta

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
EMOJI = "👩🏽‍🔬 🏴‍☠️ ✅ café e\u0301 שלום مرحبا"
TEXTS = (*ATTACKS, LONG, UNBROKEN, TURNED, CONTROLS, EMOJI)


def basic(text: str) -> str:
    """A text as a TOML string."""
    escaped = "".join(
        f"\\u{ord(sign):04x}" if sign < " " or "\x7f" <= sign <= "\x9f" or sign in '"\\' else sign for sign in text
    )
    return f'"{escaped}"'


def hostile() -> str:
    """Every field that takes any text has one of them, in each kind of record."""
    at = iter(range(10**6))

    def text() -> str:
        return basic(TEXTS[next(at) % len(TEXTS)])

    begin = (
        f'format = 1\n[initiative]\nid = "x"\nname = {basic(ATTACKS[0])}\norganization = {basic(ATTACKS[1])}\n'
        f'summary = {text()}\nurl = "https://example.org/?a=\'><script>alert(1)</script>"\n'
        "complete_through = 2020-12-31\n[stages]\n"
        'centers = ["announced", "a-stage-that-is-called-something-long", "open"]\n'
    )
    parts = [begin]
    for nth in range(len(TEXTS)):
        address = f"https://example.org/{nth}?q='\\\"%22><script>&x=javascript:alert(1)"
        parts.append(
            f'[[sources]]\nid = "source-{nth}"\ntitle = {text()}\npublisher = {text()}\nurl = "{address}"\n'
            f'independent = {"true" if nth % 2 else "false"}\n[[phases]]\nid = "phase-{nth}"\nname = {text()}\n'
            f"summary = {text()}\n"
        )
    for nth in range(len(TEXTS)):
        own = f'phase = "phase-{nth}"\nname = {basic(TEXTS[nth])}\nsummary = {text()}\n'
        parts += [
            f'[[centers]]\nid = "center-{nth}"\n{own}city = {text()}\ncountry = {text()}\nhost = {text()}\n',
            f'[[regions]]\nid = "region-{nth}"\n{own}countries = [{text()}, {text()}]\ndestination = {text()}\n',
            f'[[reviews]]\nid = "review-{nth}"\n{own}standard = {text()}\nreviewer = {text()}\nscope = {text()}\n',
            f'[[milestones]]\nid = "milestone-{nth}"\n{own}',
            f'[[metrics]]\nid = "metric-{nth}"\nphase = "phase-{nth}"\nname = {text()}\nunit = {text()}\n',
        ]
    for nth in range(len(TEXTS)):
        said = basic(TEXTS[nth][:40].replace("\x00", ""))
        parts.append(
            f"[[updates]]\ndate = {date(2020, 1, 1) + timedelta(9 * nth)}\ntitle = {text()}\nsummary = {text()}\n"
            f'source = "source-{nth}"\n'
            f'events = [{{ item = "center-{nth}", stage = "open", target = "{TARGETS[nth % 4]}", said = {said}, '
            f"note = {text()} }},\n"
            f'{{ item = "region-{nth}", stage = "completed", target = "{TARGETS[(nth + 1) % 4]}", note = {text()} }},\n'
            f'{{ item = "review-{nth}", note = {text()}, set = {{ name = {text()}, scope = {text()} }} }},\n'
            f'{{ item = "milestone-{nth}", stage = "completed", target = "undated", note = {text()} }}]\n'
            f'figures = [{{ metric = "metric-{nth}", value = {nth}e300, at_least = true }}]\n'
            '[[updates.counts]]\nkind = "center"\nstage = "open"\nvalue = 7\n'
        )
    for nth in range(len(TEXTS)):
        parts.append(
            f"[[updates]]\ndate = {date(2020, 10, 1) + timedelta(nth)}\ntitle = {text()}\n"
            f'source = "source-{nth}"\n'
            f'events = [{{ item = "center-{nth}", stage = "open", {OUTCOMES[nth % 4]}, note = {text()} }},\n'
            f'{{ item = "region-{nth}", stage = "completed", {OUTCOMES[(nth + 1) % 4]} }}]\n'
        )
    return "".join(parts)


TARGETS = ("early 2020", "by 2020", "February 2020", "undated")
OUTCOMES = ('when = "2020"', 'when = "2020-09-30"', 'target = "2021"', "not_yet = true")


def large(updates: int = 60) -> str:
    """Many updates over many years, several on one day, with many readings of one metric."""
    begin = (
        'format = 1\n[initiative]\nid = "x"\nname = "Large"\norganization = "Org"\n[[sources]]\nid = "page"\n'
        'title = "Page"\npublisher = "Org"\n[[phases]]\nid = "work"\nname = "Work"\n'
        '[[metrics]]\nid = "count"\nphase = "work"\nname = "Count"\n'
    )
    parts = [begin]
    parts += [f'[[milestones]]\nid = "m-{nth}"\nphase = "work"\nname = "Milestone {nth}"\n' for nth in range(updates)]
    for nth in range(updates):
        day = date(1995, 1, 1) + timedelta(151 * (nth // 2))
        parts.append(
            f'[[updates]]\ndate = {day}\ntitle = "Update {nth}"\nsource = "page"\n'
            f'events = [{{ item = "m-{nth}", stage = "completed", target = "{day.year + nth % 3}" }}]\n'
            f'figures = [{{ metric = "count", value = {nth * nth - 400} }}]\n'
        )
    return "".join(parts)
