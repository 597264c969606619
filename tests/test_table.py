"""The records of a file do what Python's own frozen dataclasses do."""

from dataclasses import MISSING, asdict, dataclass, fields, is_dataclass, replace

import pytest

from gti_cli.dataset import model
from gti_cli.dataset.table import Table, table


@table
class Point(Table, frozen=True, kw_only=True):
    """A record with a default."""

    x: int
    y: int = 0


@table
class Deep(Point, frozen=True, kw_only=True):
    """A record with one field more."""

    z: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """The same as Point, by Python's means alone."""

    x: int
    y: int = 0


def test_every_record_of_a_file_is_a_frozen_dataclass() -> None:
    """What a file is loaded into are dataclasses, without room for anything but their fields."""
    records = [one for one in vars(model).values() if isinstance(one, type) and one.__module__ == model.__name__]

    assert len(records) > 10
    for record in records:
        assert is_dataclass(record)
        assert issubclass(record, Table)
        assert not hasattr(record(**dict.fromkeys((field.name for field in fields(record)), "")), "__dict__")


@pytest.mark.parametrize("values", [{"x": 1}, {"x": 1, "y": 2}, {"y": 2, "x": 1}], ids=str)
def test_fields_are_given_by_name_and_have_defaults(values: dict[str, int]) -> None:
    """A record has the fields given and the defaults of the rest, and is shown as a dataclass is."""
    point, plain = Point(**values), Plain(**values)

    assert (point.x, point.y) == (plain.x, plain.y)
    assert repr(point) == repr(plain).replace("Plain", "Point")


@pytest.mark.parametrize("values", [{}, {"y": 1}, {"x": 1, "z": 2}], ids=str)
def test_what_a_dataclass_refuses_is_refused(values: dict[str, int]) -> None:
    """A field that is missing or unknown is an error that names it."""
    for record in (Point, Plain):
        with pytest.raises(TypeError, match="'z'" if "z" in values else "'x'"):
            record(**values)


def test_records_are_compared_field_by_field() -> None:
    """Equal fields make equal records with one hash; a record of another class is never equal."""
    assert Point(x=1) == Point(x=1, y=0)
    assert hash(Point(x=1)) == hash(Point(x=1, y=0))
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != Deep(x=1)
    assert Point(x=1).__eq__(Plain(x=1)) is NotImplemented


def test_a_changed_copy_is_a_new_record() -> None:
    """`replace` changes the fields named, in a copy."""
    deep = Deep(x=1, z=3)

    assert replace(deep, y=2) == Deep(x=1, y=2, z=3)
    assert deep == Deep(x=1, z=3)


@pytest.mark.parametrize("name", ["x", "unknown"])
def test_a_record_is_never_changed(name: str) -> None:
    """A field can be neither set nor removed, and none can be added."""
    point = Point(x=1)

    with pytest.raises(AttributeError):
        setattr(point, name, 2)
    with pytest.raises(AttributeError):
        delattr(point, name)

    assert point == Point(x=1)


def test_fields_are_told_as_those_of_a_dataclass() -> None:
    """Name, type and default of each field, inherited ones first, are what Python tells of the same dataclass."""

    def told(record: type) -> list[tuple[str, object, object]]:
        return [(field.name, field.type, field.default) for field in fields(record)]

    assert told(Point) == told(Plain)
    assert told(Deep) == [*told(Plain), ("z", int, 0)]
    assert told(Point)[0][2] is MISSING
    assert asdict(Point(x=1)) == asdict(Plain(x=1))
