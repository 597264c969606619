"""Draws the pictures of the README: `python docs/pictures/draw.py`; the report needs Chromium and the extra `browser`.

The screens are what `gti` prints in colour on a terminal of 100 columns, as SVG.
"""

import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from html import unescape
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WIDTH = 100
SCREENS = {"status": ("status",), "timeline": ("timeline", "--since", "2019-11", "--until", "2020-02")}
THEME = TerminalTheme(
    (250, 250, 248),
    (40, 42, 46),
    [
        (40, 42, 46),
        (178, 36, 34),
        (33, 118, 56),
        (140, 92, 0),
        (40, 88, 160),
        (130, 60, 150),
        (0, 110, 120),
        (90, 92, 96),
    ],
)
SVG = """\
<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; \
font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
{styles}
</style>
<defs>{lines}</defs>
<rect width="100%" height="100%" rx="8" fill="#fafaf8" stroke="#d8d8d4"/>
<g transform="translate({terminal_x}, 20)">{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def printed(words: tuple[str, ...]) -> str:
    """What a command prints in colour on a terminal."""
    env = os.environ | {"FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "TERM": "xterm-256color", "GTI_DATA": ""}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "gti_cli", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=env, cwd=ROOT, timeout=60).stdout


def svg(name: str, words: tuple[str, ...]) -> str:
    """A screen as a picture."""
    text = Text.from_ansi(f"$ gti {' '.join(words)}\n{printed(words)}")
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(text)
    drawn = console.export_svg(title=name, theme=THEME, code_format=SVG, unique_id=name)
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def letters_of_svg(drawn: str) -> str:
    """All that is written in such a picture, in the order in which it is read, without spaces."""
    return "".join(unescape("".join(re.findall(r"<text[^>]*>(.*?)</text>", drawn))).split())


def words_of_html(page: str) -> list[str]:
    """The words on a page, in the order in which they are read."""
    return unescape(re.sub(r"<style.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)).split()


def png(page: str) -> bytes:
    """A page as a browser shows its upper part, with the words of the whole page beside the picture."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1200, "height": 1900}, color_scheme="light")
        tab.set_content(page)
        shot = tab.screenshot()
        browser.close()
    return with_text(shot, " ".join(words_of_html(page)))


def with_text(picture: bytes, text: str) -> bytes:
    """A PNG with a text in it that no viewer shows (the chunk iTXt, before the last one)."""
    content = b"iTXt" + KEYWORD + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    return picture[:-END] + chunk + picture[-END:]


def text_in(picture: bytes) -> str:
    """The text that `with_text` put there."""
    begin = picture.index(b"iTXt" + KEYWORD)
    (length,) = struct.unpack(">I", picture[begin - 4 : begin])
    return zlib.decompress(picture[begin + 4 + len(KEYWORD) + 5 : begin + 4 + length]).decode()


KEYWORD = b"words"
END = 12


def main() -> None:
    """Draw every picture."""
    for name, words in SCREENS.items():
        (HERE / f"{name}.svg").write_text(svg(name, words), encoding="utf-8")
    (HERE / "report.png").write_bytes(png(printed(("report",))))


if __name__ == "__main__":
    main()
