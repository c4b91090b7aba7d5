"""Who is asked when: hosts in turn, each of them few times at once and never twice within a pause."""

from collections import deque
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class _Host(Generic[T]):
    waiting: deque[T] = field(default_factory=deque)
    active: int = 0
    not_before: float = 0.0


class HostQueue(Generic[T]):
    """Requests that are still to be made, by host. Any number of threads may use it."""

    def __init__(self, per_host: int, pause: float) -> None:
        """Set how many requests a host gets at once, and the seconds between the beginnings of two."""
        self.per_host = per_host
        self.pause = pause
        self._hosts: dict[str, _Host[T]] = {}
        self._condition = Condition()
        self._unfinished = 0
        self._closed = False

    def put(self, host: str, item: T) -> None:
        """Add a request."""
        with self._condition:
            self._hosts.setdefault(host, _Host()).waiting.append(item)
            self._unfinished += 1
            self._condition.notify_all()

    def take(self) -> tuple[str, T] | None:
        """Wait for a request that may be made now; None if there will be no more."""
        with self._condition:
            while self._unfinished and not self._closed:
                now = monotonic()
                wait: float | None = None
                for name, host in self._hosts.items():
                    if not host.waiting or host.active >= self.per_host:
                        continue
                    if host.not_before <= now:
                        host.active += 1
                        host.not_before = now + self.pause
                        return name, host.waiting.popleft()
                    wait = min(wait or host.not_before - now, host.not_before - now)
                self._condition.wait(wait)
            return None

    def done(self, host: str, *, rest: float = 0.0) -> None:
        """Say that a request has been made; `rest` are seconds in which its host wants no other."""
        with self._condition:
            self._unfinished -= 1
            one = self._hosts[host]
            one.active -= 1
            one.not_before = max(one.not_before, monotonic() + rest if rest else 0.0)
            self._condition.notify_all()

    def close(self) -> None:
        """Let no more requests be made."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()
