"""`gti check --fix` writes what has only one answer in the place of a date that is refused, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from gti_cli.dataset.read import load
from gti_cli.write.fixes import fixed, fixes
from tests.conftest import BUNDLED, Gti
from tests.make import HEAD, ROME, update

BEFORE = "# a comment “–”\n" + HEAD + ROME
WRONG = BEFORE + update(
    'item = "rome", stage = "open", target = "Septemer 2024", note = "Septemer 2024"',
    "item = 'rome', stage = 'open', target = 'Jully 2024'  ",
    'item = "rome", stage = "open", target = "by Diwali"',
)


def test_only_what_has_one_answer_is_written() -> None:
    """Each such date becomes its answer; every other byte stays, a mark at the beginning and line ends included."""
    for content in (WRONG.encode(), b"\xef\xbb\xbf" + WRONG.encode(), WRONG.replace("\n", "\r\n").encode()):
        wanted = fixes(content, "f")
        written = fixed(content, "f", wanted)

        assert [(fix.old, fix.new) for fix in wanted] == [
            ('"Septemer 2024"', '"September 2024"'),
            ("'Jully 2024'", '"July 2024"'),
        ]
        expected = content.replace(b'target = "Septemer 2024"', b'target = "September 2024"')
        assert written == expected.replace(b"'Jully 2024'", b'"July 2024"')
        assert fixes(written, "f") == []


def test_what_is_fixed_is_shown_and_the_rest_is_told(gti: Gti, tmp_path: Path) -> None:
    """What is written is named first; what is still wrong is found as ever."""
    path = tmp_path / "log.toml"
    path.write_text(WRONG, encoding="utf-8")

    answer = gti("check", "--fix", str(path))

    assert answer.code == 1
    assert '"Septemer 2024" becomes "September 2024"' in answer.err
    assert "by Diwali" in answer.out
    assert 'Septemer 2024", note' not in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").count("Septemer 2024") == 1


def test_a_file_that_is_fixed_is_right(gti: Gti, tmp_path: Path) -> None:
    """After the only mistake is mended the check is silent, and the file is read."""
    path = tmp_path / "log.toml"
    path.write_text(BEFORE + update('item = "rome", stage = "open", target = "Septemer 2024"'), encoding="utf-8")

    assert gti("check", "--fix", str(path)).code == 0
    assert load(path.read_bytes(), "f").updates[0].events[0].target.span.latest == date(2024, 9, 30)  # type: ignore[union-attr]


@pytest.mark.parametrize("content", [b"\xff", b"a = [", BUNDLED.read_bytes()], ids=["bytes", "toml", "right"])
def test_a_file_without_anything_to_fix_is_not_touched(gti: Gti, tmp_path: Path, content: bytes) -> None:
    """What is no TOML, and what is right, stays as it is: the same bytes in the same file."""
    path = tmp_path / "log.toml"
    path.write_bytes(content)
    before = path.stat()

    gti("check", "--fix", str(path))

    assert path.read_bytes() == content
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_standard_input_cannot_be_fixed(gti: Gti) -> None:
    """There is no file to write into."""
    answer = gti("check", "--fix", "-")

    assert answer.code == 2
    assert "--fix writes into a file" in answer.err
