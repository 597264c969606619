"""The signs before names and behind dates: one meaning each, on every screen, and a form in ASCII that no other has."""

from msgspec import Struct


class Sign(Struct, frozen=True):
    """A sign, the character for it where an encoding has ASCII alone, and what it means."""

    glyph: str
    ascii: str
    meaning: str

    def __str__(self) -> str:
        """The sign alone."""
        return self.glyph

    @property
    def key(self) -> str:
        """The sign with its meaning, for a key."""
        return f"{self.glyph} {self.meaning}"


DONE = Sign("●", "@", "done")
AHEAD = Sign("○", "o", "ahead")
NOT_YET = Sign("◌", "~", "not yet")
IN_PART = Sign("◐", "/", "in part")
GIVEN_UP = Sign("✕", "x", "given up")
NOTED = Sign("·", "-", "noted")
FIGURE = Sign("▪", "=", "figure")
COUNT = Sign("Σ", "S", "public count")
KEPT = Sign("✔", "+", "done as promised")
BROKEN = Sign("✘", "X", "broken")
UNTOLD = Sign("?", "?", "can't tell")
DENIED = Sign("≠", "#", "reported, then denied")
OVERDUE = Sign("!", "!", "deadline passed, no word")
PUT_OFF = Sign("↷", ">", "put off")
NO_WORD = Sign("∅", "0", "no date, no word")
WAITING = Sign("⋯", "_", "waiting for something else")
IMPLIED = Sign("*", "*", "implied by another statement, not stated")
DISPUTED = Sign("†", "^", "disputed: statements contradict each other")

SIGNS = (
    *(DONE, AHEAD, NOT_YET, IN_PART, GIVEN_UP, NOTED, FIGURE, COUNT),
    *(KEPT, BROKEN, UNTOLD, DENIED, OVERDUE, PUT_OFF, NO_WORD, WAITING, IMPLIED, DISPUTED),
)
"""All of them."""
