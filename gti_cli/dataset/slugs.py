"""Ids made of names in any script: letters become Latin ones by what Unicode calls them."""

import re
from unicodedata import category, normalize
from unicodedata import name as unicode_name

LONGEST = 60
"""A new id ends with the last word before so many characters."""

LETTERS = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяєіїґўαβγδεζηθικλμνξοπρσςτυφχψω",
        (
            *"a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch".split(),
            *("", "y", "", "e", "yu", "ya", "ye", "i", "yi", "g", "u"),
            *"a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(),
        ),
        strict=True,
    )
)
"""Letters whose names in Unicode are not how they sound."""


def id_from(name: str, otherwise: str = "") -> str:
    """An id made of the words of a name, in small Latin letters without accents; `otherwise` where it has none."""
    latin = name if name.isascii() else "".join(map(_latin, normalize("NFC", name).casefold()))
    return "-".join(re.findall("[a-z0-9]+", latin.lower().replace("'", ""))) or otherwise


def new_id(name: str, taken: set[str], otherwise: str = "item") -> str:
    """An id made of a name that nothing has yet; it is then taken."""
    words = id_from(name, otherwise)
    short = words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]
    id_, number = short, 2
    while id_ in taken:
        id_, number = f"{short}-{number}", number + 1
    taken.add(id_)
    return id_


def _latin(sign: str) -> str:
    """A sign in Latin letters, as far as its name in Unicode tells them."""
    if sign.isascii():
        return sign
    plain = normalize("NFKD", sign)[0]
    if plain.isascii() and plain.isalnum():
        return plain
    if plain in LETTERS:
        return LETTERS[plain]
    if category(sign)[0] not in "LMN" or "\ufe00" <= sign <= "\ufe0f":  # those only choose how a sign is drawn
        return "" if sign in "’ʼ" else " "
    called = unicode_name(sign, "").partition(" WITH ")[0]
    if found := re.search(r"IDEOGRAPH-([0-9A-F]+)", called):
        return f" u{found[1].lower()} "
    return called.rpartition(" ")[2].lower()
