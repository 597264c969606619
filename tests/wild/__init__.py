"""Wild files: what nobody would write, and what somebody might, made by chance from a seed.

A maker takes a source of chance and gives the bytes of a file, so that one seed makes the same file again. A monster is
made to a size: it says little, and is large in one respect.
"""

from tests.wild.damage import fragment, mutated, rubbish
from tests.wild.datasets import hostile, misshapen, valid
from tests.wild.monsters import MONSTERS
from tests.wild.sheets import wild_sheet
from tests.wild.texts import hostile_text, phrase_text

MAKERS = {"valid": valid, "hostile": hostile, "misshapen": misshapen, "mutated": mutated, "rubbish": rubbish}

__all__ = ["MAKERS", "MONSTERS", "fragment", "hostile_text", "phrase_text", "valid", "wild_sheet"]
