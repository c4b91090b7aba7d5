import json
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from tests.unit.external.conftest import HASTY, IMPATIENT, PUBLIC, Reply, Web

from tweeluik.codes import codes
from tweeluik.external import checking
from tweeluik.external.checking import Link, Manners, Network, check_links, retry_after
from tweeluik.text import Place

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def moved(to: str, status: int = 302) -> Reply:
    return Reply(status, {"Location": to})


def test_a_page_that_is_there(web: Web) -> None:
    web.pages["a.example/page"] = Reply()
    (outcome,) = web.check("http://a.example/page#part")
    assert (outcome.code, outcome.new_url, outcome.was_asked) == ("", "", True)
    assert web.asked() == ["HEAD a.example/page", "GET a.example/page"]
    assert web.connected == [(PUBLIC, 80)] * 2
    assert web.requests[0].agent.startswith("tweeluik/")


def test_what_is_no_page_is_not_read(web: Web) -> None:
    web.pages["a.example/file.pdf"] = Reply(headers={"Content-Type": "application/pdf"})
    assert web.code("http://a.example/file.pdf") == ""
    assert web.asked() == ["HEAD a.example/file.pdf"]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        pytest.param(Reply(404), "link-broken", id="not found"),
        pytest.param(Reply(410), "link-broken", id="gone"),
        pytest.param(Reply(400), "link-broken", id="bad request"),
        pytest.param(Reply(302), "link-broken", id="redirected nowhere"),
        pytest.param(Reply(204), "", id="nothing to show"),
        pytest.param(Reply(304), "", id="not modified"),
        pytest.param(Reply(no_head=405), "", id="HEAD not allowed"),
        pytest.param(Reply(no_head=404), "", id="HEAD not understood"),
        pytest.param(Reply(no_head=500), "", id="HEAD breaks the server"),
        pytest.param(Reply(401), "link-access-denied", id="log in"),
        pytest.param(Reply(403), "link-access-denied", id="forbidden"),
        pytest.param(Reply(500), "link-server-error", id="broken server"),
        pytest.param(Reply(503), "link-server-error", id="always unavailable"),
        pytest.param(Reply(429), "link-busy", id="always busy"),
        pytest.param(Reply(after=2.0), "link-timeout", id="slow"),
        pytest.param(Reply(body="x" * 100, drip=0.05), "link-timeout", id="slow by the byte"),
        pytest.param(Reply(raw=b"SSH-2.0-server\r\n"), "link-unreachable", id="no web server"),
        pytest.param(Reply(raw=b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000), "link-unreachable", id="long header"),
        pytest.param(Reply(raw=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200), "link-unreachable", id="many headers"),
        pytest.param(
            Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            "link-unreachable",
            id="broken chunks",
        ),
        pytest.param(Reply(body="<title>Pagina niet gevonden - Winkel</title>"), "link-lying", id="lying"),
        pytest.param(
            Reply(body="<title>Page not found</title>", headers={"Content-Encoding": "gzip"}), "", id="compressed"
        ),
    ],
)
def test_what_a_server_answers(web: Web, reply: Reply, code: str) -> None:
    web.pages["a.example/"] = reply
    assert web.code("http://a.example/", IMPATIENT if code == "link-timeout" else HASTY) == code


def test_a_server_that_closes_the_connection(web: Web) -> None:
    web.pages["a.example/"] = Reply(raw=b"\r\n")
    assert web.code("http://a.example") == "link-unreachable"


def test_a_host_that_takes_no_connections() -> None:
    def connect(*_: object) -> socket.socket:
        raise ConnectionRefusedError

    network = Network(lambda *_: (PUBLIC,), connect)
    (outcome,) = check_links([Link("http://a.example/")], HASTY, network=network)
    assert outcome.code == "link-unreachable"


def test_a_host_that_does_not_exist_is_looked_up_once(web: Web) -> None:
    assert web.code("http://gone.example/") == "link-unreachable"
    assert web.looked_up == ["gone.example"]


def test_the_next_address_is_tried(web: Web) -> None:
    web.pages["a.example/"] = Reply()
    web.addresses["a.example"] = ("8.8.8.8", PUBLIC)

    def connect(address: str, port: int, timeout: float) -> socket.socket:
        if address == "8.8.8.8":
            raise ConnectionRefusedError
        return web.connect(address, port, timeout)

    (outcome,) = check_links([Link("http://a.example/")], HASTY, network=Network(web.resolve, connect))
    assert outcome.code == ""


def test_no_more_of_a_page_is_read_than_agreed(web: Web) -> None:
    web.pages["a.example/"] = Reply(body="x" * 50 + "<title>Page not found</title>" + "y" * 5_000_000)
    assert web.code("http://a.example/", Manners(pause=0.0, most_bytes=40)) == ""
    assert web.code("http://a.example/", Manners(pause=0.0, most_bytes=400)) == "link-lying"


# Redirections


@pytest.mark.parametrize(
    ("pages", "code", "new_url"),
    [
        pytest.param({"/": moved("/b")}, "", "", id="for now"),
        pytest.param({"/": moved("/b", 301)}, "link-redirected-permanently", "http://a.example/b", id="for good"),
        pytest.param({"/": moved("b", 308)}, "link-redirected-permanently", "http://a.example/b", id="relative"),
        pytest.param(
            {"/": moved("//c.example/", 301)}, "link-redirected-permanently", "http://c.example/", id="to another host"
        ),
        pytest.param(
            {"/": moved("/1", 301), "/1": moved("/2", 301), "/2": moved("/b")},
            "link-redirected-permanently",
            "http://a.example/2",
            id="for good, then for now",
        ),
        pytest.param({"/": moved("/1"), "/1": moved("/b", 301)}, "", "", id="for now, then for good"),
        pytest.param({"/": moved("/nowhere", 301)}, "link-broken", "", id="to a page that is not there"),
        pytest.param({"/": moved("/")}, "link-loop", "", id="to itself"),
        pytest.param({"/": moved("/1"), "/1": moved("/2"), "/2": moved("/1")}, "link-loop", "", id="in a circle"),
        pytest.param({f"/{n or ''}": moved(f"/{n + 1}") for n in range(30)}, "link-loop", "", id="without end"),
        pytest.param({"/": moved("ftp://a.example/")}, "link-broken", "", id="to another protocol"),
        pytest.param({"/": moved("javascript:alert(1)")}, "link-broken", "", id="to a script"),
        pytest.param({"/": moved("http://jan:geheim@a.example/b")}, "link-broken", "", id="with a password"),
        pytest.param({"/": moved("http://[::1")}, "link-broken", "", id="to nonsense"),
        pytest.param({"/": moved("/b c é")}, "", "", id="with letters that belong in no address"),
        pytest.param({"/": moved("http://gone.example/")}, "link-unreachable", "", id="to no host"),
        pytest.param({"/": moved("/oops/404.html")}, "link-lying", "", id="to a page for errors"),
    ],
)
def test_redirections(web: Web, pages: dict[str, Reply], code: str, new_url: str) -> None:
    known = {"/b": Reply(), "/b%20c%20%C3%A9": Reply(), "/oops/404.html": Reply(), "/30": Reply()}
    web.pages.update({f"a.example{path}": reply for path, reply in (known | pages).items()} | {"c.example/": Reply()})
    (outcome,) = web.check("http://a.example/")
    assert (outcome.code, outcome.new_url) == (code, new_url)


def test_a_circle_that_only_headers_run_in(web: Web) -> None:
    # The server sends HEAD on to a page that sends it back, and GET not.
    web.pages["a.example/"] = Reply()
    web.pages["a.example/"] = [moved("/1"), Reply()]
    web.pages["a.example/1"] = moved("/")
    assert web.code("http://a.example/") == ""


def test_the_fragment_goes_along_to_the_new_address(web: Web) -> None:
    web.pages["a.example/"] = moved("/b", 301)
    web.pages["a.example/b"] = Reply()
    outcomes = web.check("http://a.example/#een", "http://a.example/#twee", "http://a.example/")
    assert [one.new_url.removeprefix("http://a.example") for one in outcomes] == ["/b#een", "/b#twee", "/b"]
    # One page, however many links lead to it.
    assert web.asked() == ["HEAD a.example/", "HEAD a.example/b", "GET a.example/b"]


# Hosts that must not be asked


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "http://LOCALHOST.:8080/admin",
        "https://api.localhost/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:169.254.169.254]/",
        "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::]/",
        "http://[fd00:ec2::254]/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://192.0.2.1/",
    ],
)
def test_hosts_that_are_not_public_are_not_contacted(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The real network, with a spy on what everything goes through.
    def refuse(*arguments: object) -> None:
        pytest.fail(f"somebody was contacted: {arguments}")

    for name in ("connect", "connect_ex", "sendto", "send", "sendall"):
        monkeypatch.setattr(socket.socket, name, refuse)
    (outcome,) = check_links([Link(url)], HASTY)
    assert (outcome.code, outcome.was_asked) == ("link-refused-private", False)


@pytest.mark.parametrize("address", ["169.254.169.254", "127.0.0.1", "::1", "10.1.2.3", "fe80::1%eth0", "nonsense"])
def test_names_that_stand_for_such_hosts_are_not_contacted_either(web: Web, address: str) -> None:
    web.addresses["inside.example"] = (address,)
    assert web.code("http://inside.example/") == "link-refused-private"
    assert web.connected == []


def test_one_address_that_is_not_public_spoils_the_others(web: Web) -> None:
    web.addresses["both.example"] = (PUBLIC, "127.0.0.1")
    assert web.code("http://both.example/") == "link-refused-private"
    assert web.connected == []


@pytest.mark.parametrize("location", ["http://169.254.169.254/", "http://localhost/", "http://inside.example/"])
@pytest.mark.parametrize("status", [301, 302])
def test_redirections_to_such_hosts_are_not_followed(web: Web, location: str, status: int) -> None:
    web.addresses |= {"inside.example": ("192.168.1.1",), "169.254.169.254": ("169.254.169.254",)}
    web.pages["a.example/"] = moved(location, status)
    assert web.code("http://a.example/") == "link-refused-private"
    assert web.connected == [(PUBLIC, 80)]


def test_the_connection_is_made_to_the_address_that_was_checked(web: Web) -> None:
    # A name service that changes its answer after the check.
    answers = [(PUBLIC,), ("127.0.0.1",), ("127.0.0.1",)]
    web.pages["a.example/"] = Reply()
    network = Network(lambda *_: answers.pop(0), web.connect)
    check_links([Link("http://a.example/")], HASTY, network=network)
    assert [address for address, _ in web.connected] == [PUBLIC]


def test_such_hosts_are_asked_if_a_person_says_so(web: Web) -> None:
    web.pages[f"localhost:{web.port}/"] = Reply()
    manners = Manners(pause=0.0, timeout=2.0, allow_private=True)
    (outcome,) = check_links([Link(f"http://localhost:{web.port}/")], manners)
    assert (outcome.code, outcome.was_asked) == ("", True)


@pytest.mark.parametrize(
    ("manners", "asked"),
    [
        pytest.param(Manners(pause=0.0), {"a.example", "b.a.example", "c.test"}, id="all"),
        pytest.param(Manners(pause=0.0, allow=("*.example",)), {"a.example", "b.a.example"}, id="some"),
        pytest.param(Manners(pause=0.0, deny=("*.A.example", "c.*")), {"a.example"}, id="all but some"),
        pytest.param(Manners(pause=0.0, allow=("*.example",), deny=("b.*",)), {"a.example"}, id="some but one"),
    ],
)
def test_lists_of_hosts(web: Web, manners: Manners, asked: set[str]) -> None:
    hosts = ("a.example", "b.a.example", "c.test")
    web.pages = {f"{host}/": Reply() for host in hosts}
    outcomes = web.check(*(f"http://{host}/" for host in hosts), manners=manners)
    assert {one.host for one in web.requests} == asked
    assert {one.link.url.split("/")[2] for one in outcomes if one.was_asked} == asked
    assert {one.code for one in outcomes} == {""}


def test_a_redirection_to_a_host_that_is_not_to_be_asked_ends_there(web: Web) -> None:
    web.pages["a.example/"] = moved("http://b.example/", 301)
    (outcome,) = web.check("http://a.example/", manners=Manners(pause=0.0, deny=("b.example",)))
    assert (outcome.code, outcome.new_url) == ("link-redirected-permanently", "http://b.example/")
    assert web.asked() == ["HEAD a.example/"]


# Manners


def test_a_busy_host_gets_the_time_that_it_asks_for(web: Web) -> None:
    web.pages["a.example/"] = [Reply(429, {"Retry-After": "1"}), Reply()]
    web.pages["a.example/other"] = Reply(headers={"Content-Type": "text/plain"})
    outcomes = web.check("http://a.example/", "http://a.example/other", manners=Manners(pause=0.0, per_host=1))
    assert [one.code for one in outcomes] == ["", ""]
    first, *others = web.requests
    # Nor is the host asked for anything else in the meantime.
    assert min(one.at for one in others) - first.at >= 1.0


def test_a_host_that_asks_for_too_much_time_is_left_alone(web: Web) -> None:
    web.pages["a.example/"] = Reply(429, {"Retry-After": "3600"})
    assert web.code("http://a.example/") == "link-busy"
    assert len(web.requests) == 1


def test_a_host_that_is_busy_for_a_moment_is_asked_again(web: Web) -> None:
    web.pages["a.example/"] = [Reply(503), Reply(503), Reply()]
    assert web.code("http://a.example/") == ""
    web.pages["a.example/"] = [Reply(503), Reply(503), Reply(503), Reply()]
    assert web.code("http://a.example/") == "link-server-error"


def test_pauses_between_requests_to_one_host(web: Web) -> None:
    web.pages = {f"a.example/{n}": Reply(headers={"Content-Type": "text/plain"}) for n in range(4)}
    begun = monotonic()
    web.check(*(f"http://a.example/{n}" for n in range(4)), manners=Manners(pause=0.1))
    assert max(one.at for one in web.requests) - begun >= 0.3


def test_few_requests_at_once_to_one_host_and_many_to_several(web: Web) -> None:
    slow = Reply(headers={"Content-Type": "text/plain"}, after=0.15)
    web.pages = {f"a.example/{n}": slow for n in range(6)}
    web.check(*(f"http://a.example/{n}" for n in range(6)), manners=Manners(pause=0.0))
    assert web.most == 2
    web.pages = {f"h{n}.example/": slow for n in range(6)}
    web.check(*(f"http://h{n}.example/" for n in range(6)), manners=Manners(pause=0.0))
    assert web.most > 2


def test_a_slow_host_keeps_no_other_waiting(web: Web) -> None:
    web.pages.update({f"slow.example/{n}": Reply(after=0.3) for n in range(4)} | {"z.example/": Reply()})
    order: list[int] = []
    urls = [*(f"http://slow.example/{n}" for n in range(4)), "http://z.example/"]
    network = Network(web.resolve, web.connect)
    manners = Manners(pause=0.0, workers=3, per_host=2)
    check_links([Link(url) for url in urls], manners, network=network, progress=lambda done, _: order.append(done))
    assert order == [1, 2, 3, 4, 5]
    quick = next(number for number, one in enumerate(web.requests) if one.host == "z.example")
    assert quick <= 2


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sat, 31 Jan 2026 12:00:30 GMT", 30.0),
        ("Sat, 31 Jan 2026 11:00:00 GMT", 0.0),
        ("Sat, 31 Jan 2026 12:00:30", 30.0),
        ("9" * 5000, 999_999_999.0),
        ("-1", None),
        ("soon", None),
        ("²", None),
        ("", None),
    ],
)
def test_how_long_a_host_asks_us_to_wait(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOON) == seconds


# What is remembered


def test_what_was_found_is_remembered_for_a_while(web: Web, tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "links.json"
    web.pages = {"a.example/": Reply(), "a.example/moved": moved("/", 301), "a.example/busy": Reply(503)}
    links = [Link(f"http://a.example/{path}") for path in ("", "moved", "gone", "busy")]
    network = Network(web.resolve, web.connect)

    def run(now: datetime) -> tuple[list[str], int]:
        web.requests.clear()
        outcomes = check_links(links, HASTY, cache=cache, network=network, now=now)
        return [one.code for one in outcomes], len({one.path for one in web.requests})

    expected = ["", "link-redirected-permanently", "link-broken", "link-server-error"]
    assert run(NOON) == (expected, 4)
    first = cache.read_bytes()
    # Only what passes is asked for again.
    assert run(NOON + timedelta(hours=1)) == (expected, 1)
    assert cache.read_bytes() == first
    # What was wrong is asked for sooner than what was right; that is asked for here as where the moved page is.
    assert run(NOON + timedelta(days=1))[1] == 4
    assert run(NOON - timedelta(days=1))[1] == 4
    assert run(NOON + timedelta(days=30))[1] == 4
    document = json.loads(cache.read_bytes())
    assert document["version"] == 1
    assert list(document["links"]) == sorted(document["links"])
    assert document["links"]["http://a.example/"] == {"checked": "2026-03-02T12:00:00Z"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 2, "links": {"http://a.example/": {"checked": "2026-01-31T11:00:00Z"}}}',
        b'{"version": 1, "links": {"http://a.example/": {"checked": "2026-01-31T11:00:00"}}}',
        b'{"version": 1, "links": {"http://a.example/": {"checked": 7}}}',
        b'{"version": 1, "links": {"http://a.example/": []}}',
        b'{"version": 1, "links": []}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_cache_that_makes_no_sense_says_nothing(web: Web, tmp_path: Path, content: bytes) -> None:
    cache = tmp_path / "links.json"
    cache.write_bytes(content)
    web.pages["a.example/"] = Reply()
    network = Network(web.resolve, web.connect)
    (outcome,) = check_links([Link("http://a.example/")], HASTY, cache=cache, network=network, now=NOON)
    assert outcome.code == ""
    assert web.requests
    assert json.loads(cache.read_bytes())["links"].keys() == {"http://a.example/"}


def test_what_was_found_is_written_even_if_the_run_is_broken_off(web: Web, tmp_path: Path) -> None:
    cache = tmp_path / "links.json"
    web.pages["a.example/"] = Reply()

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    network = Network(web.resolve, web.connect)
    with pytest.raises(KeyboardInterrupt):
        check_links([Link("http://a.example/")], HASTY, cache=cache, network=network, progress=stop)
    assert "http://a.example/" in json.loads(cache.read_bytes())["links"]


# Addresses as they are written


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("mailto:jan@a.example", ""),
        ("ftp://a.example/", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://jan:geheim@a.example/", "link-credentials"),
        ("http://a.example\\@b.example/", "link-credentials"),
        ("http:///page", "link-invalid"),
        ("http://a.example:99999/", "link-invalid"),
        ("http://a.example:x/", "link-invalid"),
        ("http://[::1/", "link-invalid"),
        ("http://a b.example/", "link-invalid"),
        ("http://a.example/\r\nX: y", "link-invalid"),
        ("http://a.example\\b/", "link-invalid"),
        ("http://" + "é" * 70 + ".example/", "link-invalid"),
        ("http://a.example/" + "x" * 9000, "link-invalid"),
        ("http://a.example/\ud800", "link-invalid"),
    ],
)
def test_addresses_that_are_not_asked_for(web: Web, url: str, code: str) -> None:
    (outcome,) = web.check(url)
    assert (outcome.code, outcome.was_asked) == (code, False)
    assert web.looked_up == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://A.example", "a.example/"),
        ("http://a.example:80/x?y=1#z", "a.example/x?y=1"),
        ("http://a.example:8080/", "a.example:8080/"),
        ("http://a.example/één pagina", "a.example/%C3%A9%C3%A9n%20pagina"),
        ("http://a.example/%C3%A9?q=a b&r=[1]", "a.example/%C3%A9?q=a%20b&r=%5B1%5D"),
        ("http://bücher.example/", "xn--bcher-kva.example/"),
        ("http://a_b.example/", "a_b.example/"),
        ("http://[2606:4700::1111]:8080/", "[2606:4700::1111]:8080/"),
    ],
)
def test_addresses_as_they_are_asked_for(web: Web, url: str, expected: str) -> None:
    web.addresses["2606:4700::1111"] = ("2606:4700::1111",)
    web.pages[expected] = Reply()
    assert web.code(url) == ""


def test_outcomes_are_in_the_order_of_the_links_and_know_their_places(web: Web) -> None:
    web.pages["b.example/"] = Reply()
    links = [
        Link("http://gone.example/", (("a.md", Place(1, 2)), ("b.md", Place(3, 4)))),
        Link("mailto:jan@a.example"),
        Link("http://b.example/"),
        Link("http://gone.example/", (("c.md", Place(5, 6)),)),
    ]
    outcomes = check_links(links, HASTY, network=Network(web.resolve, web.connect))
    assert [one.link for one in outcomes] == links
    assert [one.code for one in outcomes] == ["link-unreachable", "", "", "link-unreachable"]


def test_no_links_take_no_time(web: Web) -> None:
    assert web.check() == []


def test_every_code_is_explained() -> None:
    text = "".join(file.read_text() for file in Path(checking.__file__).parent.glob("*.py"))
    mentioned = {word for word in text.replace('"', " ").replace("`", " ").split() if word.startswith("link-")}
    assert {word.rstrip(",.;:") for word in mentioned} <= set(codes())


# Certificates


@pytest.fixture
def secure_port(tmp_path: Path) -> Iterator[int]:
    """Return the port of a server whose certificate nobody vouches for, and which is for `right.example`."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=right.example"]
    names = ["-addext", "subjectAltName=DNS:right.example"]
    subprocess.run([*command, *names, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secured:
                    secured.recv(1000)
                    secured.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            except OSError:
                connection.close()

    Thread(target=serve, daemon=True).start()
    yield int(listener.getsockname()[1])
    listener.close()


@pytest.mark.parametrize(
    ("host", "is_trusted", "code"),
    [
        pytest.param("right.example", True, "", id="right"),
        pytest.param("wrong.example", True, "link-certificate", id="for another host"),
        pytest.param("right.example", False, "link-certificate", id="nobody vouches"),
    ],
)
def test_certificates(secure_port: int, tmp_path: Path, host: str, code: str, *, is_trusted: bool) -> None:
    context = ssl.create_default_context(cafile=tmp_path / "certificate.pem" if is_trusted else None)
    network = Network(
        lambda *_: (PUBLIC,),
        lambda _, __, timeout: socket.create_connection(("127.0.0.1", secure_port), timeout=timeout),
        context,
    )
    (outcome,) = check_links([Link(f"https://{host}/")], Manners(pause=0.0, timeout=5.0), network=network)
    assert outcome.code == code
