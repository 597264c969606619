"""What is wrong with a sheet: every fault at its row and column, all told at once."""

from collections.abc import Iterable

from msgspec import Struct

from gti_cli.errors import GtiError

MOST_TOLD = 1000
"""Of more faults than this, the rest is counted."""


class Fault(Struct, frozen=True, order=True):
    """One thing that is wrong with a sheet; rows and columns count from 1, as a spreadsheet shows them."""

    sheet: str
    row: int
    column: int
    message: str

    def __str__(self) -> str:
        """The fault behind its place."""
        return f"{self.sheet}:{self.row}:{self.column}: {self.message}"


class SheetError(GtiError):
    """A sheet that cannot be imported as it is, with all of its faults."""

    def __init__(self, faults: Iterable[Fault], *, skippable: bool = False) -> None:
        self.faults = told = sorted(set(faults))
        lines = [str(fault) for fault in told[:MOST_TOLD]]
        lines += [f"… and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
        if skippable:
            many = "1 line is" if len({(fault.sheet, fault.row) for fault in told}) == 1 else "these lines are"
            lines.append(
                f"Error: nothing was written, as {many} wrong; correct them, or leave them out with --skip-wrong"
            )
        super().__init__("\n".join(lines))
