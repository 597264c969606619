"""What is wrong with a file: the findings of the first of the three steps that has any, at their places."""

from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from gti_cli.dataset.problems import DatasetError, Finding
from gti_cli.dataset.read import Reading, initiative_in, read
from gti_cli.ledger.warnings import warnings

if TYPE_CHECKING:
    from gti_cli.dataset.quotes import SavedTexts


def check(reading: Reading, today: date, texts: "SavedTexts | None" = None) -> list[Finding]:
    """The warnings on a file that has been read, in file order.

    With saved `texts`, quotes are held against them; raises GtiError where they cannot be read.
    """
    problems = list(warnings(reading.dataset, today))
    if texts:
        from gti_cli.dataset.quotes import unfound_quotes

        problems += unfound_quotes(reading.dataset, texts)
    if not problems:
        return []
    from gti_cli.dataset.positions import findings

    return findings(reading.file, reading.text, problems)


def check_content(content: bytes, file: str, today: date, texts: "SavedTexts | None" = None) -> list[Finding]:
    """What is wrong with the bytes of a file that messages call `file`, in file order; nothing where all is well.

    That is errors of its form; where there are none, errors of its references; where there are none, warnings,
    as `check` gives them.
    """
    try:
        found = check(read(content, file), today, texts)
    except DatasetError as error:
        found = list(error.findings)
    initiative = initiative_in(content) if found else None
    return [replace(finding, initiative=initiative) for finding in found]
