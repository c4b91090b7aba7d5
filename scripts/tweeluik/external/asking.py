"""One request to one host: to an address that was checked, within a time, and not reading more than was agreed.

The standard library's client looks a name up once more when it connects, and starts its time anew with every byte.
Both would let a host get round what was agreed, so only the reading of the answer is taken from it.
"""

import io
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from time import monotonic
from typing import Any, cast

from tweeluik.external.addresses import Resolve, is_local_name, is_public
from tweeluik.external.addressing import Target

Connect = Callable[[str, int, float], socket.socket]
"""Opens a connection to an address and a port, within seconds. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered."""

    status: int
    headers: Message
    body: bytes = b""
    """The beginning of the page."""

    def header(self, name: str) -> str:
        """Return a header, '' if there is none."""
        return str(self.headers.get(name) or "")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer."""

    code: str
    message: str
    is_final: bool = False
    """Whether asking in another way makes no difference."""


@dataclass(frozen=True, slots=True)
class Asker:
    """How requests are made."""

    resolve: Resolve
    connect: Connect
    context: ssl.SSLContext
    user_agent: str
    timeout: float
    """Seconds for one request, from its beginning to its end."""
    most_bytes: int
    """Bytes of a page that are read."""
    allow_private: bool
    """Whether hosts may be asked that are not public."""

    def ask(self, method: str, target: Target) -> Answer | Failure:
        """Ask a host for a page."""
        end = monotonic() + self.timeout
        addresses = self._addresses(target)
        if isinstance(addresses, Failure):
            return addresses
        try:
            with self._open(addresses, target, end) as connection:
                return self._talk(connection, method, target, end)
        except TimeoutError:
            return Failure("link-timeout", f"No answer from '{target.host}' within {self.timeout:g} seconds.")
        except ssl.SSLCertVerificationError as error:
            reason = error.verify_message or "it cannot be verified"
            return Failure("link-certificate", f"The certificate of '{target.host}' is not valid: {reason}.", True)  # noqa: FBT003
        except HTTPException as error:
            reason = type(error).__name__
            return Failure("link-unreachable", f"What '{target.host}' answers is no web page ({reason}).")
        except OSError as error:
            reason = error.strerror or str(error) or "the connection broke"
            return Failure("link-unreachable", f"No connection to '{target.host}': {reason}.")

    def _addresses(self, target: Target) -> list[str] | Failure:
        """Return the addresses that may be asked. One that is not public spoils all: the host is not to be trusted."""
        private = Failure("link-refused-private", f"'{target.host}' is not a public host; it was not asked.", True)  # noqa: FBT003
        if is_local_name(target.host) and not self.allow_private:
            return private
        try:
            addresses = list(self.resolve(target.host, target.port))
        except (OSError, UnicodeError):
            addresses = []
        if not addresses:
            return Failure("link-unreachable", f"There is no host '{target.host}'.", True)  # noqa: FBT003
        return addresses if self.allow_private or all(map(is_public, addresses)) else private

    def _open(self, addresses: list[str], target: Target, end: float) -> socket.socket:
        failure: OSError = TimeoutError()
        for address in addresses:
            try:
                connection = self.connect(address, target.port, _left(end))
            except OSError as error:
                failure = error
                continue
            if not target.secure:
                return connection
            try:
                connection.settimeout(_left(end))
                return self.context.wrap_socket(connection, server_hostname=target.host)
            except BaseException:
                connection.close()
                raise
        raise failure

    def _talk(self, connection: socket.socket, method: str, target: Target, end: float) -> Answer:
        lines = (
            f"{method} {target.path} HTTP/1.1",
            f"Host: {target.authority}",
            f"User-Agent: {self.user_agent}",
            "Accept: text/html, */*;q=0.8",
            "Accept-Encoding: identity",
            "Connection: close",
            "",
            "",
        )
        connection.settimeout(_left(end))
        connection.sendall("\r\n".join(lines).encode("ascii"))
        response = HTTPResponse(cast("socket.socket", _Timed(connection, end)), method=method)
        try:
            response.begin()
            body = response.read(self.most_bytes) if method == "GET" else b""
            return Answer(response.status, response.headers, body)
        finally:
            response.close()


def open_connection(address: str, port: int, timeout: float) -> socket.socket:
    """Open a connection to an address; as it is one already, no name is looked up."""
    return socket.create_connection((address, port), timeout=timeout)


def _left(end: float) -> float:
    """Return the seconds that are left.

    Raises:
        TimeoutError: there are none.
    """
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Timed:
    """As much of a connection as reading an answer needs, with one end for all of it."""

    def __init__(self, connection: socket.socket, end: float) -> None:
        self.connection = connection
        self.end = end

    def makefile(self, _: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self.connection, self.end))


class _TimedReader(io.RawIOBase):
    def __init__(self, connection: socket.socket, end: float) -> None:
        super().__init__()
        self.connection = connection
        self.end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - what the standard library hands over
        self.connection.settimeout(_left(self.end))
        return self.connection.recv_into(buffer)
