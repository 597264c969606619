"""A file's bytes → everything that is wrong with it: all errors and all warnings at their places, in file order."""

from datetime import date

from gti_cli.dataset.problems import DatasetError, Finding
from gti_cli.dataset.read import Reading, read
from gti_cli.dataset.sound import sound_part
from gti_cli.ledger.warnings import warnings


def check(content: bytes, file: str, today: date) -> list[Finding]:
    """The findings in a file that is called `file` in messages; none where all is well."""
    try:
        reading = read(content, file)
    except DatasetError as error:
        return list(error.findings)
    return check_reading(reading, file, today)


def check_reading(reading: Reading, file: str, today: date) -> list[Finding]:
    """The findings in what was read; `file` is the name of the file in messages."""
    problems = [*reading.problems, *warnings(sound_part(reading.dataset, reading.problems, reading.raw), today)]
    if not problems:
        return []
    from gti_cli.dataset.positions import findings

    return findings(file, reading.text, problems)
