"""Draws the pictures of the README: `python docs/pictures/draw.py`; the report needs Chromium and the extra `browser`.

The screens are what `gti` prints in colour on a terminal of 100 columns, as SVG.
"""

import os
import subprocess
import sys
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
    [(40, 42, 46), (178, 36, 34), (33, 118, 56), (140, 92, 0), (40, 88, 160), (130, 60, 150), (0, 110, 120), (90, 92, 96)],
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


def main() -> None:
    """Draw every picture."""
    for name, words in SCREENS.items():
        (HERE / f"{name}.svg").write_text(svg(name, words), encoding="utf-8")


if __name__ == "__main__":
    main()
