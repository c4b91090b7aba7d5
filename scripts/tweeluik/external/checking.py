"""Checking links that leave the docset: `check_links` is what the command line calls.

Each page is asked for once, however many links lead to it: first for its headers (HEAD), then, where these say that
something is wrong or that it is a page to read, for the page itself (GET). Redirections are followed one at a time, and
each is a request of its own to a host that is checked again. No proxy is used, as it would choose the address.
"""

import ssl
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from fnmatch import fnmatchcase
from http import HTTPStatus
from pathlib import Path
from threading import Lock, Thread

from tweeluik import __version__
from tweeluik.external.addresses import Resolve, resolve_host
from tweeluik.external.addressing import Refused, Target, follow, read_url
from tweeluik.external.asking import Answer, Asker, Connect, Failure, open_connection
from tweeluik.external.host_queue import HostQueue
from tweeluik.external.lying import is_lying
from tweeluik.external.memory import Known, read_memory, write_memory
from tweeluik.processes import Progress
from tweeluik.text import Place

PERMANENT = frozenset({301, 308})
REDIRECTIONS = frozenset({301, 302, 303, 307, 308})
DENIED = frozenset({401, 402, 403, 407, 451})
"""Answers to a program that a reader who is logged in may well not get."""
BUSY = frozenset({429, 503})
SERVER_ERROR = 500
REMEMBERED = frozenset({"", "link-broken", "link-loop", "link-lying", "link-redirected-permanently"})
"""What holds for longer than a moment."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that leaves the docset."""

    url: str
    """As written."""
    places: tuple[tuple[str, Place], ...] = ()
    """Where it stands: file and place."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of a link."""

    link: Link
    code: str = ""
    """A name in the table of codes; '' if nothing is wrong."""
    message: str = ""
    new_url: str = ""
    """Where it leads for good, if that is known."""
    was_asked: bool = True
    """Whether its host was asked, now or in an earlier run; not so if the lists of hosts leave it out."""


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated."""

    workers: int = 16
    """Requests at once."""
    per_host: int = 2
    """Requests at once to one host."""
    pause: float = 0.5
    """Seconds between the beginnings of two requests to one host."""
    timeout: float = 15.0
    """Seconds for one request."""
    most_redirections: int = 10
    most_bytes: int = 100_000
    """Bytes of a page that are read."""
    retries: int = 2
    """How often a host that is busy or in trouble is asked again."""
    longest_wait: float = 60.0
    """Seconds that a host may ask us to wait; if it asks for more, we give up."""
    allow: tuple[str, ...] = ()
    """Globs of hosts, such as `*.example.com`; if there are any, no others are asked."""
    deny: tuple[str, ...] = ()
    """Globs of hosts that are never asked."""
    allow_private: bool = False
    """Whether hosts may be asked that are not public: this computer, and those of the network round it."""
    good_for: timedelta = timedelta(days=7)
    """How long it holds that a link is right."""
    bad_for: timedelta = timedelta(hours=12)
    """How long it holds that a link is wrong."""

    def admits(self, host: str) -> bool:
        """Tell whether the lists of hosts let a host be asked."""
        listed = not self.allow or any(fnmatchcase(host, glob.lower()) for glob in self.allow)
        return listed and not any(fnmatchcase(host, glob.lower()) for glob in self.deny)


@dataclass(frozen=True, slots=True)
class Network:
    """What stands between this program and the web; tests put something else there."""

    resolve: Resolve = resolve_host
    connect: Connect = open_connection
    context: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def check_links(
    links: Iterable[Link],
    manners: Manners | None = None,
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
    network: Network | None = None,
    now: datetime | None = None,
) -> list[Outcome]:
    """Ask for every link, once per page.

    Args:
        links: what to check; only http and https are followed, and other kinds have no code.
        manners: how hosts are treated.
        cache: file with what earlier runs found; it is read, and written again even if the run is broken off.
        progress: called with the number of pages done and of all, by one thread at a time.
        network: how hosts are found and reached.
        now: the time by which the cache ages.

    Returns:
        An outcome for each link, in the order of the links.

    Raises:
        OSError: the cache cannot be written.
    """
    manners = manners or Manners()
    now = now or datetime.now(UTC)
    links = list(links)
    targets = {link.url: read_url(link.url) for link in links}
    pages = {target.url: target for target in targets.values() if isinstance(target, Target)}
    earlier = read_memory(cache) if cache else {}
    fresh = {url: one for url, one in earlier.items() if one.is_fresh(now, manners.good_for, manners.bad_for)}
    wanted = [page for url, page in pages.items() if url not in fresh and manners.admits(page.host)]
    run = _Run(manners, network or Network(), wanted, progress)
    try:
        run.run()
    finally:
        # A run that was broken off may still have threads at work.
        found = {url: Known(now, *verdict) for url, verdict in dict(run.verdicts).items()}
        if cache:
            write_memory(cache, fresh | {url: one for url, one in found.items() if one.code in REMEMBERED})
    known = fresh | found
    return [_outcome(link, targets[link.url], known, manners) for link in links]


def _outcome(link: Link, target: Target | Refused, known: dict[str, Known], manners: Manners) -> Outcome:
    if isinstance(target, Refused):
        return Outcome(link, target.code, target.message, was_asked=False)
    if not manners.admits(target.host):
        return Outcome(link, was_asked=False)
    one = known[target.url]
    fragment = link.url.partition("#")[2]
    new_url = f"{one.new_url}#{fragment}" if one.new_url and fragment else one.new_url
    return Outcome(link, one.code, one.message, new_url, one.code != "link-refused-private")


Verdict = tuple[str, str, str]
"""Code, message and new address."""
FINE: Verdict = ("", "", "")


@dataclass(slots=True)
class _Chase:
    """A page on its way through redirections; one request at a time, so one thread at a time has it."""

    start: Target
    at: Target
    method: str = "HEAD"
    hops: list[tuple[int, Target]] = field(default_factory=list)
    """Status and destination of each redirection so far."""
    tries: int = 0
    """How often the host at hand was busy."""


@dataclass(frozen=True, slots=True)
class _Again:
    """That a request is to be made: of the place where a chase now is, after some seconds in which the host rests."""

    rest: float = 0.0


class _Run:
    def __init__(
        self,
        manners: Manners,
        network: Network,
        pages: list[Target],
        progress: Progress | None,
    ) -> None:
        self.manners = manners
        self.verdicts: dict[str, Verdict] = {}
        self._asker = Asker(
            network.resolve,
            network.connect,
            network.context,
            f"tweeluik/{__version__} (checks links)",
            manners.timeout,
            manners.most_bytes,
            manners.allow_private,
        )
        self._queue: HostQueue[_Chase] = HostQueue(manners.per_host, manners.pause)
        self._pages = pages
        self._progress = progress
        self._lock = Lock()
        self._broken: BaseException | None = None

    def run(self) -> None:
        """Make all requests."""
        for page in self._pages:
            self._queue.put(page.host, _Chase(page, page))
        threads = [Thread(target=self._work, daemon=True) for _ in range(min(self.manners.workers, len(self._pages)))]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        finally:
            self._queue.close()
        if self._broken:
            raise self._broken

    def _work(self) -> None:
        while taken := self._queue.take():
            host, chase = taken
            rest = 0.0
            try:
                step = self._step(chase)
                if isinstance(step, _Again):
                    rest = step.rest
                    self._queue.put(chase.at.host, chase)
                else:
                    self._finish(chase, step)
            except BaseException as error:  # noqa: BLE001 - a thread has nobody to raise it to; `run` raises it
                self._broken = error
                self._queue.close()
            finally:
                self._queue.done(host, rest=rest)

    def _finish(self, chase: _Chase, verdict: Verdict) -> None:
        with self._lock:
            self.verdicts[chase.start.url] = verdict
            if self._progress:
                self._progress(len(self.verdicts), len(self._pages))

    def _step(self, chase: _Chase) -> _Again | Verdict:
        """Make one request; return what was found in the end, or that another one is needed."""
        answer = self._asker.ask(chase.method, chase.at)
        if isinstance(answer, Failure):
            if chase.method == "HEAD" and not answer.is_final:
                return self._by_get(chase)
            return answer.code, f"{answer.message}{_on_the_way(chase)}", ""
        if answer.status in BUSY or answer.status >= SERVER_ERROR:
            return self._busy(chase, answer)
        if answer.status in REDIRECTIONS:
            return self._redirect(chase, answer)
        if chase.method == "HEAD" and (answer.status >= HTTPStatus.BAD_REQUEST or _is_page(answer)):
            return self._by_get(chase)
        return self._verdict(chase, answer)

    def _by_get(self, chase: _Chase) -> _Again:
        chase.method = "GET"
        return _Again()

    def _busy(self, chase: _Chase, answer: Answer) -> _Again | Verdict:
        """Ask again when the host says so, or after a while; servers that know no HEAD fail in this way too."""
        asked_for = retry_after(answer.header("Retry-After"))
        chase.tries += 1
        if chase.method == "HEAD" and answer.status not in BUSY:
            return self._by_get(chase)
        if chase.tries <= self.manners.retries and (asked_for or 0.0) <= self.manners.longest_wait:
            return _Again(asked_for if asked_for is not None else self.manners.pause * 2**chase.tries)
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            return "link-busy", f"'{chase.at.host}' wants no more questions for now.", ""
        return "link-server-error", f"The server answers with status {answer.status}{_on_the_way(chase)}.", ""

    def _redirect(self, chase: _Chase, answer: Answer) -> _Again | Verdict:
        location = answer.header("Location")
        if not location:
            return "link-broken", f"The server answers with status {answer.status}, but not where the page is.", ""
        target = follow(chase.at, location)
        if isinstance(target, Refused):
            return "link-broken", f"It leads to an address that cannot be followed. {target.message}", ""
        seen = {chase.start.url, *(hop.url for _, hop in chase.hops)}
        if target.url in seen or len(chase.hops) >= self.manners.most_redirections:
            if chase.method == "HEAD":
                chase.at, chase.hops = chase.start, []
                return self._by_get(chase)
            if target.url in seen:
                return "link-loop", f"Its redirections lead in a circle, back to '{target.url}'.", ""
            return "link-loop", f"It is redirected more than {self.manners.most_redirections} times.", ""
        chase.hops.append((answer.status, target))
        chase.at, chase.tries = target, 0
        # What lies beyond a host that is not to be asked, nobody knows; up to there the link is right.
        return _Again() if self.manners.admits(target.host) else _moved(chase)

    def _verdict(self, chase: _Chase, answer: Answer) -> Verdict:
        status = answer.status
        if status in DENIED:
            return "link-access-denied", f"The server answers with status {status}{_on_the_way(chase)}.", ""
        if status >= HTTPStatus.BAD_REQUEST:
            return "link-broken", f"The server answers with status {status}{_on_the_way(chase)}.", ""
        if _is_page(answer) and is_lying(chase.start.url, chase.at.url, answer.header("Content-Type"), answer.body):
            return (
                "link-lying",
                f"The server finds a page, but its title or address says otherwise{_on_the_way(chase)}.",
                "",
            )
        return _moved(chase)


def _is_page(answer: Answer) -> bool:
    """Tell whether there is a page to read in what was answered."""
    is_html = answer.header("Content-Type").lower().startswith(("text/html", "application/xhtml"))
    return answer.status == HTTPStatus.OK and is_html and answer.header("Content-Encoding").lower() in {"", "identity"}


def _moved(chase: _Chase) -> Verdict:
    """Return that the link is right, or where it leads for good."""
    new = ""
    for status, target in chase.hops:
        if status not in PERMANENT:
            break
        new = target.url
    return ("link-redirected-permanently", f"The page has moved to '{new}'.", new) if new else FINE


def _on_the_way(chase: _Chase) -> str:
    return f" (after redirection to '{chase.at.url}')" if chase.hops else ""


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Return the seconds that a host asks us to wait; None if it does not say, or not in a way that is known."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
