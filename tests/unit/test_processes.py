"""The same for many things: in their order, however many processes there are, and whatever becomes of them."""

import os
from pathlib import Path

import pytest

from tweeluik.processes import each


def square(number: int) -> int:
    return number * number


def die_in_a_child(thing: tuple[int, int]) -> int:
    parent, number = thing
    if number == 70 and os.getpid() != parent:
        os._exit(1)
    return number


def read(name: str) -> bytes:
    return Path(name).read_bytes()


@pytest.mark.parametrize("number", [0, 1, 40, 500])
def test_results_come_in_the_order_of_the_things(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert list(each(square, range(number))) == [one * one for one in range(number)]


def test_a_process_that_is_killed_leaves_its_work_to_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert list(each(die_in_a_child, [(os.getpid(), number) for number in range(100)])) == list(range(100))


def test_what_the_function_raises_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    with pytest.raises(FileNotFoundError):
        list(each(read, ["/nowhere"] * 100))
