"""Doing the same for many things with all processors."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, ClassVar, TypeVar

CHUNK = 16
"""Things that a process is given at once; fewer are not worth starting one."""
Progress = Callable[[int, int], None]
"""What a long run calls with the number of things done and of all."""
_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


def each(
    function: Callable[[_Thing], _Result], things: Sequence[_Thing], *, processes: int | None = None
) -> Iterator[_Result]:
    """Do the same for each thing. The other processes begin at once, before the first result is asked for.

    Where there can be no processes, or one of them is killed, this process does the rest.

    Args:
        function: what to do. Forked processes have in memory what it holds; elsewhere each gets a copy, pickled.
        things: what can be pickled, in order.
        processes: how many to use; as many as there are processors by default.

    Returns:
        The results in the order of the things. What the function raises is raised there.
    """
    count = min(processes or os.cpu_count() or 1, len(things) // CHUNK)
    if count <= 1:
        return map(function, things)
    method = "fork" if "fork" in multiprocessing.get_all_start_methods() else None
    try:
        context = multiprocessing.get_context(method)
        pool = ProcessPoolExecutor(count, context, _Process.begin, (function,))
        results: Iterator[_Result] = pool.map(_Process.do, things, chunksize=CHUNK)
    except (BrokenProcessPool, OSError, NotImplementedError):
        return map(function, things)
    return _gathered(pool, results, function, things)


def _gathered(
    pool: ProcessPoolExecutor,
    results: Iterator[_Result],
    function: Callable[[_Thing], _Result],
    things: Sequence[_Thing],
) -> Iterator[_Result]:
    done = 0
    with pool:
        try:
            for result in results:
                yield result
                done += 1
        except (BrokenProcessPool, OSError):
            pass
    for thing in things[done:]:
        yield function(thing)


class _Process:
    """What a process of the pool knows; a pool has no other place for it."""

    function: ClassVar[Callable[[Any], Any]]

    @classmethod
    def begin(cls, function: Callable[[Any], Any]) -> None:
        # What is known already stays: the collector need not look through it again and again.
        gc.freeze()
        cls.function = function

    @classmethod
    def do(cls, thing: Any) -> Any:  # noqa: ANN401 - whatever goes in and comes out
        return cls.function(thing)
