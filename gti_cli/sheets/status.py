"""What a word for the state of a commitment means as an event. A word that is not in the table is no more than a word.

What a word may mean: that the last stage is reached, or another one by its name; that the item is withdrawn; that it is
not reached yet; nothing; or what somebody judged, in their words, which moves no stage.
"""

from collections.abc import Mapping

from gti_cli.words import folded

REACHED = "reached"
WITHDRAWN = "withdrawn"
NOT_YET = "not yet"
ASSESSED = "assessed"
NOTHING = "nothing"
MEANINGS = (REACHED, WITHDRAWN, NOT_YET, ASSESSED, NOTHING)

TABLE: Mapping[str, tuple[str, ...]] = {
    REACHED: (
        *("completed", "complete", "fully completed", "done", "delivered", "fully delivered", "achieved"),
        *("fully achieved", "fulfilled", "implemented", "fully implemented", "finished", "100%"),
    ),
    WITHDRAWN: (
        *("abandoned", "withdrawn", "cancelled", "canceled", "dropped", "discontinued", "scrapped", "given up"),
    ),
    NOT_YET: ("not started", "not yet started", "not completed", "incomplete", "not done", "not yet completed"),
}
"""The words that mean an event by themselves."""

YES = ("yes", "y", "true", "x", "✓", "✔")
NO = ("no", "n", "false")
"""What stands in a column of days for what is done, and is none."""

KNOWN = {word: meaning for meaning, words in TABLE.items() for word in words}


def meaning_of(word: str, given: Mapping[str, str]) -> str:
    """What a word means, by the table of a map or else by ours: one of MEANINGS, or the name of a stage."""
    plain = " ".join(folded(word).split())
    return given.get(plain) or KNOWN.get(plain, ASSESSED)
