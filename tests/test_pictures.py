"""The pictures of the README show what gti prints now."""

import importlib.util
from types import ModuleType

import pytest
from rich.text import Text

from tests.conftest import ROOT

PICTURES = ROOT / "docs" / "pictures"
AGAIN = "draw the pictures again: python docs/pictures/draw.py"


@pytest.fixture(scope="module")
def draw() -> ModuleType:
    """The script that draws the pictures."""
    spec = importlib.util.spec_from_file_location("draw", PICTURES / "draw.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_screens(draw: ModuleType) -> None:
    """Each drawn screen has the letters and signs that its command prints, in their order."""
    for name, words in draw.SCREENS.items():
        shown = draw.letters_of_svg((PICTURES / f"{name}.svg").read_text(encoding="utf-8"))

        assert shown == "".join(f"$ gti {' '.join(words)} {Text.from_ansi(draw.printed(words)).plain}".split()), AGAIN


def test_the_report(draw: ModuleType) -> None:
    """The picture of the report was made of the page as it is now."""
    page = draw.printed(("report",))

    assert draw.text_in((PICTURES / "report.png").read_bytes()).split() == draw.words_of_html(page), AGAIN
    assert "undetermined" in draw.words_of_html(page)


def test_a_text_beside_a_picture(draw: ModuleType) -> None:
    """What is put into a picture is read from it, and the picture is whole."""
    picture = (PICTURES / "report.png").read_bytes()

    changed = draw.with_text(picture[: -draw.END] + picture[-draw.END :], "more")

    assert changed.endswith(picture[-draw.END :])
    assert draw.text_in(draw.with_text(b"\x89PNG" + picture[-draw.END :], "a – b")) == "a – b"


def test_every_picture_is_in_the_readme() -> None:
    """The README shows each picture, with words for those who do not see it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    for picture in [*PICTURES.glob("*.svg"), *PICTURES.glob("*.png")]:
        before, found, _ = readme.partition(f"](docs/pictures/{picture.name})")
        assert found
        assert len(before.rpartition("![")[2].split()) > 3
