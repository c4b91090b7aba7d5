"""A web of our own on loopback: hosts with public addresses that all end up at one small server."""

import socket
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic, sleep

import pytest

from tweeluik.external.checking import Link, Manners, Network, Outcome, check_links

PUBLIC = "93.184.216.34"
HASTY = Manners(pause=0.0)
IMPATIENT = Manners(pause=0.0, timeout=0.4)


@dataclass(slots=True)
class Reply:
    """What the server answers for a page."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = "<title>Een pagina</title>"
    no_head: int = 0
    """Status for HEAD, if it is another one."""
    after: float = 0.0
    """Seconds before the answer."""
    drip: float = 0.0
    """Seconds between the bytes of the body."""
    raw: bytes = b""
    """All of the answer."""


@dataclass(slots=True)
class Request:
    method: str
    host: str
    path: str
    at: float
    agent: str


class Web:
    """Pages by host and path, and who was asked for what."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply | list[Reply]] = {}
        """By address without scheme, such as `a.example/page`; of a list, each is given once, and the last for ever."""
        self.addresses: dict[str, tuple[str, ...]] = {}
        """Of hosts; those that are not named have a public one."""
        self.requests: list[Request] = []
        self.looked_up: list[str] = []
        self.connected: list[tuple[str, int]] = []
        self.port = 0
        self.now = self.most = 0
        """Requests that wait for their answer, and the most there ever were."""
        self.lock = Lock()

    def reply(self, host: str, path: str) -> Reply:
        page = self.pages.get(host + path, Reply(404))
        if isinstance(page, list):
            return page.pop(0) if len(page) > 1 else page[0]
        return page

    def resolve(self, host: str, _: int) -> tuple[str, ...]:
        self.looked_up.append(host)
        if host.startswith("gone."):
            raise OSError
        return self.addresses.get(host, (PUBLIC,))

    def connect(self, address: str, port: int, timeout: float) -> socket.socket:
        self.connected.append((address, port))
        return socket.create_connection(("127.0.0.1", self.port), timeout=timeout)

    def check(self, *urls: str, manners: Manners = HASTY) -> list[Outcome]:
        network = Network(self.resolve, self.connect)
        return check_links([Link(url) for url in urls], manners, network=network)

    def code(self, url: str, manners: Manners = HASTY) -> str:
        return self.check(url, manners=manners)[0].code

    def asked(self) -> list[str]:
        """Return the requests as `METHOD host/path`."""
        return [f"{one.method} {one.host}{one.path}" for one in self.requests]


def handler(web: Web) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            host, agent = self.headers.get("Host") or "", self.headers.get("User-Agent") or ""
            with web.lock:
                web.requests.append(Request(self.command, host, self.path, monotonic(), agent))
                web.now += 1
                web.most = max(web.most, web.now)
                reply = web.reply(host, self.path)
            sleep(reply.after)
            with web.lock:
                web.now -= 1  # before the answer: whoever has it may ask for the next page at once
            with suppress(OSError):  # the client has had enough
                self.write(reply)

        def write(self, reply: Reply) -> None:
            self.close_connection = True
            if reply.raw:
                self.wfile.write(reply.raw)
                return
            body = reply.body.encode()
            status = reply.no_head if self.command == "HEAD" and reply.no_head else reply.status
            self.send_response(status)
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))} | dict(
                reply.headers
            )
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "HEAD":
                return
            for start in range(0, len(body), 1 if reply.drip else len(body) or 1):
                sleep(reply.drip)
                self.wfile.write(body[start : start + (1 if reply.drip else len(body))])
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    for method in ("do_GET", "do_HEAD"):
        setattr(Handler, method, Handler.answer)
    return Handler


@pytest.fixture
def web() -> Iterator[Web]:
    found = Web()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(found))
    found.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()
