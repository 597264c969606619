"""The report in a real browser: it opens without a word, asks for nothing, fits any width, and everyone can read it."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gti_cli.characters import one_line
from gti_cli.views.promises import MEANINGS
from gti_cli.words import to_be
from tests import hostile
from tests.conftest import Answer, Gti

pytestmark = [pytest.mark.browser, pytest.mark.slow]

Open = Callable[..., Any]

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
WIDTHS = (360, 768, 1440, 1920)
SCHEMES = ("light", "dark")
REPORTS: dict[str, tuple[tuple[str, ...], str | None]] = {
    "bundled": ((), None),
    "hostile": ((), hostile.hostile()),
    "large": ((), hostile.large(24)),
    "early": (("--as-of", "2018-01-01"), None),
    "phase": (("--phase", "relocation"), None),
}


def without(what: str) -> None:
    """Skip for want of something, or fail where GTI_REQUIRE_BROWSER says that it must be there."""
    if os.environ.get("GTI_REQUIRE_BROWSER"):
        pytest.fail(f"GTI_REQUIRE_BROWSER is set, and there is no {what}")
    pytest.skip(f"needs {what}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        without("playwright: pip install 'gti-cli[browser]'")
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        without("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def open_(browser: Any, gti: Gti, tmp_path: Path) -> Iterator[Open]:
    """Opens a report in a new window; whatever the page says, asks for or does by itself is an error."""
    contexts = []
    noise: list[str] = []

    def open_page(report: str, *, width: int = 1440, scheme: str = "light", **options: Any) -> Any:
        words, data = REPORTS[report]
        path = tmp_path / f"{report}.html"
        assert gti("report", "-o", os.fspath(path), *words, data=data) == Answer(0, "", "")
        context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: noise.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: noise.append(f"error: {error}"))
        page.on("dialog", refuse)
        page.on("request", lambda request: noise.append(request.url) if request.url != path.as_uri() else None)
        page.on("popup", lambda popup: noise.append(f"popup: {popup.url}"))
        page.goto(path.as_uri())
        page.wait_for_load_state("networkidle")
        return page

    def refuse(dialog: Any) -> None:
        noise.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    yield open_page
    for context in contexts:
        context.close()
    assert noise == []


OUTSIDE = """() => [...document.querySelectorAll("body *")].filter(one => {
  const box = one.getBoundingClientRect();
  if (!box.width || one.closest(".scroll table, .skip, .patterns, thead")) return false;
  return box.right > document.documentElement.clientWidth + 0.5 || box.left < -0.5;
}).map(one => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("report", REPORTS)
def test_it_fits_the_width(open_: Open, report: str, width: int) -> None:
    """Folded or not, it never scrolls sideways, and nothing reaches beyond it; a wider table scrolls by itself."""
    page = open_(report, width=width)

    for is_unfolded in (False, True):
        if is_unfolded:
            unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []
    if report == "bundled":
        wider = "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth).length"
        assert page.evaluate(wider) == 0


VIEWS = [
    *(("bundled", width, scheme) for width in WIDTHS for scheme in SCHEMES),
    *((report, width, scheme) for report in REPORTS for width, scheme in ((360, "dark"), (1440, "light"))),
]


@pytest.mark.parametrize(("report", "width", "scheme"), sorted(set(VIEWS)))
def test_everyone_can_read_it(open_: Open, report: str, width: int, scheme: str) -> None:
    """Axe finds nothing: contrast, names, roles, headings, landmarks, tables, focus."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        without("axe-playwright-python: pip install 'gti-cli[browser]'")
    page = open_(report, width=width, scheme=scheme)
    unfold(page)

    found = Axe().run(page)
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found.response["violations"]] == []
    assert {"color-contrast", "landmark-one-main", "scope-attr-valid"} <= {
        one["id"] for one in found.response["passes"]
    }


def test_schemes(open_: Open) -> None:
    """It follows the reader's scheme: dark on light, or light on dark; on paper always dark on light."""
    ground = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"

    assert min(open_("bundled", scheme="light").evaluate(ground)) > 200
    dark = open_("bundled", scheme="dark")
    assert max(dark.evaluate(ground)) < 60
    dark.emulate_media(media="print", color_scheme="dark")
    assert dark.evaluate(
        "getComputedStyle(document.body).color.match(/\\d+/g).slice(0, 3).map(Number).every(c => c < 60)"
    )


def test_hostile_text_runs_nothing(open_: Open) -> None:
    """Even where the page's own policy against scripts is lifted, no script of the data runs or gets into the page."""
    page = open_("hostile", bypass_csp=True)

    everywhere = "name => document.querySelectorAll('*').forEach(one => one.dispatchEvent(new Event(name)))"
    for name in ("mouseover", "focus", "error", "load"):
        page.evaluate(everywhere, name)
    scripts = (
        "document.querySelectorAll('script:not([type=\"application/ld+json\"]), iframe, img, object, embed').length"
    )
    assert page.evaluate(scripts) == 0
    assert page.title() != "owned"
    assert page.evaluate("document.querySelector('h1').textContent") == hostile.ATTACKS[0]


def test_the_policy_forbids_scripts(browser: Any, gti: Gti, tmp_path: Path) -> None:
    """A script that got into the page would not run, and no picture would be fetched."""
    text = gti("report").out.replace("<footer>", "<footer><script>document.title = 'owned'</script><img src='x.png'>")
    path = tmp_path / "report.html"
    path.write_text(text, encoding="utf-8")
    page = browser.new_page()
    fetched: list[str] = []
    page.on("requestfinished", lambda request: fetched.append(request.url))
    page.goto(path.as_uri())

    assert page.title() == "Global Transparency Initiative, as of 17 Nov 2020"
    assert page.evaluate("document.images[0].naturalWidth") == 0
    assert fetched == [path.as_uri()]
    page.close()


def rows(gti: Gti, command: str, report: str) -> Any:
    """The rows of a command over the dataset of a report, as data; of its phase where it has one."""
    data = REPORTS[report][1]
    if report != "phase":
        return json.loads(gti(command, "--json", data=data).out)
    if command in ("promises", "timeline"):
        return json.loads(gti(command, "--phase", "relocation", "--json").out)
    return [row for row in json.loads(gti(command, "--json").out) if row["phase"] == "relocation"]


def unfold(page: Any) -> None:
    """Unfold all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def seen(page: Any, selector: str) -> list[str]:
    """What is to be seen of the elements that a selector finds, white space as single spaces."""
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def owners(page: Any, selector: str) -> list[str]:
    """The ids of what the elements that a selector finds stand in, or are, where these can be seen."""
    find = "selector => [...document.querySelectorAll(selector)].filter(one => one.checkVisibility())"
    return list(page.evaluate(f"{find}.map(one => one.closest('[id]').id)", selector))


def shown(text: object) -> str:
    """A text of the dataset as people read it, white space as single spaces."""
    return " ".join(one_line(str(text)).split())


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("report", ["bundled", "hostile", "large", "phase"])
def test_what_is_seen_equals_the_rows(open_: Open, gti: Gti, report: str, width: int) -> None:
    """On a phone and on a desk, the cells that are to be seen say what the JSON of the other views says."""
    page = open_(report, width=width)
    unfold(page)
    promises, timeline, centers, regions = (
        rows(gti, command, report) for command in ("promises", "timeline", "centers", "regions")
    )

    by_id = {f"promise.{row['id']}": row for row in promises}
    ids = page.evaluate("[...document.querySelectorAll('.promise')].map(one => one.id)")
    promises = [by_id.pop(id_) for id_ in ids]
    assert not by_id
    assert [text.split()[-1] for text in seen(page, ".promise summary .verdict")] == [
        row["verdict"] for row in promises
    ]
    assert seen(page, ".promise .what") == [shown(f"{row['name']}, {to_be(row['stage'])}") for row in promises]
    outcomes = [text.removeprefix("done ").rstrip("*") for text in seen(page, ".promise .outcome")]
    assert outcomes == [row["outcome"]["text"] for row in promises if row["outcome"]]
    assert seen(page, "#timeline .update h3") == [shown(row["title"]) for row in reversed(timeline)]
    counted = [len(row["events"]) + len(row["figures"]) + len(row["counts"]) for row in timeline]
    assert len(seen(page, "#timeline .events li")) == sum(counted)
    assert [text[1:].strip() for text in seen(page, "#centers tbody th")] == [shown(row["name"]) for row in centers]
    stages = [text.rstrip("*") for text in seen(page, "#centers td[data-title=Stage]")]
    reached = [(row["stage"], row["stages"].get(row["stage"])) for row in centers]
    assert stages == [f"{stage} {cell['text']}" if cell else "–" for stage, cell in reached]
    assert [text[1:].strip() for text in seen(page, "#regions tbody th")] == [shown(row["name"]) for row in regions]
    cells = [text.rstrip("*") for text in seen(page, "#regions td")]
    assert len(cells) == sum(len(row["stages"]) for row in regions)
    if report in ("bundled", "phase"):
        assert cells == [cell["text"] for row in regions for cell in row["stages"].values()]


@pytest.mark.parametrize("width", [360, 1440])
def test_the_answer_stands_in_the_first_screen(open_: Open, gti: Gti, width: int) -> None:
    """On a phone, too: the sentence, the bar of all promises with its legend, and what was broken, with the days."""
    page = open_("bundled", width=width)
    page.set_viewport_size({"width": width, "height": 740})

    assert seen(page, ".sentence") == [json.loads(gti("status", "--json").out)["sentence"]]
    for told in (page.locator(".sentence"), page.get_by_text("92–317 days late").first):
        box = told.bounding_box()
        assert box["y"] + box["height"] <= 740
    assert page.locator(".bar").bounding_box()["y"] < 740
    assert page.locator("ul.verdicts").bounding_box()["y"] < 740


@pytest.mark.parametrize(("width", "height"), [(1440, 4081), (360, 7841)])
def test_it_is_short_until_it_is_unfolded(open_: Open, width: int, height: int) -> None:
    """A third of what it was when all of it stood open, or less."""
    page = open_("bundled", width=width)

    assert page.evaluate("document.documentElement.scrollHeight") <= height
    unfold(page)
    assert page.evaluate("document.documentElement.scrollHeight") > height


def test_filters(open_: Open, gti: Gti) -> None:
    """A link of the bar shows the promises of a verdict alone, one of the phases those of a phase; paper has all."""
    page = open_("bundled", reduced_motion="reduce")
    promises = json.loads(gti("promises", "--sort", "worst", "--json").out)

    everything = [f"promise.{row['id']}" for row in promises]
    assert seen(page, ".means:visible") == []
    page.locator("ul.verdicts a", has_text="undetermined").click()
    assert owners(page, ".promise") == [f"promise.{row['id']}" for row in promises if row["verdict"] == "undetermined"]
    (meaning,) = seen(page, ".means:visible")
    assert MEANINGS["undetermined"] in meaning
    page.locator(".filters a", has_text="Data relocation").click()
    assert owners(page, ".promise") == [f"promise.{row['id']}" for row in promises if row["phase"] == "relocation"]
    assert page.locator(".kind h3", has_text="Broken").is_visible()
    page.locator(".filters a", has_text="kept").click()
    assert owners(page, ".promise") == [f"promise.{row['id']}" for row in promises if row["verdict"] == "kept"]
    assert not page.locator(".kind h3", has_text="Broken").is_visible()
    page.emulate_media(media="print")
    assert owners(page, ".promise") == everything
    page.emulate_media(media="screen")
    page.locator(".filters a", has_text="all 15").click()
    unfold(page)
    assert owners(page, ".promise") == everything


def test_data_can_be_taken_along(open_: Open, gti: Gti) -> None:
    """A browser saves each file under its name, with what the command writes, and the page stays where it is."""
    page = open_("bundled", accept_downloads=True)

    for name, words in (("gti-promises.csv", "promises -f csv"), ("gti-promises.json", "promises --json")):
        with page.expect_download() as saved:
            page.locator(f"a[download='{name}']").click()
        assert saved.value.suggested_filename == name
        assert Path(saved.value.path()).read_text(encoding="utf-8") == gti(*words.split()).out
    assert page.url.startswith("file:")


def test_an_address_of_a_promise_shows_it(open_: Open) -> None:
    """With its proof, also where it stands in what is folded; the sign beside each promise has its address."""
    page = open_("bundled", reduced_motion="reduce")

    page.goto(f"{page.url}#promise.madrid.open")
    target = page.locator("[id='promise.madrid.open']")
    assert -1 <= target.bounding_box()["y"] < 800
    assert owners(page, ".promise .why") == ["promise.madrid.open"]
    page.get_by_role("link", name="The address of: São Paulo, to open").click()
    assert page.url.endswith("#promise.sao-paulo.open")
    assert owners(page, ".promise .why") == ["promise.sao-paulo.open"]


@pytest.mark.parametrize("report", ["bundled", "phase", "large"])
def test_the_contents_lead_to_what_can_be_seen(open_: Open, report: str) -> None:
    """What is folded unfolds when a link of the contents leads to it."""
    page = open_(report, reduced_motion="reduce")

    for link in page.get_by_role("navigation", name="Contents").get_by_role("link").all():
        name = link.inner_text()
        link.click()
        assert page.evaluate("document.querySelector(':target').checkVisibility({contentVisibilityAuto: true})"), name
        heading = page.get_by_role("heading", level=2).filter(has_text=name).first.bounding_box()
        assert -1 <= heading["y"] < 800, name


def test_the_keyboard_reaches_everything(open_: Open) -> None:
    """The first stop leads past the contents; then every link and every table has its turn, in order, and is seen."""
    page = open_("bundled", width=360)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the state"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#state') !== null")
    stops = page.evaluate(
        "[...document.querySelectorAll('main a[href]:not([tabindex]), main [tabindex=\"0\"], main summary')]"
        ".filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"
    )
    reached = 1
    while page.evaluate("document.activeElement.closest('main') !== null") and reached <= stops:
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")
        reached += 1
    assert reached == stops + 1


def test_a_screen_reader_is_told_of_tables(open_: Open) -> None:
    """On a phone, where each row is a block of its own, tables are still tables with headers."""
    for width in (360, 1440):
        page = open_("bundled", width=width)
        unfold(page)
        assert page.get_by_role("table").count() == page.locator("table").count()
        assert page.get_by_role("columnheader", name="Completed", include_hidden=False).count() == 1
        assert page.get_by_role("rowheader", name="São Paulo").count() == 1
        assert page.get_by_role("progressbar", name="Transparency Centers").count() == 1
        assert page.get_by_role("img", name="São Paulo, to open: undetermined").count() == 1
        assert page.get_by_role("navigation", name="Contents").count() == 1


def test_an_update_is_linked_by_its_id(open_: Open) -> None:
    """An address that ends in # and an update's id leads to it."""
    page = open_("bundled", reduced_motion="reduce")

    unfold(page)
    page.locator("#promises a", has_text="2019-11-13").first.click()
    assert page.evaluate("document.querySelector(':target').id") == "2019-11-13"
    assert page.evaluate("document.querySelector(':target').getBoundingClientRect().top") < 100


def test_an_update_that_is_pointed_at_is_told(open_: Open) -> None:
    """What it says is shown, though it is folded away, and what the others say is not."""
    page = open_("bundled", reduced_motion="reduce")

    page.goto(f"{page.url}#2019-04-02")
    assert owners(page, ".update .events") == ["2019-04-02"]


@pytest.mark.parametrize("report", REPORTS)
def test_on_paper(open_: Open, report: str) -> None:
    """Nothing is cut on A4 or folded away, what leads only around the page is gone, and a PDF can be made of it."""
    page = open_(report, width=688)
    page.emulate_media(media="print")

    if report != "hostile":
        assert page.evaluate("document.documentElement.scrollWidth") <= 688
    assert not page.locator("nav").is_visible()
    folded = "[...document.querySelectorAll('details > :not(summary)')]"
    assert page.evaluate(f"{folded}.filter(one => !one.checkVisibility()).map(one => one.outerHTML)") == []
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_motion(open_: Open) -> None:
    """Who asked for little motion gets none."""
    behavior = "getComputedStyle(document.documentElement).scrollBehavior"

    assert open_("early", reduced_motion="reduce").evaluate(behavior) == "auto"
    assert open_("early", reduced_motion="no-preference").evaluate(behavior) == "smooth"
