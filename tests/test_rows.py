"""Rows that are made when they are asked for are those that a list of them would have."""

from hypothesis import given
from hypothesis import strategies as st

from gti_cli.views.rows import Rows

ENDS = st.none() | st.integers(-12, 12)


@given(st.lists(st.integers(), max_size=10), ENDS, ENDS, st.sampled_from([None, 1, 2, -1, -3]))
def test_they_are_what_a_list_would_hold(
    origins: list[int], start: int | None, stop: int | None, step: int | None
) -> None:
    """Length, order, places counted from either end, slices of slices: all as in the list of the rows."""
    rows, listed = Rows(origins, str), [str(origin) for origin in origins]
    part = slice(start, stop, step)

    assert list(rows) == listed
    assert len(rows) == len(listed)
    assert bool(rows) == bool(listed)
    assert list(rows[part]) == listed[part]
    assert list(rows[part][::-1]) == listed[part][::-1]
    assert [rows[at] for at in range(-len(rows), len(rows))] == [*listed, *listed]


def test_none_is_made_before_it_is_asked_for() -> None:
    """To count rows and to take some of them makes none; to go over them makes each as it is reached."""
    made: list[int] = []
    rows = Rows(range(5), lambda origin: made.append(origin))

    some = rows[1:4]
    assert (len(rows), len(some), made) == (5, 3, [])

    next(iter(some))
    assert made == [1]
