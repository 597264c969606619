"""What stands over every answer that people read: as of which day, and whose statements these are."""

from datetime import date

from msgspec import Struct

from gti_cli.dates.span import day_text
from gti_cli.ledger.ledger import Ledger
from gti_cli.words import listed

MOST_PUBLISHERS = 3


class Caption(Struct, frozen=True):
    """The initiative, the day asked about, and who is quoted; texts are as in the dataset."""

    initiative: str
    organization: str
    day: date
    clock: date
    day_note: str
    stated_by: str

    @property
    def as_of(self) -> str:
        """The day as people read it: "as of 17 Nov 2020"."""
        return f"as of {day_text(self.day)}"

    @property
    def as_known(self) -> str:
        """The day, with what must be known about it: "as of 17 Nov 2020, where this log ends"."""
        return ", ".join(filter(None, (self.as_of, self.day_note)))

    def __str__(self) -> str:
        """The whole of it: "as of 17 Nov 2020, where this log ends, as stated by Kaspersky"."""
        return f"{self.as_known}, as stated by {self.stated_by}"


def caption(ledger: Ledger) -> Caption:
    """The caption of every answer from a ledger."""
    cited = {entry.update.source for entry in ledger.entries}
    publishers = list(dict.fromkeys(s.publisher for s in ledger.dataset.sources if s.id in cited or not cited))
    shown = publishers[:MOST_PUBLISHERS]
    more = len(publishers) - len(shown)
    return Caption(
        initiative=ledger.dataset.initiative.name,
        organization=ledger.dataset.initiative.organization,
        day=ledger.day,
        clock=ledger.clock,
        day_note=day_note(ledger),
        stated_by=listed([*shown, *([f"{more} more"] if more else [])], "and"),
    )


def day_note(ledger: Ledger) -> str:
    """What must be known about the day: that the log ends there, or ended before it."""
    end = ledger.dataset.initiative.complete_through
    if end is None or ledger.day < end:
        return ""
    return "where this log ends" if ledger.day == end else f"known up to {day_text(end)}, where this log ends"
