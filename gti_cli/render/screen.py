"""The screen that an answer is drawn for."""

from msgspec import Struct

from gti_cli.render.safe import Pen


class Screen(Struct, frozen=True):
    """What stdout is: a terminal or not, how wide and high, in colour or not, in which encoding."""

    is_terminal: bool
    width: int
    height: int
    color: bool
    encoding: str

    @property
    def pen(self) -> Pen:
        """The pen for its encoding."""
        return Pen(self.encoding)
