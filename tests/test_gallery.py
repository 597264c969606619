"""The gallery of wrong files: each begins with what `gti check` says of it, exactly and in full."""

from pathlib import Path

import pytest

from tests.conftest import Gti
from tests.contract import codes_in_sources
from tests.gallery import FILES, INVALID, announced

WITHOUT_A_FILE = {"unreadable"}
"""What is wrong with a file that cannot be read is told without one."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_gets_the_messages_it_begins_with(gti: Gti, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Each file begins with all that is found in it, word for word; errors fail, warnings with `--strict`.

    Their quotes are held against the texts in a folder beside them.
    """
    monkeypatch.chdir(INVALID)

    answer = gti("check", "--sources", "texts", path.name)

    messages = announced(path)
    has_error = any(": error: " in message for message in messages)
    assert messages
    assert [line for line in answer.out.splitlines() if line.startswith(f"{path.name}:")] == messages
    assert (answer.code, answer.err) == (1 if has_error else 0, "")
    assert gti("check", "--strict", "--sources", "texts", path.name).code == 1


def test_every_code_has_a_file() -> None:
    """Every error and every warning that the sources know has a file of its name, which begins with its message."""
    shown = {path.stem for path in FILES if any(message.endswith(f"[{path.stem}]") for message in announced(path))}

    lacking = codes_in_sources() - WITHOUT_A_FILE - shown
    assert not lacking, f"tests/invalid/: add a file named {', '.join(sorted(lacking))}, with its message at the top"


def test_a_file_that_cannot_be_read(gti: Gti, tmp_path: Path) -> None:
    """A missing file and a folder are findings like all others, without a line."""
    (tmp_path / "folder").mkdir()

    assert gti("check", "missing.toml").out == "missing.toml: error: there is no such file [unreadable]\n"
    assert (
        gti("check", "folder").out
        == "folder: error: is a folder without a dataset; a dataset is a file whose name ends in .toml [unreadable]\n"
    )


def test_messages_name_the_remedy() -> None:
    """Every message has what to do after a semicolon, or says what is wanted; none of our words blames anybody."""
    for message in (message for path in FILES for message in announced(path)):
        assert any(word in message for word in ("; ", " is wanted here", "this is not TOML: Expected")), message
        assert "!" not in message
        assert "invalid" not in message.replace("this is not TOML: Invalid", "").lower()


def test_the_files_keep_their_bytes() -> None:
    """The variants that a careless tool would even out are still there: line ends, a byte order mark, tabs, Latin-1."""
    content = {path.stem: path.read_bytes() for path in FILES}

    assert content["in-windows-line-ends"].count(b"\r\n") == content["in-windows-line-ends"].count(b"\n") > 0
    assert content["with-a-byte-order-mark"].startswith(b"\xef\xbb\xbf")
    assert b"\tstage\t=\t" in content["with-tabs"]
    assert b"\xe3" in content["not-utf-8"]
    assert "a\u0303".encode() in content["after-combining-marks"]
